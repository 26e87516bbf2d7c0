internal import GraphModel
internal import GraphStore
internal import Topology

/// Names and classes of nodes, each looked up once. Those of a proposed change come from the change; classes come from
/// the topology.
struct SummaryCache {
    private let analyzer: ImpactAnalyzer
    private let names: TextReader
    private let classes: [String]
    private let proposed: [NodeID: Node]
    private var known: [NodeIndex: CISummary] = [:]

    init(_ analyzer: ImpactAnalyzer) {
        self.analyzer = analyzer
        names = analyzer.snapshot.textReader([ConventionalProperty.name, ConventionalProperty.identity])
        classes = analyzer.topology.classNames
        proposed = analyzer.proposal?.nodes ?? [:]
    }

    subscript(_ index: NodeIndex) -> CISummary {
        mutating get throws {
            if let summary = known[index] { return summary }
            let summary = try lookUp(index)
            known[index] = summary
            return summary
        }
    }

    /// Looks up many at once, in the order in which the store keeps them.
    mutating func load(_ nodes: some Collection<NodeIndex>) throws {
        known.reserveCapacity(known.count + nodes.count)
        for node in nodes.sorted() where known[node] == nil { known[node] = try lookUp(node) }
    }

    private func lookUp(_ index: NodeIndex) throws -> CISummary {
        let id = analyzer.topology.id(of: index)
        if let node = proposed[id] { return CISummary(node, analyzer.schema) }
        return CISummary(
            id: id, name: try names.text(of: id) ?? "\(id)",
            ciClass: classes[Int(analyzer.topology.classCode(of: index))])
    }
}
