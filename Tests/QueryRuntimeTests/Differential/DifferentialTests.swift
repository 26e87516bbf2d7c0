import GraphModel
import QueryConformance
import QueryRuntime
import QueryValues
import TestSupport
import Testing

/// The engine beside the naive interpreter, on random queries over random graphs.
@Suite struct DifferentialTests {
    /// Graphs of one shard; the shards run at a time.
    private static let graphs = Effort.queryGraphs / 20

    @Test(arguments: Seeds.first(20))
    func readsAsTheLanguageSays(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let engine = try StoreEngine()
        for graph in 0..<Self.graphs {
            let creation = RandomGraph(&random).statement
            try engine.replaceGraph(creation)
            let state = try engine.graphState()
            for _ in 0..<3 {
                var generator = QueryGenerator(SeededGenerator(seed: random.next()))
                let query = generator.reading()
                let expected: Outcome
                do {
                    expected = try Outcome(query) { try Interpreter(ReferenceGraph(state)).run(query.text).rows }
                } catch is TooManyRows {
                    continue
                }
                let actual = try Outcome(query) { try engine.rows(query.text) }
                guard actual == expected, !expected.isSyntaxError else {
                    Issue.record(
                        """
                        seed \(seed), graph \(graph)
                        \(creation);
                        \(query.text)
                        expected:
                        \(expected)
                        actual:
                        \(actual)
                        """
                    )
                    return
                }
            }
        }
    }

    @Test(arguments: Seeds.first(20))
    func writesAsTheLanguageSays(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed &+ 1_000)
        let engine = try StoreEngine()
        for graph in 0..<Self.graphs {
            let creation = RandomGraph(&random).statement
            try engine.replaceGraph(creation)
            for _ in 0..<2 {
                let before = try engine.graphState()
                var generator = QueryGenerator(SeededGenerator(seed: random.next()))
                let query = generator.writing()
                let reference = ReferenceGraph(before)
                let expected: Outcome
                do {
                    expected = try Outcome(query) { try Interpreter(reference).run(query.text).rows }
                } catch is TooManyRows {
                    continue
                }
                let actual = try Outcome(query) { try engine.rows(query.text) }
                var wanted = reference.state
                // An error leaves no trace.
                if case .error = expected { wanted = before }
                let (wantedText, state) = (try graphText(wanted), try graphText(try engine.graphState()))
                guard actual == expected, state == wantedText, !expected.isSyntaxError else {
                    Issue.record(
                        """
                        seed \(seed), graph \(graph)
                        \(creation);
                        before:
                        \(try graphText(before))
                        \(query.text)
                        expected:
                        \(expected)
                        \(wantedText)
                        actual:
                        \(actual)
                        \(state)
                        """)
                    return
                }
            }
        }
    }
}

extension StoreEngine {
    /// Puts another graph in the place of what is there.
    func replaceGraph(_ statement: String) throws {
        try rows("MATCH (n) DETACH DELETE n")
        try rows(statement)
    }
}
