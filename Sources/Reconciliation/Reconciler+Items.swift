internal import Discovery
internal import GraphModel
internal import GraphStore

extension Reconciler {
    func accept(_ item: PackedItem, in batch: RecordBatch) throws(StoreError) {
        report.itemsRead += 1
        let discovered = DiscoveredEntry(item, batch, packedClasses[Int(item.ciClass)])
        if let packed = items.value(item.fingerprint) {
            try update(KnownItem(packed: packed), with: discovered)
        } else if startedEmpty {
            try create(discovered)
        } else if let known = try find(item.fingerprint, key: item.key, in: batch) {
            try update(known, with: discovered)
        } else if let node = try match(discovered) {
            try update(KnownItem(node: node), with: discovered)
        } else {
            try create(discovered)
        }
    }

    /// How the identity property names an item of this run's source.
    func identityKey(_ nativeID: String, source: String? = nil) -> String {
        "\(source ?? run.source)#\(nativeID)"
    }

    /// The item behind an identity, from this run's table or from the store's index.
    func find(_ fingerprint: Fingerprint, key: ArenaRange, in batch: RecordBatch) throws(StoreError) -> KnownItem? {
        if let packed = items.value(fingerprint) { return KnownItem(packed: packed) }
        guard !startedEmpty else { return nil }
        return try batch.bytes(key) { (key) throws(StoreError) in try findStored(key, fingerprint) }
    }

    /// The same of an identity that no batch holds.
    func find(_ key: String) throws(StoreError) -> KnownItem? {
        let fingerprint = Fingerprint(key)
        if let packed = items.value(fingerprint) { return KnownItem(packed: packed) }
        guard !startedEmpty else { return nil }
        return try Array(key.utf8).span.bytes.withUnsafeBytes { (key) throws(StoreError) in
            try findStored(key, fingerprint)
        }
    }

    private func findStored(_ key: UnsafeRawBufferPointer, _ fingerprint: Fingerprint) throws(StoreError) -> KnownItem?
    {
        for index in identityIndexes {
            guard let node = try writer.firstNode(index, text: key) else { continue }
            let known = KnownItem(node: node, isPlaceholder: hasPlaceholders ? try isPlaceholder(node) : false)
            items.set(fingerprint, known.packed)
            return known
        }
        return nil
    }

    func isPlaceholder(_ node: NodeID) throws(StoreError) -> Bool {
        try writer.labels(of: node)?.contains(ConventionalLabel.unresolvedReference) == true
    }

    /// The node that an item of unknown identity is.
    private func match(_ item: DiscoveredEntry) throws(StoreError) -> NodeID? {
        let properties = properties(item.properties, in: item.batch)
        if let awaited = try findAwaited(item.ciClass, properties) { return awaited }
        return try findByRule(item.ciClass, properties)
    }

    /// The placeholder of a reference by class and name that this item resolves.
    private func findAwaited(_ ciClass: ClassCatalogue.Entry, _ properties: [Property]) throws(StoreError) -> NodeID? {
        guard hasPlaceholders, let name = properties.first(where: { $0.key == ConventionalProperty.name })?.value.string
        else { return nil }
        for label in ciClass.labels {
            let key = Self.awaitedKey(ciClass: label, name: name)
            if let known = try find(key) { return known.node }
        }
        return nil
    }

    /// The one CI that the first identity rule of the class finds; several are nobody. What this source knows by
    /// another identity already is another item, and a run into an empty store holds items of its own only.
    private func findByRule(_ ciClass: ClassCatalogue.Entry, _ properties: [Property]) throws(StoreError) -> NodeID? {
        guard let rule = ciClass.identityRule else { return nil }
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

    private func create(_ item: DiscoveredEntry) throws(StoreError) {
        let node = try writer.reserveNodeID()
        seenNodes.insert(node.rawValue)
        items.set(item.fingerprint, KnownItem(node: node, isReported: true, isFresh: true).packed)
        if try !createPacked(node, item) {
            let operation = GraphOperation.createNode(
                id: node, labels: item.ciClass.labels, properties: properties(item.properties, in: item.batch))
            try perform(operation, from: item.position)
        }
        report.itemsCreated += 1
        guard let onDifference else { return }
        let name = properties(item.properties, in: item.batch).first { $0.key == ConventionalProperty.name }
        onDifference(
            .itemCreated(ciClass: item.ciClass.name, nativeID: item.nativeID, name: name?.value.string))
    }

    private func createPacked(_ node: NodeID, _ item: DiscoveredEntry) throws(StoreError) -> Bool {
        guard case .packed(let range) = item.properties else { return false }
        return try item.batch.bytes(range) { (packed) throws(StoreError) in
            try writer.create(node, item.labels, packed: packed)
        }
    }

    private func update(_ known: KnownItem, with item: DiscoveredEntry) throws(StoreError) {
        // What this run has said of the item must be in the graph before it is compared.
        if known.isFresh || known.isReported { try flush() }
        seenNodes.insert(known.node.rawValue)
        var reported = known
        reported.isReported = true
        reported.isPlaceholder = false
        if try holds(known.node, item) {
            items.set(item.fingerprint, reported.packed)
            if !known.isReported { report.itemsUnchanged += 1 }
            return
        }
        guard let stored = try writer.node(known.node) else {
            seenNodes.remove(known.node.rawValue)
            return reject(
                ImportError(.badRecord, "item \(item.nativeID) was refused earlier in this run", at: item.position))
        }
        let changes = changes(from: stored, to: properties(item.properties, in: item.batch))
        let labels = classes.relabelling(stored.labels, as: item.ciClass)
        items.set(item.fingerprint, reported.packed)
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
        try perform(
            .updateNode(
                .existing(known.node), addLabels: labels.added, removeLabels: labels.removed, properties: changes),
            from: item.position)
        if known.isPlaceholder { report.itemsCreated += 1 } else { report.itemsUpdated += 1 }
        onDifference?(
            .itemUpdated(known.node, nativeID: item.nativeID, changes, before: changes.map { stored[$0.key] }))
    }

    /// Whether the graph says already what was discovered; most items of most runs are so.
    private func holds(_ node: NodeID, _ item: DiscoveredEntry) throws(StoreError) -> Bool {
        guard case .packed(let range) = item.properties else { return false }
        return try item.batch.bytes(range) { (packed) throws(StoreError) in
            try writer.holds(node, item.labels, packed: packed, without: Self.missingProperty)
        }
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
        guard let known = try find(key), !known.isPlaceholder else {
            report.itemsUnchanged += 1
            return
        }
        // What follows may tie relationships to the item, which must find it gone.
        try flush()
        try disappear(known.node, identity: key, policy: .delete, at: position)
        try flush()
    }
}

/// One packed item with its batch and class.
struct DiscoveredEntry {
    let batch: RecordBatch
    let ciClass: ClassCatalogue.Entry
    let labels: LabelSetToken
    let fingerprint: Fingerprint
    let properties: RecordProperties
    private let keyRange: ArenaRange
    private let sourceBytes: Int
    private let packedPosition: PackedPosition

    @inline(__always)
    init(_ item: PackedItem, _ batch: RecordBatch, _ ciClass: (entry: ClassCatalogue.Entry, labels: LabelSetToken)) {
        self.batch = batch
        self.ciClass = ciClass.entry
        labels = ciClass.labels
        fingerprint = item.fingerprint
        properties = item.properties
        keyRange = item.key
        sourceBytes = Int(item.sourceBytes)
        packedPosition = item.position
    }

    /// `source#nativeID`.
    var key: String { batch.text(keyRange) }
    var nativeID: String { batch.text(keyRange.dropping(sourceBytes)) }
    var position: SourcePosition { batch.position(packedPosition) }
}
