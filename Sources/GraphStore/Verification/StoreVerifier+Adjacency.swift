internal import GraphModel
internal import KeyValueStore

extension StoreVerifier {
    /// What a scan of the adjacency keeps between chunks.
    private struct AdjacencyScan {
        var node: UInt64 = 0
        var direction = Direction.outgoing
        var last: AdjacencyEntry?
        /// Relationships as their sources and as their targets list them.
        var sums: [SetSum] = [SetSum(), SetSum()]
        var identities = SetSum()
        var seen = IdentityMap()
        var withProperties = 0
        /// Of the present source: the versions of its outgoing relationships, and their types.
        var versions: [UInt64: UInt64] = [:]
        var sourceTypes: Set<UInt16> = []
        var types: [UInt16: Int64] = [:]
        var ends: [UInt64: Int64] = [:]
    }

    /// Adjacency is the same from both ends, lists existing nodes in order, and has properties where it says so.
    mutating func checkAdjacency() throws(StoreError) {
        var state = AdjacencyScan()
        try scan(.adjacency) { (verifier, key, payload) throws(DecodingFault) in
            try verifier.checkChunk(key, payload, &state)
        }
        noteSource(&state)
        report.relationships = state.sums[0].count
        if state.sums[0] != state.sums[1] { try reportAsymmetry() }
        let properties = try transaction.count(.relationships)
        if properties != state.withProperties {
            find(.relationships, "\(properties) records, and \(state.withProperties) relationships with properties")
        }
        try scan(.relationships) { (verifier, key, payload) throws(DecodingFault) in
            let id = try number(key, at: 0, width: 5)
            if verifier.names.types.count == 0 || state.seen[id] == nil {
                verifier.find(.relationships, key, "properties of no relationship")
            }
            try verifier.check(PropertyBlock(payload))
        }
        for (type, count) in state.types { counters[.type(type)] = count }
        for (key, count) in state.ends {
            let (set, type) = (UInt16(truncatingIfNeeded: key >> 17), UInt16(truncatingIfNeeded: key >> 1))
            let direction: Direction = key & 1 == 0 ? .outgoing : .incoming
            for label in names.labelSets.labels(set) ?? [] {
                counters[.ends(label: label, type: type, direction), default: 0] += count
            }
        }
        if report.relationships > 0 { counters[.relationships] = Int64(report.relationships) }
    }

    private mutating func checkChunk(
        _ key: UnsafeRawBufferPointer, _ payload: UnsafeRawBufferPointer, _ state: inout AdjacencyScan
    ) throws(DecodingFault) {
        let node = try number(key, at: 0, width: 5)
        guard key.count == 6 || key.count == 18, let direction = Direction(rawValue: key[5]) else {
            throw DecodingFault(offset: 0, reason: "not the key of a chunk")
        }
        let isNewList = node != state.node || direction != state.direction || state.last == nil
        if node != state.node { noteSource(&state) }
        if isNewList { state.last = nil }
        (state.node, state.direction) = (node, direction)
        if isNewList, key.count != 6 { find(.adjacency, key, "the first chunk of a list has a boundary") }
        if !isNewList, key.count != 18 { find(.adjacency, key, "a chunk without boundary follows another") }
        if payload.count > ChunkLimits.payloadBytes { find(.adjacency, key, "a chunk of \(payload.count) bytes") }
        guard let nearSet = labelSets[node] else { throw DecodingFault(offset: 0, reason: "relationships of no node") }
        let boundary = UnsafeRawBufferPointer(rebasing: key[6...])
        var cursor = try AdjacencyChunkCursor(payload, owner: node)
        while let entry = try cursor.next() {
            if !entry.isAtOrAfter(boundary: boundary) { find(.adjacency, key, "an entry lies before the boundary") }
            if let last = state.last, !AdjacencyEntry.precedes(last, entry) {
                find(.adjacency, key, "relationship ~\(entry.relationship) is out of order")
            }
            state.last = entry
            try check(entry, direction, nearSet, key, &state)
        }
    }

    private mutating func check(
        _ entry: AdjacencyEntry, _ direction: Direction, _ nearSet: UInt16, _ key: UnsafeRawBufferPointer,
        _ state: inout AdjacencyScan
    ) throws(DecodingFault) {
        let id = entry.relationship
        guard names.types.name(entry.type) != nil else { throw DecodingFault(offset: 0, reason: "unknown type") }
        if labelSets[entry.other] == nil { find(.adjacency, key, "relationship ~\(id) has an end that is no node") }
        if id == 0 || id >= head.nextRelationship { find(.adjacency, key, "relationship ~\(id) was never given") }
        try check(version: CommitNumber(entry.version))
        let (source, target) = direction == .outgoing ? (entry.node, entry.other) : (entry.other, entry.node)
        let flags = UInt64(entry.type) << 1 | (entry.hasProperties ? 1 : 0)
        state.sums[Int(direction.rawValue)].insert(source << 16 ^ flags << 44, target, id, entry.version)
        state.ends[UInt64(nearSet) << 17 | UInt64(entry.type) << 1 | UInt64(direction.rawValue), default: 0] += 1
        guard direction == .outgoing else { return }
        if state.seen[id] != nil { find(.adjacency, key, "relationship ~\(id) is there twice") }
        state.seen[id] = entry.type
        state.types[entry.type, default: 0] += 1
        state.versions[id] = entry.version
        if entry.hasProperties {
            state.withProperties += 1
            if (try? transaction.get(.relationships, .relationship(RelationshipID(id)))) == nil {
                find(.relationships, "relationship ~\(id) lacks its properties")
            }
        }
        state.sourceTypes.insert(entry.type)
    }

    /// When a source's outgoing relationships are all seen: its types, for the posting lists, and its versions.
    private mutating func noteSource(_ state: inout AdjacencyScan) {
        guard !state.sourceTypes.isEmpty else { return }
        for type in state.sourceTypes { sourceSums[type, default: SetSum()].insert(state.node) }
        state.sourceTypes.removeAll(keepingCapacity: true)
        noteSource(state.node, present: state.versions)
        state.versions.removeAll(keepingCapacity: true)
    }

    /// Tells of all outgoing relationships of a source: those of the past, then those of the present.
    mutating func noteSource(_ node: UInt64, present: [UInt64: UInt64]) {
        var chains: [UInt64: VersionChain] = [:]
        var commits: Set<UInt64> = []
        attempt(.relationshipHistory) { (verifier) throws(StoreError) in
            let prefix = TableKey.adjacency(node, .outgoing)
            var cursor = try verifier.transaction.cursor(.relationshipHistory)
            var isFound = try prefix.withBytes { (key) throws(StoreError) in try cursor.seek(atLeast: key) }
            while isFound, prefix.begins(cursor.key) {
                let past = try UnsafeTransaction.relationshipVersion(cursor.key, cursor.payload)
                chains[past.id.rawValue, default: VersionChain()].add(
                    past.version.rawValue, until: past.until?.rawValue
                ) { verifier.tell($0, $1, &commits) }
                isFound = try cursor.next()
            }
        }
        for (id, version) in present {
            // Most relationships have no past.
            var chain = chains.removeValue(forKey: id) ?? VersionChain()
            chain.add(version, until: nil) { tell($0, $1, &commits) }
        }
        for chain in chains.values { chain.finish { tell($0, $1, &commits) } }
        for commit in commits { told[commit]?.sources.insert(node) }
    }

    private mutating func tell(_ commit: UInt64, _ event: VersionChain.Event, _ commits: inout Set<UInt64>) {
        guard commit > floor.rawValue else { return }
        commits.insert(commit)
        switch event {
        case .created: told[commit, default: ToldCommit()].counts.relationshipsCreated += 1
        case .updated: told[commit, default: ToldCommit()].counts.relationshipsUpdated += 1
        case .deleted: told[commit, default: ToldCommit()].counts.relationshipsDeleted += 1
        }
    }

    /// Names the relationships that one end lists and the other does not.
    private mutating func reportAsymmetry() throws(StoreError) {
        let before = report.records
        try scan(.adjacency) { (verifier, key, payload) throws(DecodingFault) in
            guard let direction = Direction(rawValue: key[5]) else { return }
            let node = try number(key, at: 0, width: 5)
            var cursor = try AdjacencyChunkCursor(payload, owner: node)
            while let entry = try cursor.next() {
                let mirror = try? verifier.transaction.mirror(of: entry, direction)
                if mirror?.version != entry.version || mirror?.hasProperties != entry.hasProperties {
                    verifier.find(.adjacency, key, "relationship ~\(entry.relationship) differs at its other end")
                }
            }
        }
        report.records = before
    }
}

extension UnsafeTransaction {
    /// The entry of the same relationship in the list of its other end.
    fileprivate func mirror(of entry: AdjacencyEntry, _ direction: Direction) throws(StoreError) -> AdjacencyEntry? {
        var found: AdjacencyEntry?
        let opposite: Direction = direction == .outgoing ? .incoming : .outgoing
        try scanAdjacency(NodeID(entry.other), opposite, from: entry.type) { candidate in
            if candidate.type != entry.type { return false }
            if candidate.relationship == entry.relationship, candidate.other == entry.node { found = candidate }
            return found == nil
        }
        return found
    }
}
