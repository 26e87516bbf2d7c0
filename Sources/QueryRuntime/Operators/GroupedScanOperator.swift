internal import GraphModel
internal import GraphStore
internal import QueryPlanner
internal import QueryValues

/// Binds one node of each group of those that are alike, and how many it stands for. A group may come several times.
final class GroupedScanOperator: Operator {
    private let scan: GroupedScan

    init(_ scan: GroupedScan) { self.scan = scan }

    override func push(_ run: Execution) throws -> Bool {
        let reader = run.graph.reader
        guard reader.hasGroups else {
            // Of the past, every node is looked at.
            return try run.graph.scan(label: scan.label) { try pass(NodeGroup(example: $0, count: 1), run) }
        }
        if let index = scan.index, let label = scan.label, let groups = try reader.groups(index: index.name),
            // An index has the nodes that lack none of its properties.
            try groups.reduce(0, { $0 + $1.count }) == reader.count(label: label)
        {
            return try groups.allSatisfy { try pass($0, run) }
        }
        let properties = Set(scan.properties)
        return try reader.forEachGroup(label: scan.label, properties: properties, check: run.budget.check) {
            try pass($0, run)
        }
    }

    private func pass(_ group: NodeGroup, _ run: Execution) throws -> Bool {
        try run.budget.tick()
        run[scan.node] = .node(group.example)
        run[scan.weight] = .integer(Int64(group.count))
        return try pass(run)
    }
}

/// Binds a number that the store keeps.
final class StoredCountOperator: Operator {
    private let stored: StoredCount

    init(_ stored: StoredCount) { self.stored = stored }

    override func push(_ run: Execution) throws -> Bool {
        let count = try count(run.graph.reader)
        run[stored.weight] = .integer(Int64(count))
        return try count == 0 || pass(run)
    }

    private func count(_ reader: GraphReader) throws -> Int {
        switch stored.of {
        case .nodes(nil): try reader.nodeCount()
        case .nodes(let label?): try reader.count(label: label)
        case .relationships(nil, _, _): try reader.relationshipCount()
        case .relationships(let types?, let label, let direction):
            try Set(types).reduce(0) { sum, type in
                try sum
                    + (label.map { try reader.count(label: $0, type: type, direction: direction) }
                        ?? reader.count(type: type))
            }
        }
    }
}
