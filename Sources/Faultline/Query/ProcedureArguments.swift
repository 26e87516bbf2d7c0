internal import GraphModel
internal import ImpactAnalysis
internal import QueryRuntime
internal import QueryValues

/// What an argument that means a CI may be.
let ciKinds: ValueKinds = [.node, .string, .integer]

extension Session {
    /// The CI that an argument means: a node, its number, or a name as `resolve` takes it.
    func resolve(_ argument: Value, _ procedure: String) throws -> NodeID {
        switch argument {
        case .node(let id): return id
        case .string(let name): return try resolve(name)
        case .integer(let number) where number >= 0: return try resolve("#\(number)")
        default:
            throw QueryError.argument(
                .invalidArgumentValue, "`\(procedure)` takes a node, its number, or the name of a CI")
        }
    }

    /// The CIs that an argument means: one, or a list of them.
    func resolveAll(_ argument: Value, _ procedure: String) throws -> [NodeID] {
        guard case .list(let elements) = argument else { return [try resolve(argument, procedure)] }
        return try elements.map { try resolve($0, procedure) }
    }
}

/// The map of options that a procedure takes, read key by key.
struct ProcedureOptions {
    private let procedure: String
    private let map: MapValue

    /// - Throws: for keys that are none of `known`, with a suggestion.
    init(_ argument: Value, _ procedure: String, known: [String]) throws {
        self.procedure = procedure
        guard case .map(let map) = argument else {
            let none: [(key: String, value: Value)] = []
            self.map = MapValue(none)
            return
        }
        for (key, _) in map.entries where !known.contains(key) {
            throw QueryError(
                .invalidArgumentValue, .argument, .runtime, "`\(procedure)` has no option `\(key)`",
                advice: NameSuggestions.question(for: key, among: known)
                    ?? "It has: \(known.joined(separator: ", ")).")
        }
        self.map = map
    }

    /// A number from 1 on.
    func count(_ key: String, atMost largest: Int = .max) throws -> Int? {
        switch map[key] {
        case nil, .null: return nil
        case .integer(let number) where number > 0 && number <= largest: return Int(number)
        default: throw invalid(key, largest == .max ? "a number from 1 on" : "a number from 1 to \(largest)")
        }
    }

    func string(_ key: String) throws -> String? {
        switch map[key] {
        case nil, .null: return nil
        case .string(let text): return text
        default: throw invalid(key, "a string")
        }
    }

    /// One string, or a list of them.
    func strings(_ key: String) throws -> [String]? {
        switch map[key] {
        case nil, .null: return nil
        case .string(let text): return [text]
        case .list(let elements):
            return try elements.map {
                guard case .string(let text) = $0 else { throw invalid(key, "a list of strings") }
                return text
            }
        default: throw invalid(key, "a string or a list of strings")
        }
    }

    func boolean(_ key: String) throws -> Bool? {
        switch map[key] {
        case nil, .null: return nil
        case .boolean(let flag): return flag
        default: throw invalid(key, "true or false")
        }
    }

    private func invalid(_ key: String, _ wanted: String) -> QueryError {
        .argument(.invalidArgumentValue, "the option `\(key)` of `\(procedure)` is \(wanted)")
    }
}

extension Value {
    static func optional(_ text: String?) -> Value { text.map(Value.string) ?? .null }

    static func strings(_ texts: [String]) -> Value { .list(texts.map(Value.string)) }

    static func nodes(_ cis: [CISummary]) -> Value { .list(cis.map { .node($0.id) }) }

    /// An instant, in UTC.
    static func time(_ time: Timestamp) -> Value {
        let (seconds, rest) = time.microsecondsSinceEpoch.quotientAndRemainder(dividingBy: 1_000_000)
        let isBefore = rest < 0
        return .zonedDateTime(
            ZonedDateTime(
                secondsSinceEpoch: isBefore ? seconds - 1 : seconds,
                nanoseconds: Int32(isBefore ? rest + 1_000_000 : rest) * 1_000))
    }
}
