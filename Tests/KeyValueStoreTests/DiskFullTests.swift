import Foundation
import GraphModel
import KeyValueStore
import TestSupport
import Testing

/// A file system of a few megabytes in memory, where this user may mount one.
private final class SmallDisk {
    let folder: TemporaryFolder
    let path: String

    init?(megabytes: Int) throws {
        folder = try temporaryFolder()
        path = folder.path("disk")
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        guard geteuid() == 0, let mount = ChildProgram.tool("mount") else { return nil }
        let arguments = ["-t", "tmpfs", "-o", "size=\(megabytes)m", "tmpfs", path]
        guard try ChildProgram(mount, arguments).finish().status == 0 else { return nil }
    }

    deinit {
        if let unmount = ChildProgram.tool("umount") { _ = try? ChildProgram(unmount, ["-l", path]).finish() }
    }

    static let isPossible: Bool = (try? SmallDisk(megabytes: 1)) != nil
}

@Suite("Full disks", .enabled(if: SmallDisk.isPossible, "this user may not mount a small file system"))
struct DiskFullTests {
    private static func value(_ number: Int) -> [UInt8] { [UInt8](repeating: UInt8(number & 255), count: 20_000) }

    @Test("A disk that fills loses nothing that was acknowledged; reads go on, and writes when space returns")
    func cycle() throws {
        let disk = try #require(try SmallDisk(megabytes: 3))
        let ballast = URL(fileURLWithPath: disk.path + "/ballast")
        try Data(repeating: 1, count: 1 << 20).write(to: ballast)
        let noWatermark = settings { $0.freeSpaceWatermarkBytes = 0 }
        var environment = try Environment.create(at: disk.path + "/store", tables: [people], settings: noWatermark)
        func write(_ number: Int) throws {
            try environment.write { transaction throws(StoreError) in
                try transaction.put(people, key("\(number)"), Self.value(number))
            }
        }
        func check(_ count: Int) throws {
            #expect(try environment.verifyPages().records == [count])
            try environment.read { transaction throws(StoreError) in
                for number in 0..<count {
                    #expect(try transaction.get(people, key("\(number)"))?.array == Self.value(number))
                }
            }
        }
        var written = 0
        var failure: StoreError.Code?
        while failure == nil, written < 1_000 {
            do { try write(written) } catch let error as StoreError {
                failure = error.kind
                break
            }
            written += 1
        }
        #expect(failure == .full)
        #expect(written > 20)
        try check(written)
        #expect(code { try environment.backup(to: disk.path + "/copy") } == .full)
        #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path).sorted() == ["ballast", "store"])
        try FileManager.default.removeItem(at: ballast)
        for _ in 0..<5 {
            try write(written)
            written += 1
        }
        try check(written)
        func reopen() throws {
            environment = try Environment.create(at: disk.path + "/other", tables: [people], settings: noWatermark)
            environment = try Environment.open(at: disk.path + "/store", tables: [people], settings: noWatermark)
        }
        try reopen()
        try check(written)
    }
}
