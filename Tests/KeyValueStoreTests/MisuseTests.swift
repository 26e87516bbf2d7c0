import GraphModel
import KeyValueStore
import TestSupport
import Testing

/// A store of a process that will not live to remove it: its folder has no name left when the process ends.
private struct Doomed {
    let environment: Environment

    init() throws {
        let folder = try temporaryFolder()
        environment = try Environment.create(at: folder.path("store"), tables: [people, places])
    }
}

/// What the compiler cannot see traps instead of damaging the store.
@Suite("Misuse traps")
struct MisuseTests {
    @Test("A cursor that outlives its transaction")
    func cursorOutlives() async {
        await #expect(processExitsWith: .failure) {
            let scratch = try Doomed()
            func escape() throws -> UnsafeCursor {
                let transaction = try scratch.environment.beginRead()
                return try transaction.unsafe.cursor(people)
            }
            let cursor = try escape()
            _ = cursor.key
        }
    }

    @Test("Writing in a read transaction")
    func writeInRead() async {
        await #expect(processExitsWith: .failure) {
            let scratch = try Doomed()
            let transaction = try scratch.environment.beginRead()
            _ = try [UInt8](repeating: 1, count: 1).withUnsafeBytes { try transaction.unsafe.delete(people, $0) }
        }
    }

    @Test("A table that was not declared")
    func undeclared() async {
        await #expect(processExitsWith: .failure) {
            let scratch = try Doomed()
            let unknown = Table(number: 200, name: "unknown")
            _ = try scratch.environment.read { transaction throws(StoreError) in try transaction.count(unknown) }
        }
    }

    @Test("A write inside a write")
    func nestedWrite() async {
        await #expect(processExitsWith: .failure) {
            let scratch = try Doomed()
            try scratch.environment.write { _ throws(StoreError) in try scratch.environment.write { _ in } }
        }
    }

    @Test("Deleting where the cursor stands on nothing")
    func deleteNothing() async {
        await #expect(processExitsWith: .failure) {
            let scratch = try Doomed()
            try scratch.environment.write { transaction throws(StoreError) in
                var cursor = try transaction.cursor(people)
                try cursor.delete()
            }
        }
    }
}
