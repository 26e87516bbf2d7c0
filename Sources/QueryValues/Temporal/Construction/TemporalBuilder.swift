internal import GraphModel

/// Makes temporal values from texts, maps and each other, and takes what is not stated from the context.
struct TemporalBuilder {
    var kind: TemporalKind
    /// Where no zone is stated.
    var zone: Zone
    /// When the statement began: decides which offset a named zone stands for in a time without a date.
    var now: Timestamp

    init(_ kind: TemporalKind, _ context: FunctionContext) throws {
        self.kind = kind
        zone = try .standing(context.zone)
        now = context.statementTime
    }

    private var nowSeconds: Int64 { CivilCalendar.floorDivide(now.microsecondsSinceEpoch, 1_000_000) }

    /// What the clocks of a zone (nil: where none is stated) show at an instant.
    func current(_ time: Timestamp, in zone: Zone? = nil) throws -> Value {
        let seconds = CivilCalendar.floorDivide(time.microsecondsSinceEpoch, 1_000_000)
        let microseconds = time.microsecondsSinceEpoch - seconds * 1_000_000
        let moment = try (zone ?? self.zone).moment(seconds: seconds, nanoseconds: Int32(microseconds * 1_000))
        return try value(TemporalParts(moment))
    }

    /// From a text, a map, or a value that has the parts of the kind. A date is enough for its midnight.
    func build(_ value: Value) throws -> Value {
        switch value {
        case .string(let text): return try build(text)
        case .map(let map): return try build(TemporalFields(map, kind))
        default:
            guard let parts = TemporalParts(value) else {
                throw TemporalFault.kind("\(kind.function)() takes a string, a map or a temporal value.")
            }
            guard kind.hasDate ? parts.date != nil : parts.time != nil else {
                throw TemporalFault.kind("The value lacks parts of a \(kind.noun).")
            }
            return try self.value(parts)
        }
    }

    private func build(_ text: String) throws -> Value {
        guard let stated = TemporalText(text, kind) else {
            throw TemporalFault.value(
                "The text is not a \(kind.noun).", advice: "Such values are written \(kind.example).")
        }
        var parts = TemporalParts(date: stated.date, time: stated.time, offset: stated.offset)
        if let name = stated.zone {
            let zone = try Zone(name)
            if let offset = stated.offset {
                // An offset that the zone did not have then makes the text contradict itself.
                let instant = parts.local.secondsSinceEpoch - Int64(offset)
                guard try zone.offset(at: instant) == offset else {
                    throw TemporalFault.value("The zone had another offset at that time.")
                }
            }
            parts.zone = zone
        } else if let offset = stated.offset {
            parts.zone = .offset(offset)
        }
        return try value(parts)
    }

    private func build(_ fields: TemporalFields) throws -> Value {
        guard fields.statesMoment else {
            guard let zone = fields.zone else {
                throw TemporalFault.value("The map states no part of a \(kind.noun).")
            }
            return try current(now, in: zone)
        }
        if fields.has(.epochSeconds) || fields.has(.epochMillis) { return try buildFromEpoch(fields) }
        if fields.dateTime != nil, fields.date != nil || fields.time != nil {
            throw TemporalFault.value("datetime cannot be stated beside date or time.")
        }
        if !kind.hasZone, fields.zone != nil {
            throw TemporalFault.value("A \(kind.noun) has no timezone; alone it asks for the current time there.")
        }
        var parts = TemporalParts()
        if kind.hasDate {
            let base = (fields.dateTime ?? fields.date)?.date
            parts.date = try base.map(fields.date(replacing:)) ?? fields.newDate()
        }
        if kind.hasTime {
            let base = (fields.dateTime ?? fields.time)?.time
            parts.time = try base.map(fields.time(replacing:)) ?? fields.newTime()
        }
        guard kind.hasZone else { return try value(parts) }
        guard let source = fields.dateTime ?? fields.time, let sourceZone = source.zone else {
            parts.zone = fields.zone
            return try value(parts)
        }
        parts.zone = sourceZone
        parts.offset = source.offset
        return try converted(value(parts), to: fields.zone)
    }

    /// The same instant in another zone; nil is the one it has.
    private func converted(_ value: Value, to zone: Zone?) throws -> Value {
        guard let zone else { return value }
        switch value {
        case .zonedTime(let time):
            let offset = try zone.offset(at: nowSeconds)
            let shift = Int128(offset - time.offsetSeconds) * Int128(CivilCalendar.nanosecondsPerSecond)
            return .zonedTime(
                ZonedTime(
                    time: LocalTime(wrapping: Int128(time.time.nanosecondsOfDay) + shift), offsetSeconds: offset))
        case .zonedDateTime(let moment):
            return .zonedDateTime(
                try zone.moment(seconds: moment.secondsSinceEpoch, nanoseconds: moment.nanoseconds))
        default: return value
        }
    }

    /// Seconds or milliseconds since 1970, and smaller fractions beside them.
    private func buildFromEpoch(_ fields: TemporalFields) throws -> Value {
        var others = fields
        for field in [TemporalField.epochSeconds, .epochMillis, .millisecond, .microsecond, .nanosecond] {
            others[field] = nil
        }
        guard !others.statesMoment, !(fields.has(.epochSeconds) && fields.has(.epochMillis)) else {
            throw TemporalFault.value("Beside epochSeconds or epochMillis only smaller fractions can be stated.")
        }
        var fractions = fields
        var seconds = fields[.epochSeconds] ?? 0
        if let total = fields[.epochMillis] {
            guard !fields.has(.millisecond) else {
                throw TemporalFault.value("millisecond cannot be stated beside epochMillis.")
            }
            seconds = CivilCalendar.floorDivide(total, 1_000)
            fractions[.millisecond] = total - seconds * 1_000
        }
        let moment = try (fields.zone ?? zone).moment(
            seconds: seconds, nanoseconds: Int32(fractions.statedFraction()))
        return .zonedDateTime(moment)
    }

    /// The value of the kind with these parts.
    func value(_ parts: TemporalParts) throws -> Value {
        try parts.value(kind, in: zone, at: nowSeconds)
    }
}
