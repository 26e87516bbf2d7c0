internal import Discovery
internal import GraphModel
internal import GraphStore

extension Reconciler {
    /// The item that a reference names, or nil while nobody has reported it. References by name wait for the run's end,
    /// when all names are known.
    func resolve(_ reference: ItemReference) throws(StoreError) -> KnownItem? {
        switch reference {
        case .native(let nativeID):
            let key = identityKey(nativeID)
            return try find(Fingerprint(key), key: key)
        case .foreign(let source, let nativeID):
            let key = identityKey(nativeID, source: source)
            return try find(Fingerprint(key), key: key)
        case .named:
            return nil
        }
    }

    /// Ties the relationships that waited. An end that is still unknown gets a placeholder.
    func resolveDeferred() throws(StoreError) {
        let waiting = deferred
        deferred = []
        for relationship in waiting {
            guard let source = try resolveOrKeep(relationship.source, for: relationship),
                let target = try resolveOrKeep(relationship.target, for: relationship)
            else { continue }
            try connect(source, target, relationship)
            if batch.isFull { try flush() }
        }
    }

    private func resolveOrKeep(
        _ reference: ItemReference, for relationship: DiscoveredRelationship
    ) throws(StoreError) -> KnownItem? {
        if case .named(let ciClass, let name) = reference {
            return try resolveByName(ciClass, name, for: relationship)
        }
        if let known = try resolve(reference) { return known }
        return try createPlaceholder(for: reference, key: identityKey(of: reference), of: relationship)
    }

    private func resolveByName(
        _ ciClass: String, _ name: String, for relationship: DiscoveredRelationship
    ) throws(StoreError) -> KnownItem? {
        let key = Self.awaitedKey(ciClass: ciClass, name: name)
        let fingerprint = Fingerprint(key)
        if let known = try find(fingerprint, key: key) { return known }
        var matches: [NodeID] = []
        for node in try indexes.nodes(named: name, in: writer) {
            if try writer.node(node)?.labels.contains(ciClass) == true { matches.append(node) }
        }
        if matches.count > 1 {
            reject(
                ImportError(
                    .danglingReference, "\(matches.count) CIs of class \(ciClass) are named \(name)",
                    at: relationship.position, advice: "Name the end by its source and identity."))
            return nil
        }
        if let node = matches.first {
            let known = KnownItem(node: node)
            items.set(fingerprint, known.packed)
            return known
        }
        return try createPlaceholder(for: relationship.target, key: key, of: relationship)
    }

    private func createPlaceholder(
        for reference: ItemReference, key: String, of relationship: DiscoveredRelationship
    ) throws(StoreError) -> KnownItem? {
        if let known = try find(Fingerprint(key), key: key) { return known }
        guard !relationship.isRemoved else {
            report.relationshipsUnchanged += 1
            return nil
        }
        let known = KnownItem(node: try writer.reserveNodeID(), isPlaceholder: true, isFresh: true)
        items.set(Fingerprint(key), known.packed)
        batch.append(
            .createNode(
                id: known.node, labels: classes.unresolvedLabels,
                properties: [
                    Property(ConventionalProperty.identity, .list([.string(key)])),
                    Property(ConventionalProperty.name, .string(reference.description)),
                ]), from: relationship.position)
        report.unresolvedReferences += 1
        warn(
            ImportError(
                .danglingReference, "\(reference.description) has not been reported by any import",
                at: relationship.position, advice: "The reference is kept and resolves when the item is imported."))
        return known
    }

    /// The identity of a placeholder for an item that is known by class and name only. No source is called `?…`.
    static func awaitedKey(ciClass: String, name: String) -> String { "?\(ciClass)#\(name)" }

    private func identityKey(of reference: ItemReference) -> String {
        switch reference {
        case .native(let nativeID): identityKey(nativeID)
        case .foreign(let source, let nativeID): identityKey(nativeID, source: source)
        case .named(let ciClass, let name): Self.awaitedKey(ciClass: ciClass, name: name)
        }
    }
}

extension ItemReference {
    /// The reference as messages show it.
    var description: String {
        switch self {
        case .native(let nativeID): nativeID
        case .foreign(let source, let nativeID): "\(source)#\(nativeID)"
        case .named(let ciClass, let name): "\(ciClass):\(name)"
        }
    }
}
