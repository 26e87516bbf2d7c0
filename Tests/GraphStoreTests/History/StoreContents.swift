import GraphModel
import KeyValueStore

@testable import GraphStore

/// Every table of a store as text, with names in place of the numbers that stand for them: two stores with the same
/// contents answer every question alike, whatever order they met names in.
struct StoreContents: Equatable {
    var tables: [String: [String]] = [:]

    init(_ store: GraphStore) throws {
        let snapshot = try store.snapshot()
        let reader = TableTexts(
            transaction: snapshot.transaction, names: snapshot.names, definitions: snapshot.definitions)
        for table in Table.all where table != .tokens && table != .labelSets {
            tables[table.name] = try reader.texts(table)
        }
    }

    /// The first lines that differ, for messages.
    func differences(from other: StoreContents) -> [String] {
        tables.keys.sorted().flatMap { name in
            let (mine, others) = (Set(tables[name] ?? []), Set(other.tables[name] ?? []))
            return mine.subtracting(others).sorted().prefix(2).map { "\(name) only here: \($0)" }
                + others.subtracting(mine).sorted().prefix(2).map { "\(name) only there: \($0)" }
        }
    }
}

private struct TableTexts {
    let transaction: UnsafeTransaction
    let names: Names
    let definitions: Definitions

    func texts(_ table: Table) throws -> [String] {
        var texts: [String] = []
        var cursor = try transaction.cursor(table)
        var isFound = try cursor.first()
        while isFound {
            texts += try self.texts(table, cursor.key, cursor.payload)
            isFound = try cursor.next()
        }
        return texts.sorted()
    }

    private func texts(
        _ table: Table, _ key: UnsafeRawBufferPointer, _ payload: UnsafeRawBufferPointer
    ) throws -> [String] {
        switch table {
        case .nodes, .nodeHistory:
            let record = try NodeRecord(payload)
            let labels = names.labelNames(ofSet: record.labelSet) ?? []
            return ["\(Array(key)) \(record.version) \(labels) \(try record.properties.properties(names.keys))"]
        case .relationships: return ["\(Array(key)) \(try PropertyBlock(payload).properties(names.keys))"]
        case .adjacency:
            var cursor = try AdjacencyChunkCursor(payload, owner: try number(key, at: 0, width: 5))
            var texts: [String] = []
            while let entry = try cursor.next() {
                let type = names.types.name(entry.type) ?? "?"
                let place = "\(entry.node) \(key[5]) \(type) \(entry.other) \(entry.relationship)"
                texts.append("\(place) \(entry.version) \(entry.hasProperties)")
            }
            return texts
        case .relationshipHistory:
            let record = try RelationshipHistoryRecord(payload)
            let type = names.types.name(record.type) ?? "?"
            let properties = try record.properties.properties(names.keys)
            return ["\(Array(key)) \(type) \(record.other) \(record.version) \(properties)"]
        case .labelNodes, .typeSources: return try postings(table, key, payload)
        case .indexes:
            let number = UInt16(key[0]) << 8 | UInt16(key[1])
            let name = definitions.indexes.first { $0.number == number }?.definition.name ?? "?"
            return ["\(name) \(Array(key.dropFirst(2)))"]
        case .definitions, .definitionHistory: return try definition(table, key, payload)
        case .counters: return try counter(key, payload)
        default: return ["\(Array(key)) \(Array(payload))"]
        }
    }

    private func postings(
        _ table: Table, _ key: UnsafeRawBufferPointer, _ payload: UnsafeRawBufferPointer
    ) throws -> [String] {
        let token = UInt16(key[0]) << 8 | UInt16(key[1])
        let name = (table == .labelNodes ? names.labels : names.types).name(token) ?? "?"
        var cursor = try PostingChunkCursor(payload)
        var texts: [String] = []
        while let node = try cursor.next() { texts.append("\(name) \(node)") }
        return texts
    }

    private func definition(
        _ table: Table, _ key: UnsafeRawBufferPointer, _ payload: UnsafeRawBufferPointer
    ) throws -> [String] {
        guard let kind = DefinitionKind(rawValue: key[0]), kind != .compiledSchema else { return [] }
        let end = table == .definitions ? key.count : key.count - 6
        let name = String(decoding: key[1..<end], as: UTF8.self)
        let (record, version) = try DefinitionCodec.decode(payload, kind: kind, name: name)
        let until = table == .definitions ? [] : Array(key[end...])
        switch record {
        case .index(let definition, _): return ["\(definition) \(version) \(until)"]
        case .constraint(let definition, _): return ["\(definition) \(version) \(until)"]
        case .schema(let documents): return ["\(documents) \(version) \(until)"]
        case .compiledSchema: return []
        }
    }

    private func counter(_ key: UnsafeRawBufferPointer, _ payload: UnsafeRawBufferPointer) throws -> [String] {
        var reader = ByteReader(payload)
        let value = try reader.signedVarint()
        switch CounterKey(key) {
        case .label(let label): return ["label \(names.labels.name(label) ?? "?") \(value)"]
        case .type(let type): return ["type \(names.types.name(type) ?? "?") \(value)"]
        case .ends(let label, let type, let direction):
            return ["\(names.labels.name(label) ?? "?") \(names.types.name(type) ?? "?") \(direction) \(value)"]
        default: return ["\(Array(key)) \(value)"]
        }
    }
}
