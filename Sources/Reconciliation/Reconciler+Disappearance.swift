internal import Discovery
internal import GraphModel
internal import GraphStore

extension Reconciler {
    /// Lets go of what this source reported in earlier runs and not in this one: its items by policy, its relationships
    /// for good.
    func removeMissing(_ policy: ImportRun.MissingPolicy) throws(StoreError) {
        let position = SourcePosition(file: run.source)
        var stale: [(node: NodeID, identity: String)] = []
        var present: [NodeID] = []
        for node in try indexes.nodes(ofSource: run.source, in: writer) {
            guard let identities = try writer.node(node)?[ConventionalProperty.identity]?.strings else { continue }
            for identity in identities where identity.hasPrefix("\(run.source)#") {
                let known = items.value(Fingerprint(identity)).map(KnownItem.init(packed:))
                if known?.isReported == true {
                    present.append(node)
                } else if known?.isPlaceholder != true {
                    stale.append((node, identity))
                }
            }
        }
        for node in present { try loadRelationships(of: node) }
        try deleteUnreportedRelationships(at: position)
        for (node, identity) in stale { try disappear(node, identity: identity, policy: policy, at: position) }
    }

    private func deleteUnreportedRelationships(at position: SourcePosition) throws(StoreError) {
        for entry in relationshipEntries where !entry.isReported {
            guard try writer.commitRecord(entry.version)?.metadata.source == run.source else { continue }
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
        let others = (stored[ConventionalProperty.identity]?.strings ?? []).filter { $0 != identity }
        guard others.isEmpty else {
            try perform(
                .updateNode(
                    .existing(node), addLabels: [], removeLabels: [],
                    properties: [PropertyChange(ConventionalProperty.identity, .list(others.map { .string($0) }))]),
                from: position)
            return
        }
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
