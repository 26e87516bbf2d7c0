import GraphModel

/// A part of a JSON record with its place, so that a field of the wrong type is reported as `$.items[3].spec.replicas`.
struct JSONFields {
    /// How the part is reached from the object.
    private indirect enum Path {
        case object(SourcePosition)
        case member(Path, String)
        case element(Path, Int)
    }

    let value: JSONValue
    private let path: Path

    private init(_ value: JSONValue, _ path: Path) {
        self.value = value
        self.path = path
    }

    /// - Parameter position: Where the object starts, with its path in the document.
    init(_ object: JSONObject, at position: SourcePosition) {
        self.init(.object(object), .object(position))
    }

    var isMissing: Bool { value == .null }

    /// Of a member that is missing or null, the members are missing too.
    func object(_ name: String) throws(ImportError) -> JSONFields {
        let field = member(name)
        switch field.value {
        case .object, .null: return field
        default: throw field.wrong("an object")
        }
    }

    func objects(_ name: String) throws(ImportError) -> [JSONFields] {
        try elements(name, "an object") { if case .object = $0 { true } else { false } }
    }

    func string(_ name: String) throws(ImportError) -> String? {
        let field = member(name)
        switch field.value {
        case .null: return nil
        case .string(let text): return text.isEmpty ? nil : text
        default: throw field.wrong("a string")
        }
    }

    func strings(_ name: String) throws(ImportError) -> [String] {
        try elements(name, "a string") { $0.string != nil }.compactMap(\.value.string)
    }

    func integer(_ name: String) throws(ImportError) -> Int? {
        let field = member(name)
        if field.isMissing { return nil }
        guard let number = field.value.integer, let result = Int32(exactly: number) else {
            throw field.wrong("a whole number")
        }
        return Int(result)
    }

    func boolean(_ name: String) throws(ImportError) -> Bool? {
        let field = member(name)
        if field.isMissing { return nil }
        guard let flag = field.value.boolean else { throw field.wrong("true or false") }
        return flag
    }

    /// A map of strings, in ascending order of its keys.
    func map(_ name: String) throws(ImportError) -> [(key: String, value: String)] {
        let field = try object(name)
        var pairs: [(key: String, value: String)] = []
        for entry in field.value.members {
            guard let text = entry.value.string else { throw field.member(entry.name).wrong("a string") }
            pairs.append((entry.name, text))
        }
        return pairs.sorted { $0.key < $1.key }
    }

    /// A date and time in RFC 3339.
    func moment(_ name: String) throws(ImportError) -> PropertyValue? {
        guard let text = try string(name) else { return nil }
        guard let moment = ZonedDateTime(text) else { throw member(name).wrong("a date and time") }
        return .zonedDateTime(moment)
    }

    /// What is wrong with the object for lack of a member.
    func missing(_ name: String) -> ImportError {
        ImportError(.badRecord, "the field \(name) is missing", at: position)
    }

    /// What is wrong with a member whose value is none of those allowed.
    func unknown(_ name: String, allowed: String) -> ImportError {
        ImportError(.badRecord, "this is not one of \(allowed)", at: member(name).position)
    }

    private func elements(
        _ name: String, _ wanted: String, _ fits: (JSONValue) -> Bool
    ) throws(ImportError) -> [JSONFields] {
        let field = member(name)
        guard case .array(let values) = field.value else {
            if field.isMissing { return [] }
            throw field.wrong("a list")
        }
        var result: [JSONFields] = []
        for (index, value) in values.enumerated() {
            let element = JSONFields(value, .element(field.path, index))
            guard fits(value) else { throw element.wrong(wanted) }
            result.append(element)
        }
        return result
    }

    func member(_ name: String) -> JSONFields {
        JSONFields(value[name] ?? .null, .member(path, name))
    }

    /// What is wrong with a value that is of another kind than is wanted.
    func wrong(_ wanted: String) -> ImportError {
        ImportError(.badRecord, "this is not \(wanted)", at: position)
    }

    var position: SourcePosition {
        var suffix = ""
        var rest = path
        while true {
            switch rest {
            case .object(var position):
                position.path = (position.path ?? "$") + suffix
                return position
            case .member(let outer, let name):
                suffix = ".\(name)\(suffix)"
                rest = outer
            case .element(let outer, let index):
                suffix = "[\(index)]\(suffix)"
                rest = outer
            }
        }
    }
}
