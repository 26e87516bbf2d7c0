internal import GraphModel
internal import KeyValueStore

/// When an element was changed, and by which of the commits that are to be undone first.
private struct Timeline {
    let undone: Set<CommitNumber>
    private(set) var first: CommitNumber?
    /// The earliest later commit that is not undone.
    private(set) var foreign: CommitNumber?

    init(_ commits: [CommitNumber], undone: Set<CommitNumber>) {
        self.undone = undone
        let sorted = commits.sorted()
        first = sorted.first(where: undone.contains)
        if let first { foreign = sorted.first { $0 > first && !undone.contains($0) } }
    }
}

extension RestorePlan {
    /// Adds what takes back everything that the commits did. An element that a later commit, not among them, changed
    /// again is a conflict.
    mutating func undo(_ commits: Set<CommitNumber>) throws(StoreError) {
        guard let earliest = commits.min() else { return }
        var nodes = IdentifierRuns()
        var sources = IdentifierRuns()
        var definitions: Set<TouchedElements.Definition> = []
        for commit in commits.sorted() {
            let touched = try transaction.touched(after: CommitNumber(commit.rawValue - 1), through: commit)
            nodes.formUnion(touched.nodes)
            sources.formUnion(touched.sources)
            definitions.formUnion(touched.definitions)
        }
        for raw in nodes { try undo(NodeID(raw), commits) }
        for raw in sources { try undoRelationships(of: NodeID(raw), commits, after: earliest) }
        try undo(definitions, commits)
        try settleEnds()
    }

    private mutating func undo(_ id: NodeID, _ commits: Set<CommitNumber>) throws(StoreError) {
        let versions = try transaction.nodeVersions(id)
        let timeline = Timeline(
            versions.flatMap { [$0.record.version] + ($0.until.map { [$0] } ?? []) }, undone: commits)
        guard let first = timeline.first else { return }
        if let foreign = timeline.foreign { conflict("node \(id) was changed again by commit \(foreign)") }
        let earlier = CommitNumber(first.rawValue - 1)
        node(
            id, from: versions.first { $0.holds(at: present) }?.record,
            to: versions.first { $0.holds(at: earlier) }?.record)
    }

    private mutating func undoRelationships(
        of source: NodeID, _ commits: Set<CommitNumber>, after earliest: CommitNumber
    ) throws(StoreError) {
        var byRelationship: [RelationshipID: [StoredRelationshipVersion]] = [:]
        let start = CommitNumber(earliest.rawValue - 1)
        try transaction.relationshipVersions(of: source, .outgoing, after: start, withUnchanged: false) {
            byRelationship[$0.id, default: []].append($0)
        }
        for id in byRelationship.keys.sorted() {
            let versions = byRelationship[id] ?? []
            let timeline = Timeline(versions.flatMap { [$0.version] + ($0.until.map { [$0] } ?? []) }, undone: commits)
            guard let first = timeline.first else { continue }
            if let foreign = timeline.foreign { conflict("relationship \(id) was changed again by commit \(foreign)") }
            let earlier = CommitNumber(first.rawValue - 1)
            relationship(
                from: versions.first { $0.holds(at: present) }, to: versions.first { $0.holds(at: earlier) })
        }
    }

    private mutating func undo(
        _ definitions: Set<TouchedElements.Definition>, _ commits: Set<CommitNumber>
    ) throws(StoreError) {
        guard !definitions.isEmpty, let earliest = commits.min() else { return }
        let differences = StateDifferences(
            transaction, from: present, to: CommitNumber(earliest.rawValue - 1),
            TouchedElements(definitions: definitions.sorted { $0.precedes($1) }))
        for change in try differences.definitions() { definition(change) }
        var number = earliest.next
        while number <= present {
            if !commits.contains(number) {
                let touched = try transaction.touched(after: CommitNumber(number.rawValue - 1), through: number)
                for definition in touched.definitions where definitions.contains(definition) {
                    conflict("the definition `\(definition.name)` was changed again by commit \(number)")
                }
            }
            number = number.next
        }
    }
}
