import ArgumentParser
import Faultline

struct LogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "Write the store's commits as a log, or rebuild a store from one.",
        subcommands: [LogExport.self, LogReplayCommand.self])
}

struct LogExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the commits from one on, in the encoding of docs/change-feed.md.")

    @OptionGroup var store: StoreOptions

    @Option(help: ArgumentHelp("The first commit.", valueName: "commit"))
    var from: UInt64 = 1

    @Option(help: ArgumentHelp("A file. Default: standard output.", valueName: "path"))
    var output: String?

    func run() throws {
        let stream = try output.map { try OutputFile.create($0) } ?? StandardStream.output()
        try store.open().exportLog(from: CommitNumber(from)) { try stream.write($0) }
        try stream.flush()
    }
}

struct LogReplayCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Apply a log to a store, which is made when there is none.",
        discussion: "Graph, commit numbers, times and history become those of the store that the log is from.")

    @OptionGroup var store: StoreOptions
    @OptionGroup var output: OutputOptions

    @Argument(help: ArgumentHelp("The log, or - for standard input.", valueName: "file"))
    var file = "-"

    func run() throws {
        let input = try InputOpener().open(file)
        let display = ProgressDisplay(verb: "replaying", total: input.expectedBytes)
        defer { display.end() }
        let reader = ChunkReader(display.watching(input))
        let database = try replay(reader)
        let version = try database.statistics().version
        var report = Report(headline: "Replayed up to commit \(version)")
        report.field("version", "Commit", .integer(Int(version.rawValue)))
        try output.write(report)
    }

    private func replay(_ reader: ChunkReader) throws -> Database {
        do {
            let database = try store.open(.readWrite)
            try database.replayLog(reader.fill)
            return database
        } catch let error as StoreError where error.kind == .notFound {
            return try Database.create(at: store.path, replaying: reader.fill)
        }
    }
}

/// Copies an input's chunks into buffers of whatever size.
final class ChunkReader {
    private let input: ImportInput
    private var chunk: ArraySlice<UInt8> = []

    init(_ input: ImportInput) { self.input = input }

    /// Returns how many bytes it wrote; 0 at the end.
    func fill(_ buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        if chunk.isEmpty { chunk = try input.read()[...] }
        let count = min(buffer.count, chunk.count)
        buffer.copyBytes(from: chunk.prefix(count))
        chunk = chunk.dropFirst(count)
        return count
    }
}
