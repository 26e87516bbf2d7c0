internal import GraphModel
public import GraphStore

extension Topology {
    /// Builds the topology of a store's present in three scans: nodes, relationship properties, relationships.
    ///
    /// - Parameter second: another snapshot of the same commit, with which the first two scans run side by side.
    /// - Throws: `StoreError`, `TopologyError`.
    public static func build(from snapshot: GraphSnapshot, beside second: GraphSnapshot? = nil) throws -> Topology {
        var scan = try StoreScan(snapshot)
        guard let second, second.commit == snapshot.commit else {
            try scan.readNodes()
            try scan.readRelationships(RelationshipOverrides(snapshot))
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
        try scan.readRelationships(reading.result.get())
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
