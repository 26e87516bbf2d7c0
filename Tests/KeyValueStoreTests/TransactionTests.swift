import GraphModel
import KeyValueStore
import TestSupport
import Testing

let people = Table(number: 1, name: "people")
let places = Table(number: 2, name: "places")

func key(_ text: String) -> [UInt8] { Array(text.utf8) }

extension RawSpan {
    var array: [UInt8] { withUnsafeBytes { Array($0) } }
}

@Suite("Transactions")
struct TransactionTests {
    let folder: TemporaryFolder
    let environment: Environment

    init() throws {
        folder = try temporaryFolder()
        environment = try Environment.create(at: folder.path("store"), tables: [people, places])
    }

    @Test("What is written is read back, by table")
    func roundTrip() throws {
        try environment.write { transaction throws(StoreError) in
            try transaction.put(people, key("ada"), [1, 2, 3])
            try transaction.put(places, key("ada"), [])
        }
        try environment.read { transaction throws(StoreError) in
            #expect(try transaction.get(people, key("ada"))?.array == [1, 2, 3])
            #expect(try transaction.get(places, key("ada"))?.array == [])
            #expect(try transaction.get(places, key("bob"))?.array == nil)
            #expect(try transaction.count(people) == 1)
        }
    }

    @Test("Cursor moves")
    func cursor() throws {
        try environment.write { transaction throws(StoreError) in
            for name in ["b", "d", "f"] { try transaction.putAppending(people, key(name), key(name + "!")) }
        }
        try environment.read { transaction throws(StoreError) in
            var cursor = try transaction.cursor(people)
            var names = ""
            while try cursor.next() { names += String(decoding: cursor.key.array, as: UTF8.self) }
            #expect(names == "bdf")
            #expect(try cursor.seek(atMost: key("e")))
            #expect(cursor.payload.array == key("d!"))
        }
    }
}
