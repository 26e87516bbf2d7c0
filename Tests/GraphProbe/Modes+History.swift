import GraphModel
import GraphStore
import Synchronization
import TestSupport

extension Modes {
    private static let threads = 8
    private static let registers = 12

    /// Makes and checks a history of concurrent transactions on a few registers. When reads are not declared, the
    /// store lets transactions pass that are not serializable: the control.
    static func history(in folder: String, _ count: Int, seed: UInt64, declaresReads: Bool) throws {
        let store = try GraphStore.create(at: folder + "/store")
        let create = GraphOperation.createNode(id: nil, labels: [], properties: [Property("v", 0)])
        try store.commit(
            GraphDelta(operations: Array(repeating: create, count: registers)), MixedLoad.metadata(1))
        let run = HistoryRun(store, perThread: count / threads, registers: registers, declaresReads: declaresReads)
        Threads.run(threads) { run.perform(thread: $0, seed: seed) }
        let transactions = run.transactions
        let faults = ConcurrentHistory(registers: registers).faults(transactions)
        for fault in faults.prefix(3) { say("fault \(fault)") }
        let writers = transactions.count { $0.commit != nil }
        say("transactions \(transactions.count) writers \(writers) refused \(run.refusals) faults \(faults.count)")
        say("verified \(try store.verify().isSound)")
    }
}

/// Threads that read some registers and write some, each transaction in one snapshot and one commit.
private final class HistoryRun: Sendable {
    private let store: GraphStore
    private let perThread: Int
    private let registers: Int
    private let declaresReads: Bool
    private let clock = Atomic(0)
    private let collected = Mutex((transactions: [ConcurrentHistory.Transaction](), refusals: 0))

    init(_ store: GraphStore, perThread: Int, registers: Int, declaresReads: Bool) {
        (self.store, self.perThread, self.registers, self.declaresReads) = (store, perThread, registers, declaresReads)
    }

    var transactions: [ConcurrentHistory.Transaction] { collected.withLock(\.transactions) }
    var refusals: Int { collected.withLock(\.refusals) }

    private func tick() -> Int { clock.add(1, ordering: .sequentiallyConsistent).newValue }

    func perform(thread: Int, seed: UInt64) {
        var random = SeededGenerator(seed: seed &* 1_000 &+ UInt64(thread))
        var done: [ConcurrentHistory.Transaction] = []
        var refusals = 0
        while done.count < perThread {
            do throws(StoreError) {
                done.append(try attempt(&random))
            } catch {
                guard error.kind == .stale else {
                    say("error \(error.code) \(error.message)")
                    break
                }
                refusals += 1
            }
        }
        collected.withLock {
            $0.transactions += done
            $0.refusals += refusals
        }
    }

    private func attempt(_ random: inout SeededGenerator) throws(StoreError) -> ConcurrentHistory.Transaction {
        let begin = tick()
        let snapshot = try store.snapshot()
        var transaction = ConcurrentHistory.Transaction(
            begin: begin, end: begin, snapshot: snapshot.commit.rawValue, commit: nil, reads: [], writes: [])
        for register in (0..<registers).shuffled(using: &random).prefix(1 + random.below(3)) {
            guard case .integer(let value)? = try snapshot.property("v", of: Self.node(register)) else { continue }
            transaction.reads.append((register, value))
        }
        if random.chance(75) {
            for register in (0..<registers).shuffled(using: &random).prefix(1 + random.below(2)) {
                transaction.writes.append((register, Int64(truncatingIfNeeded: random.next() >> 1)))
            }
            transaction.commit = try store.commit(delta(transaction), MixedLoad.metadata(1)).commit.rawValue
        }
        transaction.end = tick()
        return transaction
    }

    private func delta(_ transaction: ConcurrentHistory.Transaction) -> GraphDelta {
        GraphDelta(
            base: CommitNumber(transaction.snapshot),
            reads: declaresReads ? transaction.reads.map { .node(Self.node($0.register)) } : [],
            operations: transaction.writes.map { register, value in
                .updateNode(
                    .existing(Self.node(register)), addLabels: [], removeLabels: [],
                    properties: [PropertyChange("v", .integer(value))])
            })
    }

    private static func node(_ register: Int) -> NodeID { NodeID(UInt64(register + 1)) }
}
