import Faultline
import GraphModel
import GraphStore
import QueryRuntime
import QueryValues

/// The engine that is measured.
struct Asking {
    private let engine: QueryEngine
    private let metadata: CommitMetadata

    init(_ store: GraphStore) {
        engine = QueryEngine(store, clock: Timestamp.now, random: { 0.5 })
        metadata = CommitMetadata(author: "bench", source: "bench", reason: nil, time: .now())
    }

    func run(
        _ text: String, _ parameters: [String: QueryValue] = [:], _ take: ([QueryValue]) -> Void = { _ in }
    ) throws {
        try engine.run(QueryRequest(text, parameters: parameters), metadata) { row in
            take(row)
            return true
        }
    }
}
