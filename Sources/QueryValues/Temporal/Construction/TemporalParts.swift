internal import GraphModel

/// A temporal value taken apart: its date, its time of day and its zone, as far as it has them.
struct TemporalParts {
    var date: CalendarDate?
    var time: LocalTime?
    var zone: Zone?
    /// Seconds east of UTC when there is a zone; which of two instants is meant when clocks were set back.
    var offset: Int32?

    /// Date and time, with what is missing at its least.
    var local: LocalDateTime {
        LocalDateTime(date: date ?? CalendarDate(daysSinceEpoch: 0), time: time ?? .midnight)
    }

    /// The value of a kind whose date is there. A missing time is midnight, a missing zone `standing`; a named zone
    /// gives a time of day the offset that it has at `now`, in seconds of UTC.
    func value(_ kind: TemporalKind, in standing: Zone, at now: Int64) throws -> Value {
        switch kind {
        case .date: .date(local.date)
        case .localTime: .localTime(local.time)
        case .localDateTime: .localDateTime(local)
        case .zonedTime:
            .zonedTime(
                ZonedTime(time: local.time, offsetSeconds: try offset ?? (zone ?? standing).offset(at: now)))
        case .zonedDateTime: .zonedDateTime(try (zone ?? standing).moment(local: local, preferring: offset))
        }
    }
}

extension TemporalParts {
    /// Nil when the value is not temporal.
    init?(_ value: Value) {
        switch value {
        case .date(let date): self.init(date: date)
        case .localTime(let time): self.init(time: time)
        case .localDateTime(let moment): self.init(date: moment.date, time: moment.time)
        case .zonedTime(let zoned):
            self.init(time: zoned.time, zone: .offset(zoned.offsetSeconds), offset: zoned.offsetSeconds)
        case .zonedDateTime(let moment): self.init(moment)
        default: return nil
        }
    }

    init(_ moment: ZonedDateTime) {
        let local = moment.local
        self.init(date: local.date, time: local.time, zone: Zone(of: moment), offset: moment.offsetSeconds)
    }
}
