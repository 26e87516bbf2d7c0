public import GraphModel
public import GraphStore

/// The topology file beside a store: opened where it is good, brought up to date from the change feed where it is
/// behind, made anew where it is missing, damaged or too far away. It may be deleted at any time.
public struct TopologyCache: Sendable {
    /// What was done to get a topology.
    public enum Origin: Hashable, Sendable {
        /// The file showed the state asked for.
        case mapped
        /// The file showed another commit of the same store; so many elements differed.
        case patched(from: CommitNumber, elements: Int)
        case built
    }

    /// A topology and where it came from.
    public struct Opened: Sendable {
        public let topology: Topology
        public let origin: Origin
        /// What went wrong on the way without preventing the answer, in words: for logs.
        public let notes: [String]
    }

    /// The file's path.
    public let path: String

    /// The cache of the store in a folder.
    public init(folder: String) { path = "\(folder)/topology" }

    /// The topology of the state that a snapshot shows. Each call gives one of its own, which the caller may change.
    ///
    /// Cost: next to nothing when the file is good, proportional to what changed when it is behind, about a second a
    /// million nodes when it has to be built.
    ///
    /// What is mapped is checked as it is read (`Topology.requireSound`); where that finds damage, `rebuild` helps.
    ///
    /// - Parameter isOnReading: what changed is looked up, but carried out as nodes are read: for few questions, by one
    ///   thread.
    /// - Throws: `StoreError`, `TopologyError`.
    public func open(
        _ store: GraphStore, at snapshot: GraphSnapshot, onReading isOnReading: Bool = false
    ) throws -> Opened {
        var notes: [String] = []
        do {
            if let opened = try openFile(snapshot, isOnReading) { return opened }
            notes.append("the topology file is too far from commit \(snapshot.commit)")
        } catch let error as TopologyError {
            if error.kind != .file { notes.append(error.message) }
        }
        return try build(store, snapshot, notes)
    }

    /// The topology of the state that a snapshot shows, from the store, whatever there is in the file; it is replaced.
    ///
    /// - Throws: `StoreError`, `TopologyError`.
    public func rebuild(_ store: GraphStore, at snapshot: GraphSnapshot) throws -> Opened {
        try build(store, snapshot, [])
    }

    /// Brings the file up to the store's latest commit, after bulk imports.
    public func refresh(_ store: GraphStore) throws {
        let snapshot = try store.snapshot()
        let opened = try open(store, at: snapshot)
        guard case .patched = opened.origin else { return }
        do {
            try opened.topology.save(to: path)
        } catch  where opened.topology.isDamaged {
            _ = try rebuild(store, at: snapshot)
        }
    }

    /// Nil when building is cheaper than catching up, or necessary.
    private func openFile(_ snapshot: GraphSnapshot, _ isOnReading: Bool) throws -> Opened? {
        let topology = try Topology(mapping: path, store: try snapshot.storeIdentity())
        let stamp = topology.stamp
        if stamp == (try TopologyStamp(of: snapshot)) { return Opened(topology: topology, origin: .mapped, notes: []) }
        let isForward = stamp.commit < snapshot.commit
        let most = isForward ? topology.nodeCount / 5 + 1_000 : .max
        guard topology.wasteShare < 0.5,
            let difference = try TopologyDifference(snapshot, from: stamp, most: most),
            !(isForward && difference.isSchemaChanged)
        else { return nil }
        try difference.apply(to: topology, snapshot, onReading: isOnReading)
        var notes: [String] = []
        if isForward, difference.count > topology.nodeCount / 50 + 500 { notes = Self.trySaving(topology, to: path) }
        return Opened(
            topology: topology, origin: .patched(from: stamp.commit, elements: difference.count), notes: notes)
    }

    private func build(_ store: GraphStore, _ snapshot: GraphSnapshot, _ notes: [String]) throws -> Opened {
        let latest = try store.snapshot()
        let topology = try Topology.build(from: latest, beside: try store.snapshot())
        let notes = notes + Self.trySaving(topology, to: path)
        if latest.commit != snapshot.commit {
            guard let difference = try TopologyDifference(snapshot, from: topology.stamp, most: .max) else {
                throw TopologyError(
                    .stale, "history does not reach back to commit \(snapshot.commit)",
                    advice: "It was pruned; ask for a later state.")
            }
            try difference.apply(to: topology, snapshot)
        }
        return Opened(topology: topology, origin: .built, notes: notes)
    }

    /// A medium that takes no file costs time, not answers.
    private static func trySaving(_ topology: Topology, to path: String) -> [String] {
        do {
            try topology.save(to: path)
            return []
        } catch {
            return ["the topology file was not written: \(error.message)"]
        }
    }
}
