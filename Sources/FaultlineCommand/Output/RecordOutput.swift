import Faultline

/// Where a stream of records goes: one writer's bytes, or several writers' to several files.
final class RecordOutput: DiscoverySink {
    private var writers: [(writer: any RecordWriter, stream: StandardStream)]
    private var fault: CommandError?
    private static let pieceBytes = 1 << 17

    init(_ writers: [(writer: any RecordWriter, stream: StandardStream)]) { self.writers = writers }

    /// The two tables of CSV in a folder, which is made.
    static func csv(folder: String, columns: ExportColumns) throws(CommandError) -> RecordOutput {
        try OutputFile.createFolder(folder)
        let items = CSVExportWriter(.items, columns: columns)
        let relationships = CSVExportWriter(.relationships, columns: columns)
        return RecordOutput([
            (items, try OutputFile.create(folder + "/items.csv")),
            (relationships, try OutputFile.create(folder + "/relationships.csv")),
        ])
    }

    func write(_ record: DiscoveredRecord) throws(CommandError) {
        for index in writers.indices {
            writers[index].writer.write(record)
            if writers[index].writer.pendingBytes >= Self.pieceBytes { try drain(index) }
        }
    }

    func finish() throws(CommandError) {
        for index in writers.indices {
            writers[index].writer.finish()
            try drain(index)
            try writers[index].stream.flush()
        }
    }

    func accept(_ record: consuming DiscoveredRecord) throws(ImportError) {
        do throws(CommandError) {
            try write(record)
        } catch {
            fault = error
            throw ImportError(.refused, error.message)
        }
    }

    func reject(_ error: ImportError) {}
    func warn(_ error: ImportError) {}

    /// Runs what produces the records, writes the rest, and throws the output's fault rather than its consequence.
    func collect(_ body: () throws -> Void) throws {
        do { try body() } catch { throw fault ?? error }
        try finish()
    }

    private func drain(_ index: Int) throws(CommandError) {
        try writers[index].stream.write(writers[index].writer.take())
    }
}

/// Notes the attributes that occur, for formats that name them all first.
final class ColumnCollector: DiscoverySink {
    private(set) var columns = ExportColumns()

    func accept(_ record: consuming DiscoveredRecord) { columns.add(record) }
    func reject(_ error: ImportError) {}
    func warn(_ error: ImportError) {}
}
