import Faultline
import Foundation
import GraphModel
import GraphStore
import Measuring

/// Durable commits of one relationship each, or one commit of all of them.
enum CommitMode: String {
    case one
    case many
    case transaction

    static let writers = 64
}

/// Writes one relationship for each line `number number id id` of a file.
func measureCommits(store path: String, pairs pairsFile: String, mode: CommitMode) throws {
    let deltas = try readDeltas(path, pairsFile)
    let store = try GraphStore.open(at: path)
    switch mode {
    case .one:
        var samples = Samples()
        for delta in deltas { _ = try samples.measure { try store.commit(delta, metadata) } }
        samples.printLine("commits-one")
    case .many:
        let writers = Writers(store, deltas)
        writers.run().printLine("commits-many")
    case .transaction:
        let start = now()
        try store.write(metadata) { writer in
            for delta in deltas { _ = try writer.apply(delta) }
        }
        let seconds = (now() - start) / 1e6
        printObject(
            "commits-transaction",
            [("count", Double(deltas.count)), ("perSecond", Double(deltas.count) / seconds)])
    }
}

private var metadata: CommitMetadata {
    CommitMetadata(author: "bench", source: "bench", time: Timestamp(microsecondsSinceEpoch: 1_800_000_000_000_000))
}

private func readDeltas(_ path: String, _ pairsFile: String) throws -> [GraphDelta] {
    let session = try Database.open(at: path, access: .readOnly).session()
    return try rows(of: pairsFile).map { row in
        let (from, to) = (try session.resolve("csv#\(row[2])"), try session.resolve("csv#\(row[3])"))
        return GraphDelta(operations: [
            .createRelationship(
                id: nil, type: "USES", source: .existing(from), target: .existing(to), properties: [])
        ])
    }
}

/// Threads that take the next delta and commit it until none is left.
private final class Writers: @unchecked Sendable {
    private let store: GraphStore
    private let deltas: [GraphDelta]
    private let lock = NSLock()
    private var next = 0
    private var samples = Samples()

    init(_ store: GraphStore, _ deltas: [GraphDelta]) {
        self.store = store
        self.deltas = deltas
    }

    func run() -> Samples {
        let group = DispatchGroup()
        samples = Samples()
        for _ in 0..<CommitMode.writers {
            group.enter()
            Thread.detachNewThread { [self] in
                work()
                group.leave()
            }
        }
        group.wait()
        return samples
    }

    private func work() {
        var own = Samples()
        while let delta = take() {
            do {
                _ = try own.measure { try store.commit(delta, metadata) }
            } catch {
                preconditionFailure("a commit was refused: \(error)")
            }
        }
        lock.withLock { samples.join(own) }
    }

    private func take() -> GraphDelta? {
        lock.withLock {
            guard next < deltas.count else { return nil }
            defer { next += 1 }
            return deltas[next]
        }
    }
}
