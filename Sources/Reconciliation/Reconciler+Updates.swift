internal import Discovery
internal import GraphModel
internal import GraphStore
internal import Schema

/// Items that are known already.
extension Reconciler {
    func update(_ known: KnownItem, with item: DiscoveredEntry) throws(StoreError) {
        // What this run has said of the item must be in the graph before it is compared.
        if known.isFresh || known.isReported { try flush() }
        seenNodes.insert(known.node.rawValue)
        var reported = known
        reported.isReported = true
        reported.isPlaceholder = false
        if try isUnchanged(known.node, item) {
            items.set(item.fingerprint, reported.packed)
            if !known.isReported { report.itemsUnchanged += 1 }
            return
        }
        guard let stored = try writer.node(known.node) else {
            seenNodes.remove(known.node.rawValue)
            return reject(
                ImportError(.badRecord, "item \(item.nativeID) was refused earlier in this run", at: item.position))
        }
        let properties = properties(item.properties, in: item.batch)
        if known.isPlaceholder, let records = try ItemRecords(stored, classes.schema) {
            items.set(item.fingerprint, reported.packed)
            return try appear(records, item, properties)
        }
        guard var records = try ItemRecords(stored, classes.schema) else { return }
        if isWhole(properties) {
            items.set(item.fingerprint, reported.packed)
            return try takeOver(records, item, properties)
        }
        let before = records
        guard let place = records.place(of: item.key) else {
            items.set(item.fingerprint, reported.packed)
            records.add(record(item, properties))
            return try write(records, before, item, isRepeated: known.isReported)
        }
        if !known.isReported, let reason = reuse(of: records.records[place], by: item, properties) {
            return try replace(records, item, reason)
        }
        items.set(item.fingerprint, reported.packed)
        try merge(properties, of: item, into: &records.records[place], isRepeated: known.isReported)
        try write(records, before, item, isRepeated: known.isReported)
    }

    /// Whether the graph says already what was discovered; most items of most runs are so.
    private func isUnchanged(_ node: NodeID, _ item: DiscoveredEntry) throws(StoreError) -> Bool {
        guard case .packed(let range) = item.properties else { return false }
        if let kept = try keptDigest(node, item) { return kept == digest(range, in: item.batch) }
        return try item.batch.bytes(range) { (packed) throws(StoreError) in
            try writer.holds(node, item.labels, packed: packed, without: ReconciledProperty.missing)
        }
    }

    /// The digest of the record that a CI of several records keeps; nil when it keeps none.
    private func keptDigest(_ node: NodeID, _ item: DiscoveredEntry) throws(StoreError) -> Fingerprint? {
        guard isKeepingRecords, case .list(let kept) = try writer.property(ownRecordProperty, of: node) else {
            return nil
        }
        for case .bytes(let bytes) in kept {
            let digest = bytes.withUnsafeBytes { bytes in
                item.batch.bytes(item.nativeIDRange) { SourceRecord.digest(of: $0, in: bytes) }
            }
            if let digest { return digest }
        }
        return Fingerprint.none
    }

    /// Of packed properties: the sum over keys and values, so that the numbers of keys do not matter.
    func digest(_ range: ArenaRange, in batch: RecordBatch) -> Fingerprint {
        var digest = Fingerprint.none
        batch.bytes(range) { packed in
            PackedProperties.forEach(packed) { number, value in
                guard let domain = packedKeyDigests[Int(number)] else { return }
                digest = digest + Fingerprint(bytes: value, domain: domain)
            }
        }
        return digest
    }

    /// An item as another store holds it, with the records that it stands for.
    func isWhole(_ properties: [Property]) -> Bool {
        properties.contains { $0.key.hasPrefix(ReconciledProperty.recordPrefix) }
    }

    /// Takes an item with its records as it comes.
    private func takeOver(
        _ records: ItemRecords, _ item: DiscoveredEntry, _ properties: [Property]
    ) throws(StoreError) {
        let labels = classes.relabelling(records.node.labels, as: item.ciClass)
        var changes = ItemChanges()
        (changes.addedLabels, changes.removedLabels) = labels
        changes.properties = properties.filter { records.node[$0.key] != $0.value }.map {
            PropertyChange($0.key, $0.value)
        }
        try write(changes, of: records.node, item)
    }

    /// What a discovered item says, as a record.
    func record(_ item: DiscoveredEntry, _ properties: [Property]) -> SourceRecord {
        let identity = ItemIdentity(key: item.key)
        return SourceRecord(
            source: identity.source, nativeID: identity.nativeID, ciClass: item.ciClass.name,
            properties: properties.filter { !ReconciledProperty.isOwn($0.key) })
    }

    /// Takes what a source says now into its record. What one run says twice must agree: of two values the lesser
    /// counts, whichever came first, and the record is told.
    private func merge(
        _ properties: [Property], of item: DiscoveredEntry, into record: inout SourceRecord, isRepeated: Bool
    ) throws(StoreError) {
        let fresh = self.record(item, properties)
        var stated = fresh.properties
        if isRepeated {
            var conflicts: [String] = []
            for place in stated.indices {
                guard let known = record[stated[place].key], known != stated[place].value else { continue }
                conflicts.append(stated[place].key)
                stated[place].value = ValueCodec.lesser(known, stated[place].value)
            }
            if !conflicts.isEmpty {
                reject(
                    ImportError(
                        .duplicateIdentity,
                        "item \(item.nativeID) was reported before in this run with another "
                            + conflicts.map { "`\($0)`" }.joined(separator: ", "),
                        at: item.position, advice: "Give each item its own identity, or report it once."))
            }
        }
        record.update(stated)
        if let (old, new) = classes.codes(record.ciClass, fresh.ciClass), classes.schema.isSubclass(new, of: old) {
            record.ciClass = fresh.ciClass
        }
    }

    /// Writes what the records of an item amount to now.
    func write(
        _ records: ItemRecords, _ before: ItemRecords, _ item: DiscoveredEntry, isRepeated: Bool = false
    ) throws(StoreError) {
        let merged = merged(records.records)
        let changes = records.changes(from: before, to: merged, classes.schema)
        if changes.isEmpty {
            if !isRepeated { report.itemsUnchanged += 1 }
            return
        }
        if changes.properties.contains(where: { $0.key == ReconciledProperty.identifiers }) { contest(records.node.id) }
        try write(changes, of: records.node, item)
    }

    private func write(_ changes: ItemChanges, of node: Node, _ item: DiscoveredEntry) throws(StoreError) {
        if changes.isEmpty {
            report.itemsUnchanged += 1
            return
        }
        try perform(changes.operation(node.id), from: item.position)
        report.itemsUpdated += 1
        let shown = changes.shown
        onDifference?(.itemUpdated(node.id, nativeID: item.nativeID, shown, before: shown.map { node[$0.key] }))
    }

    /// The reference to an item becomes the item.
    func appear(
        _ placeholder: ItemRecords, _ item: DiscoveredEntry, _ properties: [Property]
    ) throws(StoreError) {
        var changes = ItemChanges()
        (changes.addedLabels, changes.removedLabels) = classes.relabelling(placeholder.node.labels, as: item.ciClass)
        var wanted = properties
        if let place = wanted.firstIndex(where: { $0.key == ConventionalProperty.identity }) {
            let stated = wanted[place].value.strings ?? []
            let awaited = placeholder.aliases.filter { !stated.contains($0) }
            wanted[place].value = .list((stated + awaited).map { .string($0) })
        }
        changes.properties = wanted.filter { placeholder.node[$0.key] != $0.value }
            .map { PropertyChange($0.key, $0.value) }
        try perform(changes.operation(placeholder.node.id), from: item.position)
        report.itemsCreated += 1
        contest(placeholder.node.id)
        let shown = changes.shown
        onDifference?(
            .itemUpdated(
                placeholder.node.id, nativeID: item.nativeID, shown, before: shown.map { placeholder.node[$0.key] }))
    }
}

extension ValueCodec {
    /// Of two values, in an order that is theirs alone.
    fileprivate static func lesser(_ a: PropertyValue, _ b: PropertyValue) -> PropertyValue {
        var (x, y) = (ByteWriter(), ByteWriter())
        encode(a, into: &x)
        encode(b, into: &y)
        return x.bytes.lexicographicallyPrecedes(y.bytes) ? a : b
    }
}
