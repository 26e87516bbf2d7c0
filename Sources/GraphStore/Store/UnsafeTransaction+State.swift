internal import GraphModel
internal import KeyValueStore
internal import Schema

/// The record `format` of the table `meta`: varint version of this format.
enum StoreFormat {
    static let version: UInt64 = 2
    static let key = Array("format".utf8)

    static var record: [UInt8] {
        var writer = ByteWriter()
        writer.varint(version)
        return writer.bytes
    }

    static func check(_ payload: UnsafeRawBufferPointer?) throws(StoreError) {
        guard let payload else { throw StoreError(.notAStore, "the folder holds no Faultline store") }
        let found = try decoding(.meta) { () throws(DecodingFault) in
            var reader = ByteReader(payload)
            return try reader.varint()
        }
        guard found == version else {
            throw StoreError(
                .otherVersion, "the store has format version \(found); this program reads version \(version)",
                advice: found > version
                    ? "A newer release of Faultline wrote it. Use that one; nothing was changed."
                    : "An older release of Faultline wrote it. Export the store with that one, and import it with this."
            )
        }
    }
}

extension UnsafeTransaction {
    /// Where the store stands in this transaction.
    func head() throws(StoreError) -> StoreHead {
        guard let last = try last(.commits) else { return StoreHead() }
        return try decoding(.commits) { () throws(DecodingFault) in
            var key = ByteReader(last.key)
            var payload = ByteReader(last.payload)
            return try CommitCodec.decodeHead(of: CommitNumber(try key.bigEndian(width: 5)), from: &payload)
        }
    }

    /// Everything that is kept in memory, read from the tables.
    func loadState() throws(StoreError) -> StoreState {
        try StoreFormat.check(try get(.meta, StoreFormat.key))
        var state = StoreState()
        state.head = try head()
        try loadNames(&state.names)
        try loadDefinitions(&state)
        return state
    }

    private func loadNames(_ names: inout Names) throws(StoreError) {
        var tokens = try cursor(.tokens)
        var isThere = try tokens.first()
        while isThere {
            let (key, payload) = (tokens.key, tokens.payload)
            guard key.count == 3, let kind = Names.Kind(rawValue: key[0]),
                let name = String(validating: payload, as: UTF8.self),
                names[kind].add(name) == UInt16(key[1]) << 8 | UInt16(key[2])
            else { throw .corrupt(.tokens, "names are not numbered one after the other") }
            isThere = try tokens.next()
        }
        var sets = try cursor(.labelSets)
        isThere = try sets.first()
        while isThere {
            let (key, payload) = (sets.key, sets.payload)
            let labels = try decoding(.labelSets) { () throws(DecodingFault) in
                var reader = ByteReader(payload)
                var labels: [UInt16] = []
                for _ in 0..<(try reader.count()) { labels.append(UInt16(truncatingIfNeeded: try reader.varint())) }
                return labels
            }
            guard key.count == 2, labels.allSatisfy({ names.labels.name($0) != nil }),
                names.labelSets.add(labels, names.labels) == UInt16(key[0]) << 8 | UInt16(key[1])
            else { throw .corrupt(.labelSets, "label sets are not numbered one after the other") }
            isThere = try sets.next()
        }
    }

    private func loadDefinitions(_ state: inout StoreState) throws(StoreError) {
        var compiled: [UInt8]?
        var cursor = try cursor(.definitions)
        var isThere = try cursor.first()
        while isThere {
            let (key, payload) = (cursor.key, cursor.payload)
            guard let first = key.first, let kind = DefinitionKind(rawValue: first),
                let name = String(validating: key.dropFirst(), as: UTF8.self)
            else { throw .corrupt(.definitions, "a definition has no kind or no name") }
            let (record, version) = try decoding(.definitions) { () throws(DecodingFault) in
                try DefinitionCodec.decode(payload, kind: kind, name: name)
            }
            state.definitions.changed = max(state.definitions.changed, version)
            if case .compiledSchema(let bytes) = record { compiled = bytes }
            try state.definitions.add(record, version, state.names)
            isThere = try cursor.next()
        }
        // A dropped definition leaves no row: the last commit is as early as is certain.
        state.definitions.changed = state.head.commit
        guard !state.definitions.documents.isEmpty else { return }
        do {
            if let compiled, let schema = try? CompiledSchema(decoding: compiled) {
                state.definitions.schema = schema
            } else {
                state.definitions.schema = try CompiledSchema(documents: state.definitions.documents)
            }
        } catch {
            throw .corrupt(.definitions, "the stored schema cannot be used: \(error.message)")
        }
    }
}

extension Definitions {
    /// Adds a stored definition, its names resolved.
    fileprivate mutating func add(
        _ record: DefinitionCodec.Record, _ version: CommitNumber, _ names: Names
    ) throws(StoreError) {
        switch record {
        case .index(let definition, let number):
            try addIndex(definition, number, isUnique: false, version, names)
        case .constraint(let definition, let number) where definition.kind == .uniqueness:
            let index = IndexDefinition(
                name: definition.name, element: definition.element, properties: definition.properties)
            try addIndex(index, number, isUnique: true, version, names)
        case .constraint(let definition, _):
            let (element, keys) = try Self.resolve(definition.element, definition.properties, names)
            existences.append(
                ExistenceInfo(definition: definition, element: element, keys: keys, version: version))
        case .schema(let documents):
            self.documents = documents
            schemaVersion = version
        case .compiledSchema: break
        }
    }

    private mutating func addIndex(
        _ definition: IndexDefinition, _ number: UInt16, isUnique: Bool, _ version: CommitNumber, _ names: Names
    ) throws(StoreError) {
        let (element, keys) = try Self.resolve(definition.element, definition.properties, names)
        indexes.append(
            IndexInfo(
                number: number, definition: definition, element: element, keys: keys, isUnique: isUnique,
                version: version))
        indexes.sort { Names.precedes($0.definition.name, $1.definition.name) }
    }

    private static func resolve(
        _ element: IndexedElement, _ properties: [String], _ names: Names
    ) throws(StoreError) -> (UInt16, [UInt16]) {
        let token: UInt16?
        switch element {
        case .label(let name): token = names.labels.token(name)
        case .relationshipType(let name): token = names.types.token(name)
        }
        let keys = properties.compactMap(names.keys.token)
        guard let token, !keys.isEmpty, keys.count == properties.count else {
            throw .corrupt(.definitions, "a definition is on names that the store does not know")
        }
        return (token, keys)
    }
}
