/// Finds keywords without regard to case: open addressing over a hash that the lexer makes while it reads a word.
struct KeywordTable: Sendable {
    static let shared = KeywordTable()

    static let longest = 16
    private static let slotCount = 1_024

    private struct Slot {
        var keyword: Keyword?
        /// Where the word is in `letters`.
        var start: UInt16 = 0
        var length: UInt8 = 0
    }

    private var slots = [Slot](repeating: Slot(), count: slotCount)
    /// All words in lower case, one after the other.
    private var letters: [UInt8] = []

    private init() {
        for keyword in Keyword.allCases {
            let word = Array(keyword.text.lowercased().utf8)
            precondition(word.count <= KeywordTable.longest)
            var slot = KeywordTable.slot(word.reduce(0, KeywordTable.combine))
            while slots[slot].keyword != nil { slot = (slot + 1) % KeywordTable.slotCount }
            slots[slot] = Slot(keyword: keyword, start: UInt16(letters.count), length: UInt8(word.count))
            letters += word
        }
    }

    /// The hash of a word is that of its bytes in turn, from 0. Letters count without case.
    @inline(__always)
    static func combine(_ hash: UInt32, _ byte: UInt8) -> UInt32 {
        (hash ^ UInt32(byte | 0x20)) &* 0x0100_0193
    }

    @inline(__always)
    private static func slot(_ hash: UInt32) -> Int { Int((hash ^ (hash >> 15)) % UInt32(slotCount)) }

    /// The keyword that `bytes[start..<end]`, ASCII letters, digits and underscores, spells.
    func keyword(_ bytes: [UInt8], _ start: Int, _ end: Int, hash: UInt32) -> Keyword? {
        var place = KeywordTable.slot(hash)
        while true {
            let slot = slots[place]
            guard slot.keyword != nil else { return nil }
            if Int(slot.length) == end - start {
                var i = 0
                while start + i < end, bytes[start + i] | 0x20 == letters[Int(slot.start) + i] { i += 1 }
                if start + i == end { return slot.keyword }
            }
            place = (place + 1) % KeywordTable.slotCount
        }
    }
}
