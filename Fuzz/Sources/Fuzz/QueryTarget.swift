import Foundation
import GraphModel
import GraphStore
import QueryRuntime
import QuerySyntax
import QueryValues
import Synchronization
import TestSupport

/// Statements that run on a small graph: each gives rows or an error, the same for what is printed of it, and a store in
/// which it wrote is sound.
struct QueryTarget: FuzzTarget {
    static let name = "query"

    private let shared: Store

    static func seeds(_ repository: URL) throws -> [[UInt8]] { try QuerySeeds.statements(repository) }

    init() throws { shared = try Store() }

    func run(_ input: UnsafeRawBufferPointer, _ plant: Plant) throws {
        let text = String(decoding: input, as: UTF8.self)
        guard var statement = try? QueryParser.parse(text) else { return }
        if case .show = statement.body {
            // Transactions are shown with their texts.
            _ = try outcome(text)
            return
        }
        let printed = Array(QueryPrinter().text(of: statement).utf8)
        let first = try outcome(text)
        let second = try outcome(String(decoding: plant.through(printed), as: UTF8.self))
        try hold(first == second, "\(first), but printed \(second)")
        statement.mode = .explain
        _ = try shared.outcome(QueryPrinter().text(of: statement))
    }

    private func outcome(_ text: String) throws -> Outcome {
        // What is no sound statement writes nothing.
        guard (try? shared.engine.isWriting(QueryRequest(text))) == true else { return try shared.outcome(text) }
        let store = try Store()
        let outcome = try store.outcome(text)
        let report = try store.store.verify()
        try hold(report.isSound, "\(report.findings)")
        return outcome
    }

    private enum Outcome: Equatable {
        /// As texts, in which what is no number equals itself.
        case rows([String])
        /// Positions differ from text to text.
        case failure(String)
    }

    /// A small graph, and an engine whose clock goes on whenever it is looked at, so that a time limit is one of work.
    private final class Store {
        private let folder: TemporaryFolder
        private let clock: Clock
        let store: GraphStore
        let engine: QueryEngine

        init() throws {
            folder = try temporaryFolder()
            store = try GraphStore.create(at: folder.path("store"))
            let clock = Clock()
            self.clock = clock
            engine = QueryEngine(store, clock: { clock.look() }, random: { 0.5 })
            try engine.run(QueryRequest(Self.graph), Self.metadata) { _ in true }
        }

        private static let metadata = CommitMetadata(
            author: "a", source: "s", reason: nil, time: Timestamp(microsecondsSinceEpoch: 1))

        private static let graph = """
            CREATE (a:A {id: 1, v: 1, name: 'a'})-[:R {w: 1.5}]->(b:B:C {id: 2, v: [1, 2]})-[:S]->(c:C {v: date('2026-03-01')}),
                (b)-[:R]->(a), (c)-[:R]->(c), (:A {id: 3, name: 'é'})-[:T]->(b), (:D)
            """

        func outcome(_ text: String) throws -> Outcome {
            clock.reset()
            var limits = QueryLimits()
            (limits.milliseconds, limits.rows, limits.keptBytes, limits.pathSteps) = (50, 1_000, 16 << 20, 10_000)
            var rows: [String] = []
            do {
                try engine.run(QueryRequest(text, limits: limits), Self.metadata) { row in
                    rows.append("\(row)")
                    return true
                }
                return .rows(rows)
            } catch let error as QueryError {
                return .failure(error.code)
            } catch let error as StoreError {
                return .failure(error.code)
            }
        }
    }

    private final class Clock: Sendable {
        private let looks = Atomic<Int64>(0)

        func reset() { looks.store(0, ordering: .relaxed) }

        func look() -> Timestamp {
            Timestamp(microsecondsSinceEpoch: looks.wrappingAdd(1_000, ordering: .relaxed).newValue)
        }
    }
}
