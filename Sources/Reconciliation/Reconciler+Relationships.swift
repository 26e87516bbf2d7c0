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

extension Reconciler {
    /// Marks a relationship that this run created, which has no entry.
    static let freshRelationship = UInt64.max - 1

    func accept(_ relationship: DiscoveredRelationship) throws(StoreError) {
        report.relationshipsRead += 1
        guard let source = try resolve(relationship.source), let target = try resolve(relationship.target) else {
            deferred.append(relationship)
            return
        }
        try connect(source, target, relationship)
    }

    /// Deletes the relationship that a source states to be gone; one that is not there is gone already.
    private func disconnect(_ fingerprint: Fingerprint, _ discovered: DiscoveredRelationship) {
        guard let index = relationships.value(fingerprint), index != Self.freshRelationship else {
            report.relationshipsUnchanged += 1
            return
        }
        let entry = relationshipEntries[Int(index)]
        guard !entry.isDeleted else { return }
        relationshipEntries[Int(index)].isReported = true
        relationshipEntries[Int(index)].isDeleted = true
        batch.append(.deleteRelationship(entry.reference), from: discovered.position)
        report.relationshipsDeleted += 1
        onDifference?(.relationshipDeleted(entry.reference))
    }

    /// Creates or updates the relationship between two known ends.
    func connect(_ source: KnownItem, _ target: KnownItem, _ discovered: DiscoveredRelationship) throws(StoreError) {
        guard let type = classes.relationshipType(discovered.type) else {
            return reject(classes.unknownRelationshipType(discovered.type, at: discovered.position))
        }
        if !source.isFresh { try loadRelationships(of: source.node) }
        let fingerprint = relationshipFingerprint(
            source.node, type, target.node, group: discovered.properties.first { $0.key == "group" }?.value)
        if discovered.isRemoved { return disconnect(fingerprint, discovered) }
        switch relationships.value(fingerprint) {
        case nil:
            relationships.set(fingerprint, Self.freshRelationship)
            batch.append(
                .createRelationship(
                    id: nil, type: type, source: .existing(source.node), target: .existing(target.node),
                    properties: discovered.properties), from: discovered.position)
            report.relationshipsCreated += 1
            onDifference?(
                .relationshipCreated(
                    type: type, source: discovered.source.description, target: discovered.target.description))
        case Self.freshRelationship?:
            report.relationshipsUnchanged += 1
        case let index?:
            update(&relationshipEntries[Int(index)], discovered)
        }
    }

    private func update(_ entry: inout RelationshipEntry, _ discovered: DiscoveredRelationship) {
        entry.isReported = true
        let changes = discovered.properties.compactMap { property in
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
        batch.append(.updateRelationship(entry.reference, properties: changes), from: discovered.position)
        report.relationshipsUpdated += 1
        onDifference?(.relationshipUpdated(entry.reference))
    }

    /// Makes the relationships that the store holds for a source known to this run, once.
    func loadRelationships(of source: NodeID) throws(StoreError) {
        guard !startedEmpty, loadedSources.insert(source).inserted else { return }
        for stored in try writer.relationships(of: source, .outgoing) {
            let fingerprint = relationshipFingerprint(
                source, stored.type, stored.target, group: stored["group"])
            // What this run wrote before the source was loaded is not an entry of an earlier run.
            if relationships.value(fingerprint) == Self.freshRelationship { continue }
            relationships.set(fingerprint, UInt64(relationshipEntries.count))
            relationshipEntries.append(
                RelationshipEntry(
                    reference: stored.reference, version: stored.version, properties: stored.properties))
        }
    }

    /// Discovery tells parallel relationships apart by the redundancy group that they are members of.
    private func relationshipFingerprint(
        _ source: NodeID, _ type: String, _ target: NodeID, group: PropertyValue?
    ) -> Fingerprint {
        Fingerprint(
            source.rawValue, target.rawValue, Fingerprint(type, domain: 1).low,
            group?.string.map { Fingerprint($0, domain: 2).low } ?? 0)
    }
}
