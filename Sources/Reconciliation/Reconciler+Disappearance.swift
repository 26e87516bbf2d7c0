internal import Discovery
internal import GraphModel
internal import GraphStore

extension Reconciler {
    /// Lets go of what this source reported in earlier runs and not in this one: its items by policy, its relationships
    /// for good.
    func removeMissing(_ policy: ImportRun.MissingPolicy) throws(StoreError) {
        let position = SourcePosition(file: run.source)
        var stale: [(node: NodeID, identity: String, isReferenced: Bool)] = []
        for node in try indexes.nodes(ofSource: run.source, in: writer) where try !isPlaceholder(node) {
            let identities = try writer.property(ConventionalProperty.identity, of: node)?.strings ?? []
            for identity in identities where identity.hasPrefix("\(run.source)#") {
                let known = items.value(Fingerprint(identity)).map(KnownItem.init(packed:))
                if known?.isReported != true {
                    stale.append((node, identity, known?.isReferenced == true))
                    if known?.isReferenced != true { continue }
                }
                loadedSources.insert(node.rawValue)
            }
        }
        try deleteUnreportedRelationships(at: position)
        for item in stale {
            if policy == .delete, item.isReferenced {
                try leaveReference(item.node, identity: item.identity, at: position)
            } else {
                try disappear(item.node, identity: item.identity, policy: policy, at: position)
            }
        }
    }

    /// Takes one identity from a CI that relationships of this run still lead to; where it was the last, only the
    /// reference to it is left, as the next run would make it.
    private func leaveReference(_ node: NodeID, identity: String, at position: SourcePosition) throws(StoreError) {
        guard let stored = try writer.node(node) else { return }
        if try withdraw(identity, from: stored, at: position) { return }
        let kept = [ConventionalProperty.identity, ConventionalProperty.name]
        try perform(
            .updateNode(
                .existing(node), addLabels: classes.unresolvedLabels,
                removeLabels: stored.labels.filter { !classes.unresolvedLabels.contains($0) },
                properties: stored.properties.filter { !kept.contains($0.key) }.map { PropertyChange($0.key, nil) }),
            from: position)
        onDifference?(.itemDisappeared(node, .deleted))
        report.itemsDisappeared += 1
    }

    /// Takes an identity from a CI that has others; false when it has none.
    private func withdraw(
        _ identity: String, from stored: Node, at position: SourcePosition
    ) throws(StoreError) -> Bool {
        let others = (stored[ConventionalProperty.identity]?.strings ?? []).filter { $0 != identity }
        guard !others.isEmpty else { return false }
        try perform(
            .updateNode(
                .existing(stored.id), addLabels: [], removeLabels: [],
                properties: [PropertyChange(ConventionalProperty.identity, .list(others.map { .string($0) }))]),
            from: position)
        return true
    }

    /// Of the items that this run reported or told relationships of.
    private func deleteUnreportedRelationships(at position: SourcePosition) throws(StoreError) {
        for (source, stored) in try unreportedRelationships() {
            let reference = RelationshipReference(
                id: stored.id, type: writer.name(of: stored.type), source: source, target: stored.target)
            try perform(.deleteRelationship(reference), from: position)
            report.relationshipsDeleted += 1
            onDifference?(.relationshipDeleted(reference))
        }
    }

    private func unreportedRelationships() throws(StoreError) -> [(source: NodeID, stored: StoredRelationship)] {
        // What this commit wrote was reported, if it was there before at all.
        var owned: [CommitNumber: Bool] = [writer.commit: false]
        func isOwned(_ version: CommitNumber) throws(StoreError) -> Bool {
            if let known = owned[version] { return known }
            let isOwned = try writer.commitRecord(version)?.metadata.source == run.source
            owned[version] = isOwned
            return isOwned
        }
        var unreported: [(source: NodeID, stored: StoredRelationship)] = []
        for source in loadedSources.ascending {
            let start = unreported.count
            try writer.eachRelationship(from: NodeID(source)) { stored, _ in
                if !reportedRelationships.contains(stored.id.rawValue) { unreported.append((NodeID(source), stored)) }
            }
            for place in (start..<unreported.count).reversed() where try !isOwned(unreported[place].stored.version) {
                unreported.remove(at: place)
            }
        }
        return unreported
    }

    /// Takes one identity from a CI; the CI itself goes when it was the last.
    func disappear(
        _ node: NodeID, identity: String, policy: ImportRun.MissingPolicy, at position: SourcePosition
    ) throws(StoreError) {
        guard let stored = try writer.node(node) else { return }
        if try withdraw(identity, from: stored, at: position) { return }
        switch policy {
        case .delete:
            try perform(.deleteNode(.existing(node), detach: true), from: position)
            seenNodes.remove(node.rawValue)
            onDifference?(.itemDisappeared(node, .deleted))
        case .retire:
            if stored[ConventionalProperty.state] == .string(Self.retiredState) { return }
            try perform(
                .updateNode(
                    .existing(node), addLabels: [], removeLabels: [],
                    properties: [
                        PropertyChange(ConventionalProperty.state, .string(Self.retiredState)),
                        PropertyChange(Self.missingProperty, true),
                    ]), from: position)
            onDifference?(.itemDisappeared(node, .retired))
        }
        report.itemsDisappeared += 1
    }
}
