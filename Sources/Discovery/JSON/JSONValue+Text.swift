/// For sources that write the same field in several ways.
extension JSONValue {
    /// A string that is not empty, or a number as it would be written.
    var text: String? {
        switch self {
        case .string(let text): text.isEmpty ? nil : text
        case .number(.integer(let number)): "\(number)"
        case .number(.double(let number)): "\(number)"
        default: nil
        }
    }

    /// A whole number, written as one or as text.
    var wholeNumber: Int64? { integer ?? string.flatMap { Int64($0) } }

    /// The elements of a list; a value that is no list stands for a list of one.
    var oneOrMore: [JSONValue] {
        switch self {
        case .array(let values): values
        case .null: []
        default: [self]
        }
    }

    /// A truth value, written as one or as text.
    var flag: Bool? { boolean ?? string.flatMap { Bool($0) } }

    /// The texts of a list; a single text counts as a list of one.
    var texts: [String] {
        if case .array(let values) = self { return values.compactMap(\.text) }
        return text.map { [$0] } ?? []
    }

    /// The first of several members that is there.
    func first(_ names: [String]) -> JSONValue? {
        for name in names {
            if let value = self[name] { return value }
        }
        return nil
    }

    /// The text of the first of several members that has one.
    func text(_ names: String...) -> String? {
        for name in names {
            if let text = self[name]?.text { return text }
        }
        return nil
    }

    /// The member of this name, or of the name with a small first letter: what one tool writes `VpcId`, another or a
    /// later version writes `vpcId`.
    func either(_ name: String) -> JSONValue? {
        self[name] ?? self[name.prefix(1).lowercased() + name.dropFirst()]
    }

    /// All values at a path; lists on the way are gone through.
    func either(_ path: [String]) -> [JSONValue] {
        var values = [self]
        for name in path {
            values = values.flatMap { value in
                if case .array(let elements) = value {
                    elements.compactMap { $0.either(name) }
                } else {
                    value.either(name).map { [$0] } ?? []
                }
            }
        }
        return values.flatMap { value in
            if case .array(let elements) = value { elements } else { [value] }
        }
    }
}
