/// A JSON document, or a part of one, in memory.
public enum JSONValue: Sendable, Hashable {
    case null
    case boolean(Bool)
    case number(JSONNumber)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)
}

/// The members of a JSON object in the order of the input. A name may repeat; look-ups give the last.
public struct JSONObject: Sendable, Hashable {
    public struct Member: Sendable, Hashable {
        public var name: String
        public var value: JSONValue

        public init(_ name: String, _ value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    public var members: [Member]

    public init(_ members: [Member] = []) { self.members = members }

    /// Linear in the number of members.
    public subscript(name: String) -> JSONValue? {
        members.last { $0.name == name }?.value
    }
}

extension JSONValue {
    /// The member of an object; nil for other values, and for a member that is `null`.
    public subscript(name: String) -> JSONValue? {
        guard case .object(let object) = self, let value = object[name], value != .null else { return nil }
        return value
    }

    /// The elements of an array; empty for every other value.
    public var elements: [JSONValue] {
        if case .array(let values) = self { values } else { [] }
    }

    /// The members of an object; empty for every other value.
    public var members: [JSONObject.Member] {
        if case .object(let object) = self { object.members } else { [] }
    }

    public var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    public var boolean: Bool? {
        if case .boolean(let value) = self { value } else { nil }
    }

    /// An integer, or a double without a fraction that 64 bits hold exactly.
    public var integer: Int64? {
        switch self {
        case .number(.integer(let value)): value
        case .number(.double(let value)): Int64(exactly: value)
        default: nil
        }
    }

    public var double: Double? {
        switch self {
        case .number(.integer(let value)): Double(value)
        case .number(.double(let value)): value
        default: nil
        }
    }
}
