/// The kinds of values that are moments or parts of moments.
enum TemporalKind: CaseIterable, Sendable {
    case date, localTime, zonedTime, localDateTime, zonedDateTime

    var hasDate: Bool { self == .date || self == .localDateTime || self == .zonedDateTime }
    var hasTime: Bool { self != .date }
    var hasZone: Bool { self == .zonedTime || self == .zonedDateTime }

    /// The function that makes such values.
    var function: String {
        switch self {
        case .date: "date"
        case .localTime: "localtime"
        case .zonedTime: "time"
        case .localDateTime: "localdatetime"
        case .zonedDateTime: "datetime"
        }
    }

    /// The other name of the function, after the type of GQL.
    var alias: String? {
        switch self {
        case .date: nil
        case .localTime: "local_time"
        case .zonedTime: "zoned_time"
        case .localDateTime: "local_datetime"
        case .zonedDateTime: "zoned_datetime"
        }
    }

    var valueKinds: ValueKinds {
        switch self {
        case .date: .date
        case .localTime: .localTime
        case .zonedTime: .zonedTime
        case .localDateTime: .localDateTime
        case .zonedDateTime: .zonedDateTime
        }
    }

    /// What the values are, for messages.
    var noun: String {
        switch self {
        case .date: "date"
        case .localTime: "local time"
        case .zonedTime: "time with an offset"
        case .localDateTime: "local date and time"
        case .zonedDateTime: "date and time with a zone"
        }
    }

    /// How its values are written.
    var example: String {
        switch self {
        case .date: "2026-11-22, 20261122, 2026-W47-7, 2026-Q4-53 or 2026-326"
        case .localTime: "14:05:07.25 or 140507"
        case .zonedTime: "14:05:07.25+01:00 or 140507Z"
        case .localDateTime: "2026-11-22T14:05:07.25"
        case .zonedDateTime: "2026-11-22T14:05:07.25+01:00 or 2026-11-22T14:05[Europe/Zurich]"
        }
    }
}
