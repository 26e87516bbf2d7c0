internal import GraphModel
internal import GraphStore
internal import QueryPlanner

/// Counts for the planner, from the store's counters. A count that cannot be read is one: the plan may be slower, and
/// what is wrong with the store shows when it runs.
struct StoreStatistics: PlanningStatistics {
    let reader: GraphReader

    var nodeCount: Int { (try? reader.nodeCount()) ?? 1 }
    var relationshipCount: Int { (try? reader.relationshipCount()) ?? 1 }
    func count(label: String) -> Int { (try? reader.count(label: label)) ?? 1 }
    func count(type: String) -> Int { (try? reader.count(type: type)) ?? 1 }

    func count(label: String, type: String, _ direction: Direction) -> Int {
        (try? reader.count(label: label, type: type, direction: direction)) ?? 1
    }

    func allNodes(withLabel label: String, have other: String) -> Bool { reader.nodes(withLabel: label, have: other) }

    var indexes: [IndexDefinition] {
        let unique = reader.constraints.filter { $0.kind == .uniqueness }.map {
            IndexDefinition(name: $0.name, element: $0.element, properties: $0.properties)
        }
        return reader.indexes + unique
    }

    var constraints: [ConstraintDefinition] { reader.constraints }
}
