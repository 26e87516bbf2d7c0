import Foundation
import GraphModel
import KeyValueStore
import TestSupport
import Testing

@Suite("Readers")
struct ReaderTests {
    @Test("Past its age limit every read throws; a renewed snapshot reads on")
    func ageLimit() throws {
        // Long enough for the first read on a machine that is busy with other tests.
        let scratch = try Scratch(settings { $0.readerAgeLimit = .seconds(3) })
        try scratch.put("a", [1])
        var old = try scratch.environment.beginRead()
        let long = try scratch.environment.beginRead(ageLimit: .seconds(3_600))
        #expect(try old.get(people, key("a"))?.array == [1])
        usleep(3_200_000)
        #expect(code { try old.count(people) } == .readerTooOld)
        #expect(code { try old.get(people, key("a"))?.array } == .readerTooOld)
        #expect(code { try old.unsafe.contains(people, UnsafeRawBufferPointer(start: nil, count: 0)) } == .readerTooOld)
        #expect(try long.get(people, key("a"))?.array == [1])
        try old.renew()
        #expect(try old.get(people, key("a"))?.array == [1])
    }

    @Test("An iteration ends when its snapshot is too old")
    func ageLimitOfCursor() throws {
        let scratch = try Scratch(settings { $0.readerAgeLimit = .milliseconds(60) })
        try scratch.environment.write { transaction throws(StoreError) in
            for number in 0..<200 { try transaction.put(people, key("\(number)"), []) }
        }
        let snapshot = try scratch.environment.beginRead()
        var cursor = try snapshot.cursor(people)
        var seen = 0
        var failure: StoreError.Code?
        do throws(StoreError) {
            while try cursor.next() {
                seen += 1
                if seen == 1 { usleep(150_000) }
            }
        } catch {
            failure = error.kind
        }
        #expect(failure == .readerTooOld)
        #expect(seen < 200)
    }

    @Test("Gauges show the readers and the oldest")
    func gauges() throws {
        let scratch = try Scratch()
        #expect(try scratch.environment.gauges().oldestReaderAge == nil)
        let first = try scratch.environment.beginRead()
        usleep(30_000)
        func others() throws {
            let second = try scratch.environment.beginRead()
            let gauges = try scratch.environment.gauges()
            #expect(gauges.readers == 2)
            #expect(try #require(gauges.oldestReaderAge) >= .milliseconds(20))
            #expect(gauges.mapBytes == 1 << 40)
            _ = second.identifier
        }
        try others()
        #expect(try scratch.environment.gauges().readers == 1)
        _ = first.identifier
    }

    @Test("Readers in any order of beginning and ending are counted", arguments: Seeds.first(5))
    func readerList(seed: UInt64) throws {
        final class Holder {
            let transaction: ReadTransaction
            init(_ environment: Environment) throws { transaction = try environment.beginRead() }
        }
        var random = SeededGenerator(seed: seed)
        let scratch = try Scratch()
        var held: [Holder] = []
        for _ in 0..<300 {
            if held.isEmpty || random.chance(55) {
                held.append(try Holder(scratch.environment))
            } else {
                held.remove(at: random.below(held.count))
            }
            #expect(try scratch.environment.gauges().readers == held.count)
        }
    }

    @Test("More readers than slots")
    func readersFull() throws {
        let scratch = try Scratch(settings { $0.maxReaders = 3 })
        func three() throws {
            let readers = [try Reader(scratch), try Reader(scratch), try Reader(scratch)]
            #expect(code { try scratch.environment.beginRead().identifier } == .readersFull)
            withExtendedLifetime(readers) {}
        }
        try three()
        #expect(try scratch.get("a") == nil)
    }

    private final class Reader {
        let transaction: ReadTransaction
        init(_ scratch: Scratch) throws { transaction = try scratch.environment.beginRead() }
    }

    @Test("A pinned reader makes the file grow, and its end lets pages be used again")
    func pinned() throws {
        let scratch = try Scratch()
        func churn() throws -> Int {
            for round in 0..<60 {
                try scratch.environment.write(.exclusive) { transaction throws(StoreError) in
                    for number in 0..<20 {
                        try transaction.put(people, key("\(number)"), [UInt8](repeating: UInt8(round), count: 3_000))
                    }
                }
            }
            return try scratch.environment.gauges().usedBytes
        }
        let calm = try churn()
        func pinnedGrowth() throws -> Int {
            let pin = try scratch.environment.beginRead()
            let grown = try churn()
            _ = pin.identifier
            return grown
        }
        let grown = try pinnedGrowth()
        #expect(grown > 4 * calm)
        #expect(try churn() <= grown + calm)
    }

    @Test("The slot of a reader whose process was killed is freed")
    func deadReader() throws {
        let folder = try temporaryFolder()
        let path = folder.path("store")
        #expect(try ChildProgram(ChildProgram.path("kvprobe"), ["make", path, "100"]).finish().status == 0)
        let child = try ChildProgram(ChildProgram.path("kvprobe"), ["pin", path])
        #expect(child.readSome().hasPrefix("pinned"))
        let environment = try Environment.open(at: path, tables: probeTables)
        #expect(try environment.clearDeadReaders() == 0)
        child.kill()
        #expect(try environment.clearDeadReaders() == 1)
    }
}
