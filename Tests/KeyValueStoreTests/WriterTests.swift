import Foundation
import GraphModel
import KeyValueStore
import Synchronization
import TestSupport
import Testing

@Suite("Writer thread and group commit")
struct WriterTests {
    struct Refused: Error, Equatable { var number: Int }

    @Test("A body that throws leaves nothing, and its own error reaches the caller")
    func rollback() throws {
        let scratch = try Scratch()
        try scratch.put("kept")
        do {
            try scratch.environment.perform { transaction in
                try transaction.put(people, key("lost"), [1])
                try transaction.delete(people, key("kept"))
                throw Refused(number: 7)
            }
            Issue.record("no error")
        } catch {
            #expect(error as? Refused == Refused(number: 7))
        }
        #expect(try scratch.get("lost") == nil)
        #expect(try scratch.get("kept") == [])
    }

    @Test("Writes that wait together share a commit; failing ones are undone alone", arguments: Seeds.first(4))
    func group(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let scratch = try Scratch()
        let doomed = Set((0..<200).filter { _ in random.chance(30) })
        let outcomes = Mutex<[Int: (transaction: UInt64?, number: Int?)]>([:])
        let gate = DispatchSemaphore(value: 0)
        let done = DispatchSemaphore(value: 0)
        // Holds the writer until everything waits, so that the rest is one group.
        scratch.environment.enqueueWrite(.exclusive) { _ in
            gate.wait()
        } completion: { _ in
        }
        for number in 0..<200 {
            scratch.environment.enqueueWrite { transaction in
                // All write the same record, and one of their own.
                try transaction.put(people, key("shared"), Array("\(number)".utf8))
                try transaction.put(places, key("\(number)"), [1])
                if doomed.contains(number) { throw Refused(number: number) }
                return transaction.identifier
            } completion: { result in
                outcomes.withLock {
                    switch result {
                    case .success(let transaction): $0[number] = (transaction, nil)
                    case .failure(let error): $0[number] = (nil, (error as? Refused)?.number)
                    }
                }
                done.signal()
            }
        }
        gate.signal()
        for _ in 0..<200 { done.wait() }
        let found = outcomes.withLock { $0 }
        for number in 0..<200 {
            let isThere = try scratch.get("\(number)", in: places) != nil
            #expect(isThere == !doomed.contains(number))
            #expect(found[number]?.number == (doomed.contains(number) ? number : nil))
        }
        #expect(Set(found.values.compactMap(\.transaction)).count == 1)
        let last = try #require((0..<200).last { !doomed.contains($0) })
        #expect(try scratch.get("shared") == Array("\(last)".utf8))
    }

    @Test("Many threads write one counter: none is lost, none is seen twice")
    func threads() async throws {
        let scratch = try Scratch(settings { $0.groupSize = 8 })
        let environment = scratch.environment
        try scratch.put("counter", [0, 0])
        let numbers = try await withThrowingTaskGroup(of: [UInt16].self) { group in
            for _ in 0..<4 {
                group.addTask {
                    try (0..<60).map { _ in
                        try environment.write { transaction throws(StoreError) in
                            let old = try transaction.get(people, key("counter"))?.array ?? []
                            let number = (UInt16(old[0]) << 8 | UInt16(old[1])) + 1
                            try transaction.put(people, key("counter"), [UInt8(number >> 8), UInt8(number & 255)])
                            return number
                        }
                    }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(numbers.sorted() == Array(1...240))
    }

    @Test("Hooks run after the commit, in the order of the writes, and only for writes that are in")
    func hooks() throws {
        let scratch = try Scratch()
        let environment = scratch.environment
        let order = Mutex<[Int]>([])
        for number in 0..<20 {
            try? environment.perform { transaction in
                transaction.afterCommit { order.withLock { $0.append(number) } }
                if number % 3 == 0 { throw Refused(number: number) }
            }
        }
        #expect(order.withLock { $0 } == (0..<20).filter { $0 % 3 != 0 })
    }

    @Test("A full queue says so at once, and takes writes again later")
    func busy() throws {
        let scratch = try Scratch(settings { $0.writeQueueLength = 2 })
        let gate = DispatchSemaphore(value: 0)
        let started = DispatchSemaphore(value: 0)
        let refused = Mutex(0)
        scratch.environment.enqueueWrite(.exclusive) { _ in
            started.signal()
            gate.wait()
        } completion: { _ in
        }
        started.wait()
        for _ in 0..<5 {
            scratch.environment.enqueueWrite { _ in
            } completion: { result in
                if case .failure(let error as StoreError) = result, error.kind == .busy { refused.withLock { $0 += 1 } }
            }
        }
        #expect(refused.withLock { $0 } == 3)
        gate.signal()
        try scratch.put("later")
    }

    @Test("Exclusive writes run alone between groups, in order")
    func exclusive() throws {
        let scratch = try Scratch()
        let gate = DispatchSemaphore(value: 0)
        let done = DispatchSemaphore(value: 0)
        let transactions = Mutex<[UInt64]>([])
        scratch.environment.enqueueWrite(.exclusive) { _ in
            gate.wait()
        } completion: { _ in
        }
        let kinds: [WriteKind] = [.grouped, .grouped, .exclusive, .exclusive, .grouped, .grouped]
        for (number, kind) in kinds.enumerated() {
            scratch.environment.enqueueWrite(kind) { transaction in
                try transaction.put(people, key("\(number)"), [])
                transactions.withLock { $0.append(transaction.identifier) }
            } completion: { _ in
                done.signal()
            }
        }
        gate.signal()
        for _ in kinds { done.wait() }
        let first = try #require(transactions.withLock { $0.first })
        #expect(transactions.withLock { $0 }.map { $0 - first } == [0, 0, 1, 2, 3, 3])
    }

    @Test("Of writes that may run again, the one that fails is undone alone, and the others run at most twice")
    func repeatable() throws {
        let scratch = try Scratch()
        let gate = DispatchSemaphore(value: 0)
        let done = DispatchSemaphore(value: 0)
        let runs = Mutex([Int](repeating: 0, count: 6))
        let failed = Mutex<[Int]>([])
        scratch.environment.enqueueWrite(.exclusive) { _ in
            gate.wait()
        } completion: { _ in
        }
        for number in 0..<6 {
            scratch.environment.enqueueWrite(.repeatable) { transaction in
                runs.withLock { $0[number] += 1 }
                try transaction.put(people, key("\(number)"), [])
                if number == 3 { throw StoreError(.failed, "planned") }
            } completion: { result in
                if case .failure = result { failed.withLock { $0.append(number) } }
                done.signal()
            }
        }
        gate.signal()
        for _ in 0..<6 { done.wait() }
        #expect(failed.withLock { $0 } == [3])
        #expect(runs.withLock { $0 } == [2, 2, 2, 2, 1, 1])
        for number in 0..<6 { #expect(try (scratch.get("\(number)") == nil) == (number == 3)) }
    }

    @Test("What waits when the environment is let go is still written")
    func closing() throws {
        let folder = try temporaryFolder()
        let done = Mutex(0)
        do {
            let environment = try Environment.create(at: folder.path("s"), tables: [people])
            for number in 0..<50 {
                environment.enqueueWrite { transaction in
                    try transaction.put(people, key("\(number)"), [])
                } completion: { result in
                    if case .success = result { done.withLock { $0 += 1 } }
                }
            }
        }
        // The last completion may still hold the closed environment for a moment.
        var reopened: Environment?
        for _ in 0..<10_000 where reopened == nil {
            usleep(1_000)
            reopened = try? Environment.open(at: folder.path("s"), tables: [people])
        }
        #expect(done.withLock { $0 } == 50)
        #expect(try reopened?.verifyPages().records == [50])
    }

    @Test("A full map is reported, undone, and reads go on")
    func mapFull() throws {
        let scratch = try Scratch(settings { $0.mapBytes = 1 << 20 })
        try scratch.put("a", [1])
        #expect(code { try scratch.put("big", [UInt8](repeating: 1, count: 2 << 20)) } == .full)
        #expect(try scratch.get("a") == [1])
        #expect(try scratch.get("big") == nil)
        try scratch.put("b", [2])
    }

    @Test("Below the watermark of free space, writes are refused early and reads go on")
    func watermark() throws {
        let scratch = try Scratch()
        try scratch.put("a", [1])
        let tight = try Scratch(settings { $0.freeSpaceWatermarkBytes = .max })
        #expect(code { try tight.put("a") } == .full)
        #expect(try tight.get("a") == nil)
    }
}
