import QueryValues

extension QueryFixture {
    /// Counts of whole labels: from the counters, over an index that has both properties, and over every node.
    func counts() -> [QueryCase] {
        let (pods, machines) = (graph.number(ofClass: "Pod"), graph.number(ofClass: "VirtualMachine"))
        return [
            QueryCase(
                name: "count-label", calls: 100, query: { _ in try ask("MATCH (n:Pod) RETURN count(n)") },
                limits: [.init(side: "C") { _ in graph.count(ofClass: pods) }]),
            QueryCase(
                name: "count-covered", calls: 3,
                query: { _ in
                    try askGroups("MATCH (n:VirtualMachine) RETURN n.environment, n.state, count(*) AS c")
                }, limits: [.init(side: "C") { _ in graph.groups(ofClass: machines) }]),
            QueryCase(
                name: "count-scanned", calls: 1,
                query: { _ in try askGroups("MATCH (n) RETURN labels(n), n.environment, count(*) AS c") },
                limits: [.init(side: "C") { _ in graph.groups() }]),
        ]
    }
}
