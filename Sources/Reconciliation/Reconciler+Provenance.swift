internal import Discovery
internal import GraphModel
internal import GraphStore

/// Which sources report a relationship.
extension Reconciler {
    func reports(of relationship: Relationship) throws(StoreError) -> Reports {
        Reports(relationship, writer: try source(of: relationship.version))
    }

    /// The source of a commit.
    func source(of version: CommitNumber) throws(StoreError) -> String {
        if version == writer.commit { return run.source }
        if let known = commitSources[version] { return known }
        let source = try writer.commitRecord(version)?.metadata.source ?? ""
        commitSources[version] = source
        return source
    }

    /// Writes who reports a relationship, unless it says so.
    func state(_ reports: Reports, of relationship: Relationship) throws(StoreError) {
        if try reports == self.reports(of: relationship) { return }
        let changes = try changes(of: relationship, to: reports)
        if changes.isEmpty { return }
        // This run's commit writes what others say: that it wrote a relationship does not tell that it reports it.
        isStatingSources = true
        try perform(.updateRelationship(relationship.reference, properties: changes), from: nowhere)
    }

    /// Writes who still reports a relationship that this source no longer does; what nobody reports is gone.
    func reduce(
        _ relationship: Relationship, to reports: Reports, at position: SourcePosition
    ) throws(StoreError) {
        if !reports.sources.isEmpty {
            try state(reports, of: relationship)
            report.relationshipsUpdated += 1
            return
        }
        try perform(.deleteRelationship(relationship.reference), from: position)
        report.relationshipsDeleted += 1
        onDifference?(.relationshipDeleted(relationship.reference))
    }

    func changes(of relationship: Relationship, to reports: Reports) throws(StoreError) -> [PropertyChange] {
        reports.changes(
            of: relationship, written: try source(of: relationship.version), writer: run.source)
    }

    /// The properties of a new relationship that say who reports it.
    func stated(_ reports: Reports) -> [Property] {
        reports.changes(of: nil, written: nil, writer: run.source).compactMap { change in
            change.value.map { Property(change.key, $0) }
        }
    }

    /// Adds what this run says of a relationship, unless it is known.
    func add(
        _ ends: ResolvedEnds, _ discovered: PackedRelationship, in batch: RecordBatch, to reports: inout Reports
    ) throws(StoreError) {
        if isAlone { return reports.insert(Reports.Statement(run.source)) }
        let from = try key(discovered.source, ends.source.node, in: batch)
        let to = try key(discovered.target, ends.target.node, in: batch)
        let isKnown = reports.statements.contains {
            $0.source == run.source && from.fits($0.from) && to.fits($0.to)
        }
        if !isKnown { reports.insert(Reports.Statement(run.source, from: from.stated, to: to.stated)) }
    }

    /// By which record this run names an end.
    private func key(
        _ reference: PackedReference, _ node: NodeID, in batch: RecordBatch
    ) throws(StoreError) -> EndKey {
        if reference.kind == .native { return EndKey(stated: nil, other: nil) }
        let key = batch.text(reference.key)
        if key.hasPrefix("\(run.source)#") { return EndKey(stated: nil, other: nil) }
        // It needs no mention while it is the only one.
        return try isShared(node) ? EndKey(stated: key, other: key) : EndKey(stated: nil, other: key)
    }

    private struct EndKey {
        var stated: String?
        var other: String?

        func fits(_ key: String?) -> Bool { key == stated || key == other }
    }

    /// Whether a CI stands for several records.
    func isShared(_ node: NodeID) throws(StoreError) -> Bool {
        guard let identities = try writer.property(ConventionalProperty.identity, of: node)?.strings else {
            return false
        }
        return identities.count > 1 && identities.count { !$0.hasPrefix("?") } > 1
    }

    /// Before a CI of one record gets others: notes what other sources meant by it.
    func noteReferrals(to stored: ItemRecords) throws(StoreError) {
        if stored.records.count == 1 { try relocate([stored.node.id: Relocation(stored)]) }
    }

    /// Ties what sources said of the relationships of some CIs to the CIs that have the records now by which they named
    /// them.
    func relocate(_ nodes: [NodeID: Relocation]) throws(StoreError) {
        var relationships: [RelationshipID: Relationship] = [:]
        for node in nodes.keys {
            for direction in Direction.allCases {
                for relationship in try writer.relationships(of: node, direction) {
                    relationships[relationship.id] = relationship
                }
            }
        }
        let stored = relationships.values.sorted { $0.id < $1.id }
        var wanted: [RelationshipPlace: (reports: Reports, model: Relationship)] = [:]
        let taken = Dictionary(stored.map { (RelationshipPlace($0), $0) }) { first, _ in first }
        for relationship in stored {
            for (place, statement) in try statements(of: relationship, nodes) {
                wanted[place, default: (Reports(), taken[place] ?? relationship)].reports.insert(statement)
            }
        }
        for relationship in stored where wanted[RelationshipPlace(relationship)] == nil {
            try perform(.deleteRelationship(relationship.reference), from: nowhere)
        }
        for (place, (reports, model)) in wanted.sorted(by: { $0.value.model.id < $1.value.model.id }) {
            if place == RelationshipPlace(model) {
                try state(reports, of: model)
            } else {
                try make(place, like: model, reports)
            }
        }
        try flush()
    }

    /// What each source says by way of a relationship, and where that belongs.
    private func statements(
        of relationship: Relationship, _ nodes: [NodeID: Relocation]
    ) throws(StoreError) -> [(RelationshipPlace, Reports.Statement)] {
        var result: [(RelationshipPlace, Reports.Statement)] = []
        for statement in try reports(of: relationship).statements {
            let targets = homes(of: statement.source, statement.to, relationship.target, nodes)
            for from in homes(of: statement.source, statement.from, relationship.source, nodes) {
                for to in targets {
                    result.append(
                        (
                            RelationshipPlace(relationship, from: from.node, to: to.node),
                            Reports.Statement(statement.source, from: from.key, to: to.key)
                        ))
                }
            }
        }
        return result
    }

    /// Where an end of a source's statement belongs, and the record by which it names it.
    private func homes(
        of source: String, _ key: String?, _ node: NodeID, _ nodes: [NodeID: Relocation]
    ) -> [(node: NodeID, key: String?)] {
        guard let relocation = nodes[node] else { return [(node, key)] }
        func home(_ key: String) -> NodeID { relocation.homes[key] ?? relocation.rest ?? node }
        if let key { return [(home(key), key)] }
        let own = relocation.records.filter { $0.source == source }.map(\.key)
        if !own.isEmpty { return own.map { (home($0), nil) } }
        if relocation.records.count == 1 { return relocation.records.map { (home($0.key), $0.key) } }
        return [(relocation.rest ?? node, nil)]
    }

    private func make(_ place: RelationshipPlace, like model: Relationship, _ reports: Reports) throws(StoreError) {
        isStatingSources = true
        let stated = stated(reports)
        let plain = model.properties.filter {
            $0.key != ReconciledProperty.sources && $0.key != ReconciledProperty.refers
        }
        try perform(
            .createRelationship(
                id: nil, type: model.type, source: .existing(place.source), target: .existing(place.target),
                properties: plain + stated), from: nowhere)
    }

    /// The position of what no record of the input says.
    private var nowhere: SourcePosition { SourcePosition(file: run.source) }
}

/// Where the records of a CI went.
struct Relocation {
    /// Those that it had.
    let records: [SourceRecord]
    /// The CIs of those that went, by key.
    var homes: [String: NodeID] = [:]
    /// Where all else goes that led to the CI; nil to leave it.
    var rest: NodeID?

    init(_ stored: ItemRecords) { records = stored.records }
}

/// What tells relationships apart.
private struct RelationshipPlace: Hashable {
    let type: String
    let source: NodeID
    let target: NodeID
    let group: PropertyValue?

    init(_ relationship: Relationship) {
        self.init(relationship, from: relationship.source, to: relationship.target)
    }

    init(_ relationship: Relationship, from source: NodeID, to target: NodeID) {
        type = relationship.type
        self.source = source
        self.target = target
        group = relationship[ConventionalProperty.group]
    }
}
