internal import GraphModel

/// The text of a temporal value or duration as `toString` gives it, which the function of its kind reads back; nil for
/// every other value.
public func temporalText(_ value: Value) -> String? {
    switch value {
    case .date(let date): date.description
    case .localTime(let time): time.description
    case .zonedTime(let time): time.description
    case .localDateTime(let moment): moment.description
    case .zonedDateTime(let moment): moment.description
    case .duration(let span): span.description
    default: nil
    }
}

/// What a text says of a moment or of a part of one.
struct TemporalText {
    var date: CalendarDate?
    var time: LocalTime?
    /// Seconds east of UTC.
    var offset: Int32?
    /// An IANA name, not looked up yet.
    var zone: String?

    /// Nil when the text is not of the kind's form: a time begins with `T` or not, and may be missing after a date; an
    /// offset and a zone's name only where the kind has them.
    init?(_ text: String, _ kind: TemporalKind) {
        let parsed = TextScanner.parse(text) { scanner -> TemporalText? in
            var result = TemporalText()
            if kind.hasDate {
                guard let date = scanner.isoDate() else { return nil }
                result.date = date
                guard kind.hasTime, !scanner.isAtEnd else { return result }
                if scanner.peek != UInt8(ascii: "[") {
                    guard scanner.takeLetter("T") else { return nil }
                    guard result.readTime(&scanner, kind) else { return nil }
                }
                return result.readZoneName(&scanner, kind) ? result : nil
            }
            _ = scanner.takeLetter("T")
            return result.readTime(&scanner, kind) ? result : nil
        }
        guard let parsed else { return nil }
        self = parsed
    }

    private init() {}

    private mutating func readTime(_ scanner: inout TextScanner, _ kind: TemporalKind) -> Bool {
        guard let time = scanner.isoTime() else { return false }
        self.time = time
        guard kind.hasZone, !scanner.isAtEnd, scanner.peek != UInt8(ascii: "[") else { return true }
        offset = scanner.isoOffset()
        return offset != nil
    }

    private mutating func readZoneName(_ scanner: inout TextScanner, _ kind: TemporalKind) -> Bool {
        guard kind.hasZone, scanner.take("[") else { return true }
        zone = scanner.text(until: "]")
        return zone != nil
    }
}
