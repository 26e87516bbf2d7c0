internal import GraphModel

/// Records of the table `definitions`: varint version commit, then
/// - index: u16 number, element, properties, byte 1 when each element of a list is indexed;
/// - constraint: kind byte, element, properties, u16 number of the index behind a uniqueness constraint, else 0;
/// - schema: varint count, and per document string name, string text;
/// - compiled schema: what `CompiledSchema.encode` wrote.
///
/// An element is byte 0 (label) or 1 (relationship type) and its name; properties are a varint count and names.
enum DefinitionCodec {
    enum Record: Equatable {
        case index(IndexDefinition, number: UInt16)
        case constraint(ConstraintDefinition, number: UInt16)
        case schema([SchemaDocument])
        case compiledSchema([UInt8])

        var kind: DefinitionKind {
            switch self {
            case .index: .index
            case .constraint: .constraint
            case .schema: .schema
            case .compiledSchema: .compiledSchema
            }
        }

        /// Whether the definition is the same, whatever number its index has.
        func says(_ other: Record) -> Bool {
            switch (self, other) {
            case (.index(let a, _), .index(let b, _)): a == b
            case (.constraint(let a, _), .constraint(let b, _)): a == b
            default: self == other
            }
        }

        var name: String {
            switch self {
            case .index(let definition, _): definition.name
            case .constraint(let definition, _): definition.name
            case .schema, .compiledSchema: ""
            }
        }
    }

    static func encode(_ record: Record, version: CommitNumber) -> [UInt8] {
        var writer = ByteWriter()
        writer.varint(version.rawValue)
        switch record {
        case .index(let definition, let number):
            writer.bigEndian(UInt64(number), width: 2)
            encode(definition.element, definition.properties, into: &writer)
            writer.byte(definition.eachListElement ? 1 : 0)
        case .constraint(let definition, let number):
            writer.byte(definition.kind.rawValue)
            encode(definition.element, definition.properties, into: &writer)
            writer.bigEndian(UInt64(number), width: 2)
        case .schema(let documents):
            writer.varint(UInt64(documents.count))
            for document in documents {
                writer.string(document.name)
                writer.string(document.text)
            }
        case .compiledSchema(let bytes): writer.bytes.append(contentsOf: bytes)
        }
        return writer.bytes
    }

    static func decode(
        _ payload: UnsafeRawBufferPointer, kind: DefinitionKind, name: String
    ) throws(DecodingFault) -> (record: Record, version: CommitNumber) {
        var reader = ByteReader(payload)
        let version = CommitNumber(try reader.varint())
        switch kind {
        case .index:
            let number = UInt16(try reader.bigEndian(width: 2))
            let (element, properties) = try decodeElement(&reader)
            let each = try reader.byte() == 1
            let definition = IndexDefinition(
                name: name, element: element, properties: properties, eachListElement: each)
            return (.index(definition, number: number), version)
        case .constraint:
            guard let kind = ConstraintDefinition.Kind(rawValue: try reader.byte()) else {
                throw DecodingFault(offset: reader.offset, reason: "unknown kind of constraint")
            }
            let (element, properties) = try decodeElement(&reader)
            let number = UInt16(try reader.bigEndian(width: 2))
            let definition = ConstraintDefinition(name: name, kind: kind, element: element, properties: properties)
            return (.constraint(definition, number: number), version)
        case .schema:
            var documents: [SchemaDocument] = []
            for _ in 0..<(try reader.count(unit: 2)) {
                documents.append(SchemaDocument(name: try reader.string(), text: try reader.string()))
            }
            return (.schema(documents), version)
        case .compiledSchema:
            return (.compiledSchema([UInt8](try reader.raw(reader.remaining))), version)
        }
    }

    private static func encode(_ element: IndexedElement, _ properties: [String], into writer: inout ByteWriter) {
        switch element {
        case .label(let name):
            writer.byte(0)
            writer.string(name)
        case .relationshipType(let name):
            writer.byte(1)
            writer.string(name)
        }
        writer.varint(UInt64(properties.count))
        for property in properties { writer.string(property) }
    }

    private static func decodeElement(
        _ reader: inout ByteReader
    ) throws(DecodingFault) -> (IndexedElement, [String]) {
        let isType = try reader.byte() == 1
        let name = try reader.string()
        var properties: [String] = []
        for _ in 0..<(try reader.count()) { properties.append(try reader.string()) }
        return (isType ? .relationshipType(name) : .label(name), properties)
    }

    /// Kind byte, then the name.
    static func key(_ kind: DefinitionKind, _ name: String) -> [UInt8] {
        var key = [kind.rawValue]
        key.append(contentsOf: name.utf8)
        return key
    }

    /// As `key`, then a 0 byte (names have none) and the u40 commit that replaced the definition.
    static func historyKey(_ kind: DefinitionKind, _ name: String, until: CommitNumber) -> [UInt8] {
        var writer = ByteWriter()
        writer.bytes = key(kind, name)
        writer.byte(0)
        writer.bigEndian(until.rawValue, width: 5)
        return writer.bytes
    }
}
