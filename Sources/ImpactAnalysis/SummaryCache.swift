internal import GraphModel
internal import Topology

/// Names of nodes, each looked up once. Those of a proposed change come from the change.
struct SummaryCache {
    private let analyzer: ImpactAnalyzer
    private let proposed: [NodeID: Node]
    private var known: [NodeIndex: CISummary] = [:]

    init(_ analyzer: ImpactAnalyzer) {
        self.analyzer = analyzer
        proposed = analyzer.proposal?.nodes ?? [:]
    }

    subscript(_ index: NodeIndex) -> CISummary {
        mutating get throws {
            if let summary = known[index] { return summary }
            let id = analyzer.topology.id(of: index)
            let summary =
                if let node = proposed[id] {
                    CISummary(node, analyzer.schema)
                } else {
                    try CISummary(id, analyzer.snapshot, analyzer.schema)
                }
            known[index] = summary
            return summary
        }
    }
}
