import GraphModel

extension Value {
    /// What kind of value this is, with its article, for messages.
    public var kindName: String {
        switch self {
        case .null: "null"
        case .boolean: "a boolean"
        case .integer: "an integer"
        case .float: "a float"
        case .string: "a string"
        case .list: "a list"
        case .map: "a map"
        case .node: "a node"
        case .relationship: "a relationship"
        case .path: "a path"
        case .date: "a date"
        case .localTime: "a local time"
        case .localDateTime: "a local date and time"
        case .zonedTime: "a zoned time"
        case .zonedDateTime: "a zoned date and time"
        case .duration: "a duration"
        case .point: "a point"
        case .bytes: "bytes"
        }
    }

    public var isNull: Bool {
        if case .null = self { true } else { false }
    }

    /// A truth value, null for an unknown one.
    public init(_ truth: Bool?) {
        self = truth.map(Value.boolean) ?? .null
    }
}
