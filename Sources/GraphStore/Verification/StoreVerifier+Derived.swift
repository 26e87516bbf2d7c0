internal import GraphModel
internal import KeyValueStore

/// Posting lists, indexes, counters and definitions: what is derived from nodes and relationships.
extension StoreVerifier {
    /// Posting lists ascend and name exactly the nodes that a scan found.
    mutating func checkPostings(_ table: Table, _ expected: [UInt16: SetSum]) throws(StoreError) {
        var found: [UInt16: SetSum] = [:]
        var last: (list: UInt16, node: UInt64) = (0, 0)
        try scan(table) { (verifier, key, payload) throws(DecodingFault) in
            let list = UInt16(try number(key, at: 0, width: 2))
            let isFirst = list != last.list || found[list] == nil
            guard key.count == (isFirst ? 2 : 7) else {
                throw DecodingFault(offset: 0, reason: "a chunk with the wrong kind of key")
            }
            if isFirst { last = (list, 0) }
            let boundary = isFirst ? 0 : try number(key, at: 2, width: 5)
            if payload.count > ChunkLimits.payloadBytes {
                verifier.find(table, key, "a chunk of \(payload.count) bytes")
            }
            var cursor = try PostingChunkCursor(payload)
            while let node = try cursor.next() {
                if node <= last.node || node < boundary { verifier.find(table, key, "node #\(node) is out of order") }
                last.node = node
                found[list, default: SetSum()].insert(node)
            }
        }
        for list in Set(found.keys).union(expected.keys).sorted() where found[list] != expected[list] {
            let (listed, scanned) = (found[list]?.count ?? 0, expected[list]?.count ?? 0)
            find(table, "list \(list) names \(listed) nodes, and a scan finds \(scanned) or others")
        }
    }

    /// Every counter is what a scan counted, and none is missing.
    mutating func checkCounters() throws(StoreError) {
        var expected = counters.filter { $0.value != 0 }
        try scan(.counters) { (verifier, key, payload) throws(DecodingFault) in
            guard let counter = CounterKey(key) else {
                throw DecodingFault(offset: 0, reason: "not the key of a counter")
            }
            var reader = ByteReader(payload)
            let stored = try reader.signedVarint()
            guard reader.isAtEnd else { throw DecodingFault(offset: reader.offset, reason: "bytes after the number") }
            let counted = expected.removeValue(forKey: counter) ?? 0
            if stored != counted { verifier.find(.counters, key, "says \(stored), and a scan counts \(counted)") }
        }
        for (counter, count) in expected {
            counter.bytes.withBytes { find(.counters, $0, "is missing, and a scan counts \(count)") }
        }
    }

    /// Definitions were read when the state was loaded; here: their records and their history.
    mutating func checkDefinitions() throws(StoreError) {
        for table in [Table.definitions, .definitionHistory] {
            try scan(table) { (verifier, key, payload) throws(DecodingFault) in
                let suffix = table == .definitions ? 0 : 6
                guard key.count > suffix, let kind = DefinitionKind(rawValue: key[0]) else {
                    throw DecodingFault(offset: 0, reason: "unknown kind of definition")
                }
                let name = UnsafeRawBufferPointer(rebasing: key[1..<(key.count - suffix)])
                guard let name = String(validating: name, as: UTF8.self) else {
                    throw DecodingFault(offset: 0, reason: "a name that is not UTF-8")
                }
                let (_, version) = try DefinitionCodec.decode(payload, kind: kind, name: name)
                guard kind != .compiledSchema else { return }
                try verifier.check(version: version)
                var commits = [version.rawValue]
                if suffix > 0 {
                    commits.append(try number(key, at: key.count - 5, width: 5))
                    if commits[1] <= commits[0] { verifier.find(table, key, "ended before it began") }
                }
                for commit in commits where commit > verifier.floor.rawValue {
                    verifier.told[commit, default: ToldCommit()].definitions.insert(
                        TouchedElements.Definition(kind: kind.rawValue, name: name))
                }
            }
        }
        let numbers = definitions.indexes.map(\.number)
        if Set(numbers).count != numbers.count { find(.definitions, "two indexes have one number") }
    }

    /// Every element that an index covers is in it under its values, nothing else is, and constraints hold.
    mutating func checkIndexes() throws(StoreError) {
        var keys = SetSum()
        var previous: [UInt8] = []
        let unique = Set(definitions.indexes.filter(\.isUnique).map(\.number))
        let onRelationships = Set(definitions.indexes.filter(\.isOnRelationships).map(\.number))
        try scan(.indexes) { (verifier, key, _) throws(DecodingFault) in
            keys.insert(SetSum.digest(key), UInt64(key.count))
            let index = UInt16(try number(key, at: 0, width: 2))
            guard unique.contains(index) else { return }
            let width = IndexKey.elementBytes(isRelationship: onRelationships.contains(index))
            guard key.count >= 2 + width else { throw DecodingFault(offset: 0, reason: "a key that is too short") }
            let value = [UInt8](key.dropLast(width))
            if value == previous, !IndexKey.isCut(valueCount: value.count - 2) {
                verifier.find(.indexes, key, "two elements have the values of a uniqueness constraint")
            }
            previous = value
        }
        var expected = SetSum()
        try forEachIndexKey { key in
            key.withUnsafeBytes { expected.insert(SetSum.digest($0), UInt64(key.count)) }
        }
        guard keys != expected else { return }
        find(.indexes, "holds \(keys.count) entries, and a scan finds \(expected.count) or others")
        var missing: [[UInt8]] = []
        let transaction = transaction
        try forEachIndexKey { key in
            let isThere = try? key.withStoredBytes { (key) throws(StoreError) in try transaction.contains(.indexes, key)
            }
            if isThere != true, missing.count < VerificationReport.limit { missing.append(key) }
        }
        for key in missing { key.withUnsafeBytes { find(.indexes, $0, "is missing") } }
    }
}
