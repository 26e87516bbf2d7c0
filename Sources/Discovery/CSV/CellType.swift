import GraphModel

/// What a mapping file makes of a cell's text.
enum CellType {
    case text
    case integer
    case number(hasDecimalComma: Bool)
    case boolean
    case date(DatePattern?)
    case time
    case dateTime(DatePattern?)
    case duration
    case point

    static let names = ["text", "integer", "number", "boolean", "date", "time", "dateTime", "duration", "point"]

    /// Nil for an unknown name, a format that is none, and a format where there can be none.
    init?(name: String, format: String?, hasDecimalComma: Bool) {
        var pattern: DatePattern?
        if let format {
            guard let found = DatePattern(format) else { return nil }
            pattern = found
        }
        switch name {
        case "date" where pattern?.hasTime != true: self = .date(pattern)
        case "dateTime": self = .dateTime(pattern)
        case _ where pattern != nil: return nil
        case "text": self = .text
        case "integer": self = .integer
        case "number": self = .number(hasDecimalComma: hasDecimalComma)
        case "boolean": self = .boolean
        case "time": self = .time
        case "duration": self = .duration
        case "point": self = .point
        default: return nil
        }
    }

    var isText: Bool {
        if case .text = self { true } else { false }
    }

    /// What messages call a value of this type.
    var description: String {
        switch self {
        case .text: "text"
        case .integer: "an integer"
        case .number: "a number"
        case .boolean: "a truth value (true, false, yes, no, 1, 0)"
        case .date(let pattern): "a date (\(pattern?.text ?? "2026-11-22"))"
        case .time: "a time (14:05:30)"
        case .dateTime(let pattern): "a date and time (\(pattern?.text ?? "2026-11-22T14:05"))"
        case .duration: "a duration (P1DT2H)"
        case .point: "a point (point(wgs-84, 8.54, 47.37))"
        }
    }

    /// The value of a text; nil when it is not of this type.
    func value(_ text: String) -> PropertyValue? {
        switch self {
        case .text: .string(text)
        case .integer: Int64(text).map { .integer($0) }
        case .number(let hasDecimalComma):
            Double(hasDecimalComma ? text.replacing(",", with: ".") : text).map { .double($0) }
        case .boolean: Self.boolean(text).map { .boolean($0) }
        case .date(let pattern): (pattern.map { $0.date(text) } ?? CalendarDate(text)).map { .date($0) }
        case .time: LocalTime(text).map { .localTime($0) } ?? ZonedTime(text).map { .zonedTime($0) }
        case .dateTime(let pattern):
            if let pattern {
                pattern.dateTime(text).map { .localDateTime($0) }
            } else {
                LocalDateTime(text).map { .localDateTime($0) } ?? ZonedDateTime(text).map { .zonedDateTime($0) }
            }
        case .duration: CalendarDuration(text).map { .duration($0) }
        case .point: Point(text).map { .point($0) }
        }
    }

    private static func boolean(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true", "yes", "y", "1", "on": true
        case "false", "no", "n", "0", "off": false
        default: nil
        }
    }
}
