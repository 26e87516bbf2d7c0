internal import GraphModel

/// What tells a clock's distance from UTC: a fixed offset or the rules of a named zone.
enum Zone: Hashable, Sendable {
    /// Seconds east of UTC.
    case offset(Int32)
    /// An IANA name.
    case named(String)

    /// An offset (`Z`, `+01`, `+01:00`, `-0530`, `+02:05:59`) or the IANA name of a zone that the database has.
    init(_ text: String) throws {
        if let offset = TextScanner.parse(text, { $0.isoOffset() }) {
            self = .offset(offset)
        } else {
            _ = try TimeZoneDatabase.rules(text)
            self = .named(text)
        }
    }

    /// The zone where none is stated. UTC is then an offset like any other, and leaves no name behind.
    static func standing(_ name: String) throws -> Zone {
        name == "UTC" ? .offset(0) : try Zone(name)
    }

    /// The zone in which a moment was stated.
    init(of moment: ZonedDateTime) {
        self = moment.zone.map { .named($0) } ?? .offset(moment.offsetSeconds)
    }

    private var name: String? {
        if case .named(let name) = self { name } else { nil }
    }

    /// Seconds east of UTC at an instant in seconds of UTC.
    func offset(at instant: Int64) throws -> Int32 {
        switch self {
        case .offset(let seconds): seconds
        case .named(let name): try TimeZoneDatabase.rules(name).offset(at: instant)
        }
    }

    /// The moment at which the clocks show `local`; see `TimeZoneRules.instant`.
    func moment(local: LocalDateTime, preferring preferred: Int32? = nil) throws -> ZonedDateTime {
        let instant: (seconds: Int64, offset: Int32)
        switch self {
        case .offset(let offset): instant = (local.secondsSinceEpoch - Int64(offset), offset)
        case .named(let name):
            instant = try TimeZoneDatabase.rules(name).instant(
                local: local.secondsSinceEpoch, preferring: preferred)
        }
        return try moment(instant.seconds, local.nanoseconds, offset: instant.offset)
    }

    /// The moment at an instant in seconds of UTC.
    func moment(seconds: Int64, nanoseconds: Int32) throws -> ZonedDateTime {
        // The calendar's limits keep the sums below from overflowing.
        guard CivilCalendar.seconds.contains(seconds) else { throw TemporalFault.outOfCalendar }
        return try moment(seconds, nanoseconds, offset: offset(at: seconds))
    }

    /// Both the instant and what the clocks show must be in the calendar.
    private func moment(_ seconds: Int64, _ nanoseconds: Int32, offset: Int32) throws -> ZonedDateTime {
        guard CivilCalendar.seconds.contains(seconds), CivilCalendar.seconds.contains(seconds + Int64(offset)) else {
            throw TemporalFault.outOfCalendar
        }
        return ZonedDateTime(secondsSinceEpoch: seconds, nanoseconds: nanoseconds, offsetSeconds: offset, zone: name)
    }
}

extension ZonedDateTime {
    /// What the clocks showed.
    var local: LocalDateTime {
        LocalDateTime(secondsSinceEpoch: secondsSinceEpoch + Int64(offsetSeconds), nanoseconds: nanoseconds)
    }
}
