internal import Discovery
internal import GraphModel
internal import GraphStore

extension RecordPacker {
    func pack(_ item: DiscoveredItem) {
        guard let ciClass = classes[item.ciClass] else {
            return note(.rejectedItem(classes.unknownClass(item.ciClass, at: item.position)))
        }
        var properties: [Property]
        do {
            properties = try ciClass.properties(of: item)
        } catch {
            return note(.rejectedItem(error))
        }
        let source = item.source ?? run.source
        let key = batch.append(source, "#", item.nativeID)
        addIdentity(batch.text(key), to: &properties)
        let start = batch.arena.bytes.count
        let isSound = elements.pack(properties, of: ciClass.code, into: &batch.arena)
        batch.append(
            PackedItem(
                ciClass: ciClass.number, sourceBytes: UInt32(source.utf8.count + 1), key: key,
                fingerprint: batch.bytes(key) { Fingerprint(bytes: $0) },
                properties: isSound ? .packed(batch.range(from: start)) : .loose(batch.keep(properties)),
                position: batch.pack(item.position)))
    }

    /// Puts the identity that found an item ahead of those that the item states beside it, as exports do.
    private func addIdentity(_ key: String, to properties: inout [Property]) {
        var identities = [PropertyValue.string(key)]
        if let place = properties.firstIndex(where: { $0.key == ConventionalProperty.identity }) {
            let stated = properties.remove(at: place).value.strings ?? []
            identities += stated.filter { $0 != key }.map { .string($0) }
        }
        properties.append(Property(ConventionalProperty.identity, .list(identities)))
    }

    func pack(_ relationship: DiscoveredRelationship) {
        guard let type = classes.relationshipType(relationship.type) else {
            return note(
                .rejectedRelationship(
                    classes.unknownRelationshipType(relationship.type, at: relationship.position)))
        }
        let source = pack(relationship.source)
        let target = pack(relationship.target)
        let group = relationship.properties.isEmpty ? nil : relationship.properties.first { $0.key == "group" }?.value
        let start = batch.arena.bytes.count
        let isSound = elements.pack(relationship.properties, of: type.code, into: &batch.arena)
        batch.append(
            PackedRelationship(
                type: type.number, isRemoved: relationship.isRemoved, source: source, target: target,
                group: Fingerprint.group(group),
                properties: isSound ? .packed(batch.range(from: start)) : .loose(batch.keep(relationship.properties)),
                position: batch.pack(relationship.position)))
    }

    private func pack(_ reference: ItemReference) -> PackedReference {
        let (head, mark, tail, kind): (String, String, String, PackedReference.Kind) =
            switch reference {
            case .native(let nativeID): (run.source, "#", nativeID, .native)
            case .foreign(let source, let nativeID): (source, "#", nativeID, .foreign)
            case .named(let ciClass, let name): ("?\(ciClass)", "#", name, .named)
            }
        let key = batch.append(head, mark, tail)
        return PackedReference(
            key: key, fingerprint: batch.bytes(key) { Fingerprint(bytes: $0) },
            sourceBytes: UInt32(head.utf8.count + mark.utf8.count), kind: kind)
    }
}

extension RecordBatch {
    func append(_ item: PackedItem) {
        items.append(item)
        if case .items(let range)? = spans.last {
            spans[spans.count - 1] = .items(range.lowerBound..<items.count)
        } else {
            spans.append(.items(items.count - 1..<items.count))
        }
    }

    func append(_ relationship: PackedRelationship) {
        relationships.append(relationship)
        if case .relationships(let range)? = spans.last {
            spans[spans.count - 1] = .relationships(range.lowerBound..<relationships.count)
        } else {
            spans.append(.relationships(relationships.count - 1..<relationships.count))
        }
    }

    /// Puts a text into the arena.
    func append(_ parts: String...) -> ArenaRange {
        let start = arena.bytes.count
        for part in parts { arena.bytes.append(contentsOf: part.utf8) }
        return range(from: start)
    }

    func range(from start: Int) -> ArenaRange {
        ArenaRange(offset: UInt32(start), count: UInt32(arena.bytes.count - start))
    }

    func keep(_ properties: [Property]) -> Int {
        loose.append(properties)
        return loose.count - 1
    }

    func pack(_ position: SourcePosition) -> PackedPosition {
        if texts.isEmpty || texts[Int(file)] != position.file {
            file = UInt32(texts.count)
            texts.append(position.file)
        }
        var path: UInt32 = 0
        if let text = position.path {
            path = UInt32(texts.count)
            texts.append(text)
        }
        return PackedPosition(
            file: file, path: path, line: UInt32(clamping: position.line ?? 0),
            column: UInt32(clamping: position.column ?? 0))
    }
}
