import GraphModel
import QueryConformance
import QueryPlanner
import QueryRuntime
import QuerySyntax
import QueryValues
import TestSupport
import Testing

/// Queries that are asked in another way, and must give the same.
@Suite struct VariantTests {
    private static let queries = Effort.queryVariants / 10

    /// Runs `body` with random queries on random graphs.
    private func eachQuery(
        _ seed: UInt64, _ body: (StoreEngine, RandomQuery, inout SeededGenerator) throws -> String?
    ) throws {
        var random = SeededGenerator(seed: seed &+ 2_000)
        let engine = try StoreEngine()
        var creation = ""
        for number in 0..<Self.queries {
            if number % 5 == 0 {
                creation = RandomGraph(&random).statement
                try engine.replaceGraph(creation)
            }
            var generator = QueryGenerator(SeededGenerator(seed: random.next()))
            let query = generator.reading()
            guard let difference = try body(engine, query, &random) else { continue }
            Issue.record("seed \(seed), query \(number)\n\(creation);\n\(query.text)\n\(difference)")
            return
        }
    }

    @Test(arguments: Seeds.first(10))
    func rewritesChangeNothing(_ seed: UInt64) throws {
        try eachQuery(seed) { engine, query, _ in
            engine.disabledRewrites = []
            let expected = try Outcome(query) { try engine.rows(query.text) }
            for disabled in Rewrite.allCases.map({ Set([$0]) }) + [Set(Rewrite.allCases)] {
                engine.disabledRewrites = disabled
                let actual = try Outcome(query) { try engine.rows(query.text) }
                guard actual == expected else { return "with all:\n\(expected)\nwithout \(disabled):\n\(actual)" }
            }
            return nil
        }
    }

    @Test(arguments: Seeds.first(10))
    func indexesChangeNothing(_ seed: UInt64) throws {
        try eachQuery(seed) { engine, query, _ in
            let expected = try Outcome(query) { try engine.rows(query.text) }
            let indexes = ["A": "v", "B": "w", "C": "v, w", "D": "id"]
            for (label, keys) in indexes {
                let properties = keys.split(separator: ", ").map { "n." + $0 }.joined(separator: ", ")
                try engine.rows("CREATE INDEX i\(label) FOR (n:\(label)) ON (\(properties))")
            }
            try engine.rows("CREATE CONSTRAINT u FOR (n:A) REQUIRE n.id IS UNIQUE")
            defer {
                for label in indexes.keys { _ = try? engine.rows("DROP INDEX i\(label)") }
                _ = try? engine.rows("DROP CONSTRAINT u")
            }
            let actual = try Outcome(query) { try engine.rows(query.text) }
            return actual == expected ? nil : "without indexes:\n\(expected)\nwith:\n\(actual)"
        }
    }

    @Test(arguments: Seeds.first(10))
    func parametersAreLiterals(_ seed: UInt64) throws {
        try eachQuery(seed) { engine, query, _ in
            let expected = try Outcome(query) { try engine.rows(query.text) }
            let (text, parameters) = query.withParameters
            // Columns are named alike because every item has an alias.
            let actual = try Outcome(query) { try engine.rows(text, parameters) }
            return actual == expected ? nil : "\(text)\nwith literals:\n\(expected)\nwith parameters:\n\(actual)"
        }
    }

    @Test(arguments: Seeds.first(10))
    func patternsReadEitherWay(_ seed: UInt64) throws {
        try eachQuery(seed) { engine, query, _ in
            guard case .query(let tree) = try QueryParser.parse(query.text).body, let turned = tree.turned else {
                return nil
            }
            let statement = Statement(mode: .run, time: nil, body: .query(turned), span: Span(start: 0, end: 0))
            let text = QueryPrinter().text(of: statement)
            // Lists of relationships and of what repeats come the other way round.
            var other = query
            other.ignoresListOrder = true
            let expected = try Outcome(other) { try engine.rows(query.text) }
            let actual = try Outcome(other) { try engine.rows(text) }
            return actual == expected ? nil : "\(text)\nas it stands:\n\(expected)\nturned round:\n\(actual)"
        }
    }

    /// `p`, `NOT p` and `p IS NULL` share the rows among them.
    @Test(arguments: Seeds.first(10))
    func predicatesPartition(_ seed: UInt64) throws {
        try eachQuery(seed) { engine, _, random in
            var generator = QueryGenerator(SeededGenerator(seed: random.next()))
            let pattern = "MATCH " + generator.pattern(2)
            let predicate = generator.condition(2)
            func count(_ filter: String) throws -> Int64? {
                let text = RandomQuery(marked: "\(pattern)\(filter) RETURN count(*) AS n").text
                guard case .property(.integer(let count))? = try engine.rows(text).first?.first else { return nil }
                return count
            }
            do {
                let all = try count("")
                let filters = [" WHERE \(predicate)", " WHERE NOT (\(predicate))", " WHERE (\(predicate)) IS NULL"]
                let parts = try filters.map(count)
                let sum = parts.reduce(0) { $0 + ($1 ?? -1) }
                let text = RandomQuery(marked: "\(pattern) WHERE \(predicate)").text
                return sum == all ? nil : "\(text): \(parts) are not \(all ?? -1)"
            } catch is QueryError {
                // A predicate that fails has no parts.
                return nil
            }
        }
    }
}

extension Query {
    /// The same with the patterns of every MATCH written from right to left; nil where a path has a name, for then its
    /// direction shows.
    fileprivate var turned: Query? {
        var query = self
        for place in query.first.clauses.indices {
            guard case .match(var match) = query.first.clauses[place].kind else { continue }
            for pattern in match.patterns.indices {
                guard match.patterns[pattern].variable == nil else { return nil }
                match.patterns[pattern] = match.patterns[pattern].turned
            }
            query.first.clauses[place].kind = .match(match)
        }
        return query
    }
}

extension PathPattern {
    fileprivate var turned: PathPattern {
        var pattern = self
        pattern.elements = elements.reversed().map { element in
            switch element {
            case .node: return element
            case .relationship(var relationship):
                switch relationship.arrow {
                case .left: relationship.arrow = .right
                case .right: relationship.arrow = .left
                case .either: break
                }
                return .relationship(relationship)
            case .quantified(var path):
                path.pattern = path.pattern.turned
                return .quantified(path)
            }
        }
        return pattern
    }
}
