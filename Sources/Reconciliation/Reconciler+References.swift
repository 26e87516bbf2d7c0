internal import Discovery
internal import GraphModel
internal import GraphStore

/// One end of a packed relationship, for the ways that look at its text.
struct DiscoveredReference {
    /// The identity that the item has, or that a placeholder for it would have.
    let key: String
    let fingerprint: Fingerprint
    let kind: PackedReference.Kind
    private let sourceBytes: Int

    init(_ reference: PackedReference, _ batch: RecordBatch) {
        key = batch.text(reference.key)
        fingerprint = reference.fingerprint
        kind = reference.kind
        sourceBytes = Int(reference.sourceBytes)
    }

    /// The native identity, or the name.
    var nativeID: String { String(decoding: key.utf8.dropFirst(sourceBytes), as: UTF8.self) }

    /// Of a reference by name.
    var ciClass: String { String(decoding: key.utf8.prefix(sourceBytes - 1).dropFirst(), as: UTF8.self) }

    /// As messages show it.
    var description: String {
        switch kind {
        case .native: nativeID
        case .foreign: key
        case .named: "\(ciClass):\(nativeID)"
        }
    }
}

extension Reconciler {
    /// The item that a reference names, or nil while nobody has reported it. References by name wait for the run's end,
    /// when all names are known.
    @inline(__always)
    func resolve(_ reference: PackedReference, in batch: RecordBatch) throws(StoreError) -> KnownItem? {
        if reference.kind == .named { return nil }
        return try find(reference.fingerprint, key: reference.key, in: batch)
    }

    /// Ties the relationships that waited. An end that is still unknown gets a placeholder.
    func resolveDeferred() throws(StoreError) {
        var waiting = Array(deferred.pieces.reversed())
        deferred = WaitingRelationships()
        // Each piece goes when it is done, since the tables grow meanwhile.
        while let batch = waiting.popLast() {
            for (index, relationship) in batch.relationships.enumerated() {
                guard let source = try resolveOrKeep(relationship.source, for: relationship, in: batch),
                    let target = try resolveOrKeep(relationship.target, for: relationship, in: batch)
                else { continue }
                try connect(ends(source, target, of: relationship, at: index), relationship, in: batch)
            }
        }
    }

    private func resolveOrKeep(
        _ reference: PackedReference, for relationship: PackedRelationship, in batch: RecordBatch
    ) throws(StoreError) -> KnownItem? {
        if let known = try resolve(reference, in: batch) { return known }
        let reference = DiscoveredReference(reference, batch)
        let position = batch.position(relationship.position)
        if let known = try find(reference.key) { return known }
        if reference.kind == .named {
            let matches = try nodes(named: reference)
            if matches.count > 1 {
                reject(
                    ImportError(
                        .danglingReference,
                        "\(matches.count) CIs of class \(reference.ciClass) are named \(reference.nativeID)",
                        at: position, advice: "Name the end by its source and identity."))
                return nil
            }
            if let node = matches.first {
                let known = KnownItem(node: node)
                items.set(reference.fingerprint, known.packed)
                return known
            }
        }
        guard !relationship.isRemoved else {
            report.relationshipsUnchanged += 1
            return nil
        }
        return try createPlaceholder(for: reference, at: position)
    }

    private func nodes(named reference: DiscoveredReference) throws(StoreError) -> [NodeID] {
        var matches: [NodeID] = []
        for node in try indexes.nodes(named: reference.nativeID, in: writer) {
            if try writer.node(node)?.labels.contains(reference.ciClass) == true { matches.append(node) }
        }
        return matches
    }

    private func createPlaceholder(
        for reference: DiscoveredReference, at position: SourcePosition
    ) throws(StoreError) -> KnownItem {
        let known = KnownItem(node: try writer.reserveNodeID(), isPlaceholder: true, isFresh: true)
        items.set(reference.fingerprint, known.packed)
        try perform(
            .createNode(
                id: known.node, labels: classes.unresolvedLabels,
                properties: [
                    Property(ConventionalProperty.identity, .list([.string(reference.key)])),
                    Property(ConventionalProperty.name, .string(reference.description)),
                ]), from: position)
        report.unresolvedReferences += 1
        warn(
            ImportError(
                .danglingReference, "\(reference.description) has not been reported by any import",
                at: position, advice: "The reference is kept and resolves when the item is imported."))
        return known
    }

    /// The identity of a placeholder for an item that is known by class and name only. No source is called `?…`.
    static func awaitedKey(ciClass: String, name: String) -> String { "?\(ciClass)#\(name)" }
}
