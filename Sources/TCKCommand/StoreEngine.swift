import Foundation
import GraphModel
import GraphStore
import QueryConformance
import QueryRuntime
import QueryValues

/// The query engine on a store of its own, which is removed with it.
final class StoreEngine: ConformanceEngine {
    private let folder: URL
    private let store: GraphStore

    init() throws {
        // Stores in memory where there is such a file system: a scenario is hundreds of bytes and a dozen flushes.
        let parent = FileManager.default.fileExists(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
        folder = URL(fileURLWithPath: parent).appendingPathComponent("tck-\(UUID().uuidString)")
        store = try GraphStore.create(at: folder.path)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func run(
        _ query: String, parameters: [String: QueryValue], procedures: [MockProcedure]
    ) throws -> ConformanceResult {
        let engine = QueryEngine(
            store, procedures: ProcedureTable(procedures.map(Procedure.init)), clock: Timestamp.now,
            random: { Double.random(in: 0..<1) })
        var result = ConformanceResult()
        let summary = try engine.run(
            QueryRequest(query, parameters: parameters),
            CommitMetadata(author: "tck", source: "tck", reason: nil, time: .now())
        ) { row in
            result.rows.append(row)
            return true
        }
        result.columns = summary.columns
        return result
    }

    func graphState() throws -> GraphState { try GraphState(of: store.snapshot()) }
}

extension Procedure {
    /// A procedure that looks its rows up in a table.
    init(_ mock: MockProcedure) {
        self.init(mock.signature) { arguments, _, emit in
            let given = try arguments.map { QueryValue.property(try $0.propertyValue() ?? .boolean(false)) }
            let asked = zip(arguments, given).map { argument, value in
                if case .null = argument { QueryValue.null } else { value }
            }
            for row in mock.results(for: asked) {
                guard try emit(row.map { Value($0) }) else { return }
            }
        }
    }
}

extension Timestamp {
    fileprivate static func now() -> Timestamp {
        Timestamp(microsecondsSinceEpoch: Int64(Date().timeIntervalSince1970 * 1_000_000))
    }
}
