import GraphModel
import QueryConformance
import QueryPlanner
import QueryRuntime
import QueryValues
import TestSupport
import Testing

/// Patterns with selectors by a search, beside a choice among all their paths.
@Suite struct PatternSearchTests {
    private static let queries = Effort.queryVariants / 5

    @Test(arguments: Seeds.first(10))
    func searchesFindWhatAllPathsHave(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed &+ 11_000)
        let engine = try StoreEngine()
        engine.limits.pathSteps = 200_000
        var graph = ""
        for number in 0..<Self.queries {
            if number % 5 == 0 {
                graph = RandomGraph(&random).statement
                try engine.replaceGraph(graph)
            }
            let query = SelectorQuery(&random)
            engine.disabledRewrites = []
            let plan = try engine.explain(query.text, parameters: [:]).plan
            let isSearched = plan.contains("search shortest") || plan.contains("shortest paths")
            #expect(isSearched == query.isLocal, "\(query.text)\n\(plan)")
            let actual = try Found(engine, query.text)
            engine.disabledRewrites = [.patternSearch]
            let expected = try Found(engine, query.text)
            engine.disabledRewrites = []
            // Of ways that never end, only the search comes back.
            if expected.isLimit { continue }
            let all = query.choosesAmongEqual ? try Found(engine, query.all) : nil
            if let difference = actual.difference(from: expected, all: all) {
                Issue.record("seed \(seed), query \(number)\n\(graph);\n\(query.text)\n\(difference)")
                return
            }
        }
    }

    /// Where all paths are beyond any limit.
    @Test func denseGraphs() throws {
        let engine = try StoreEngine()
        try engine.rows("UNWIND range(1, 60) AS i CREATE (:X {i: i})")
        try engine.rows("MATCH (a:X), (b:X) WHERE a <> b CREATE (a)-[:R {w: (a.i * 7 + b.i) % 10}]->(b)")
        try engine.rows("MATCH (a:X) WHERE a.i % 3 = 0 SET a:Y")
        engine.limits.pathSteps = 500_000
        let ends = "MATCH (a:X {i: 1}), (b:X {i: 2}) MATCH p = "
        let queries: [(text: String, length: Int64, count: Int64)] = [
            ("SHORTEST 1 (a)((x)-[r:R]->(y:Y)-[s:R WHERE s.w > 3]->(z)){1,}(b)", 2, 1),
            ("ALL SHORTEST (a)((x)-[:R]->(y:Y)-[:R]->(z)){1,}(b)", 2, 20),
            ("ALL SHORTEST (a)((x)-[:R]->(y:Y)-[:R]->(z)){2,}(b)", 4, 20 * 20 * 58 - 20),
            ("SHORTEST 30 (a)((x)-[:R]->(y:Y)){1,}(m)-[:R]->(b)", 3, 30),
            ("ANY SHORTEST ACYCLIC (a)((x)-[:R]->(y)-[:R]->(z)){9,}(b)", 18, 1),
            ("ANY 5 (a)((x)-[:R]-(y)-[:R]-(z)){9,}(b)", 18, 5),
            ("SHORTEST 1 (a)((x)-[r:R]->(y WHERE y.i > 99)-[:R]->(z)){1,}(b)", 0, 0),
        ]
        for (text, length, count) in queries {
            let query = ends + text + " RETURN coalesce(max(length(p)), 0), count(*)"
            #expect(try engine.rows(query) == [[length, count].map { .property(.integer($0)) }], "\(text)")
        }
        engine.disabledRewrites = [.patternSearch]
        let all = queries[0].text.replacing("{1,}", with: "{1,9}")
        #expect(throws: QueryError.self) { try engine.rows(ends + all + " RETURN p") }
    }

    /// Rows that share their start share what was reached from it, and memory is given back after each.
    @Test func rowsShareTheirStart() throws {
        let engine = try StoreEngine()
        try engine.rows("UNWIND range(1, 300) AS i CREATE (:X {i: i})")
        try engine.rows("MATCH (a:X), (b:X) WHERE b.i = a.i + 1 OR b.i = a.i + 2 CREATE (a)-[:R]->(b)")
        engine.limits.keptBytes = 1_000_000
        engine.limits.pathSteps = 60_000
        let query = """
            MATCH (a:X {i: 1}) WITH a MATCH (b:X) WHERE b.i > 2 WITH a, b ORDER BY b.i
            MATCH p = SHORTEST 1 (a)((x:X)-[:R]-(y)-[:R]->(z)){0,}(b) RETURN count(*) AS n, max(length(p)) AS most
            """
        #expect(try engine.rows(query) == [[298, 150].map { .property(.integer($0)) }])
        engine.limits.keptBytes = 10_000
        #expect(throws: QueryError.self) { try engine.rows(query) }
    }
}

/// What a query gave, with the length of each path.
private struct Found {
    var rows: [String] = []
    var lengths: [String] = []
    var isLimit = false
    var error: String?

    init(_ engine: StoreEngine, _ query: String) throws {
        do {
            for row in try engine.rows(query) {
                let texts = try row.map { try ConformanceValue($0).text() }
                rows.append(texts.joined(separator: " | "))
                lengths.append(texts.suffix(3).joined(separator: " | "))
            }
        } catch let error as QueryError {
            isLimit = error.category == .limit
            self.error = error.code
        }
        rows.sort()
        lengths.sort()
    }

    /// - Parameter all: every path, where it is not said which of several is chosen.
    func difference(from expected: Found, all: Found?) -> String? {
        guard error == expected.error, lengths == expected.lengths else {
            return "searched \(error ?? ""):\n\(rows)\nchosen \(expected.error ?? ""):\n\(expected.rows)"
        }
        guard let all else { return rows == expected.rows ? nil : "searched:\n\(rows)\nchosen:\n\(expected.rows)" }
        if all.isLimit { return nil }
        var left: [String: Int] = [:]
        for row in all.rows { left[row, default: 0] += 1 }
        for row in rows {
            left[row, default: 0] -= 1
            if left[row, default: 0] < 0 { return "not among all paths, or too often:\n\(row)" }
        }
        return nil
    }
}
