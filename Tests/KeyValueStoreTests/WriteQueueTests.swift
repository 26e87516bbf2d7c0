import Foundation
import Synchronization
import TestSupport
import Testing

@testable import KeyValueStore

@Suite("The queue of writes")
struct WriteQueueTests {
    private static func job(_ kind: WriteKind = .grouped) -> WriteJob {
        WriteJob(kind) { _ in
        } finish: { _ in
        }
    }

    /// What `take` returns until nothing is left, as the kinds of each group.
    private static func drain(_ queue: WriteQueue) -> [[WriteKind]] {
        queue.stop()
        var groups: [[WriteKind]] = []
        while true {
            let jobs = queue.take()
            if jobs.isEmpty { return groups }
            groups.append(jobs.map(\.kind))
        }
    }

    @Test("Groups are grouped writes in a row, of at most the group's size; exclusive ones are alone")
    func groups() {
        let queue = WriteQueue(limit: 100, groupSize: 3)
        let kinds: [WriteKind] = [
            .grouped, .grouped, .grouped, .grouped, .exclusive, .exclusive, .grouped, .exclusive, .grouped, .grouped,
        ]
        for kind in kinds { #expect(queue.add(Self.job(kind))) }
        let expected: [[WriteKind]] = [
            [.grouped, .grouped, .grouped], [.grouped], [.exclusive], [.exclusive], [.grouped], [.exclusive],
            [.grouped, .grouped],
        ]
        #expect(Self.drain(queue) == expected)
    }

    @Test("Random writes come out once each, in order, in legal groups", arguments: Seeds.first(20))
    func random(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let size = 1 + random.below(6)
        let queue = WriteQueue(limit: 1_000, groupSize: size)
        var waiting: [WriteJob] = []
        for _ in 0..<200 {
            if waiting.isEmpty || random.chance(70) {
                let job = Self.job(random.chance(25) ? .exclusive : .grouped)
                #expect(queue.addIfRoom(job))
                waiting.append(job)
            } else {
                let taken = queue.take()
                #expect(zip(taken, waiting).allSatisfy { $0 === $1 })
                #expect(1...size ~= taken.count)
                #expect(taken.count == 1 || taken.allSatisfy { $0.kind == .grouped })
                waiting.removeFirst(taken.count)
            }
        }
        let rest = Self.drain(queue).reduce(0) { $0 + $1.count }
        #expect(rest == waiting.count)
    }

    @Test("Room: at the limit less one, at the limit, past it", arguments: [1, 2, 7])
    func limit(limit: Int) {
        let queue = WriteQueue(limit: limit, groupSize: 1)
        for _ in 0..<limit { #expect(queue.addIfRoom(Self.job())) }
        #expect(!queue.addIfRoom(Self.job()))
        #expect(queue.take().count == 1)
        #expect(queue.addIfRoom(Self.job()))
        #expect(!queue.addIfRoom(Self.job()))
    }

    @Test("Who adds to a full queue waits until there is room")
    func waits() {
        let queue = WriteQueue(limit: 1, groupSize: 1)
        #expect(queue.add(Self.job()))
        let added = DispatchSemaphore(value: 0)
        let isAdded = Mutex(false)
        Thread.detachNewThread {
            _ = queue.add(Self.job())
            isAdded.withLock { $0 = true }
            added.signal()
        }
        usleep(20_000)
        #expect(!isAdded.withLock { $0 })
        #expect(queue.take().count == 1)
        added.wait()
        #expect(queue.take().count == 1)
    }

    @Test("A stopped queue takes nothing and lets nobody wait")
    func stopped() {
        let queue = WriteQueue(limit: 1, groupSize: 1)
        #expect(queue.add(Self.job()))
        queue.stop()
        #expect(!queue.add(Self.job()))
        #expect(!queue.addIfRoom(Self.job()))
        #expect(queue.take().count == 1)
        #expect(queue.take().isEmpty)
    }
}
