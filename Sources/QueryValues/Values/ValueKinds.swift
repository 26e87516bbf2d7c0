/// A set of kinds of values: what an expression may be as far as its text tells. Null belongs to every set.
public struct ValueKinds: OptionSet, Hashable, Sendable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Null and nothing else.
    public static let null: ValueKinds = []
    public static let boolean = ValueKinds(rawValue: 1 << 0)
    public static let integer = ValueKinds(rawValue: 1 << 1)
    public static let float = ValueKinds(rawValue: 1 << 2)
    public static let string = ValueKinds(rawValue: 1 << 3)
    public static let list = ValueKinds(rawValue: 1 << 4)
    public static let map = ValueKinds(rawValue: 1 << 5)
    public static let node = ValueKinds(rawValue: 1 << 6)
    public static let relationship = ValueKinds(rawValue: 1 << 7)
    public static let path = ValueKinds(rawValue: 1 << 8)
    public static let date = ValueKinds(rawValue: 1 << 9)
    public static let localTime = ValueKinds(rawValue: 1 << 10)
    public static let zonedTime = ValueKinds(rawValue: 1 << 11)
    public static let localDateTime = ValueKinds(rawValue: 1 << 12)
    public static let zonedDateTime = ValueKinds(rawValue: 1 << 13)
    public static let duration = ValueKinds(rawValue: 1 << 14)
    public static let point = ValueKinds(rawValue: 1 << 15)
    public static let bytes = ValueKinds(rawValue: 1 << 16)

    public static let number: ValueKinds = [.integer, .float]
    public static let element: ValueKinds = [.node, .relationship]
    /// Instants and times of day, but no durations.
    public static let temporal: ValueKinds = [.date, .localTime, .zonedTime, .localDateTime, .zonedDateTime]
    public static let any = ValueKinds(rawValue: (1 << 17) - 1)
}

extension Value {
    /// The kind of this value.
    public var kind: ValueKinds {
        switch self {
        case .null: .null
        case .boolean: .boolean
        case .integer: .integer
        case .float: .float
        case .string: .string
        case .list: .list
        case .map: .map
        case .node: .node
        case .relationship: .relationship
        case .path: .path
        case .date: .date
        case .localTime: .localTime
        case .localDateTime: .localDateTime
        case .zonedTime: .zonedTime
        case .zonedDateTime: .zonedDateTime
        case .duration: .duration
        case .point: .point
        case .bytes: .bytes
        }
    }
}
