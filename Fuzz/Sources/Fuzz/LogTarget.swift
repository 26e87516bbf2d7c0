import Foundation
import GraphModel
import TestSupport

@testable import GraphStore

/// Logs: what a reader takes out of one comes back from the log that a writer makes of it.
struct LogTarget: FuzzTarget {
    static let name = "log"

    private struct Content: Equatable {
        var store: [UInt8] = []
        var first = CommitNumber.zero
        var commits: [(number: CommitNumber, record: CommitRecord, operations: [GraphOperation])] = []

        static func == (a: Content, b: Content) -> Bool {
            a.store == b.store && a.first == b.first
                && a.commits.elementsEqual(b.commits) {
                    $0.number == $1.number && $0.record == $1.record && $0.operations == $1.operations
                }
        }
    }

    static func seeds(_ repository: URL) throws -> [[UInt8]] { try (0...6).map { try LogBytes.sample(commits: $0) } }

    func run(_ input: UnsafeRawBufferPointer, _ plant: Plant) throws {
        let healed = LogBytes.healed([UInt8](input))
        // Frames as they came must be sound, or be the healed ones.
        if healed.elementsEqual(input) == false {
            do {
                _ = try Self.read([UInt8](input))
                throw Violation("a log is read whose checksums are wrong")
            } catch is StoreError {}
        }
        let content: Content
        do { content = try Self.read(healed) } catch is StoreError { return }
        let again = try Self.read(plant.through(try Self.write(content)))
        try hold(again == content, "\(content) becomes \(again)")
    }

    private static func read(_ bytes: [UInt8]) throws -> Content {
        var reader = try LogReader(LogBytes.source(bytes))
        var content = Content(store: reader.store, first: reader.first)
        while true {
            switch try reader.event() {
            case .commit(let number, let record): content.commits.append((number, record, []))
            case .operations(let operations): content.commits[content.commits.count - 1].operations += operations
            case .commitEnd: break
            case .end: return content
            }
        }
    }

    private static func write(_ content: Content) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var writer = try LogWriter(store: content.store, first: content.first) { bytes.append(contentsOf: $0) }
        for commit in content.commits {
            try writer.begin(commit.number, commit.record)
            for operation in commit.operations { try writer.append(operation) }
            try writer.endCommit()
        }
        try writer.end(last: content.commits.last?.number ?? CommitNumber(content.first.rawValue &- 1))
        return bytes
    }
}

/// Making and mending logs.
enum LogBytes {
    /// A log of random operations, which make sense to a reader and not to a store.
    static func sample(commits: Int) throws -> [UInt8] {
        var random = SeededGenerator(seed: UInt64(commits + 1))
        var bytes: [UInt8] = []
        var writer = try LogWriter(store: Array(1...16), first: CommitNumber(1)) { bytes.append(contentsOf: $0) }
        for number in 0..<UInt64(commits) {
            let metadata = CommitMetadata(
                author: "a", source: "s", reason: number % 2 == 0 ? "r" : nil,
                time: Timestamp(microsecondsSinceEpoch: Int64(number)))
            let record = CommitRecord(metadata: metadata, counts: ChangeCounts(), nextNode: 9, nextRelationship: 9)
            try writer.begin(CommitNumber(number + 1), record)
            for operation in RandomDeltas.delta(&random, operations: 1 + random.below(6)).operations {
                try writer.append(operation)
            }
            try writer.endCommit()
        }
        try writer.end(last: CommitNumber(UInt64(commits)))
        return bytes
    }

    /// The log with the checksums that its frames should have, which no chance would find.
    static func healed(_ log: [UInt8]) -> [UInt8] {
        var bytes = log
        var at = LogFrame.magic.count
        var previous: UInt32 = 0
        while at + LogFrame.headBytes <= bytes.count {
            let length = (1...4).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * ($1 - 1)) }
            let start = at + LogFrame.headBytes
            guard length <= bytes.count - start else { break }
            previous = bytes[start..<start + length].withUnsafeBytes {
                LogFrame.checksum(after: previous, kind: bytes[at], $0)
            }
            for place in 0..<4 { bytes[at + 5 + place] = UInt8(truncatingIfNeeded: previous >> (8 * UInt32(place))) }
            at = start + length
        }
        return bytes
    }

    static func source(_ bytes: [UInt8]) -> (UnsafeMutableRawBufferPointer) -> Int {
        var place = 0
        return { target in
            let count = min(target.count, bytes.count - place)
            target.copyBytes(from: bytes[place..<place + count])
            place += count
            return count
        }
    }
}
