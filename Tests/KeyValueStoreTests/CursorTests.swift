import GraphModel
import KeyValueStore
import TestSupport
import Testing

@Suite("Cursors")
struct CursorTests {
    @Test("Moves over three records")
    func moves() throws {
        let scratch = try Scratch()
        try scratch.environment.write { transaction throws(StoreError) in
            for name in ["b", "d", "f"] { try transaction.putAppending(people, key(name), key(name + "!")) }
        }
        try scratch.environment.read { transaction throws(StoreError) in
            var cursor = try transaction.cursor(people)
            var names = ""
            while try cursor.next() { names += String(decoding: cursor.key.array, as: UTF8.self) }
            #expect(names == "bdf")
            #expect(try cursor.seek(atMost: key("e")))
            #expect(cursor.payload.array == key("d!"))
            #expect(try cursor.previous())
            #expect(cursor.key.array == key("b"))
            #expect(try !cursor.previous())
            #expect(cursor.key.array == [])
        }
    }

    @Test("The safe cursor walks a prefix and deletes on its way")
    func prefixWalk() throws {
        let scratch = try Scratch()
        try scratch.environment.write { transaction throws(StoreError) in
            for name in ["a", "ba", "bb", "bc", "c"] { try transaction.put(people, key(name), key(name)) }
            var cursor = try transaction.cursor(people)
            var seen: [[UInt8]] = []
            var isThere = try cursor.first(prefix: key("b"))
            while isThere {
                seen.append(cursor.payload.array)
                if cursor.key.array == key("bb") { try cursor.delete() }
                isThere = try cursor.next(prefix: key("b"))
            }
            #expect(seen == ["ba", "bb", "bc"].map { key($0) })
            #expect(try cursor.last())
            #expect(cursor.key.array == key("c"))
            #expect(try cursor.seek(atLeast: key("bb")))
            #expect(cursor.key.array == key("bc"))
            #expect(try !cursor.seek(atMost: key("A")))
        }
        #expect(try scratch.get("bb") == nil)
    }

    @Test("Appending through a cursor, up to the key that is not greater")
    func append() throws {
        let scratch = try Scratch()
        let refused = code {
            try scratch.environment.write { transaction throws(StoreError) in
                try Self.append(transaction.unsafe, ["a", "c", "b"])
            }
        }
        #expect(refused == .keyOrder)
        try scratch.environment.write { transaction throws(StoreError) in
            try Self.append(transaction.unsafe, ["a", "b", "c"])
        }
        #expect(try scratch.environment.verifyPages().records == [3, 0])
        #expect(try scratch.get("b") == key("b"))
    }

    private static func append(_ transaction: UnsafeTransaction, _ names: [String]) throws(StoreError) {
        var cursor = try transaction.cursor(people)
        for name in names {
            try key(name).span.bytes.withUnsafeBytes { (bytes) throws(StoreError) in
                try cursor.append(bytes, bytes)
            }
        }
    }

    @Test("An empty table has no records in any direction")
    func empty() throws {
        let scratch = try Scratch()
        try scratch.environment.read { transaction throws(StoreError) in
            var cursor = try transaction.cursor(people)
            #expect(try !cursor.first())
            #expect(try !cursor.last())
            #expect(try !cursor.next())
            #expect(try !cursor.seek(atLeast: [1]))
            #expect(try !cursor.seek(atMost: [1]))
            #expect(try transaction.get(people, [1]) == nil)
        }
    }

    @Test("Prefixes of 0xFF bytes have no successor")
    func highPrefix() throws {
        let scratch = try Scratch()
        try scratch.environment.write { transaction throws(StoreError) in
            for key: [UInt8] in [[1], [0xFE, 0xFF], [0xFF], [0xFF, 0xFF], [0xFF, 0xFF, 3]] {
                try transaction.put(people, key, key)
            }
        }
        try scratch.environment.read { transaction throws(StoreError) in
            var cursor = try transaction.unsafe.cursor(people)
            let prefix: [UInt8] = [0xFF, 0xFF]
            let bytes = prefix.span.bytes
            try bytes.withUnsafeBytes { (prefix) throws(StoreError) in
                #expect(try cursor.first(prefix: prefix))
                #expect(Array(cursor.key) == [0xFF, 0xFF])
                #expect(try cursor.last(prefix: prefix))
                #expect(Array(cursor.key) == [0xFF, 0xFF, 3])
                #expect(try !cursor.next(prefix: prefix))
            }
        }
    }

    @Test("Random operations agree with a sorted array", arguments: Seeds.first(8))
    func reference(seed: UInt64) throws {
        let scratch = try Scratch()
        var random = SeededGenerator(seed: seed)
        var model = Model()
        for _ in 0..<12 {
            try scratch.environment.write { transaction throws(StoreError) in
                for _ in 0..<120 {
                    let key = Self.randomKey(&random)
                    if random.chance(65) {
                        let payload = random.bytes(random.chance(3) ? 5_000 : random.below(40))
                        try transaction.put(people, key, payload)
                        model.put(key, payload)
                    } else {
                        #expect(try transaction.delete(people, key) == model.delete(key))
                    }
                }
                try Self.compare(transaction.unsafe, model, &random)
            }
            try scratch.environment.read { transaction throws(StoreError) in
                try Self.compare(transaction.unsafe, model, &random)
            }
        }
    }

    @Test("Deleting while iterating skips and repeats nothing", arguments: Seeds.first(4))
    func deleteWhileIterating(seed: UInt64) throws {
        let scratch = try Scratch()
        var random = SeededGenerator(seed: seed)
        var model = Model()
        try scratch.environment.write { transaction throws(StoreError) in
            for _ in 0..<1_500 {
                let key = random.bytes(1 + random.below(6))
                model.put(key, key)
                try transaction.put(people, key, key)
            }
            var seen: [[UInt8]] = []
            var kept: [[UInt8]] = []
            var cursor = try transaction.cursor(people)
            while try cursor.next() {
                seen.append(cursor.key.array)
                if random.chance(70) { try cursor.delete() } else { kept.append(cursor.key.array) }
            }
            #expect(seen == model.keys)
            var left: [[UInt8]] = []
            var again = try cursor.first()
            while again {
                left.append(cursor.key.array)
                again = try cursor.next()
            }
            #expect(left == kept)
        }
    }

    private static func randomKey(_ random: inout SeededGenerator) -> [UInt8] {
        (0..<1 + random.below(4)).map { _ in random.pick([0, 1, 2, 3, 128, 254, 255]) }
    }

    /// Every kind of move from a random place, and every look-up, against the model.
    private static func compare(
        _ transaction: UnsafeTransaction, _ model: Model, _ random: inout SeededGenerator
    ) throws(StoreError) {
        #expect(try transaction.count(people) == model.keys.count)
        var cursor = try transaction.cursor(people)
        for _ in 0..<60 {
            let target = randomKey(&random)
            let bytes = target.span.bytes
            let expected = model.moves(target)
            let found = try bytes.withUnsafeBytes { (target) throws(StoreError) in try moves(&cursor, target) }
            #expect(found == expected, "at \(target)")
            let payload = try bytes.withUnsafeBytes { (target) throws(StoreError) in
                try transaction.get(people, target).map { Array($0) }
            }
            #expect(payload == model.payloads[target])
        }
    }

    /// The keys that each kind of move reaches.
    private static func moves(
        _ cursor: inout UnsafeCursor, _ target: UnsafeRawBufferPointer
    ) throws(StoreError) -> [[UInt8]?] {
        var reached: [[UInt8]?] = []
        func note(_ isFound: Bool, _ cursor: borrowing UnsafeCursor) {
            #expect(isFound == (cursor.key.baseAddress != nil))
            reached.append(isFound ? Array(cursor.key) : nil)
        }
        note(try cursor.seek(target), cursor)
        note(try cursor.seek(atMost: target), cursor)
        note(try cursor.seek(before: target), cursor)
        note(try cursor.first(prefix: target), cursor)
        note(try cursor.last(prefix: target), cursor)
        let isThere = try cursor.seek(atLeast: target)
        note(isThere, cursor)
        if isThere { note(try cursor.next(), cursor) } else { reached.append(nil) }
        return reached
    }
}

/// What a table should hold.
private struct Model {
    var keys: [[UInt8]] = []
    var payloads: [[UInt8]: [UInt8]] = [:]

    /// Where the first key not less than `key` is.
    func place(_ key: [UInt8]) -> Int {
        var (low, high) = (0, keys.count)
        while low < high {
            let middle = (low + high) / 2
            if keys[middle].lexicographicallyPrecedes(key) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    mutating func put(_ key: [UInt8], _ payload: [UInt8]) {
        if payloads.updateValue(payload, forKey: key) == nil { keys.insert(key, at: place(key)) }
    }

    mutating func delete(_ key: [UInt8]) -> Bool {
        guard payloads.removeValue(forKey: key) != nil else { return false }
        keys.remove(at: place(key))
        return true
    }

    /// What the moves of the test reach, in its order.
    func moves(_ target: [UInt8]) -> [[UInt8]?] {
        let place = place(target)
        let exact = place < keys.count && keys[place] == target
        let before = place > 0 ? keys[place - 1] : nil
        let within = keys.filter { $0.starts(with: target) }
        return [
            exact ? target : nil, exact ? target : before, before, within.first, within.last,
            place < keys.count ? keys[place] : nil, place + 1 < keys.count ? keys[place + 1] : nil,
        ]
    }
}
