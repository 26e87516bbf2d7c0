internal import Discovery
internal import GraphModel
internal import GraphStore
internal import Schema

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
            deferred.append(relationship, of: batch)
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
                source.node, packedTypes[Int(relationship.type)], target.node, group: relationship.group))
    }

    /// Creates, updates or deletes the relationship between two known ends.
    func connect(
        _ ends: ResolvedEnds, _ discovered: PackedRelationship, in batch: RecordBatch
    ) throws(StoreError) {
        if !ends.source.isFresh { try loadRelationships(of: ends.source.node) }
        if discovered.isRemoved { return try disconnect(ends, discovered, in: batch) }
        noteReference(ends.source, discovered.source)
        noteReference(ends.target, discovered.target)
        guard let packed = relationships.insert(ends.fingerprint, KnownRelationship.fresh.packed) else {
            return try create(ends, discovered, in: batch)
        }
        let known = KnownRelationship(packed: packed)
        if known.isDeleted {
            relationships.set(ends.fingerprint, KnownRelationship.fresh.packed)
            try create(ends, discovered, in: batch)
        } else if known.isFresh {
            if !isAlone { try restate(ends, discovered, in: batch) }
            report.relationshipsUnchanged += 1
        } else {
            try update(known, ends, discovered, in: batch)
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
        var reports = Reports()
        try add(ends, discovered, in: batch, to: &reports)
        let stated = stated(reports)
        if try !(stated.isEmpty ? createPacked(ends, discovered, in: batch) : false) {
            try perform(
                .createRelationship(
                    id: nil, type: packedTypeNames[Int(discovered.type)], source: .existing(ends.source.node),
                    target: .existing(ends.target.node),
                    properties: properties(discovered.properties, in: batch) + stated),
                from: batch.position(discovered.position))
        }
        report.relationshipsCreated += 1
        onDifference?(
            .relationshipCreated(
                type: packedTypeNames[Int(discovered.type)],
                source: DiscoveredReference(discovered.source, batch).description,
                target: DiscoveredReference(discovered.target, batch).description))
    }

    /// Notes by which records this run names the ends of a relationship that it made, if it names them another way now.
    private func restate(
        _ ends: ResolvedEnds, _ discovered: PackedRelationship, in batch: RecordBatch
    ) throws(StoreError) {
        try flush()
        let type = packedTypeNames[Int(discovered.type)]
        let stored = try writer.relationships(of: ends.source.node, .outgoing, types: [type]).first {
            $0.target == ends.target.node && Fingerprint.group($0[ConventionalProperty.group]) == discovered.group
        }
        guard let stored else { return }
        var reports = try reports(of: stored)
        try add(ends, discovered, in: batch, to: &reports)
        try state(reports, of: stored)
    }

    private func createPacked(
        _ ends: ResolvedEnds, _ discovered: PackedRelationship, in batch: RecordBatch
    ) throws(StoreError) -> Bool {
        guard case .packed(let range) = discovered.properties else { return false }
        return try batch.bytes(range) { (packed) throws(StoreError) in
            try writer.create(
                packedTypes[Int(discovered.type)], from: ends.source.node, to: ends.target.node, packed: packed)
        }
    }

    /// Takes back what a source states to be gone: the relationship stays while others report it. One that is not
    /// there, or that this source never reported, is gone already.
    private func disconnect(
        _ ends: ResolvedEnds, _ discovered: PackedRelationship, in batch: RecordBatch
    ) throws(StoreError) {
        guard let packed = relationships.value(ends.fingerprint), !KnownRelationship(packed: packed).isFresh else {
            report.relationshipsUnchanged += 1
            return
        }
        var known = KnownRelationship(packed: packed)
        guard !known.isDeleted else { return }
        if known.isUpdated { try flush() }
        guard let stored = try writer.relationship(reference(known, ends, discovered)) else { return }
        var reports = try reports(of: stored)
        guard reports.sources.contains(run.source) else {
            report.relationshipsUnchanged += 1
            return
        }
        reports.remove(run.source)
        known.isDeleted = reports.sources.isEmpty
        known.isUpdated = true
        known.isOwn = false
        relationships.set(ends.fingerprint, known.packed)
        try reduce(stored, to: reports, at: batch.position(discovered.position))
    }

    private func reference(
        _ known: KnownRelationship, _ ends: ResolvedEnds, _ discovered: PackedRelationship
    ) -> RelationshipReference {
        RelationshipReference(
            id: known.id, type: packedTypeNames[Int(discovered.type)], source: ends.source.node,
            target: ends.target.node)
    }

    private func update(
        _ known: KnownRelationship, _ ends: ResolvedEnds, _ discovered: PackedRelationship, in batch: RecordBatch
    ) throws(StoreError) {
        if isFull { reportedRelationships.insert(known.id.rawValue) }
        // What this run has said of the relationship must be in the graph before it is compared.
        if known.isUpdated { try flush() }
        let isNative = discovered.source.kind == .native && discovered.target.kind == .native
        let reference = reference(known, ends, discovered)
        if known.isOwn, isNative || isAlone, try holds(known.id, discovered, in: batch), try isReportedByOwn(reference)
        {
            report.relationshipsUnchanged += 1
            return
        }
        let changes =
            if let stored = try writer.relationship(reference) {
                try changes(of: stored, ends, discovered, in: batch)
            } else {
                [PropertyChange]()
            }
        guard !changes.isEmpty else {
            report.relationshipsUnchanged += 1
            return
        }
        var updated = known
        updated.isUpdated = true
        relationships.set(ends.fingerprint, updated.packed)
        try perform(.updateRelationship(reference, properties: changes), from: batch.position(discovered.position))
        report.relationshipsUpdated += 1
        onDifference?(.relationshipUpdated(reference))
    }

    /// What this source's report changes. Where others report the relationship too, the best source's word counts.
    private func changes(
        of stored: Relationship, _ ends: ResolvedEnds, _ discovered: PackedRelationship, in batch: RecordBatch
    ) throws(StoreError) -> [PropertyChange] {
        let properties = properties(discovered.properties, in: batch)
        var reports = try reports(of: stored)
        let sources = reports.sources
        var changes: [PropertyChange] = []
        for property in properties where stored[property.key] != property.value {
            let others = stored[property.key] == nil ? [] : sources.subtracting([run.source])
            let root = ClassCode(rawValue: 0)
            let own = precedence.rank(of: run.source, for: property.key, in: root)
            let isBest = others.allSatisfy { own < precedence.rank(of: $0, for: property.key, in: root) }
            if isBest { changes.append(PropertyChange(property.key, property.value)) }
        }
        try add(ends, discovered, in: batch, to: &reports)
        let isSame = try reports == self.reports(of: stored)
        return try isSame && changes.isEmpty ? [] : changes + self.changes(of: stored, to: reports)
    }

    /// Whether the graph says already what was discovered; most relationships of most runs are so.
    private func holds(
        _ id: RelationshipID, _ discovered: PackedRelationship, in batch: RecordBatch
    ) throws(StoreError) -> Bool {
        guard case .packed(let range) = discovered.properties else { return false }
        return try batch.bytes(range) { (packed) throws(StoreError) in try writer.holds(id, packed: packed) }
    }

    /// Whether this source, whose commit wrote a relationship last, did not take back its word in it.
    private func isReportedByOwn(_ reference: RelationshipReference) throws(StoreError) -> Bool {
        guard isStatingSources, let stored = try writer.relationship(reference) else { return true }
        return try reports(of: stored).sources.contains(run.source)
    }

    /// Makes the relationships that the store holds for a source known to this run, once.
    private func loadRelationships(of source: NodeID) throws(StoreError) {
        guard !startedEmpty, loadedSources.insert(source.rawValue) else { return }
        var versions: [CommitNumber] = []
        var fingerprints: [Fingerprint] = []
        try writer.eachRelationship(from: source, text: ConventionalProperty.group) { stored, group in
            let fingerprint = Self.fingerprint(
                source, stored.type, stored.target, group: group.map { Fingerprint.group(named: $0) } ?? 0)
            // What this run wrote before the source was loaded is no relationship of an earlier run.
            if relationships.value(fingerprint) == KnownRelationship.fresh.packed { return }
            var known = KnownRelationship(stored.id)
            known.isOwn = isOwn(stored.version) ?? false
            relationships.set(fingerprint, known.packed)
            if isOwn(stored.version) == nil {
                versions.append(stored.version)
                fingerprints.append(fingerprint)
            }
        }
        for (version, fingerprint) in zip(versions, fingerprints) {
            guard try self.source(of: version) == run.source, let packed = relationships.value(fingerprint) else {
                continue
            }
            var known = KnownRelationship(packed: packed)
            known.isOwn = true
            relationships.set(fingerprint, known.packed)
        }
    }

    /// Whether a commit is of this source; nil while that was not looked up.
    private func isOwn(_ version: CommitNumber) -> Bool? {
        version == writer.commit ? true : commitSources[version].map { $0 == run.source }
    }

    /// Discovery tells parallel relationships apart by the redundancy group that they are members of.
    private static func fingerprint(
        _ source: NodeID, _ type: RelationshipTypeToken, _ target: NodeID, group: UInt64
    ) -> Fingerprint {
        Fingerprint(source.rawValue, target.rawValue, UInt64(type.rawValue), group)
    }
}
