import Foundation
import GraphModel
import TestSupport

@testable import GraphStore

/// Logs replayed into an empty store: whatever was refused, the store is sound afterwards, and its own log makes the same
/// store again.
struct ReplayTarget: FuzzTarget {
    static let name = "replay"

    static func seeds(_ repository: URL) throws -> [[UInt8]] {
        try (1...4).map { commits in
            let folder = try temporaryFolder()
            let store = try GraphStore.create(at: folder.path("store"))
            for number in 1...UInt64(commits) {
                let time = Timestamp(microsecondsSinceEpoch: Int64(number))
                _ = try store.commit(
                    MixedLoad.delta(number), CommitMetadata(author: "a", source: "s", reason: nil, time: time))
            }
            return try log(of: store)
        }
    }

    func run(_ input: UnsafeRawBufferPointer, _ plant: Plant) throws {
        let folder = try temporaryFolder()
        let store = try GraphStore.create(at: folder.path("store"))
        do { _ = try store.replayLog(LogBytes.source(LogBytes.healed([UInt8](input)))) } catch is StoreError {}
        let report = try store.verify()
        try hold(report.isSound, "\(report.findings)")
        let log = try Self.log(of: store)
        let copy = try GraphStore.create(at: folder.path("copy"))
        do {
            _ = try copy.replayLog(LogBytes.source(plant.through(log)))
        } catch {
            throw Violation("the store's own log is refused: \(error)")
        }
        try hold(try Self.log(of: copy) == log, "the store that the log makes has another log")
        try hold(try copy.verify().isSound, "the store that the log makes is not sound")
    }

    private static func log(of store: GraphStore) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try store.exportLog { bytes.append(contentsOf: $0) }
        return bytes
    }
}
