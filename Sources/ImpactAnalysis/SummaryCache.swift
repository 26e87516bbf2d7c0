internal import GraphModel
internal import GraphStore
internal import Schema
internal import Topology

/// Names of nodes, each looked up once.
struct SummaryCache {
    private let topology: Topology
    private let snapshot: GraphSnapshot
    private let schema: CompiledSchema
    private var known: [NodeIndex: CISummary] = [:]

    init(topology: Topology, snapshot: GraphSnapshot, schema: CompiledSchema) {
        self.topology = topology
        self.snapshot = snapshot
        self.schema = schema
    }

    subscript(_ index: NodeIndex) -> CISummary {
        mutating get throws {
            if let summary = known[index] { return summary }
            let summary = try CISummary(topology.id(of: index), snapshot, schema)
            known[index] = summary
            return summary
        }
    }
}
