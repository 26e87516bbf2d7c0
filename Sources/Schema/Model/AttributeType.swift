public import GraphModel

/// What values an attribute takes.
public indirect enum AttributeType: Hashable, Sendable {
    case any
    case boolean
    case integer
    case double
    /// Integer or double.
    case number
    case string
    case bytes
    case date
    case localTime
    case zonedTime
    case localDateTime
    case zonedDateTime
    /// Local or zoned date and time.
    case dateTime
    case duration
    case point
    /// One of a fixed set of strings. The order is that of the declaration and means rank where there is one.
    case enumeration([String])
    /// A list whose elements all have the type.
    case list(of: AttributeType)

    /// The types that have a name of their own in schema documents.
    static let named: [(name: String, type: AttributeType)] = [
        ("any", .any), ("boolean", .boolean), ("integer", .integer), ("double", .double), ("number", .number),
        ("string", .string), ("bytes", .bytes), ("date", .date), ("localTime", .localTime), ("zonedTime", .zonedTime),
        ("localDateTime", .localDateTime), ("zonedDateTime", .zonedDateTime), ("dateTime", .dateTime),
        ("duration", .duration), ("point", .point),
    ]

    /// Whether the value is of this type. Nothing is converted: `1` is no `double`.
    public func accepts(_ value: PropertyValue) -> Bool {
        switch (self, value) {
        case (.any, _), (.boolean, .boolean), (.integer, .integer), (.double, .double), (.string, .string),
            (.number, .integer), (.number, .double), (.bytes, .bytes), (.date, .date), (.localTime, .localTime),
            (.zonedTime, .zonedTime), (.localDateTime, .localDateTime), (.zonedDateTime, .zonedDateTime),
            (.dateTime, .localDateTime), (.dateTime, .zonedDateTime), (.duration, .duration), (.point, .point):
            true
        case (.enumeration(let names), .string(let name)): names.contains(name)
        case (.list(let element), .list(let values)): values.allSatisfy(element.accepts)
        default: false
        }
    }

    /// Whether every text is of this type.
    var takesAnyText: Bool { self == .string || self == .any }

    /// As schema documents and messages spell it.
    public var name: String {
        switch self {
        case .enumeration(let names): "one of " + names.joined(separator: ", ")
        case .list(let element): "list of \(element.name)"
        default: Self.named.first { $0.type == self }?.name ?? "any"
        }
    }
}
