internal import GraphModel
internal import KeyValueStore

/// A version of a relationship, copied out of the tables.
struct RelationshipState: Equatable {
    var version: CommitNumber
    /// The property block.
    var block: [UInt8]

    var hasProperties: Bool { block != PropertyBlock.emptyBytes }
}

extension WriteSession {
    func createRelationship(
        id: RelationshipID?, type name: String, source: NodeID, target: NodeID, properties: [Property]
    ) throws(StoreError) -> RelationshipID {
        let type = try token(.relationshipType, name)
        guard let sourceSet = try labelSet(of: source) else { throw unknown(source) }
        guard let targetSet = try labelSet(of: target) else { throw unknown(target) }
        let hasProperties = !properties.isEmpty
        if hasProperties { try buildBlock(properties) }
        let number = id?.rawValue ?? head.nextRelationship
        guard 1...Limits.identity ~= number else {
            throw StoreError(.identityTaken, "~\(number) is not an identity that a relationship can have")
        }
        let place = RelationshipPlace(id: number, type: type, source: source.rawValue, target: target.rawValue)
        if number < head.nextRelationship {
            let block = hasProperties ? block.writer.bytes : PropertyBlock.emptyBytes
            guard try entry(of: place) == nil else {
                throw StoreError(.identityTaken, "there is a relationship ~\(number) already")
            }
            try replaceRelationship(place, nil, with: RelationshipState(version: commit, block: block))
            return RelationshipID(number)
        }
        undo.append(.relationship(place, nil))
        try insertNew(place, sourceSet, targetSet, hasProperties: hasProperties)
        let plan = plan(ofType: type)
        try derive(place, plan, hasProperties: hasProperties)
        check(place, plan, sourceSet, targetSet, properties)
        try countDegrees(place, plan, 1)
        try flushIfLarge()
        return RelationshipID(number)
    }

    /// Writes a relationship that no table knows yet, with the block just built.
    func insertNew(
        _ place: RelationshipPlace, _ sourceSet: UInt16, _ targetSet: UInt16, hasProperties: Bool
    ) throws(StoreError) {
        head.nextRelationship = place.id + 1
        if hasProperties { try append(.relationships, .relationship(RelationshipID(place.id)), block.writer.bytes) }
        bufferAdjacency(place, version: commit, hasProperties: hasProperties, isRemoval: false)
        touchedSources.insert(place.source)
        counts.relationshipsCreated += 1
        counters.relationship(type: place.type, source: sourceSet, target: targetSet, 1)
    }

    /// The index entries of a relationship that no table knew, from the block just built.
    func derive(_ place: RelationshipPlace, _ plan: TypePlan, hasProperties: Bool) throws(StoreError) {
        guard hasProperties, !plan.indexes.isEmpty else { return }
        let element = IndexedElementID.relationship(RelationshipID(place.id), source: NodeID(place.source))
        try block.writer.bytes.withStoredBytes { (bytes) throws(StoreError) in
            for index in plan.indexes {
                try enter(index, PropertyBlock(bytes), element, isRemoval: false, table: .relationships)
            }
        }
    }

    func updateRelationship(_ place: RelationshipPlace, properties: [PropertyChange]) throws(StoreError) {
        guard let old = try state(of: place) else { throw unknown(place) }
        var new = old
        new.block = try changedBlock(old.block, properties, table: .relationships)
        guard new.block != old.block else { return }
        new.version = commit
        try replaceRelationship(place, old, with: new)
    }

    func deleteRelationship(_ place: RelationshipPlace) throws(StoreError) {
        guard let old = try state(of: place) else { throw unknown(place) }
        try replaceRelationship(place, old, with: nil)
    }

    /// The relationship as it was at the end of the commit before, given what it is now.
    private func baseline(
        _ place: RelationshipPlace, _ current: RelationshipState?
    ) throws(StoreError) -> RelationshipState? {
        if let current, current.version < commit { return current }
        let key = TableKey.relationshipHistory(
            NodeID(place.source), .outgoing, until: commit, RelationshipID(place.id))
        guard let payload = try transaction.get(.relationshipHistory, key) else { return nil }
        let row = try decoding(.relationshipHistory) { () throws(DecodingFault) in
            try RelationshipHistoryRecord(payload)
        }
        guard row.type == place.type, row.other.rawValue == place.target else {
            throw StoreError(.identityTaken, "this commit deleted a relationship ~\(place.id) at another place")
        }
        return RelationshipState(version: row.version, block: [UInt8](row.properties.bytes))
    }

    /// Moves a relationship from one state to another, history, counts and everything derived included.
    func replaceRelationship(
        _ place: RelationshipPlace, _ old: RelationshipState?, with new: RelationshipState?
    ) throws(StoreError) {
        // The one refusal from here on: before it nothing is changed, and nothing is to be taken back.
        let before = try baseline(place, old)
        undo.append(.relationship(place, old))
        if let old, old.version < commit { try writeHistory(place, old) }
        let isRestored =
            before.flatMap { before in new.map { $0.block == before.block } } ?? (before == nil && new == nil)
        var written = new
        if isRestored, let before {
            try deleteHistory(place)
            written = before
        }
        let key = TableKey.relationship(RelationshipID(place.id))
        if let written, written.hasProperties {
            try put(.relationships, key, written.block)
        } else if old?.hasProperties == true {
            try delete(.relationships, key)
        }
        bufferAdjacency(
            place, version: written?.version ?? commit, hasProperties: written?.hasProperties ?? false,
            isRemoval: written == nil)
        touchedSources.insert(place.source)
        if isRestored { doubtfulSources.insert(place.source) }
        let wasSame = old.map { $0.version < commit } ?? (before == nil)
        count(relationshipBefore: before != nil, wasSame ? before != nil : old != nil, isSame: wasSame, by: -1)
        count(relationshipBefore: before != nil, new != nil, isSame: isRestored, by: 1)
        try derive(place, old, new)
    }

    private func count(relationshipBefore before: Bool, _ now: Bool, isSame: Bool, by amount: Int) {
        if isSame { return }
        switch (before, now) {
        case (false, true): counts.relationshipsCreated += amount
        case (true, true): counts.relationshipsUpdated += amount
        case (true, false): counts.relationshipsDeleted += amount
        case (false, false): break
        }
    }

    private func derive(
        _ place: RelationshipPlace, _ old: RelationshipState?, _ new: RelationshipState?
    ) throws(StoreError) {
        guard let sourceSet = try labelSet(of: NodeID(place.source)) else { throw unknown(NodeID(place.source)) }
        guard let targetSet = try labelSet(of: NodeID(place.target)) else { throw unknown(NodeID(place.target)) }
        if (old == nil) != (new == nil) {
            counters.relationship(type: place.type, source: sourceSet, target: targetSet, new == nil ? -1 : 1)
        }
        let plan = plan(ofType: place.type)
        if (old == nil) != (new == nil) { try countDegrees(place, plan, new == nil ? -1 : 1) }
        try reindex(
            .relationship(RelationshipID(place.id), source: NodeID(place.source)),
            (old == nil ? [] : plan.indexes, old?.block), (new == nil ? [] : plan.indexes, new?.block),
            table: .relationships)
        if let new {
            let properties = try new.block.withStoredBytes { (bytes) throws(StoreError) in
                try self.properties(PropertyBlock(bytes), table: .relationships)
            }
            check(place, plan, sourceSet, targetSet, properties)
        } else {
            checks.relationships.remove(place)
        }
        try flushIfLarge()
    }

    private func writeHistory(_ place: RelationshipPlace, _ old: RelationshipState) throws(StoreError) {
        for direction in Direction.allCases {
            let other = direction == .outgoing ? place.target : place.source
            record.bytes.removeAll(keepingCapacity: true)
            old.block.withUnsafeBytes { properties in
                RelationshipHistoryRecord.encode(
                    type: place.type, other: NodeID(other), version: old.version, properties: properties,
                    into: &record)
            }
            try put(.relationshipHistory, historyKey(place, direction), record.bytes)
        }
    }

    private func deleteHistory(_ place: RelationshipPlace) throws(StoreError) {
        for direction in Direction.allCases { try delete(.relationshipHistory, historyKey(place, direction)) }
    }

    private func historyKey(_ place: RelationshipPlace, _ direction: Direction) -> TableKey {
        let node = NodeID(direction == .outgoing ? place.source : place.target)
        return .relationshipHistory(node, direction, until: commit, RelationshipID(place.id))
    }

    func unknown(_ place: RelationshipPlace) -> StoreError {
        StoreError(
            .relationshipUnknown,
            "there is no relationship ~\(place.id) of its type from #\(place.source) to #\(place.target)")
    }

    @inline(__always)
    func bufferAdjacency(_ place: RelationshipPlace, version: CommitNumber, hasProperties: Bool, isRemoval: Bool) {
        outgoing.append(
            AdjacencyEntry(
                node: place.source, type: place.type, other: place.target, relationship: place.id,
                version: version.rawValue, hasProperties: hasProperties, isRemoval: isRemoval))
        pendingEnds.insert(place.source)
        pendingEnds.insert(place.target)
    }
}
