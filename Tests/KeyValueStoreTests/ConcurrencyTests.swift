import Foundation
import GraphModel
import KeyValueStore
import Synchronization
import TestSupport
import Testing

@Suite("Readers beside the writer")
struct ConcurrencyTests {
    private static func number(_ bytes: [UInt8]?) -> Int { (bytes ?? []).reduce(0) { $0 << 8 | Int($1) } }

    private static func bytes(_ number: Int) -> [UInt8] { [UInt8(number >> 8 & 255), UInt8(number & 255)] }

    @Test("Every snapshot is of one commit, and none is older than the one before it")
    func snapshots() async throws {
        let scratch = try Scratch()
        let environment = scratch.environment
        let commits = 250
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for number in 1...commits {
                    try environment.write { transaction throws(StoreError) in
                        try transaction.put(people, key("n"), Self.bytes(number))
                        try transaction.put(places, key("n"), Self.bytes(number))
                        try transaction.put(places, key("row \(number)"), [])
                    }
                }
            }
            for _ in 0..<3 {
                group.addTask {
                    var last = 0
                    var lastTransaction: UInt64 = 0
                    while last < commits {
                        try environment.read { transaction throws(StoreError) in
                            let number = Self.number(try transaction.get(people, key("n"))?.array)
                            #expect(number == Self.number(try transaction.get(places, key("n"))?.array))
                            #expect(try transaction.count(places) == (number == 0 ? 0 : number + 1))
                            #expect(number >= last && transaction.identifier >= lastTransaction)
                            (last, lastTransaction) = (number, transaction.identifier)
                        }
                        await Task.yield()
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// Commits that do not wait for the disk pass often enough while a reader begins to meet the race that
    /// `EnvironmentHandle.settle` closes.
    @Test("A snapshot shows the commit whose number it has, however fast commits pass while it begins")
    func numbers() async throws {
        let scratch = try Scratch(settings { $0.durability = .none })
        let environment = scratch.environment
        // A class, because tasks share it.
        final class Writer: Sendable {
            let isDone = Mutex(false)
        }
        let writer = Writer()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { writer.isDone.withLock { $0 = true } }
                for _ in 0..<5_000 {
                    try environment.write { transaction throws(StoreError) in
                        let number = withUnsafeBytes(of: transaction.identifier) { Array($0) }
                        try transaction.put(people, key("n"), number)
                    }
                }
            }
            for _ in 0..<3 {
                group.addTask {
                    while !writer.isDone.withLock({ $0 }) {
                        try environment.read { snapshot throws(StoreError) in
                            guard let number = try snapshot.get(people, key("n"))?.array else { return }
                            #expect(number == withUnsafeBytes(of: snapshot.identifier) { Array($0) })
                        }
                        await Task.yield()
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test("A snapshot begun on one thread is read on others")
    func hopping() async throws {
        final class Holder: @unchecked Sendable {
            let transaction: ReadTransaction
            init(_ environment: Environment) throws(StoreError) {
                // However long other tests keep the machine.
                transaction = try environment.beginRead(ageLimit: .seconds(3_600))
            }

            func get(_ name: String) throws(StoreError) -> [UInt8]? {
                try key(name).span.bytes.withUnsafeBytes { (name) throws(StoreError) in
                    try transaction.unsafe.get(people, name).map { Array($0) }
                }
            }
        }
        let scratch = try Scratch()
        try scratch.put("a", [1])
        let holder = try Holder(scratch.environment)
        for _ in 0..<20 {
            let found = try await Task.detached { try holder.get("a") }.value
            #expect(found == [1])
            try scratch.put("a", [2])
        }
    }

    @Test("A caller learns of its own write in the next snapshot it takes")
    func readYourWrites() async throws {
        let scratch = try Scratch()
        let environment = scratch.environment
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<3 {
                group.addTask {
                    for round in 0..<40 {
                        let name = key("\(task) \(round)")
                        let transaction = try environment.write { transaction throws(StoreError) in
                            try transaction.put(people, name, [UInt8(round)])
                            return transaction.identifier
                        }
                        try environment.read { snapshot throws(StoreError) in
                            #expect(snapshot.identifier >= transaction)
                            #expect(try snapshot.get(people, name)?.array == [UInt8(round)])
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try environment.read { snapshot throws(StoreError) in try snapshot.count(people) } == 120)
    }
}
