extension PropertyValue {
    /// Why this value may not be stored, or nil when it may: nested or overlong lists, more than
    /// `Limits.propertyValueBytes`, dates and times outside the calendar's range.
    ///
    /// Constant time but for lists, where it is linear in their elements.
    public var rangeFault: String? {
        switch self {
        case .boolean, .integer, .double: return nil
        case .string(let text):
            // The kind byte counts.
            return text.utf8.count < Limits.propertyValueBytes ? nil : Self.tooLarge
        case .bytes(let bytes): return bytes.count < Limits.propertyValueBytes ? nil : Self.tooLarge
        case .date(let date): return CivilCalendar.days.contains(date.daysSinceEpoch) ? nil : "date out of range"
        case .localTime(let time): return time.isInRange ? nil : "time of day out of range"
        case .zonedTime(let zoned):
            return zoned.time.isInRange && Self.isOffset(zoned.offsetSeconds) ? nil : "time of day out of range"
        case .localDateTime(let moment):
            return Self.isMoment(moment.secondsSinceEpoch, moment.nanoseconds) ? nil : "date and time out of range"
        case .zonedDateTime(let moment):
            let isValid =
                Self.isMoment(moment.secondsSinceEpoch, moment.nanoseconds) && Self.isOffset(moment.offsetSeconds)
            // What the clock showed must have a date too.
            let hasClock =
                isValid && CivilCalendar.seconds.contains(moment.secondsSinceEpoch + Int64(moment.offsetSeconds))
            guard hasClock else { return "date and time out of range" }
            return moment.zone.map(CivilCalendar.isZoneName) ?? true ? nil : "not the name of a time zone"
        case .duration(let span):
            return 0..<1_000_000_000 ~= span.nanoseconds ? nil : "nanoseconds of a duration out of range"
        case .point(let point):
            guard point.x.isFinite, point.y.isFinite, point.z.isFinite else { return "coordinate that is not finite" }
            return point.system.dimensions == 3 || point.z == 0 ? nil : "height in a flat reference system"
        case .list(let elements): return Self.fault(ofElements: elements)
        }
    }

    private static var tooLarge: String { "larger than \(Limits.propertyValueBytes) bytes" }

    private static func isOffset(_ seconds: Int32) -> Bool {
        -Limits.zoneOffsetSeconds...Limits.zoneOffsetSeconds ~= seconds
    }

    private static func isMoment(_ seconds: Int64, _ nanoseconds: Int32) -> Bool {
        CivilCalendar.seconds.contains(seconds) && 0..<1_000_000_000 ~= nanoseconds
    }

    private static func fault(ofElements elements: [PropertyValue]) -> String? {
        guard elements.count <= Limits.listElements else { return "list longer than \(Limits.listElements) elements" }
        for element in elements {
            if case .list = element { return "a list inside a list" }
            if let fault = element.rangeFault { return fault }
        }
        let isSmall = ValueCodec.size(of: .list(elements)) <= Limits.propertyValueBytes
        return isSmall ? nil : tooLarge
    }
}

extension LocalTime {
    var isInRange: Bool { 0..<CivilCalendar.nanosecondsPerDay ~= nanosecondsOfDay }
}
