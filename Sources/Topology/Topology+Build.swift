internal import GraphModel
public import GraphStore

extension Topology {
    /// Builds the topology of a store's present in three scans: nodes, relationship properties, relationships.
    ///
    /// - Throws: `StoreError`, `TopologyError`.
    public static func build(from snapshot: GraphSnapshot) throws -> Topology {
        var scan = try StoreScan(snapshot)
        try scan.readNodes()
        try scan.readOverrides()
        try scan.readRelationships()
        return try scan.finish()
    }
}
