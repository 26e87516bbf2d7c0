import CLimit
import Faultline
import GraphModel
import GraphStore
import QueryRuntime
import QueryValues

/// A store with the engine that is measured, and its graph in plain arrays.
struct QueryFixture {
    let store: GraphStore
    let limit: LimitGraph
    private let engine: QueryEngine
    private let metadata: CommitMetadata

    init(_ store: GraphStore) throws {
        self.store = store
        limit = try LimitGraph(store.snapshot())
        engine = QueryEngine(store, clock: Timestamp.now, random: { 0.5 })
        metadata = CommitMetadata(author: "bench", source: "bench", reason: nil, time: .now())
    }

    /// Asks and gives how many rows came, or the number in a single row of a single number.
    func ask(_ text: String, _ parameters: [String: QueryValue] = [:]) throws -> Int {
        var (rows, single): (Int, Int?) = (0, nil)
        try engine.run(QueryRequest(text, parameters: parameters), metadata) { row in
            rows += 1
            if row.count == 1, case .property(.integer(let number)) = row[0] { single = Int(number) }
            return true
        }
        return rows == 1 ? single ?? 1 : rows
    }

    /// Every so many of the nodes of a class, by place.
    func nodes(_ label: String, _ count: Int) throws -> [UInt32] {
        let places = Dictionary(uniqueKeysWithValues: limit.ids.enumerated().map { ($1, UInt32($0)) })
        var all: [UInt32] = []
        try store.snapshot().nodes(withLabel: label) { node in
            if let place = places[node] { all.append(place) }
            return true
        }
        return stride(from: 0, to: all.count, by: max(1, all.count / count)).map { all[$0] }
    }

    func name(_ place: UInt32) -> [String: QueryValue] {
        ["name": .property(.string(limit.names[Int(place)]))]
    }
}
