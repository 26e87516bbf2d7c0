internal import GraphModel
internal import KeyValueStore

extension StateDifferences {
    /// The definitions that differ: indexes, constraints, then the schema, each by ascending name.
    func definitions() throws(StoreError) -> [DefinitionChange] {
        var changes: [DefinitionChange] = []
        for touched in touched.definitions {
            guard let kind = DefinitionKind(rawValue: touched.kind) else {
                throw .corrupt(.touched, "unknown kind of definition")
            }
            let before = try transaction.definition(kind, touched.name, asOf: from)
            let after = try transaction.definition(kind, touched.name, asOf: to)
            if let before, let after, before.says(after) { continue }
            if before == nil, after == nil { continue }
            switch kind {
            case .index: changes.append(.index(before: before?.index, after: after?.index))
            case .constraint: changes.append(.constraint(before: before?.constraint, after: after?.constraint))
            case .schema: changes.append(.schema(before: before?.documents ?? [], after: after?.documents ?? []))
            case .compiledSchema: continue
            }
        }
        return changes
    }
}

extension DefinitionCodec.Record {
    fileprivate var index: IndexDefinition? {
        if case .index(let definition, _) = self { definition } else { nil }
    }

    fileprivate var constraint: ConstraintDefinition? {
        if case .constraint(let definition, _) = self { definition } else { nil }
    }

    fileprivate var documents: [SchemaDocument]? {
        if case .schema(let documents) = self { documents } else { nil }
    }
}

extension UnsafeTransaction {
    /// A definition as it was after a commit, or nil when there was none.
    func definition(
        _ kind: DefinitionKind, _ name: String, asOf commit: CommitNumber
    ) throws(StoreError) -> DefinitionCodec.Record? {
        let key = DefinitionCodec.key(kind, name)
        if let payload = try get(.definitions, key) {
            let (record, version) = try decoding(.definitions) { () throws(DecodingFault) in
                try DefinitionCodec.decode(payload, kind: kind, name: name)
            }
            if version <= commit { return record }
        }
        var sought = ByteWriter()
        sought.bytes = key + [0]
        let prefix = sought.bytes
        sought.bigEndian(commit.next.rawValue, width: 5)
        var cursor = try cursor(.definitionHistory)
        let isFound = try sought.bytes.withStoredBytes { (key) throws(StoreError) in try cursor.seek(atLeast: key) }
        guard isFound, cursor.key.starts(with: prefix), cursor.key.count == prefix.count + 5 else { return nil }
        let payload = cursor.payload
        let (record, version) = try decoding(.definitionHistory) { () throws(DecodingFault) in
            try DefinitionCodec.decode(payload, kind: kind, name: name)
        }
        return version <= commit ? record : nil
    }
}
