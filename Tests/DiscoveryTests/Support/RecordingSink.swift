import Discovery
import GraphModel

/// Keeps what an importer pushes.
final class RecordingSink: DiscoverySink {
    var records: [DiscoveredRecord] = []
    var rejected: [String] = []
    var warnings: [String] = []
    var sources: [String] = []

    func declare(source: String) { sources.append(source) }
    func accept(_ record: consuming DiscoveredRecord) throws(ImportError) { records.append(record) }
    func reject(_ error: ImportError) { rejected.append("\(error)") }
    func warn(_ error: ImportError) { warnings.append("\(error)") }

    var items: [DiscoveredItem] {
        records.compactMap { if case .item(let item) = $0 { item } else { nil } }
    }

    var relationships: [DiscoveredRelationship] {
        records.compactMap { if case .relationship(let relationship) = $0 { relationship } else { nil } }
    }
}

/// What reading inputs with an importer gives, with the error that ended it.
struct Reading: Equatable {
    var records: [DiscoveredRecord] = []
    var rejected: [String] = []
    var warnings: [String] = []
    var sources: [String] = []
    var failure: String?

    init<I: Importer>(_ type: I.Type, _ input: ImportInput, options: ImporterOptions = ImporterOptions()) {
        let sink = RecordingSink()
        do {
            let importer = try I(options: options)
            try importer.read(input, into: sink)
            try importer.finish(into: sink)
        } catch {
            failure = "\(error)"
        }
        records = sink.records
        rejected = sink.rejected
        warnings = sink.warnings
        sources = sink.sources
    }

    var isClean: Bool { rejected.isEmpty && warnings.isEmpty && failure == nil }
}

extension DiscoveredRecord {
    /// The record without its position, for comparing what two inputs say.
    var placeless: DiscoveredRecord {
        let nowhere = SourcePosition(file: "")
        switch self {
        case .item(var item):
            item.position = nowhere
            return .item(item)
        case .relationship(var relationship):
            relationship.position = nowhere
            return .relationship(relationship)
        case .removedItem(let id, _): return .removedItem(nativeID: id, nowhere)
        }
    }
}
