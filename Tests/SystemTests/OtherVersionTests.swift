import Foundation
import GraphModel
import KeyValueStore
import Testing

@testable import GraphStore

@Suite("A store of another format version")
struct OtherVersionTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.makeStore()
    }

    private var path: String { folder.url.appending(path: "faultline.db").path }

    private func content() throws -> Data {
        try Data(contentsOf: folder.url.appending(path: "faultline.db/data.mdb"))
    }

    /// Makes the store say that it has this version. It is closed when this returns.
    private func stamp(_ version: UInt64) throws {
        let environment = try Environment.open(at: path, tables: Table.all)
        var writer = ByteWriter()
        writer.varint(version)
        try environment.write { (transaction) throws(StoreError) in
            try StoreFormat.key.withStoredBytes { (key) throws(StoreError) in
                try writer.bytes.withStoredBytes { (payload) throws(StoreError) in
                    try transaction.unsafe.put(.meta, key, payload)
                }
            }
        }
    }

    @Test("It is refused by every command, told with both versions and what to do, and left as it is")
    func refused() throws {
        try folder.write("class,id,name\nServer,s1,one\n", to: "servers.csv")
        for (version, advice) in [(StoreFormat.version + 1, "newer release"), (0, "older release")] {
            try stamp(version)
            let before = try content()
            let commands = [
                ["stats"], ["show", "ams1"], ["impact", "ams1"], ["import", "servers.csv"], ["verify"], ["history"],
                ["backup", "copy.db"], ["export"], ["log", "export", "--output", "store.log"],
                ["restore", "--undo", "2"], ["init"],
            ]
            for command in commands {
                let outcome = try FaultlineBinary.run(command, in: folder.url)
                if command == ["init"] {
                    #expect(outcome.status == 2 && outcome.errors.contains("storage.exists"))
                    continue
                }
                #expect(outcome.status == 5, "\(command) \(outcome.errors)")
                #expect(outcome.errors.contains("storage.otherVersion"), "\(command) \(outcome.errors)")
                #expect(outcome.errors.contains("version \(version);"), "\(command) \(outcome.errors)")
                #expect(outcome.errors.contains("version \(StoreFormat.version)"), "\(command) \(outcome.errors)")
                #expect(outcome.errors.contains(advice), "\(command) \(outcome.errors)")
                #expect(outcome.output == "", "\(command)")
            }
            #expect(try content() == before)
            #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "copy.db").path))
        }
        try stamp(StoreFormat.version)
        #expect(try folder.faultline("verify").status == 0)
        #expect(try folder.faultline("import", "servers.csv").status == 0)
    }
}
