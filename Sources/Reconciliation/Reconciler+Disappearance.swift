internal import Discovery
internal import GraphModel
internal import GraphStore

extension Reconciler {
    /// Lets go of what this source reported in earlier runs and not in this one: its items by policy, its relationships
    /// for good.
    func removeMissing(_ policy: ImportRun.MissingPolicy) throws(StoreError) {
        let position = SourcePosition(file: run.source)
        var stale: [(node: NodeID, identity: String, isReferenced: Bool)] = []
        var loaded: [NodeID] = []
        for node in try indexes.nodes(ofSource: run.source, in: writer) {
            guard let stored = try writer.node(node), !isPlaceholder(stored),
                let identities = stored[ConventionalProperty.identity]?.strings
            else { continue }
            for identity in identities where identity.hasPrefix("\(run.source)#") {
                let known = items.value(Fingerprint(identity)).map(KnownItem.init(packed:))
                if known?.isReported == true {
                    loaded.append(node)
                } else {
                    let isReferenced = known?.isReferenced == true
                    stale.append((node, identity, isReferenced))
                    if isReferenced { loaded.append(node) }
                }
            }
        }
        for node in loaded { try loadRelationships(of: node) }
        try deleteUnreportedRelationships(at: position)
        for item in stale {
            if policy == .delete, item.isReferenced {
                try leaveReference(item.node, identity: item.identity, at: position)
            } else {
                try disappear(item.node, identity: item.identity, policy: policy, at: position)
            }
        }
    }

    private func isPlaceholder(_ node: Node) -> Bool { node.labels.contains(ConventionalLabel.unresolvedReference) }

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

    private func deleteUnreportedRelationships(at position: SourcePosition) throws(StoreError) {
        for entry in relationshipEntries where !entry.isReported {
            // One that went with an item which the source withdrew is gone already.
            guard try writer.commitRecord(entry.version)?.metadata.source == run.source,
                try writer.relationship(entry.reference) != nil
            else { continue }
            try perform(.deleteRelationship(entry.reference), from: position)
            report.relationshipsDeleted += 1
            onDifference?(.relationshipDeleted(entry.reference))
        }
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
