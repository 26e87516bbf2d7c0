internal import GraphModel

/// The functions that make durations.
enum DurationFunctions {
    static let all: [Function] = [
        construction,
        between("duration.between", .mixed, "The months, days and seconds from one temporal value to another."),
        between("duration.inMonths", .months, "The whole months from one temporal value to another."),
        between("duration.inDays", .days, "The whole days from one temporal value to another."),
        between("duration.inSeconds", .seconds, "The seconds from one temporal value to another."),
    ]

    private static let construction: Function = TemporalFunctions.strict(
        "duration", [Function.Parameter("input", [.string, .map, .duration])], gives: .duration,
        "The duration that a string or a map states."
    ) { arguments, _ in
        switch arguments[0] {
        case .string(let text):
            guard let parts = TextScanner.parse(text, { $0.isoDuration() }) else {
                throw TemporalFault.value(
                    "The text is not a duration.", advice: "Durations are written P1Y2M3DT4H5M6.7S.")
            }
            return .duration(try parts.carried())
        case .map(let map): return .duration(try duration(map))
        case .duration(let span): return .duration(span)
        default: throw TemporalFault.kind("duration() takes a string, a map or a duration.")
        }
    }

    /// Entries that are null count as left out.
    private static func duration(_ map: MapValue) throws -> CalendarDuration {
        var parts = DurationParts()
        for (key, value) in map.entries {
            guard let unit = DurationUnit(rawValue: key) else {
                throw TemporalFault.value("A duration has no \(key).")
            }
            let scaled: Int128?
            switch value {
            case .null: continue
            case .integer(let number): scaled = Int128(number) * DurationParts.scale
            case .float(let number): scaled = DecimalFraction.scaled(number)
            default: throw TemporalFault.kind("\(key) must be a number.")
            }
            guard let scaled, parts.add(scaled, unit) else { throw TemporalFault.durationOverflow }
        }
        return try parts.carried()
    }

    private static func between(_ name: String, _ measure: DurationMeasure, _ summary: String) -> Function {
        let parameters = [
            Function.Parameter("from", TemporalFunctions.anyMoment),
            Function.Parameter("to", TemporalFunctions.anyMoment),
        ]
        return TemporalFunctions.strict(name, parameters, gives: .duration, summary) { arguments, _ in
            .duration(try CalendarDuration(from: arguments[0], to: arguments[1], measure))
        }
    }
}
