import GraphModel

/// Values that JSON has no spelling for: an object with one key that begins with `$`.
enum TypedValue: String, CaseIterable {
    case date = "$date"
    case time = "$time"
    case dateTime = "$dateTime"
    case duration = "$duration"
    case point = "$point"
    case bytes = "$bytes"
    case double = "$double"

    /// What the text stands for; nil when it is not in the form that `example` shows.
    func parse(_ text: String) -> PropertyValue? {
        switch self {
        case .date: CalendarDate(text).map { .date($0) }
        case .time: LocalTime(text).map { .localTime($0) } ?? ZonedTime(text).map { .zonedTime($0) }
        case .dateTime: LocalDateTime(text).map { .localDateTime($0) } ?? ZonedDateTime(text).map { .zonedDateTime($0) }
        case .duration: CalendarDuration(text).map { .duration($0) }
        case .point: Point(text).map { .point($0) }
        case .bytes: Base64.decode(text).map { .bytes($0) }
        case .double: Self.special(text).map { .double($0) }
        }
    }

    private static func special(_ text: String) -> Double? {
        switch text {
        case "NaN": .nan
        case "Infinity": .infinity
        case "-Infinity": -.infinity
        default: nil
        }
    }

    var example: String {
        switch self {
        case .date: "2026-11-22"
        case .time: "14:05:30 or 14:05:30+01:00"
        case .dateTime: "2026-11-22T14:05 or 2026-11-22T14:05+01:00[Europe/Zurich]"
        case .duration: "P1Y2M3DT4H5M6.5S"
        case .point: "point(wgs-84, 8.54, 47.37)"
        case .bytes: "base 64 with padding, such as 3q2+7w=="
        case .double: "NaN, Infinity or -Infinity"
        }
    }

    static let names = allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
}
