import GraphModel

/// A part of an object with its place, so that a field of the wrong type is reported as `$.items[3].spec.replicas`.
struct KubernetesFields {
    /// How the part is reached from the object.
    private indirect enum Path {
        case object(SourcePosition)
        case member(Path, String)
        case element(Path, Int)
    }

    private let value: JSONValue
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
    func object(_ name: String) throws(ImportError) -> KubernetesFields {
        let field = member(name)
        switch field.value {
        case .object, .null: return field
        default: throw field.wrong("an object")
        }
    }

    func objects(_ name: String) throws(ImportError) -> [KubernetesFields] {
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

    /// An `IntOrString`: a count, or a percentage such as `50%`.
    func countOrPercent(_ name: String) throws(ImportError) -> KubernetesAmount? {
        let field = member(name)
        if field.isMissing { return nil }
        guard let amount = KubernetesAmount(field.value) else { throw field.wrong("a count or a percentage") }
        return amount
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
    ) throws(ImportError) -> [KubernetesFields] {
        let field = member(name)
        guard case .array(let values) = field.value else {
            if field.isMissing { return [] }
            throw field.wrong("a list")
        }
        var result: [KubernetesFields] = []
        for (index, value) in values.enumerated() {
            let element = KubernetesFields(value, .element(field.path, index))
            guard fits(value) else { throw element.wrong(wanted) }
            result.append(element)
        }
        return result
    }

    private func member(_ name: String) -> KubernetesFields {
        KubernetesFields(value[name] ?? .null, .member(path, name))
    }

    private func wrong(_ wanted: String) -> ImportError {
        ImportError(.badRecord, "this is not \(wanted)", at: position)
    }

    private var position: SourcePosition {
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

/// How many pods a budget speaks of.
enum KubernetesAmount: Equatable {
    case count(Int)
    case percent(Int)

    init?(_ value: JSONValue) {
        if let number = value.integer, number >= 0, number <= Int64(Int32.max) {
            self = .count(Int(number))
        } else if let text = value.string, text.last == "%", let number = Int(text.dropLast()), number >= 0,
            number <= 10_000
        {
            self = .percent(number)
        } else {
            return nil
        }
    }

    /// The number of pods of `total`. Percentages round up, for `minAvailable` as for `maxUnavailable`.
    func of(_ total: Int) -> Int {
        switch self {
        case .count(let count): count
        case .percent(let percent): (percent * total + 99) / 100
        }
    }

    var text: String {
        switch self {
        case .count(let count): "\(count)"
        case .percent(let percent): "\(percent)%"
        }
    }
}
