import GraphModel
import KeyValueStore
import TestSupport
import Testing

@Suite("Several processes")
struct SecondProcessTests {
    let folder: TemporaryFolder
    var path: String { folder.path("store") }

    init() throws {
        folder = try temporaryFolder()
        #expect(try ChildProgram(ChildProgram.path("kvprobe"), ["make", path, "100"]).finish().lines == ["made"])
    }

    private func open(_ access: EnvironmentSettings.Access) throws(StoreError) -> Environment {
        try Environment.open(at: path, tables: probeTables, settings: settings { $0.access = access })
    }

    @Test("While another process has the store for writing, writing is refused with its number and reading is not")
    func locked() throws {
        let child = try ChildProgram(ChildProgram.path("kvprobe"), ["hold", path])
        #expect(child.readSome().hasPrefix("holding"))
        do throws(StoreError) {
            _ = try open(.readWrite)
            Issue.record("two writers")
        } catch {
            #expect(error.kind == .locked)
            #expect(error.message.contains("process \(child.processIdentifier) "))
        }
        #expect(try open(.readOnly).verifyPages().records == [50, 50, 50])
        child.finish()
        #expect(try open(.readWrite).verifyPages().records == [50, 50, 50])
    }

    @Test("A writer that was killed leaves the lock free")
    func killed() throws {
        let child = try ChildProgram(ChildProgram.path("kvprobe"), ["hold", path])
        #expect(child.readSome().hasPrefix("holding"))
        child.kill()
        let environment = try open(.readWrite)
        try environment.write { transaction throws(StoreError) in try transaction.put(probeTables[0], [9], [9]) }
        #expect(try environment.verifyPages().records == [51, 50, 50])
    }

    @Test("A reader in another process sees what is committed meanwhile")
    func reading() throws {
        let environment = try open(.readWrite)
        try environment.write { transaction throws(StoreError) in try transaction.put(probeTables[2], [9], [9]) }
        let (lines, _, _) = try ChildProgram(ChildProgram.path("kvprobe"), ["verify", path]).finish()
        #expect(lines == ["records 50 50 51"])
    }
}
