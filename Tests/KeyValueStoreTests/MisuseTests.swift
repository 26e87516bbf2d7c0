import GraphModel
import KeyValueStore
import TestSupport
import Testing

/// What the compiler cannot see traps instead of damaging the store.
@Suite("Misuse traps")
struct MisuseTests {
    @Test("A cursor that outlives its transaction")
    func cursorOutlives() async {
        await #expect(processExitsWith: .failure) {
            let scratch = try Scratch()
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
            let scratch = try Scratch()
            let transaction = try scratch.environment.beginRead()
            _ = try [UInt8](repeating: 1, count: 1).withUnsafeBytes { try transaction.unsafe.delete(people, $0) }
        }
    }

    @Test("A table that was not declared")
    func undeclared() async {
        await #expect(processExitsWith: .failure) {
            let scratch = try Scratch()
            _ = try scratch.get("a", in: Table(number: 200, name: "unknown"))
        }
    }

    @Test("A write inside a write")
    func nestedWrite() async {
        await #expect(processExitsWith: .failure) {
            let scratch = try Scratch()
            try scratch.environment.write { _ throws(StoreError) in try scratch.environment.write { _ in } }
        }
    }

    @Test("Deleting where the cursor stands on nothing")
    func deleteNothing() async {
        await #expect(processExitsWith: .failure) {
            let scratch = try Scratch()
            try scratch.environment.write { transaction throws(StoreError) in
                var cursor = try transaction.cursor(people)
                try cursor.delete()
            }
        }
    }
}
