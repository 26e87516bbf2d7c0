internal import Discovery
internal import GraphModel
internal import GraphStore

extension Reconciler {
    func accept(_ item: DiscoveredItem) throws(StoreError) {
        report.itemsRead += 1
        guard let ciClass = classes[item.ciClass] else {
            return reject(classes.unknownClass(item.ciClass, at: item.position))
        }
        var properties: [Property]
        do throws(ImportError) {
            properties = try ciClass.properties(of: item)
        } catch {
            return reject(error)
        }
        let key = identityKey(item.nativeID, source: item.source)
        Self.addIdentity(key, to: &properties)
        let fingerprint = Fingerprint(key)
        if let known = try find(fingerprint, key: key) {
            try update(known, fingerprint, with: properties, of: item, as: ciClass)
        } else if let node = try match(ciClass, properties) {
            try update(KnownItem(node: node), fingerprint, with: properties, of: item, as: ciClass)
        } else {
            try create(item, fingerprint, properties, as: ciClass)
        }
    }

    /// Puts the identity that found an item ahead of those that the item states beside it, as exports do.
    private static func addIdentity(_ key: String, to properties: inout [Property]) {
        var identities = [PropertyValue.string(key)]
        if let place = properties.firstIndex(where: { $0.key == ConventionalProperty.identity }) {
            let stated = properties.remove(at: place).value.strings ?? []
            identities += stated.filter { $0 != key }.map { .string($0) }
        }
        properties.append(Property(ConventionalProperty.identity, .list(identities)))
    }

    /// How the identity property names an item of this run's source.
    func identityKey(_ nativeID: String, source: String? = nil) -> String {
        "\(source ?? run.source)#\(nativeID)"
    }

    /// The item behind an identity, from this run's table or from the store's index.
    func find(_ fingerprint: Fingerprint, key: String) throws(StoreError) -> KnownItem? {
        if let packed = items.value(fingerprint) { return KnownItem(packed: packed) }
        guard !startedEmpty, let known = try findStored(key) else { return nil }
        items.set(fingerprint, known.packed)
        return known
    }

    private func findStored(_ key: String) throws(StoreError) -> KnownItem? {
        guard let node = try indexes.nodes(identity: key, in: writer).first else { return nil }
        guard hasPlaceholders else { return KnownItem(node: node) }
        let labels = try writer.node(node)?.labels ?? []
        let isPlaceholder = labels.contains(ConventionalLabel.unresolvedReference)
        return KnownItem(node: node, isPlaceholder: isPlaceholder)
    }

    /// The node that an item of unknown identity is.
    private func match(_ ciClass: ClassCatalogue.Entry, _ properties: [Property]) throws(StoreError) -> NodeID? {
        if let awaited = try findAwaited(ciClass, properties) { return awaited }
        return try findByRule(ciClass, properties)
    }

    /// The placeholder of a reference by class and name that this item resolves.
    private func findAwaited(_ ciClass: ClassCatalogue.Entry, _ properties: [Property]) throws(StoreError) -> NodeID? {
        guard hasPlaceholders, let name = properties.first(where: { $0.key == ConventionalProperty.name })?.value.string
        else { return nil }
        for label in ciClass.labels {
            let key = Self.awaitedKey(ciClass: label, name: name)
            if let known = try find(Fingerprint(key), key: key) { return known.node }
        }
        return nil
    }

    /// The one CI that the first identity rule of the class finds; several are nobody. What this source knows by
    /// another identity already is another item, and a run into an empty store holds items of its own only.
    private func findByRule(_ ciClass: ClassCatalogue.Entry, _ properties: [Property]) throws(StoreError) -> NodeID? {
        guard !startedEmpty, let rule = ciClass.identityRule else { return nil }
        var values: [PropertyValue] = []
        for key in rule.attributes {
            guard let value = properties.first(where: { $0.key == key })?.value else { return nil }
            values.append(value)
        }
        var matches: [NodeID] = []
        for candidate in try writer.nodes(index: rule.index, equals: values) {
            guard let node = try writer.node(candidate), classes.isRelated(ciClass, toLabels: node.labels) else {
                continue
            }
            let identities = node[ConventionalProperty.identity]?.strings ?? []
            if !identities.contains(where: { $0.hasPrefix("\(run.source)#") }) { matches.append(candidate) }
        }
        return matches.count == 1 ? matches[0] : nil
    }

    private func create(
        _ item: DiscoveredItem, _ fingerprint: Fingerprint, _ properties: [Property], as ciClass: ClassCatalogue.Entry
    ) throws(StoreError) {
        let node = try writer.reserveNodeID()
        items.set(fingerprint, KnownItem(node: node, isReported: true, isFresh: true).packed)
        batch.append(.createNode(id: node, labels: ciClass.labels, properties: properties), from: item.position)
        report.itemsCreated += 1
        onDifference?(
            .itemCreated(
                ciClass: item.ciClass, nativeID: item.nativeID,
                name: properties.first { $0.key == ConventionalProperty.name }?.value.string))
    }

    private func update(
        _ known: KnownItem, _ fingerprint: Fingerprint, with properties: [Property], of item: DiscoveredItem,
        as ciClass: ClassCatalogue.Entry
    ) throws(StoreError) {
        if known.isFresh { try flush() }
        guard let stored = try writer.node(known.node) else {
            return reject(
                ImportError(
                    .badRecord, "item \(item.nativeID) was refused earlier in this run", at: item.position))
        }
        let changes = changes(from: stored, to: properties)
        let labels = classes.relabelling(stored.labels, as: ciClass)
        var reported = known
        reported.isReported = true
        reported.isPlaceholder = false
        items.set(fingerprint, reported.packed)
        if changes.isEmpty, labels.added.isEmpty, labels.removed.isEmpty {
            if !known.isReported { report.itemsUnchanged += 1 }
            return
        }
        if known.isReported {
            return reject(
                ImportError(
                    .duplicateIdentity, "item \(item.nativeID) was reported before in this run with other content",
                    at: item.position, advice: "Give each item its own identity, or report it once."))
        }
        batch.append(
            .updateNode(
                .existing(known.node), addLabels: labels.added, removeLabels: labels.removed, properties: changes),
            from: item.position)
        if known.isPlaceholder { report.itemsCreated += 1 } else { report.itemsUpdated += 1 }
        onDifference?(
            .itemUpdated(known.node, nativeID: item.nativeID, changes, before: changes.map { stored[$0.key] }))
    }

    /// What must be set for a stored node to say what was discovered. An identity is added to those known already, and
    /// an item that an earlier run missed is back.
    private func changes(from stored: Node, to properties: [Property]) -> [PropertyChange] {
        var changes: [PropertyChange] = []
        if stored[Self.missingProperty] != nil {
            changes.append(PropertyChange(Self.missingProperty, nil))
            if !properties.contains(where: { $0.key == ConventionalProperty.state }) {
                changes.append(PropertyChange(ConventionalProperty.state, nil))
            }
        }
        for property in properties {
            let before = stored[property.key]
            if property.key == ConventionalProperty.identity {
                let known = before?.strings ?? []
                let added = (property.value.strings ?? []).filter { !known.contains($0) }
                if !added.isEmpty {
                    changes.append(PropertyChange(property.key, .list((known + added).map { .string($0) })))
                }
            } else if before != property.value {
                changes.append(PropertyChange(property.key, property.value))
            }
        }
        return changes
    }

    /// A source's statement that an item is gone.
    func remove(_ nativeID: String, at position: SourcePosition) throws(StoreError) {
        report.itemsRead += 1
        let key = identityKey(nativeID)
        guard let known = try find(Fingerprint(key), key: key), !known.isPlaceholder else {
            report.itemsUnchanged += 1
            return
        }
        if known.isFresh { try flush() }
        try disappear(known.node, identity: key, policy: .delete, at: position)
    }
}
