import Foundation
import GraphModel
import TestSupport
import Testing

@testable import KeyValueStore

@Suite("Opening")
struct OpeningTests {
    let folder: TemporaryFolder
    var path: String { folder.path("store") }
    var data: String { path + "/data.mdb" }

    init() throws { folder = try temporaryFolder() }

    private func make(_ names: [String] = []) throws {
        let environment = try Environment.create(at: path, tables: [people, places])
        try environment.write { transaction throws(StoreError) in
            for name in names { try transaction.put(people, key(name), [UInt8](repeating: 1, count: 3_000)) }
        }
    }

    private func open(_ access: EnvironmentSettings.Access = .readWrite) throws(StoreError) -> Environment {
        var settings = EnvironmentSettings()
        settings.access = access
        return try Environment.open(at: path, tables: [people, places], settings: settings)
    }

    @Test("Closed and opened again, for reading and for writing")
    func reopen() throws {
        try make(["a"])
        #expect(try open(.readOnly).read { transaction throws(StoreError) in try transaction.count(people) } == 1)
        #expect(try open().verifyPages().records == [1, 0])
    }

    @Test("Nothing there; a folder without a store")
    func missing() throws {
        #expect(code { try open() } == .notFound)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        #expect(code { try open() } == .notFound)
    }

    @Test("A file in place of the folder, a folder in place of the file")
    func wrongKind() throws {
        try Data("hello".utf8).write(to: URL(fileURLWithPath: path))
        #expect(code { try open() } == .notAStore)
        #expect(code { try Environment.create(at: path, tables: [people]) } == .exists)
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
        #expect(code { try open() } == .notAStore)
    }

    @Test("A folder that holds something is not made a store")
    func occupied() throws {
        try make()
        #expect(code { try Environment.create(at: path, tables: [people]) } == .exists)
        let other = folder.path("other")
        try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: false)
        try Data().write(to: URL(fileURLWithPath: other + "/letter.txt"))
        #expect(code { try Environment.create(at: other, tables: [people]) } == .exists)
        #expect(try FileManager.default.contentsOfDirectory(atPath: other) == ["letter.txt"])
    }

    @Test("A store that cannot be made leaves nothing behind")
    func failedCreation() throws {
        let tiny = settings { $0.mapBytes = 8_192 }
        #expect(code { try Environment.create(at: path, tables: [people, places], settings: tiny) } == .full)
        #expect(!FileManager.default.fileExists(atPath: path))
        let inside = folder.path("no/such/folder")
        #expect(code { try Environment.create(at: inside, tables: [people]) } == .notFound)
        try make(["a"])
    }

    @Test(
        "Files that are no stores",
        arguments: [
            Data(), Data("# not a store\n".utf8), Data(repeating: 0, count: 8_192),
            Data(repeating: 0xFF, count: 65_536),
            Data("SQLite format 3\0".utf8) + Data(repeating: 7, count: 9_000),
        ])
    func foreign(content: Data) throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        try content.write(to: URL(fileURLWithPath: data))
        for access in [EnvironmentSettings.Access.readOnly, .readWrite] {
            #expect(code { try open(access) } == .notAStore)
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: data)) == content)
    }

    @Test("A store of another LMDB version")
    func otherVersion() throws {
        try make(["a"])
        for page in [0, 4096] { try overwrite(at: page + 20, [2, 0, 0, 0]) }
        #expect(code { try open() } == .otherVersion)
    }

    @Test("Random bytes in the meta pages never open as something else", arguments: Seeds.first(40))
    func randomMeta(seed: UInt64) throws {
        try make(["a", "b"])
        var random = SeededGenerator(seed: seed)
        for page in [0, 4096] { try overwrite(at: page + 16 + random.below(24), random.bytes(8)) }
        guard let environment = try? open(.readOnly) else { return }
        #expect(try environment.verifyPages().records == [2, 0])
    }

    @Test("A file that was cut anywhere is refused, or lost nothing that is in use")
    func truncated() throws {
        try make((0..<60).map { "name \($0)" })
        try open().write { transaction throws(StoreError) in
            for number in 20..<60 { try transaction.delete(people, key("name \(number)")) }
        }
        let whole = try Data(contentsOf: URL(fileURLWithPath: data))
        var refused = 0
        for pages in 0..<whole.count / 4096 {
            try whole.prefix(pages * 4096 + (pages % 3) * 700).write(to: URL(fileURLWithPath: data))
            do throws(StoreError) {
                #expect(try open(.readOnly).verifyPages().records == [20, 0])
            } catch {
                #expect(error.kind == .truncated || (pages < 2 && error.kind == .notAStore))
                refused += 1
            }
        }
        #expect(refused > 20)
    }

    @Test("Pages that were taken and given back unwritten do not make a file look short", arguments: Seeds.first(1))
    func unwrittenTail(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let environment = try Environment.create(
            at: path, tables: [people],
            settings: settings { $0.durability = .none })
        var short = 0
        for _ in 0..<300 {
            try environment.write { transaction throws(StoreError) in
                let first = random.below(2_000)
                for number in 0..<random.below(300) {
                    try transaction.put(
                        people, key("\(first + number)"), [UInt8](repeating: 1, count: random.below(3_000)))
                }
                for number in 0..<random.below(400) { try transaction.delete(people, key("\(first + number)")) }
            }
            let file = try StoreFile(folder: path)
            if file.fileBytes < file.neededBytes { short += 1 }
            try file.checkLength()
        }
        print("files that were shorter than their last page: \(short)")
    }

    @Test("One process opens a store once, by whatever name")
    func twice() throws {
        try make()
        let first = try open()
        #expect(code { try open() } == .alreadyOpen)
        #expect(code { try open(.readOnly) } == .alreadyOpen)
        let link = folder.path("link")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
        #expect(code { try Environment.open(at: link, tables: [people]) } == .alreadyOpen)
        withExtendedLifetime(first) {}
    }

    @Test("A failed opening leaves the store free to be opened")
    func failureReleases() throws {
        try make()
        let missing = Table(number: 3, name: "missing")
        let readOnly = settings { $0.access = .readOnly }
        #expect(code { try Environment.open(at: path, tables: [missing], settings: readOnly) } == .notAStore)
        #expect(try open().verifyPages().records == [0, 0])
    }

    @Test("A table that a newer program declares is added when writing")
    func newTable() throws {
        try make(["a"])
        let added = Table(number: 3, name: "added")
        let environment = try Environment.open(at: path, tables: [people, places, added])
        try environment.write { transaction throws(StoreError) in try transaction.put(added, [1], [2]) }
        #expect(try environment.verifyPages().records == [1, 0, 1])
    }

    @Test("Opened for reading, a store takes no writes")
    func readOnly() throws {
        try make()
        let environment = try open(.readOnly)
        #expect(
            code { try environment.write { transaction throws(StoreError) in _ = transaction.identifier } } == .readOnly
        )
    }

    @Test("Network file systems are refused by their type")
    func networkFileSystems() throws {
        for (type, name) in [(0x6969 as UInt32, "NFS"), (0xFF53_4D42, "CIFS"), (0x6573_5546, "FUSE")] {
            do throws(StoreError) {
                try FileSystem.requireLocal("/srv", type: type)
                Issue.record("\(name) accepted")
            } catch {
                #expect(error.kind == .unsupportedFileSystem)
                #expect(error.message.contains(name))
            }
        }
        for local in [0xEF53 as UInt32, 0x5846_5342, 0x9123_683E, 0x0102_1994] {
            try FileSystem.requireLocal("/srv", type: local)
        }
    }

    private func overwrite(at offset: Int, _ bytes: [UInt8]) throws {
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: data))
        try file.seek(toOffset: UInt64(offset))
        try file.write(contentsOf: Data(bytes))
        try file.close()
    }
}
