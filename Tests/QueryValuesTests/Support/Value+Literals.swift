import GraphModel
public import QueryValues

extension Value: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    public init(integerLiteral value: Int64) { self = .integer(value) }
    public init(floatLiteral value: Double) { self = .float(value) }
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
    public init(stringLiteral value: String) { self = .string(value) }
    public init(arrayLiteral elements: Value...) { self = .list(elements) }
    public init(dictionaryLiteral elements: (String, Value)...) {
        self = .map(MapValue(elements.map { (key: $0.0, value: $0.1) }))
    }
    public init(nilLiteral: ()) { self = .null }
}

extension Value {
    static func node(_ number: UInt64) -> Value { .node(NodeID(number)) }

    static func relationship(_ number: UInt64, _ type: String = "T", from: UInt64 = 1, to: UInt64 = 2) -> Value {
        .relationship(.numbered(number, type, from: from, to: to))
    }

    /// A path through nodes over relationships.
    static func path(_ nodes: [UInt64], _ relationships: [UInt64]) -> Value {
        .path(PathValue(nodes: nodes.map { NodeID($0) }, relationships: relationships.map { .numbered($0) }))
    }

    static func date(_ text: String) -> Value { CalendarDate(text).map(Value.date) ?? .null }
    static func localTime(_ text: String) -> Value { LocalTime(text).map(Value.localTime) ?? .null }
    static func time(_ text: String) -> Value { ZonedTime(text).map(Value.zonedTime) ?? .null }
    static func localDateTime(_ text: String) -> Value { LocalDateTime(text).map(Value.localDateTime) ?? .null }
    static func dateTime(_ text: String) -> Value { ZonedDateTime(text).map(Value.zonedDateTime) ?? .null }
    static func duration(_ text: String) -> Value { CalendarDuration(text).map(Value.duration) ?? .null }
    static func point(_ text: String) -> Value { Point(text).map(Value.point) ?? .null }
}

extension RelationshipValue {
    static func numbered(
        _ number: UInt64, _ type: String = "T", from: UInt64 = 1, to: UInt64 = 2
    ) -> RelationshipValue {
        RelationshipValue(
            RelationshipReference(id: RelationshipID(number), type: type, source: NodeID(from), target: NodeID(to)))
    }
}
