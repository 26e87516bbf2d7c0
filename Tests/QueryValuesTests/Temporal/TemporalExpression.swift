import GraphModel

@testable import QueryValues

/// Evaluates the few forms of expressions that tests of temporal values need: calls, maps, strings, numbers, `+`, `-`,
/// `*`, `/`, and parts (`date('2026-11-22').week`).
struct TemporalExpression {
    struct Malformed: Error {
        var text: String
    }

    static let functions = FunctionCatalog(TemporalFunctions.all)

    /// 2026-11-22T14:05:07.25Z; the transaction began an hour before, and the clock is an hour ahead.
    static let now = Timestamp(microsecondsSinceEpoch: 1_795_356_307_250_000)

    static func context(zone: String = "UTC") -> FunctionContext {
        let hour: Int64 = 3_600_000_000
        return FunctionContext(
            statementTime: now,
            transactionTime: Timestamp(microsecondsSinceEpoch: now.microsecondsSinceEpoch - hour),
            clock: { Timestamp(microsecondsSinceEpoch: now.microsecondsSinceEpoch + hour) },
            zone: zone, random: { 0.5 }, graph: TestGraph())
    }

    /// The value of the expression.
    static func value(_ text: String, zone: String = "UTC") throws -> Value {
        var expression = TemporalExpression(rest: text[...], context: context(zone: zone))
        let value = try expression.sum()
        expression.skipSpaces()
        guard expression.rest.isEmpty else { throw Malformed(text: text) }
        return value
    }

    /// The value's text: temporal values as `toString` gives them, numbers and strings as they are.
    static func text(_ text: String, zone: String = "UTC") throws -> String {
        switch try value(text, zone: zone) {
        case .null: "null"
        case .integer(let number): String(number)
        case .string(let text): text
        case let value: temporalText(value) ?? "\(value.kind)"
        }
    }

    private var rest: Substring
    private let context: FunctionContext

    private mutating func skipSpaces() { rest = rest.drop { $0 == " " } }

    private mutating func take(_ character: Character) -> Bool {
        skipSpaces()
        guard rest.first == character else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func expect(_ character: Character) throws {
        guard take(character) else { throw Malformed(text: String(rest)) }
    }

    private mutating func word() -> String {
        skipSpaces()
        let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        rest = rest.dropFirst(word.count)
        return String(word)
    }

    private mutating func sum() throws -> Value {
        var value = try product()
        while true {
            if take("+") {
                value = try Value.temporalSum(value, product()) ?? .null
            } else if take("-") {
                value = try Value.temporalDifference(value, product()) ?? .null
            } else {
                return value
            }
        }
    }

    private mutating func product() throws -> Value {
        var value = try operand()
        while case .duration(let span) = value {
            if take("*") {
                value = try Value.durationProduct(span, number())
            } else if take("/") {
                value = try Value.durationQuotient(span, number())
            } else {
                break
            }
        }
        return value
    }

    private mutating func operand() throws -> Value {
        skipSpaces()
        var value: Value
        switch rest.first {
        case "(":
            rest.removeFirst()
            value = try sum()
            try expect(")")
        case "{": value = try map()
        case "'":
            rest.removeFirst()
            value = .string(String(rest.prefix { $0 != "'" }))
            rest = rest.drop { $0 != "'" }
            try expect("'")
        case .some(let first) where first.isLetter: value = try call()
        default: value = try literal()
        }
        while take(".") {
            guard let part = try temporalComponent(of: value, word()) else { throw Malformed(text: String(rest)) }
            value = part
        }
        return value
    }

    private mutating func number() throws -> Double {
        switch try literal() {
        case .integer(let number): Double(number)
        case .float(let number): number
        default: throw Malformed(text: String(rest))
        }
    }

    private mutating func literal() throws -> Value {
        skipSpaces()
        let text = rest.prefix { $0.isNumber || $0 == "." || $0 == "-" || $0 == "e" }
        rest = rest.dropFirst(text.count)
        if let number = Int64(text) { return .integer(number) }
        guard let number = Double(text) else { throw Malformed(text: String(rest)) }
        return .float(number)
    }

    private mutating func map() throws -> Value {
        try expect("{")
        var entries: [(key: String, value: Value)] = []
        while !take("}") {
            let key = word()
            try expect(":")
            entries.append((key, try sum()))
            _ = take(",")
        }
        return .map(MapValue(entries))
    }

    private mutating func call() throws -> Value {
        var name = word()
        if name == "null" { return .null }
        if rest.first == "." {
            rest.removeFirst()
            name += "." + word()
        }
        try expect("(")
        var arguments: [Value] = []
        while !take(")") {
            arguments.append(try sum())
            _ = take(",")
        }
        guard let function = Self.functions[name] else { throw Malformed(text: name) }
        let required = function.parameters.filter { !$0.isOptional }.count
        guard required...function.parameters.count ~= arguments.count else { throw Malformed(text: name) }
        return try function.evaluate(arguments, context)
    }
}
