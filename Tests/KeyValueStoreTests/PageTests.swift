import Foundation
import GraphModel
import TestSupport
import Testing

@testable import KeyValueStore

/// Pages that are intact in themselves, or nearly, and not what the tree should lead to.
@Suite("Pages")
struct PageTests {
    static let pageBytes = 4_096
    static let count = 2_000
    let folder: TemporaryFolder
    var path: String { folder.path("store") }
    var data: URL { URL(fileURLWithPath: path + "/data.mdb") }

    init() throws {
        folder = try temporaryFolder()
        let environment = try Environment.create(at: path, tables: [people])
        try environment.write { transaction throws(StoreError) in
            for number in 0..<Self.count { try transaction.putAppending(people, Self.name(number), Self.name(number)) }
        }
    }

    /// Ascending, so that a page's last key is that of its last node.
    private static func name(_ number: Int) -> [UInt8] { key(String(100_000 + number)) }

    private func view(_ bytes: Data, _ page: Int, _ body: (PageView) -> Bool) -> Bool {
        bytes[page * Self.pageBytes..<(page + 1) * Self.pageBytes].withUnsafeBytes { body(PageView(bytes: $0)) }
    }

    /// The leaves that hold records, by page number.
    private func leaves(_ bytes: Data) -> [Int] {
        (2..<bytes.count / Self.pageBytes).filter { page in
            view(bytes, page) { $0.isLeaf && ($0.nodeCount ?? 0) > 20 }
        }
    }

    private func branches(_ bytes: Data) -> [Int] {
        (2..<bytes.count / Self.pageBytes).filter { page in view(bytes, page) { $0.isBranch } }
    }

    /// How many look-ups of what is there and of what is not end with an error, and whether a scan does. Anything wrong
    /// is an issue.
    private func faults() throws -> (lookUps: Int, scan: Bool) {
        let environment = try Environment.open(at: path, tables: [people])
        let transaction = try environment.beginRead()
        var faults = 0
        for number in 0..<Self.count {
            do throws(StoreError) {
                #expect(try transaction.get(people, Self.name(number))?.array == Self.name(number))
                #expect(try transaction.get(people, Self.name(number) + [0]) == nil)
            } catch {
                #expect(error.kind == .corrupt)
                faults += 1
            }
        }
        do throws(StoreError) {
            var cursor = try transaction.unsafe.cursor(people)
            var found = 0
            while try cursor.next() { found += 1 }
            #expect(found == Self.count)
            return (faults, false)
        } catch {
            return (faults, true)
        }
    }

    @Test("Every page of a tree is whole, and its nodes are found in it")
    func whole() throws {
        let bytes = try Data(contentsOf: data)
        #expect(leaves(bytes).count > 10)
        #expect(branches(bytes).count == 1)
        for page in leaves(bytes) + branches(bytes) { #expect(view(bytes, page) { $0.isWhole && $0.number == page }) }
        #expect(try faults() == (0, false))
    }

    @Test("A page that hides its last records is noticed where they are sought and where a scan passes")
    func hidden() throws {
        let whole = try Data(contentsOf: data)
        for page in leaves(whole).prefix(5) + branches(whole) {
            var bytes = whole
            // Two nodes fewer, in the low byte of the place where the nodes' places end.
            bytes[page * Self.pageBytes + 12] -= 4
            try bytes.write(to: data)
            let (lookUps, scan) = try faults()
            #expect(lookUps >= 2 && scan, "page \(page)")
        }
    }

    @Test("An intact page in the place of another is noticed")
    func misplaced() throws {
        let whole = try Data(contentsOf: data)
        let leaves = leaves(whole)
        for (one, other) in zip(leaves, leaves.dropFirst(3)).prefix(5) {
            var bytes = whole
            let source = other * Self.pageBytes..<(other + 1) * Self.pageBytes
            bytes.replaceSubrange(one * Self.pageBytes..<(one + 1) * Self.pageBytes, with: whole[source])
            try bytes.write(to: data)
            let (lookUps, scan) = try faults()
            #expect(lookUps >= 20 && scan, "page \(other) at \(one)")
        }
    }

    @Test("Whatever a page's bytes are, looking at it reads no others", arguments: Seeds.first(10))
    func garbage(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let whole = try Data(contentsOf: data)
        let leaf = try #require(leaves(whole).first)
        for _ in 0..<200 {
            var bytes = [UInt8](whole[leaf * Self.pageBytes..<(leaf + 1) * Self.pageBytes])
            for _ in 0..<1 + random.below(30) { bytes[random.below(random.pick([64, 4_096]))] = random.bytes(1)[0] }
            // Bounds are checked by the buffer in a build with checks.
            bytes.withUnsafeBytes { bytes in
                let page = PageView(bytes: bytes)
                _ = (page.isWhole, page.nodeCount, page.number)
                Self.name(random.below(Self.count)).withUnsafeBytes { _ = (page.find($0), page.child(for: $0)) }
            }
        }
    }

    @Test("Meta pages that are not of two commits in a row are refused")
    func metas() throws {
        let whole = try Data(contentsOf: data)
        for (page, bit) in [(0, 0), (0, 2), (1, 0), (1, 3)] {
            var bytes = whole
            bytes[page * Self.pageBytes + 144] ^= UInt8(1 << bit)
            try bytes.write(to: data)
            #expect(code { try Environment.open(at: path, tables: [people]) } == .corrupt, "bit \(bit) of page \(page)")
        }
        try whole.write(to: data)
        #expect(try faults() == (0, false))
    }
}
