import Foundation
import GraphModel
import TestSupport
import Testing

@testable import KeyValueStore

/// The look at a file before LMDB maps it: whatever its bytes are, it answers or throws.
@Suite("Files before they are mapped")
struct StoreFileTests {
    let folder: TemporaryFolder
    var data: URL { URL(fileURLWithPath: folder.path("store/data.mdb")) }

    init() throws { folder = try temporaryFolder() }

    /// A store with a long list of free pages.
    private func make() throws {
        let environment = try Environment.create(at: folder.path("store"), tables: [people])
        for round in 0..<6 {
            try environment.write { transaction throws(StoreError) in
                for number in 0..<80 {
                    let count = (number + round) % 5 == 0 ? 9_000 : 700
                    try transaction.put(people, key("\(number)"), [UInt8](repeating: 1, count: count))
                }
                if round == 5 {
                    for number in 0..<70 { try transaction.delete(people, key("\(number)")) }
                }
            }
        }
    }

    private func check() throws(StoreError) { try StoreFile(folder: folder.path("store")).checkLength() }

    @Test("A whole file says what LMDB says")
    func whole() throws {
        try make()
        let file = try StoreFile(folder: folder.path("store"))
        let environment = try Environment.open(at: folder.path("store"), tables: [people])
        let gauges = try environment.gauges()
        #expect(file.meta.transaction == gauges.lastTransaction)
        #expect(file.neededBytes == gauges.usedBytes)
        #expect(file.meta.pageSize == 4096)
        try check()
    }

    @Test("The free pages of a file are those that it does not use")
    func freePages() throws {
        try make()
        let file = try StoreFile(folder: folder.path("store"))
        var pages = try FreePages(
            folder: folder.path("store"), pageSize: file.meta.pageSize, fileBytes: file.fileBytes,
            lastPage: file.meta.lastPage)
        let free = try #require(try pages.count(root: file.meta.freeRoot, from: 0))
        // What is left are 10 records on a few pages, two meta pages, and the two lists.
        #expect(free > file.meta.lastPage / 2)
        #expect(free < file.meta.lastPage - 4)
        #expect(try pages.count(root: .max, from: 0) == 0)
    }

    @Test("Damaged and cut files are answered or refused", arguments: Seeds.first(25))
    func fuzz(seed: UInt64) throws {
        try make()
        var random = SeededGenerator(seed: seed)
        let whole = try Data(contentsOf: data)
        let pages = whole.count / 4096
        for _ in 0..<12 {
            var bytes = whole
            for _ in 0..<1 + random.below(40) {
                // Half of the damage where it hurts: in page headers and in the meta pages.
                let offset =
                    random.chance(50) ? random.below(pages) * 4096 + random.below(40) : random.below(bytes.count)
                bytes[offset] = UInt8(random.below(256))
            }
            try bytes.prefix(random.below(bytes.count)).write(to: data)
            do throws(StoreError) { try check() } catch {
                #expect([.truncated, .notAStore, .otherVersion, .corrupt].contains(error.kind))
            }
        }
    }

    @Test("Paths and their parents")
    func parents() {
        let expected = ["a": ".", "/a": "/", "a/b": "a", "/a/b/": "/a", "./x": ".", "a/b/c": "a/b"]
        for (path, parent) in expected { #expect(FileSystem.parent(path) == parent) }
    }

    @Test("Durations as nanoseconds of a clock")
    func durations() {
        #expect(MonotonicClock.nanoseconds(.seconds(60)) == 60_000_000_000)
        #expect(MonotonicClock.nanoseconds(.milliseconds(1)) == 1_000_000)
        #expect(MonotonicClock.nanoseconds(.seconds(-1)) == 0)
        #expect(MonotonicClock.nanoseconds(.seconds(Int64.max)) > 1 << 62)
        #expect(MonotonicClock.now > 0)
    }
}
