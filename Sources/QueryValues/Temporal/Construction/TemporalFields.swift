internal import GraphModel

/// A map that states a moment: numbers, a zone, and other moments to take parts from.
struct TemporalFields {
    private var numbers = InlineArray<16, Int64>(repeating: 0)
    /// A bit for each number that is there.
    private var present: UInt32 = 0
    private(set) var zone: Zone?
    /// Where the date, the time, or both come from.
    private(set) var date: TemporalParts?
    private(set) var time: TemporalParts?
    private(set) var dateTime: TemporalParts?

    /// States nothing.
    init() {}

    /// Entries that are null count as left out. Throws for keys that the kind does not have, and for numbers that are
    /// not whole or out of range.
    init(_ map: MapValue, _ kind: TemporalKind) throws {
        for (key, value) in map.entries {
            if case .null = value { continue }
            if let field = TemporalField(key), Self.has(field, kind) {
                try set(field, key, value)
            } else {
                try set(key, value, kind)
            }
        }
    }

    private static func has(_ field: TemporalField, _ kind: TemporalKind) -> Bool {
        if field.isOfDate { return kind.hasDate }
        return field.isOfTime ? kind.hasTime : kind == .zonedDateTime
    }

    private mutating func set(_ field: TemporalField, _ key: String, _ value: Value) throws {
        guard case .integer(let number) = value else { throw TemporalFault.kind("\(key) must be an integer.") }
        guard field.range.contains(number) else {
            throw TemporalFault.value(
                "\(key) must be in \(field.range.lowerBound) to \(field.range.upperBound).")
        }
        guard self[field] == nil else { throw TemporalFault.value("\(key) is stated twice, under two names.") }
        self[field] = number
    }

    private mutating func set(_ key: String, _ value: Value, _ kind: TemporalKind) throws {
        switch key {
        case "timezone":
            guard case .string(let text) = value else { throw TemporalFault.kind("timezone must be a string.") }
            zone = try Zone(text)
        case "date" where kind.hasDate:
            date = try Self.parts(key, value)
            if date?.date == nil { throw TemporalFault.kind("date must be a value with a date.") }
        case "time" where kind.hasTime:
            time = try Self.parts(key, value)
            if time?.time == nil { throw TemporalFault.kind("time must be a value with a time of day.") }
        case "datetime" where kind.hasDate && kind.hasTime:
            dateTime = try Self.parts(key, value)
            if dateTime?.date == nil || dateTime?.time == nil {
                throw TemporalFault.kind("datetime must be a value with a date and a time of day.")
            }
        default: throw TemporalFault.value("A \(kind.noun) has no \(key).")
        }
    }

    private static func parts(_ key: String, _ value: Value) throws -> TemporalParts {
        guard let parts = TemporalParts(value) else { throw TemporalFault.kind("\(key) must be a temporal value.") }
        return parts
    }

    subscript(field: TemporalField) -> Int64? {
        get { has(field) ? numbers[field.rawValue] : nil }
        set {
            numbers[field.rawValue] = newValue ?? 0
            let bit: UInt32 = 1 << UInt32(field.rawValue)
            present = newValue == nil ? present & ~bit : present | bit
        }
    }

    func has(_ field: TemporalField) -> Bool { present & 1 << UInt32(field.rawValue) != 0 }

    /// Whether there are numbers or moments, not only a zone.
    var statesMoment: Bool { present != 0 || date != nil || time != nil || dateTime != nil }

    /// Whether milliseconds or less are stated.
    var hasFraction: Bool { has(.millisecond) || has(.microsecond) || has(.nanosecond) }
}
