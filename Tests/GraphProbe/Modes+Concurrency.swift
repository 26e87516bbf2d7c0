import Foundation
import GraphModel
import GraphStore
import KeyValueStore
import Synchronization
import TestSupport

/// A thread that puts a store through the load, as fast as it can.
final class Writer: Sendable {
    private let progress = Mutex((acknowledged: 0, isDone: false))

    init(_ store: GraphStore, _ states: States) {
        Thread.detachNewThread {
            for number in 1..<states.last + 1 {
                do { try states.load.perform(number, on: store) } catch {
                    say("error \(error)")
                    break
                }
                self.progress.withLock { $0.acknowledged = number }
            }
            self.progress.withLock { $0.isDone = true }
        }
    }

    var acknowledged: Int { progress.withLock(\.acknowledged) }
    var isDone: Bool { progress.withLock(\.isDone) }

    func wait(for step: Int) { while acknowledged < step, !isDone { usleep(200) } }
}

extension Modes {
    /// Backs a store up at random moments while it is written to, and compares each copy with its commit.
    static func backups(in folder: String, _ states: States, _ rounds: Int, seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for round in 1...rounds {
            let path = folder + "/store"
            let copy = folder + "/copy"
            let store = try GraphStore.create(at: path)
            let writer = Writer(store, states)
            writer.wait(for: random.below(states.last * 2 / 3))
            let before = writer.acknowledged
            try store.environment.backup(to: copy)
            let after = min(writer.acknowledged + 1, states.last)
            writer.wait(for: states.last)
            do {
                let restored = try GraphStore.open(at: copy)
                var fault = states.fault(in: restored, at: before...after)
                if fault == nil, let found = try states.position(of: restored), found < states.last {
                    try states.load.perform(found + 1, on: restored)
                    fault = states.fault(in: restored, at: found + 1...found + 1)
                }
                say("backup \(round) \(fault ?? "right, between steps \(before) and \(after)")")
            }
            try FileManager.default.removeItem(atPath: copy)
            try FileManager.default.removeItem(atPath: path)
        }
    }

    /// Holds snapshots while a store is written to: each must tell of its commit for as long as it lives.
    static func pins(in folder: String, _ states: States, _ pins: Int, seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var pinned = 0
        while pinned < pins {
            let path = folder + "/store"
            let store = try GraphStore.create(at: path, settings: unsafeSettings)
            let writer = Writer(store, states)
            while !writer.isDone, pinned < pins {
                let before = writer.acknowledged
                let reader = try store.environment.beginRead()
                let first = try states.position(reader.unsafe)
                writer.wait(for: writer.acknowledged + 1 + random.below(30))
                let second = try states.position(reader.unsafe)
                // Of the prunings' transactions each leads to the same state.
                let isRight = first != nil && first == second && first ?? 0 >= before
                say("pin \(pinned) \(isRight ? "right" : "wrong: \(before), \(first ?? -1), then \(second ?? -1)")")
                pinned += 1
            }
            writer.wait(for: states.last)
            say("end \(states.fault(in: store, at: states.last...states.last) ?? "right")")
            try FileManager.default.removeItem(atPath: path)
        }
    }

    /// One of several processes that want to write to the same store: takes its turns when the others let it.
    static func turns(_ path: String, _ states: States, _ turns: Int, seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var turn = 0
        while turn < turns {
            do throws(StoreError) {
                let store = try GraphStore.open(at: path)
                guard let found = try states.position(of: store), found < states.last else { return say("end") }
                do { try states.load.perform(found + 1, on: store) } catch { return say("error \(error)") }
                say("committed \(found + 1)")
                turn += 1
            } catch {
                guard error.kind == .locked else { return say("error \(error.code) \(error.message)") }
                say("locked")
            }
            usleep(UInt32(random.below(2_000)))
        }
        say("end")
    }
}
