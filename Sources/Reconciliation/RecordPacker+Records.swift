internal import Discovery
internal import GraphModel
internal import GraphStore

extension RecordPacker {
    func pack(_ item: consuming DiscoveredItem) {
        guard let ciClass = classes[item.ciClass] else {
            return note(.rejectedItem(classes.unknownClass(item.ciClass, at: item.position)))
        }
        let keyStart = batch.arena.bytes.count
        let sourceBytes = batch.append(item.source ?? run.source, item.nativeID)
        let key = batch.range(from: keyStart)
        let packed: RecordProperties
        do {
            packed = try pack(properties(of: item, ciClass, key: batch.text(key)), of: item, ciClass)
        } catch {
            return note(.rejectedItem(error))
        }
        batch.items.append(
            PackedItem(
                ciClass: ciClass.number, sourceBytes: UInt32(sourceBytes), key: key,
                fingerprint: batch.bytes(key) { Fingerprint(bytes: $0) }, properties: packed,
                position: batch.pack(item.position)))
    }

    /// Encodes properties. Most come in the types of the schema; what does not is converted, and then perhaps still
    /// not sound.
    private func pack(
        _ properties: [Property], of item: DiscoveredItem, _ ciClass: ClassCatalogue.Entry
    ) throws(ImportError) -> RecordProperties {
        let start = batch.arena.bytes.count
        if elements.pack(properties, of: ciClass.code, into: &batch.arena) { return .packed(batch.range(from: start)) }
        let converted = try ciClass.converted(properties, of: item)
        if elements.pack(converted, of: ciClass.code, into: &batch.arena) { return .packed(batch.range(from: start)) }
        return .loose(batch.keep(converted))
    }

    /// The node properties that an item's attributes and groups make. The identity that found it comes ahead of those
    /// that it states beside it, as exports do.
    private func properties(of item: DiscoveredItem, _ ciClass: ClassCatalogue.Entry, key: String) -> [Property] {
        var properties = item.attributes
        properties.reserveCapacity(properties.count + item.groups.count + 1)
        for group in item.groups { properties.append(group.property) }
        var identities = [PropertyValue.string(key)]
        if let place = properties.firstIndex(where: { $0.key == ConventionalProperty.identity }) {
            let stated = properties.remove(at: place).value.strings ?? []
            identities += stated.filter { $0 != key }.map { .string($0) }
        }
        properties.append(Property(ConventionalProperty.identity, .list(identities)))
        // An item that another store exported states them, of all its records.
        if ciClass.identifiers.looksBeyondNames, properties.value(of: ReconciledProperty.identifiers) == nil,
            let identifiers = ciClass.identifiers.property({ properties.value(of: $0) })
        {
            properties.append(identifiers)
        }
        return properties
    }

    func pack(_ relationship: consuming DiscoveredRelationship) {
        guard let type = classes.relationshipType(relationship.type) else {
            return note(
                .rejectedRelationship(
                    classes.unknownRelationshipType(relationship.type, at: relationship.position)))
        }
        let source = pack(relationship.source)
        let target = pack(relationship.target)
        let group = relationship.properties.isEmpty ? nil : relationship.properties.first { $0.key == "group" }?.value
        let properties = pack(relationship.properties, of: type)
        batch.relationships.append(
            PackedRelationship(
                type: type.number, isRemoved: relationship.isRemoved, source: source, target: target,
                group: Fingerprint.group(group), properties: properties,
                position: batch.pack(relationship.position)))
    }

    /// Encodes properties as `pack(_:of:_:)` does for items; what is still not sound goes to the writer as it came.
    private func pack(_ properties: [Property], of type: ClassCatalogue.TypeEntry) -> RecordProperties {
        let start = batch.arena.bytes.count
        if elements.pack(properties, of: type.code, into: &batch.arena)
            || elements.pack(classes.converted(properties, of: type), of: type.code, into: &batch.arena)
        {
            return .packed(batch.range(from: start))
        }
        return .loose(batch.keep(properties))
    }

    private func pack(_ reference: ItemReference) -> PackedReference {
        let start = batch.arena.bytes.count
        let kind: PackedReference.Kind
        let sourceBytes: Int
        switch reference {
        case .native(let nativeID):
            kind = .native
            sourceBytes = batch.append(run.source, nativeID)
        case .foreign(let source, let nativeID):
            kind = .foreign
            sourceBytes = batch.append(source, nativeID)
        case .named(let ciClass, let name):
            kind = .named
            sourceBytes = batch.append("?\(ciClass)", name)
        }
        return batch.reference(from: start, sourceBytes: sourceBytes, kind)
    }
}

extension RecordBatch {
    /// Puts `source#nativeID` into the arena; returns how much of it is the source and the mark.
    func append(_ source: String, _ nativeID: String) -> Int {
        let start = arena.bytes.count
        arena.bytes.append(contentsOf: source.utf8)
        arena.bytes.append(UInt8(ascii: "#"))
        let length = arena.bytes.count - start
        arena.bytes.append(contentsOf: nativeID.utf8)
        return length
    }

    /// The reference whose key begins at `start` and ends the arena.
    func reference(from start: Int, sourceBytes: Int, _ kind: PackedReference.Kind) -> PackedReference {
        let key = range(from: start)
        return PackedReference(
            key: key, fingerprint: bytes(key) { Fingerprint(bytes: $0) }, sourceBytes: UInt32(sourceBytes), kind: kind)
    }

    /// The reference to an item of the run's own source, whose name and mark are `prefix`.
    func reference(_ prefix: [UInt8], _ nativeID: UnsafeRawBufferPointer) -> PackedReference {
        let start = arena.bytes.count
        arena.bytes.append(contentsOf: prefix)
        arena.bytes.append(contentsOf: nativeID)
        return reference(from: start, sourceBytes: prefix.count, .native)
    }

    func range(from start: Int) -> ArenaRange {
        ArenaRange(offset: UInt32(start), count: UInt32(arena.bytes.count - start))
    }

    func keep(_ properties: [Property]) -> Int {
        loose.append(properties)
        return loose.count - 1
    }

    func pack(_ position: SourcePosition) -> PackedPosition {
        var packed = pack(file: position.file, line: position.line ?? 0)
        packed.column = UInt32(clamping: position.column ?? 0)
        if let text = position.path {
            packed.path = UInt32(texts.count)
            texts.append(text)
        }
        return packed
    }

    func pack(file name: String, line: Int) -> PackedPosition {
        if texts.isEmpty || texts[Int(file)] != name {
            file = UInt32(texts.count)
            texts.append(name)
        }
        return PackedPosition(file: file, path: 0, line: UInt32(clamping: line), column: 0)
    }
}
