internal import Discovery
internal import GraphModel
internal import GraphStore
internal import Schema

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
            // What an earlier item wrote of the same CI must be there.
            try flush()
            let outcome = try self.policy(of: item.node, policy)
            if outcome == .delete, item.isReferenced {
                try leaveReference(item.node, identity: item.identity, at: position)
            } else {
                try disappear(item.node, identity: item.identity, as: policy, at: position)
            }
        }
    }

    /// Takes one identity from a CI that relationships of this run still lead to; where it was the last, only the
    /// reference to it is left, as the next run would make it.
    private func leaveReference(_ node: NodeID, identity: String, at position: SourcePosition) throws(StoreError) {
        guard let stored = try writer.node(node) else { return }
        if try withdraw(identity, from: stored, isAwaited: true, at: position) { return }
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

    /// Takes a source's record from a CI that has others; false when it has none. What only that record said goes with
    /// it.
    ///
    /// - Parameter isAwaited: this run's relationships lead to it by the record's name, which stays for their sake.
    private func withdraw(
        _ identity: String, from stored: Node, isAwaited: Bool = false, at position: SourcePosition
    ) throws(StoreError) -> Bool {
        guard var records = try ItemRecords(stored, classes.schema) else { return false }
        let before = records
        records.records.removeAll { $0.key == identity }
        records.aliases.removeAll { $0 == identity }
        guard !records.records.isEmpty else { return false }
        // So does the name of what a person put here, for when it is back.
        if isAwaited || records.isDecided(identity) { records.aliases.append(identity) }
        let changes = records.changes(from: before, to: merged(records.records), classes.schema)
        if changes.isEmpty { return true }
        try perform(changes.operation(stored.id), from: position)
        report.itemsUpdated += 1
        contest(stored.id)
        if !isAwaited { try takeBack(identity, of: before, at: position) }
        return true
    }

    /// What this source said of a CI's relationships by way of a record goes with the record.
    private func takeBack(_ key: String, of stored: ItemRecords, at position: SourcePosition) throws(StoreError) {
        // An end without a name is the source's own record.
        let isOnly = !stored.records.contains { $0.source == run.source && $0.key != key }
        func isMeant(_ named: String?) -> Bool { named.map { $0 == key } ?? isOnly }
        for direction in Direction.allCases {
            for relationship in try writer.relationships(of: stored.node.id, direction) {
                var reports = try reports(of: relationship)
                let before = reports
                reports.remove {
                    $0.source == run.source && isMeant(direction == .outgoing ? $0.from : $0.to)
                }
                if reports != before { try reduce(relationship, to: reports, at: position) }
            }
            try flush()
        }
    }

    /// Of the items that this run reported or told relationships of.
    private func deleteUnreportedRelationships(at position: SourcePosition) throws(StoreError) {
        for reference in try unreportedRelationships() {
            guard let stored = try writer.relationship(reference) else { continue }
            var reports = try self.reports(of: stored)
            guard reports.sources.contains(run.source) else { continue }
            reports.remove(run.source)
            try reduce(stored, to: reports, at: position)
        }
    }

    private func unreportedRelationships() throws(StoreError) -> [RelationshipReference] {
        var unreported: [RelationshipReference] = []
        for source in loadedSources.ascending {
            try writer.eachRelationship(from: NodeID(source)) { stored, _ in
                // What this commit wrote was reported, if it was there before at all.
                if stored.version == writer.commit || reportedRelationships.contains(stored.id.rawValue) { return }
                unreported.append(
                    RelationshipReference(
                        id: stored.id, type: writer.name(of: stored.type), source: NodeID(source), target: stored.target
                    ))
            }
        }
        return unreported
    }

    /// What the run's policy means for a CI.
    private func policy(
        of node: NodeID, _ policy: ImportRun.MissingPolicy?
    ) throws(StoreError) -> ImportRun.MissingPolicy {
        if let policy, policy != .byClass { return policy }
        guard let rule = try missingRule(of: node) else { return .retire }
        let since = try writer.property(ReconciledProperty.missing, of: node).flatMap(Self.time)
        let days = (writer.time.microsecondsSinceEpoch - (since ?? writer.time).microsecondsSinceEpoch) / 86_400_000_000
        return switch rule.policy {
        case .keep: .keep
        case .stale: .stale
        case .retire: days >= rule.afterDays ? .retire : .stale
        case .delete: days >= rule.afterDays ? .delete : .stale
        }
    }

    private func missingRule(of node: NodeID) throws(StoreError) -> ReconciliationRules.MissingRule? {
        guard let labels = try writer.labels(of: node) else { return nil }
        return classes.schema.classCode(ofLabels: labels).map { classes.schema.missingRule(of: $0) }
    }

    /// When an item was first missed, in microseconds since 1970.
    private static func time(_ value: PropertyValue) -> Timestamp? {
        if case .integer(let time) = value { Timestamp(microsecondsSinceEpoch: time) } else { nil }
    }

    /// Takes one identity from a CI; the CI itself goes when it was the last.
    ///
    /// - Parameter policy: nil for what the schema says.
    func disappear(
        _ node: NodeID, identity: String, as policy: ImportRun.MissingPolicy?, at position: SourcePosition
    ) throws(StoreError) {
        guard let stored = try writer.node(node) else { return }
        if try withdraw(identity, from: stored, at: position) { return }
        switch try self.policy(of: node, policy) {
        case .keep, .byClass: return
        case .delete:
            try perform(.deleteNode(.existing(node), detach: true), from: position)
            seenNodes.remove(node.rawValue)
            onDifference?(.itemDisappeared(node, .deleted))
        case .stale:
            if stored[ReconciledProperty.missing] != nil { return }
            if try !miss(stored, state: "stale", at: position) { return }
            onDifference?(.itemDisappeared(node, .stale))
        case .retire:
            // The state in which every class of the shipped schema is outside impact.
            if stored[ConventionalProperty.state] == "retired" { return }
            if try !miss(stored, state: "retired", at: position) { return }
            onDifference?(.itemDisappeared(node, .retired))
        }
        report.itemsDisappeared += 1
    }

    /// Notes since when an item is missed, and gives it a state if its class knows it; false when it has both.
    private func miss(_ stored: Node, state: String, at position: SourcePosition) throws(StoreError) -> Bool {
        var changes: [PropertyChange] = []
        if stored[ReconciledProperty.missing] == nil {
            changes.append(PropertyChange(ReconciledProperty.missing, .integer(writer.time.microsecondsSinceEpoch)))
        }
        let lifecycle = classes.schema.classCode(ofLabels: stored.labels).flatMap { classes.schema[$0].lifecycle }
        if lifecycle?.state(state) != nil { changes.append(PropertyChange(ConventionalProperty.state, .string(state))) }
        if changes.isEmpty { return false }
        try perform(
            .updateNode(.existing(stored.id), addLabels: [], removeLabels: [], properties: changes), from: position)
        return true
    }
}
