import Discovery
import GraphModel

/// What an importer makes of one input.
struct Reading: Equatable {
    var records: [DiscoveredRecord] = []
    var rejected: [ImportError] = []
    var warnings: [ImportError] = []
    var sources: [String] = []
    /// Why reading ended early.
    var failure: ImportError?

    /// - Parameters:
    ///   - chunk: how many bytes the input gives at a time; nil for all.
    ///   - takesRows: whether the sink takes rows of tables where it can.
    init(_ importer: some Importer, _ bytes: [UInt8], chunk: Int? = nil, takesRows: Bool = false) {
        let sink = takesRows ? RowSink() : RecordSink()
        var rest = bytes[...]
        let input = ImportInput(name: "input") { () throws(ImportError) -> [UInt8] in
            let next = rest.prefix(chunk ?? rest.count)
            rest = rest.dropFirst(next.count)
            return Array(next)
        }
        do throws(ImportError) {
            try importer.read(input, into: sink)
            try importer.finish(into: sink)
        } catch {
            failure = error
        }
        records = sink.records
        rejected = sink.rejected
        warnings = sink.warnings
        sources = sink.sources
    }

    /// A record that was rejected must have left nothing behind. Positions count line feeds, so that rows which end with
    /// a carriage return alone cannot be told apart by them.
    func checkRejectedLines(of bytes: [UInt8]) throws {
        let breaks = zip(bytes, bytes.dropFirst() + [0])
        guard !breaks.contains(where: { $0 == 0x0D && $1 != 0x0A }) else { return }
        let accepted = Set(records.map(\.line))
        for error in rejected {
            guard let line = error.position?.line else { throw Violation("a rejection without a place: \(error)") }
            try hold(!accepted.contains(line), "line \(line) is rejected and accepted")
        }
    }

    /// What was read can be stored.
    func checkRanges() throws {
        for record in records {
            let properties: [Property]
            switch record {
            case .item(let item):
                try hold(!item.ciClass.isEmpty && !item.nativeID.isEmpty, "an item without class or id: \(item)")
                properties = item.attributes
            case .relationship(let relationship):
                try hold(!relationship.type.isEmpty, "a relationship without type: \(relationship)")
                properties = relationship.properties
            case .removedItem(let id, _):
                try hold(!id.isEmpty, "a removal of nothing")
                properties = []
            }
            for property in properties {
                try hold(property.value.rangeFault == nil, "\(property) is out of range")
            }
        }
    }
}

/// Takes every record.
private class RecordSink: DiscoverySink {
    var records: [DiscoveredRecord] = []
    var rejected: [ImportError] = []
    var warnings: [ImportError] = []
    var sources: [String] = []

    func declare(source: String) { sources.append(source) }
    func accept(_ record: consuming DiscoveredRecord) throws(ImportError) { records.append(record) }
    func accept(_ row: TableRow, item nativeID: UnsafeRawBufferPointer) throws(ImportError) -> Bool { false }
    func accept(
        _ row: TableRow, from source: UnsafeRawBufferPointer, to target: UnsafeRawBufferPointer
    ) throws(ImportError) -> Bool { false }
    func reject(_ error: ImportError) { rejected.append(error) }
    func warn(_ error: ImportError) { warnings.append(error) }
}

/// Takes rows, and makes of them the records that they stand for.
private final class RowSink: RecordSink {
    override func accept(_ row: TableRow, item nativeID: UnsafeRawBufferPointer) throws(ImportError) -> Bool {
        var item = DiscoveredItem(
            ciClass: Self.text(row.kind), nativeID: Self.text(nativeID),
            position: SourcePosition(file: row.columns.file, line: row.line))
        for cell in row.cells {
            guard let key = row.columns.keys[cell.column] else { return false }
            guard key.hasPrefix(GroupThreshold.propertyPrefix) else {
                item.attributes.append(Property(key, .string(Self.text(cell.text))))
                continue
            }
            guard let threshold = try? GroupThreshold(parsing: Self.text(cell.text)) else { return false }
            item.groups.append(
                RedundancyGroup(name: String(key.dropFirst(GroupThreshold.propertyPrefix.count)), threshold))
        }
        records.append(.item(item))
        return true
    }

    override func accept(
        _ row: TableRow, from source: UnsafeRawBufferPointer, to target: UnsafeRawBufferPointer
    ) throws(ImportError) -> Bool {
        let properties = row.cells.compactMap { cell in
            row.columns.keys[cell.column].map { Property($0, .string(Self.text(cell.text))) }
        }
        records.append(
            .relationship(
                DiscoveredRelationship(
                    type: Self.text(row.kind), source: .native(Self.text(source)), target: .native(Self.text(target)),
                    properties: properties, position: SourcePosition(file: row.columns.file, line: row.line))))
        return true
    }

    private static func text(_ bytes: UnsafeRawBufferPointer) -> String { String(decoding: bytes, as: UTF8.self) }
}

/// Records as the interchange format has them.
enum Written {
    static func lines(_ records: [DiscoveredRecord]) -> [UInt8] {
        var writer = InterchangeWriter()
        for record in records { writer.write(record) }
        writer.finish()
        return writer.take()
    }
}

extension DiscoveredRecord {
    var line: Int? {
        switch self {
        case .item(let item): item.position.line
        case .relationship(let relationship): relationship.position.line
        case .removedItem(_, let position): position.line
        }
    }

    /// Without its place, and with its properties in order of their names: what two formats say alike.
    var placeless: DiscoveredRecord {
        let nowhere = SourcePosition(file: "")
        func sorted(_ properties: [Property]) -> [Property] { properties.sorted { $0.key < $1.key } }
        switch self {
        case .item(var item):
            item.position = nowhere
            item.attributes = sorted(item.attributes)
            return .item(item)
        case .relationship(var relationship):
            relationship.position = nowhere
            relationship.properties = sorted(relationship.properties)
            return .relationship(relationship)
        case .removedItem(let id, _): return .removedItem(nativeID: id, nowhere)
        }
    }
}
