/// The value of a property of a node or a relationship.
///
/// Equality is that of storage: same type and same content (`1` and `1.0` differ, NaN equals NaN), which is what
/// "nothing changed" means. The query language's own equality and order stand above it.
public enum PropertyValue: Sendable {
    case boolean(Bool)
    case integer(Int64)
    case double(Double)
    case string(String)
    case bytes([UInt8])
    case date(CalendarDate)
    case localTime(LocalTime)
    case zonedTime(ZonedTime)
    case localDateTime(LocalDateTime)
    case zonedDateTime(ZonedDateTime)
    case duration(CalendarDuration)
    case point(Point)
    /// Values of any of the other kinds, mixed or not; lists do not nest.
    case list([PropertyValue])
}

extension PropertyValue: Hashable {
    public static func == (a: PropertyValue, b: PropertyValue) -> Bool {
        switch (a, b) {
        case (.boolean(let x), .boolean(let y)): x == y
        case (.integer(let x), .integer(let y)): x == y
        case (.double(let x), .double(let y)): x.bitPattern == y.bitPattern || (x.isNaN && y.isNaN)
        case (.string(let x), .string(let y)): x.utf8.elementsEqual(y.utf8)
        case (.bytes(let x), .bytes(let y)): x == y
        case (.date(let x), .date(let y)): x == y
        case (.localTime(let x), .localTime(let y)): x == y
        case (.zonedTime(let x), .zonedTime(let y)): x == y
        case (.localDateTime(let x), .localDateTime(let y)): x == y
        case (.zonedDateTime(let x), .zonedDateTime(let y)): x == y
        case (.duration(let x), .duration(let y)): x == y
        case (.point(let x), .point(let y)): x == y
        case (.list(let x), .list(let y)): x == y
        default: false
        }
    }

    public func hash(into hasher: inout Hasher) {
        switch self {
        case .boolean(let value): hasher.combine(value)
        case .integer(let value): hasher.combine(value)
        case .double(let value): hasher.combine(value.isNaN ? Double.nan.bitPattern : value.bitPattern)
        case .string(let value):
            for byte in value.utf8 { hasher.combine(byte) }
        case .bytes(let value): hasher.combine(value)
        case .date(let value): hasher.combine(value)
        case .localTime(let value): hasher.combine(value)
        case .zonedTime(let value): hasher.combine(value)
        case .localDateTime(let value): hasher.combine(value)
        case .zonedDateTime(let value): hasher.combine(value)
        case .duration(let value): hasher.combine(value)
        case .point(let value): hasher.combine(value)
        case .list(let value): hasher.combine(value)
        }
    }
}

extension PropertyValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByFloatLiteral, ExpressibleByArrayLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int64) { self = .integer(value) }
    public init(booleanLiteral value: Bool) { self = .boolean(value) }
    public init(floatLiteral value: Double) { self = .double(value) }
    public init(arrayLiteral elements: PropertyValue...) { self = .list(elements) }
}

extension PropertyValue {
    /// The text of a string value; nil for every other kind.
    @inlinable
    public var string: String? {
        if case .string(let value) = self { value } else { nil }
    }

    /// The texts of a list of strings, or of a single string; nil when any element is of another kind.
    public var strings: [String]? {
        switch self {
        case .string(let value): return [value]
        case .list(let values):
            let texts = values.compactMap(\.string)
            return texts.count == values.count ? texts : nil
        default: return nil
        }
    }
}
