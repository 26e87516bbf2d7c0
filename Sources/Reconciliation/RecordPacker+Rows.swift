public import Discovery
public import GraphModel
internal import GraphStore
internal import Schema

/// Rows whose cells all can be judged one by one; every other row comes as a record.
extension RecordPacker {
    public func accept(_ row: TableRow, item nativeID: UnsafeRawBufferPointer) throws(ImportError) -> Bool {
        guard let plan = itemPlans.plan(for: row, make: { plan(for: row.columns, ciClass: $0) }),
            let identityKey = elements.number(of: ConventionalProperty.identity)
        else { return false }
        encoded.removeAll(keepingCapacity: true)
        guard plan.append(row.cells, to: &encoded, &elements) else { return false }
        let batch = batch
        identity.removeAll(keepingCapacity: true)
        identity.append(contentsOf: sourcePrefix)
        identity.append(contentsOf: nativeID)
        let identifiersKey = encodeIdentifiers(plan)
        let isPacked = withBytes(identity, identifierValue.bytes) { identity, identifiers in
            let start = batch.arena.bytes.count
            encoded.append(EncodedProperty(identityKey, .textInList, identity))
            if let identifiersKey { encoded.append(EncodedProperty(identifiersKey, .value, identifiers)) }
            guard elements.pack(encoded, into: &batch.arena) else { return false }
            let properties = RecordProperties.packed(batch.range(from: start))
            let keyStart = batch.arena.bytes.count
            batch.arena.bytes.append(contentsOf: identity)
            batch.items.append(
                PackedItem(
                    ciClass: plan.number, sourceBytes: UInt32(sourcePrefix.count), key: batch.range(from: keyStart),
                    fingerprint: Fingerprint(bytes: identity), properties: properties,
                    position: batch.pack(file: row.columns.file, line: row.line)))
            return true
        }
        if isPacked { try flushIfFull() }
        return isPacked
    }

    /// Encodes what the properties in `encoded` make of the property `identifiers`; returns its key unless it is
    /// absent.
    private func encodeIdentifiers(_ plan: RowPlan) -> UInt16? {
        let property = plan.identifierRules?.property { key in
            guard plan.has(key), let number = elements.number(of: key),
                let stated = encoded.first(where: { $0.number == number })
            else { return nil }
            return stated.form == .value
                ? try? ValueCodec.decode(stated.bytes) : .string(String(decoding: stated.bytes, as: UTF8.self))
        }
        identifierValue.bytes.removeAll(keepingCapacity: true)
        guard let property else { return nil }
        ValueCodec.encode(property.value, into: &identifierValue)
        return elements.number(of: property.key)
    }

    private func withBytes<R>(
        _ a: [UInt8], _ b: [UInt8], _ body: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> R
    ) -> R {
        a.withUnsafeBytes { a in b.withUnsafeBytes { b in body(a, b) } }
    }

    public func accept(
        _ row: TableRow, from source: UnsafeRawBufferPointer, to target: UnsafeRawBufferPointer
    ) throws(ImportError) -> Bool {
        guard let plan = relationshipPlans.plan(for: row, make: { plan(for: row.columns, type: $0) }) else {
            return false
        }
        let batch = batch
        encoded.removeAll(keepingCapacity: true)
        let start = batch.arena.bytes.count
        guard plan.append(row.cells, to: &encoded, &elements), elements.pack(encoded, into: &batch.arena) else {
            return false
        }
        let properties = RecordProperties.packed(batch.range(from: start))
        let group = plan.groupColumn.flatMap { column in row.cells.first { $0.column == column } }
        batch.relationships.append(
            PackedRelationship(
                type: plan.number, isRemoved: false, source: batch.reference(sourcePrefix, source),
                target: batch.reference(sourcePrefix, target),
                group: group.map { Fingerprint.group(named: $0.text) } ?? 0, properties: properties,
                position: batch.pack(file: row.columns.file, line: row.line)))
        try flushIfFull()
        return true
    }

    private func plan(for table: TableColumns, ciClass name: String) -> RowPlan? {
        guard let entry = classes[name] else { return nil }
        let schema = classes.schema
        return RowPlan(
            number: entry.number, table, required: entry.required,
            identifierRules: entry.identifiers, takesAnyText: { schema.takesAnyText($0, of: entry.code) },
            encode: { key, text in
                entry.value(of: text, for: key).flatMap {
                    ElementPacker.encoded(Property(key, $0), of: entry.code, schema)
                }
            })
    }

    private func plan(for table: TableColumns, type name: String) -> RowPlan? {
        guard let entry = classes.relationshipType(name) else { return nil }
        let classes = classes
        return RowPlan(
            number: entry.number, table, required: entry.required,
            takesAnyText: { classes.schema.takesAnyText($0, of: entry.code) },
            encode: { key, text in
                let converted = classes.converted([Property(key, .string(text))], of: entry)
                return ElementPacker.encoded(converted[0], of: entry.code, classes.schema)
            })
    }
}

extension ClassCatalogue.Entry {
    /// What the text of a cell says of an attribute or a group; nil when it says nothing that can be told alone.
    fileprivate func value(of text: String, for key: String) -> PropertyValue? {
        if let type = attributes[key] { return AttributeConversion.convert(.string(text), to: type) }
        guard key.hasPrefix(GroupThreshold.propertyPrefix) else { return .string(text) }
        return (try? GroupThreshold(parsing: text)).map { .string($0.description) }
    }
}
