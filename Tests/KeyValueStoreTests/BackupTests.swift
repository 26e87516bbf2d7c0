import Foundation
import GraphModel
import KeyValueStore
import Synchronization
import TestSupport
import Testing

@Suite("Backup")
struct BackupTests {
    private static func names(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    @Test("A backup is a store with the same records and nothing else")
    func complete() throws {
        let scratch = try Scratch()
        for number in 0..<300 { try scratch.put("\(number)", [UInt8](repeating: 1, count: number)) }
        let target = scratch.folder.path("copy")
        let report = try scratch.environment.backup(to: target)
        #expect(report.records == [300, 0])
        #expect(try Self.names(target) == ["data.mdb"])
        let copy = try Environment.open(at: target, tables: [people, places])
        let found = try copy.read { transaction throws(StoreError) in
            try transaction.get(people, key("299"))?.array
        }
        #expect(found == [UInt8](repeating: 1, count: 299))
        try copy.write { transaction throws(StoreError) in try transaction.put(places, key("new"), []) }
    }

    @Test("An empty store is backed up too")
    func empty() throws {
        let scratch = try Scratch()
        #expect(try scratch.environment.backup(to: scratch.folder.path("copy")).records == [0, 0])
    }

    @Test("Free pages are left behind")
    func compacts() throws {
        let scratch = try Scratch()
        for number in 0..<40 { try scratch.put("\(number)", [UInt8](repeating: 1, count: 100_000)) }
        try scratch.environment.write { transaction throws(StoreError) in try transaction.unsafe.deleteAll(people) }
        let target = scratch.folder.path("copy")
        try scratch.environment.backup(to: target)
        let size = try FileManager.default.attributesOfItem(atPath: target + "/data.mdb")[.size] as? Int
        #expect(try #require(size) < 100_000)
    }

    @Test("A backup never overwrites")
    func exists() throws {
        let scratch = try Scratch()
        let target = scratch.folder.path("copy")
        try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: false)
        #expect(code { try scratch.environment.backup(to: target) } == .exists)
        let other = scratch.folder.path("other")
        try FileManager.default.createDirectory(atPath: other + ".incomplete", withIntermediateDirectories: false)
        #expect(code { try scratch.environment.backup(to: other) } == .exists)
        #expect(try Self.names(scratch.folder.path) == ["copy", "other.incomplete", "store"])
        #expect(code { try scratch.environment.backup(to: scratch.folder.path("no/where")) } == .notFound)
    }

    @Test("A damaged record fails the backup, and nothing is left of it")
    func damaged() throws {
        let folder = try temporaryFolder()
        let path = folder.path("store")
        let pattern = [UInt8]("a record that is easy to find".utf8)
        do {
            let environment = try Environment.create(at: path, tables: [people])
            try environment.write { transaction throws(StoreError) in try transaction.put(people, [1], pattern) }
        }
        let data = URL(fileURLWithPath: path + "/data.mdb")
        var bytes = try Data(contentsOf: data)
        let place = try #require(bytes.range(of: Data(pattern)))
        bytes[place.lowerBound] ^= 4
        try bytes.write(to: data)
        let environment = try Environment.open(at: path, tables: [people])
        #expect(code { try environment.backup(to: folder.path("copy")) } == .corrupt)
        #expect(try Self.names(folder.path) == ["store"])
    }

    @Test("Under full write load a backup is exactly one commit", arguments: 0..<3)
    func underLoad(round: Int) throws {
        let scratch = try Scratch()
        let environment = scratch.environment
        let stop = Mutex(false)
        let finished = DispatchSemaphore(value: 0)
        // Every commit writes its own number to both tables: a copy of one commit has the same in both, without gaps.
        Thread.detachNewThread {
            var number = 0
            while !stop.withLock({ $0 }) {
                number += 1
                try? environment.write { transaction throws(StoreError) in
                    try transaction.put(people, key("last"), Array("\(number)".utf8))
                    try transaction.put(places, key("\(number)"), [UInt8](repeating: 0, count: 200))
                    try transaction.put(places, key("last"), Array("\(number)".utf8))
                }
            }
            finished.signal()
        }
        while try scratch.get("last") == nil { usleep(1_000) }
        let target = scratch.folder.path("copy")
        let report = try environment.backup(to: target)
        stop.withLock { $0 = true }
        finished.wait()
        let copy = try Environment.open(at: target, tables: [people, places])
        try copy.read { transaction throws(StoreError) in
            let text = try transaction.get(people, key("last"))?.array ?? []
            #expect(try transaction.get(places, key("last"))?.array == text)
            let number = Int(String(decoding: text, as: UTF8.self)) ?? 0
            #expect(number > 0)
            #expect(try transaction.count(places) == number + 1)
            #expect(report.records == [1, number + 1])
        }
    }
}
