internal import Discovery
internal import GraphModel
internal import GraphStore

extension Reconciler {
    func accept(_ item: PackedItem, in batch: RecordBatch) throws(StoreError) {
        report.itemsRead += 1
        let discovered = DiscoveredEntry(item, batch, packedClasses[Int(item.ciClass)])
        if isAlone, !batch.isOf(ownPrefix, item) { isAlone = false }
        if let packed = items.value(item.fingerprint) {
            try update(KnownItem(packed: packed), with: discovered)
        } else if startedEmpty, isAlone {
            try create(discovered)
        } else if let known = try find(item.fingerprint, key: item.key, in: batch) {
            try update(known, with: discovered)
        } else {
            try identify(discovered)
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

    /// Makes a new CI.
    @discardableResult
    func create(_ item: DiscoveredEntry) throws(StoreError) -> NodeID {
        let node = try writer.reserveNodeID()
        seenNodes.insert(node.rawValue)
        items.set(item.fingerprint, KnownItem(node: node, isReported: true, isFresh: true).packed)
        if try !createPacked(node, item) {
            let operation = GraphOperation.createNode(
                id: node, labels: item.ciClass.labels, properties: properties(item.properties, in: item.batch))
            try perform(operation, from: item.position)
        }
        report.itemsCreated += 1
        if let onDifference {
            let name = properties(item.properties, in: item.batch).value(of: ConventionalProperty.name)
            onDifference(.itemCreated(ciClass: item.ciClass.name, nativeID: item.nativeID, name: name?.string))
        }
        return node
    }

    private func createPacked(_ node: NodeID, _ item: DiscoveredEntry) throws(StoreError) -> Bool {
        guard case .packed(let range) = item.properties else { return false }
        return try item.batch.bytes(range) { (packed) throws(StoreError) in
            try writer.create(node, item.labels, packed: packed)
        }
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
        try disappear(known.node, identity: key, as: .delete, at: position)
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
    let keyRange: ArenaRange
    let nativeIDRange: ArenaRange
    private let packedPosition: PackedPosition

    @inline(__always)
    init(_ item: PackedItem, _ batch: RecordBatch, _ ciClass: (entry: ClassCatalogue.Entry, labels: LabelSetToken)) {
        self.batch = batch
        self.ciClass = ciClass.entry
        labels = ciClass.labels
        fingerprint = item.fingerprint
        properties = item.properties
        keyRange = item.key
        nativeIDRange = item.key.dropping(Int(item.sourceBytes))
        packedPosition = item.position
    }

    /// `source#nativeID`.
    var key: String { batch.text(keyRange) }
    var nativeID: String { batch.text(nativeIDRange) }
    var source: String { ItemIdentity(key: key).source }
    var position: SourcePosition { batch.position(packedPosition) }
}
