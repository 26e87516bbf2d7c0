internal import GraphModel

/// The functions that make temporal values and durations.
enum TemporalFunctions {
    static let all: [Function] = TemporalKind.allCases.flatMap(functions) + epochFunctions + DurationFunctions.all

    static let anyMoment: ValueKinds = .temporal

    private static func functions(_ kind: TemporalKind) -> [Function] {
        [kind.function, kind.alias].compactMap { $0 }.flatMap { name in
            [construction(kind, name), truncation(kind, name)] + clocks(kind, name)
        }
    }

    /// `function` with an evaluation that gives null when any argument is null.
    static func strict(
        _ name: String, _ parameters: [Function.Parameter], gives result: ValueKinds, deterministic: Bool = true,
        _ summary: String,
        _ evaluate: @escaping @Sendable (_ arguments: [Value], _ context: FunctionContext) throws -> Value
    ) -> Function {
        Function(name, parameters, gives: result, deterministic: deterministic, summary) { arguments, context in
            for case .null in arguments { return .null }
            return try evaluate(arguments, context)
        }
    }

    private static func construction(_ kind: TemporalKind, _ name: String) -> Function {
        let input = Function.Parameter("input", [.string, .map, anyMoment], optional: true)
        return strict(
            name, [input], gives: kind.valueKinds,
            "The \(kind.noun) that a string, a map or another temporal value states; without one, the current."
        ) { arguments, context in
            let builder = try TemporalBuilder(kind, context)
            guard let input = arguments.first else { return try builder.current(context.statementTime) }
            return try builder.build(input)
        }
    }

    private static func truncation(_ kind: TemporalKind, _ name: String) -> Function {
        let parameters = [
            Function.Parameter("unit", .string), Function.Parameter("input", anyMoment, optional: true),
            Function.Parameter("fields", .map, optional: true),
        ]
        return strict(
            "\(name).truncate", parameters, gives: kind.valueKinds,
            "The beginning of the unit that a value (the current one) lies in, with the given parts replaced."
        ) { arguments, context in
            guard case .string(let text) = arguments[0] else { throw TemporalFault.kind("The unit must be a string.") }
            guard let unit = TruncationUnit(rawValue: text) else {
                let units = TruncationUnit.allCases.map(\.rawValue).joined(separator: ", ")
                throw TemporalFault.value("There is no such unit to truncate to.", advice: "Units are \(units).")
            }
            let builder = try TemporalBuilder(kind, context)
            let input =
                arguments.count > 1
                ? arguments[1]
                : try TemporalBuilder(.zonedDateTime, context)
                    .current(context.statementTime)
            guard arguments.count > 2 else { return try builder.truncate(input, to: unit) }
            guard case .map(let map) = arguments[2] else { throw TemporalFault.kind("The fields must be a map.") }
            return try builder.truncate(input, to: unit, replacing: TemporalFields(map, kind))
        }
    }

    /// The current value by the clocks of the transaction, the statement and the machine.
    private static func clocks(_ kind: TemporalKind, _ name: String) -> [Function] {
        let zone = Function.Parameter("timezone", .string, optional: true)
        let readings: [(clock: String, since: String, read: @Sendable (FunctionContext) -> Timestamp)] = [
            ("transaction", "when the transaction began", { $0.transactionTime }),
            ("statement", "when the statement began", { $0.statementTime }),
            ("realtime", "at this very moment", { $0.clock() }),
        ]
        return readings.map { clock, since, read in
            strict(
                "\(name).\(clock)", [zone], gives: kind.valueKinds, deterministic: clock != "realtime",
                "The \(kind.noun) \(since), in a time zone if one is given."
            ) { arguments, context in
                let builder = try TemporalBuilder(kind, context)
                guard let zone = arguments.first else { return try builder.current(read(context)) }
                guard case .string(let name) = zone else { throw TemporalFault.kind("timezone must be a string.") }
                return try builder.current(read(context), in: Zone(name))
            }
        }
    }

    private static let epochFunctions: [Function] = [
        strict(
            "datetime.fromEpoch",
            [Function.Parameter("seconds", .number), Function.Parameter("nanoseconds", .number)],
            gives: .zonedDateTime, "The moment so many seconds and nanoseconds after 1970-01-01T00:00:00Z."
        ) { arguments, _ in
            try fromEpoch(nanoseconds: integer(arguments[0]) * 1_000_000_000 + integer(arguments[1]))
        },
        strict(
            "datetime.fromEpochMillis", [Function.Parameter("milliseconds", .number)],
            gives: .zonedDateTime, "The moment so many milliseconds after 1970-01-01T00:00:00Z."
        ) { arguments, _ in
            try fromEpoch(nanoseconds: integer(arguments[0]) * 1_000_000)
        },
    ]

    private static func fromEpoch(nanoseconds: Int128) throws -> Value {
        guard let moment = LocalDateTime(nanosecondsSinceEpoch: nanoseconds) else { throw TemporalFault.outOfCalendar }
        return .zonedDateTime(
            ZonedDateTime(secondsSinceEpoch: moment.secondsSinceEpoch, nanoseconds: moment.nanoseconds))
    }

    private static func integer(_ value: Value) throws -> Int128 {
        guard case .integer(let number) = value else { throw TemporalFault.kind("The number must be an integer.") }
        return Int128(number)
    }
}
