internal import GraphModel
public import GraphStore

extension Topology {
    /// Builds the topology of a store's present in three scans: nodes, relationship properties, relationships.
    ///
    /// - Parameter second: another snapshot of the same commit, for a second thread: nodes and relationship properties
    ///   are read side by side, then half of the relationships each.
    /// - Throws: `StoreError`, `TopologyError`.
    public static func build(from snapshot: GraphSnapshot, beside second: GraphSnapshot? = nil) throws -> Topology {
        var scan = try StoreScan(snapshot)
        guard let second, second.commit == snapshot.commit else {
            try scan.readNodes()
            try scan.readRelationships(RelationshipOverrides(snapshot), beside: nil)
            return try scan.finish()
        }
        let reading = Reading(second)
        let thread = Threads.start { reading.run() }
        do {
            try scan.readNodes()
        } catch {
            thread.join()
            throw error
        }
        thread.join()
        try scan.readRelationships(reading.result.get(), beside: second)
        return try scan.finish()
    }

    /// What the second thread does. Only one of the two threads touches it at a time.
    private final class Reading: @unchecked Sendable {
        private let snapshot: GraphSnapshot
        private(set) var result: Result<RelationshipOverrides, any Error> = .success(RelationshipOverrides())

        init(_ snapshot: GraphSnapshot) { self.snapshot = snapshot }

        func run() { result = Result { try RelationshipOverrides(snapshot) } }
    }
}
