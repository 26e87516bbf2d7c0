internal import Discovery
internal import GraphModel
internal import GraphStore

/// A relationship that the store held when the run first asked for its source.
struct RelationshipEntry {
    var reference: RelationshipReference
    /// The commit that wrote it, which tells the import source that answers for it.
    var version: CommitNumber
    /// Its properties.
    var properties: [Property]
    /// A record of this run reported it.
    var isReported = false
    /// A record of this run stated that it is gone.
    var isDeleted = false
}

/// The known ends of a relationship of a batch.
struct ResolvedEnds: BitwiseCopyable {
    var source: KnownItem
    var target: KnownItem
    /// The relationship's place in the batch.
    var index: Int
    /// What `Reconciler.relationships` knows it by.
    var fingerprint: Fingerprint
}

extension Reconciler {
    /// Marks a relationship that this run created, which has no entry.
    static let freshRelationship = FingerprintTable.largestValue - 1

    /// Ties relationships that follow each other in a batch, some at a time, so that the slots that they have in the
    /// table arrive while others are looked up.
    func accept(relationships range: Range<Int>, in batch: RecordBatch) throws(StoreError) {
        report.relationshipsRead += range.count
        var start = range.lowerBound
        while start < range.upperBound {
            let part = start..<min(start + Self.lookAhead, range.upperBound)
            resolved.removeAll(keepingCapacity: true)
            for index in part { try resolve(batch.relationships[index], at: index, in: batch) }
            for ends in resolved { try connect(ends, batch.relationships[ends.index], in: batch) }
            start = part.upperBound
        }
    }

    private static let lookAhead = 32

    private func resolve(
        _ relationship: PackedRelationship, at index: Int, in batch: RecordBatch
    ) throws(StoreError) {
        guard let source = try resolve(relationship.source, in: batch),
            let target = try resolve(relationship.target, in: batch)
        else {
            deferred.append((batch, index))
            return
        }
        let ends = self.ends(source, target, of: relationship, at: index)
        relationships.prefetch(ends.fingerprint)
        resolved.append(ends)
    }

    func ends(
        _ source: KnownItem, _ target: KnownItem, of relationship: PackedRelationship, at index: Int
    ) -> ResolvedEnds {
        ResolvedEnds(
            source: source, target: target, index: index,
            fingerprint: Self.fingerprint(
                source.node, packedTypes[Int(relationship.type)].digest, target.node, group: relationship.group))
    }

    /// Creates, updates or deletes the relationship between two known ends.
    func connect(
        _ ends: ResolvedEnds, _ discovered: PackedRelationship, in batch: RecordBatch
    ) throws(StoreError) {
        if !ends.source.isFresh { try loadRelationships(of: ends.source.node) }
        if discovered.isRemoved { return try disconnect(ends.fingerprint, at: discovered.position, in: batch) }
        noteReference(ends.source, discovered.source)
        noteReference(ends.target, discovered.target)
        guard let known = relationships.insert(ends.fingerprint, Self.freshRelationship) else {
            return try create(ends, discovered, in: batch)
        }
        if known == Self.freshRelationship {
            report.relationshipsUnchanged += 1
        } else {
            try update(&relationshipEntries[Int(known)], discovered, in: batch)
        }
    }

    /// Notes that an item has a relationship in this run, for a full run that may not report the item itself.
    @inline(__always)
    private func noteReference(_ item: KnownItem, _ reference: PackedReference) {
        if item.isFresh || item.isReferenced { return }
        var referenced = item
        referenced.isReferenced = true
        // The item may have been reported since its end was looked up.
        referenced.isReported = items.value(reference.fingerprint).map { KnownItem(packed: $0).isReported } ?? false
        items.set(reference.fingerprint, referenced.packed)
    }

    private func create(
        _ ends: ResolvedEnds, _ discovered: PackedRelationship, in batch: RecordBatch
    ) throws(StoreError) {
        if try !createPacked(ends, discovered, in: batch) {
            try perform(
                .createRelationship(
                    id: nil, type: packedTypeNames[Int(discovered.type)], source: .existing(ends.source.node),
                    target: .existing(ends.target.node),
                    properties: properties(discovered.properties, in: batch)), from: batch.position(discovered.position)
            )
        }
        report.relationshipsCreated += 1
        onDifference?(
            .relationshipCreated(
                type: packedTypeNames[Int(discovered.type)],
                source: DiscoveredReference(discovered.source, batch).description,
                target: DiscoveredReference(discovered.target, batch).description))
    }

    private func createPacked(
        _ ends: ResolvedEnds, _ discovered: PackedRelationship, in batch: RecordBatch
    ) throws(StoreError) -> Bool {
        guard case .packed(let range) = discovered.properties else { return false }
        return try batch.bytes(range) { (packed) throws(StoreError) in
            try writer.create(
                packedTypes[Int(discovered.type)].token, from: ends.source.node, to: ends.target.node, packed: packed)
        }
    }

    /// Deletes the relationship that a source states to be gone; one that is not there is gone already.
    private func disconnect(
        _ fingerprint: Fingerprint, at position: PackedPosition, in batch: RecordBatch
    ) throws(StoreError) {
        guard let index = relationships.value(fingerprint), index != Self.freshRelationship else {
            report.relationshipsUnchanged += 1
            return
        }
        let entry = relationshipEntries[Int(index)]
        guard !entry.isDeleted else { return }
        relationshipEntries[Int(index)].isReported = true
        relationshipEntries[Int(index)].isDeleted = true
        try perform(.deleteRelationship(entry.reference), from: batch.position(position))
        report.relationshipsDeleted += 1
        onDifference?(.relationshipDeleted(entry.reference))
    }

    private func update(
        _ entry: inout RelationshipEntry, _ discovered: PackedRelationship, in batch: RecordBatch
    ) throws(StoreError) {
        entry.isReported = true
        let changes = properties(discovered.properties, in: batch).compactMap { property in
            entry.properties.first { $0.key == property.key }?.value == property.value
                ? nil : PropertyChange(property.key, property.value)
        }
        guard !changes.isEmpty else {
            report.relationshipsUnchanged += 1
            return
        }
        for change in changes {
            entry.properties.removeAll { $0.key == change.key }
            if let value = change.value { entry.properties.append(Property(change.key, value)) }
        }
        try perform(
            .updateRelationship(entry.reference, properties: changes), from: batch.position(discovered.position))
        report.relationshipsUpdated += 1
        onDifference?(.relationshipUpdated(entry.reference))
    }

    /// Makes the relationships that the store holds for a source known to this run, once.
    func loadRelationships(of source: NodeID) throws(StoreError) {
        guard !startedEmpty, loadedSources.insert(source).inserted else { return }
        for stored in try writer.relationships(of: source, .outgoing) {
            let fingerprint = Self.fingerprint(
                source, Fingerprint(stored.type, domain: 1).low, stored.target,
                group: Fingerprint.group(stored["group"]))
            // What this run wrote before the source was loaded is not an entry of an earlier run.
            if relationships.value(fingerprint) == Self.freshRelationship { continue }
            relationships.set(fingerprint, UInt64(relationshipEntries.count))
            relationshipEntries.append(
                RelationshipEntry(
                    reference: stored.reference, version: stored.version, properties: stored.properties))
        }
    }

    /// Discovery tells parallel relationships apart by the redundancy group that they are members of.
    private static func fingerprint(
        _ source: NodeID, _ type: UInt64, _ target: NodeID, group: UInt64
    ) -> Fingerprint {
        Fingerprint(source.rawValue, target.rawValue, type, group)
    }
}
