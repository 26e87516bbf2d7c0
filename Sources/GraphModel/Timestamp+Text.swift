extension Timestamp: LosslessStringConvertible {
    /// `2026-11-22T14:00:00Z`, with three or six digits of fraction where there is one. Always UTC.
    public var description: String {
        let seconds = CivilCalendar.floorDivide(microsecondsSinceEpoch, 1_000_000)
        let fraction = microsecondsSinceEpoch &- seconds &* 1_000_000
        var text = ""
        text.appendMoment(seconds, nanoseconds: fraction * 1_000, alwaysWithSeconds: true)
        text.append("Z")
        return text
    }

    /// What people write: a date (its first instant in UTC), or a date and time with an offset, or without one (UTC).
    /// At most six digits of fraction; nil for anything else.
    public init?(_ text: String) {
        let instant = TextScanner.parse(text) { scanner -> Timestamp? in
            guard let date = scanner.date() else { return nil }
            guard !scanner.isAtEnd else {
                return Timestamp(date.daysSinceEpoch * CivilCalendar.secondsPerDay, nanoseconds: 0)
            }
            guard scanner.take("T") || scanner.take(" "), let time = scanner.time() else { return nil }
            var offset: Int32 = 0
            if !scanner.isAtEnd {
                guard let stated = scanner.zoneOffset() else { return nil }
                offset = stated
            }
            let local = LocalDateTime(date: date, time: time)
            return Timestamp(local.secondsSinceEpoch - Int64(offset), nanoseconds: Int64(local.nanoseconds))
        }
        guard let instant else { return nil }
        self = instant
    }

    private init?(_ seconds: Int64, nanoseconds: Int64) {
        guard nanoseconds % 1_000 == 0 else { return nil }
        // In 64 bits the whole seconds of the first instants would exceed the range before the fraction is added.
        guard let sum = Int64(exactly: Int128(seconds) * 1_000_000 + Int128(nanoseconds / 1_000)) else { return nil }
        self.init(microsecondsSinceEpoch: sum)
    }
}
