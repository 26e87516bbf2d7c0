import GraphModel
import GraphStore
import QueryConformance
import QueryPlanner
import QueryRuntime
import QueryValues
import TestSupport
import Testing

/// Groups of nodes and counts, from the store's counters, indexes and passes over all nodes, beside row by row.
@Suite struct GroupingTests {
    private static let queries = Effort.queryVariants / 10

    @Test(arguments: Seeds.first(10))
    func groupsAreThoseOfRows(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed &+ 7_000)
        let engine = try StoreEngine()
        for number in 0..<Self.queries {
            if number % 5 == 0 {
                try engine.replaceGraph(RandomGraph(&random).statement)
                for (name, keys) in ["i": "n.v", "j": "n.v, n.w"] {
                    try engine.rows("DROP INDEX \(name) IF EXISTS")
                    if random.chance(50) { try engine.rows("CREATE INDEX \(name) FOR (n:A) ON (\(keys))") }
                }
            }
            var generator = QueryGenerator(SeededGenerator(seed: random.next()))
            let query = generator.grouping()
            engine.disabledRewrites = Set(Rewrite.allCases)
            let expected = try Outcome(query) { try engine.rows(query.text) }
            for disabled in [[], [.indexSeek], [.countStore], [.groupedScan]] as [Set<Rewrite>] {
                engine.disabledRewrites = disabled
                let actual = try Outcome(query) { try engine.rows(query.text) }
                #expect(actual == expected, "seed \(seed), query \(number): \(query.text), without \(disabled)")
            }
            engine.disabledRewrites = []
            let commit = try engine.store.snapshot().commit
            try engine.rows("CREATE (:A {v: 1})")
            let past = try Outcome(query) { try engine.rows("AS OF COMMIT \(commit) " + query.text) }
            #expect(past == expected, "seed \(seed), query \(number): \(query.text), of the past")
        }
    }

    @Test func plansReadNoNode() throws {
        let engine = try StoreEngine()
        try engine.rows("UNWIND range(1, 100) AS i CREATE (:A {v: i % 3})-[:R]->(:B {w: i})")
        try engine.rows("CREATE INDEX i FOR (n:A) ON (n.v)")
        let plans = [
            "MATCH (n) RETURN count(*) AS c": "stored count of all nodes",
            "MATCH (n:A) RETURN count(n) AS c": "stored count of label A",
            "MATCH (:A)-[r:R]->() RETURN count(r) AS c": "stored count of relationships :R from A",
            "MATCH (n:A) RETURN n.v, count(*) AS c": "groups of equal values: index i",
            "MATCH (n:A) RETURN labels(n), n.v, count(*) AS c": "groups of labels and v: label A",
            "MATCH (n:B) WHERE n.w > 7 RETURN count(*) AS c": "groups of labels and w: label B",
        ]
        for (query, step) in plans {
            let plan = try engine.explain(query, parameters: [:]).plan
            #expect(plan.contains(step), "\(query):\n\(plan)")
        }
        for query in ["MATCH (n:A) RETURN n, count(*) AS c", "MATCH (n:A) WHERE rand() < 0.5 RETURN count(*) AS c"] {
            let plan = try engine.explain(query, parameters: [:]).plan
            #expect(!plan.contains("groups") && !plan.contains("stored"), "\(query):\n\(plan)")
        }
    }

    /// More groups than are kept at a time, on pages that all threads share.
    @Test func manyGroups() throws {
        let engine = try StoreEngine()
        try engine.rows("UNWIND range(1, 30000) AS i CREATE (:A {v: i, w: i % 7, text: 'the text of number ' + i})")
        let rows = try engine.rows(
            "MATCH (n:A) WITH n.v AS v, n.w AS w, count(*) AS c RETURN count(*), sum(c), sum(v), sum(w), max(c)")
        let sums = (1...30_000).reduce(into: (0, 0)) { $0 = ($0.0 + $1, $0.1 + $1 % 7) }
        #expect(rows == [[30_000, 30_000, sums.0, sums.1, 1].map { .property(.integer(Int64($0))) }])
    }
}

extension QueryGenerator {
    /// A query that groups what one short pattern finds.
    fileprivate mutating func grouping() -> RandomQuery {
        let label = random.chance(60) ? ":" + random.pick(RandomGraph.labels) : ""
        var text = "MATCH (n\(label))"
        if random.chance(20) {
            let type = random.pick(["", ":R", ":R|S"])
            text += random.pick(["-[r\(type)]->()", "<-[r\(type)]-()", "-[r\(type)]-()"])
        }
        let condition = random.pick(["n.v > ", "n.v = ", "n.w < ", "n:B AND n.v <> ", "labels(n) <> [] AND n.v >= "])
        if random.chance(40) { text += " WHERE \(condition)\(literal())" }
        let keys = ["n.v", "n.w", "labels(n)", "n:A", "n.v + 1", "n.w IS NULL"].filter { _ in random.chance(25) }
        let values = [
            "count(*)", "count(n)", "count(n.w)", "sum(n.v)", "min(n.v)", "collect(n.v)", "count(DISTINCT n.v)",
        ]
        let columns = keys + values.filter { _ in random.chance(30) }
        text +=
            " RETURN "
            + (columns.isEmpty ? ["count(*)"] : columns).enumerated()
            .map { "\($0.element) AS c\($0.offset)" }.joined(separator: ", ")
        return RandomQuery(marked: text, isOrdered: false, ignoresListOrder: true)
    }
}
