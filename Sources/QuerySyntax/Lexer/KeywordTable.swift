/// Finds keywords without regard to case: open addressing over a hash that the lexer makes while it reads a word.
struct KeywordTable: Sendable {
    static let shared = KeywordTable()

    static let longest = 16
    private static let slotCount = 1_024

    /// Keyword number + 1, or 0.
    private var slots = [UInt8](repeating: 0, count: slotCount)
    /// All words in lower case, one after the other.
    private var letters: [UInt8] = []
    private var starts: [Int] = [0]

    private init() {
        for keyword in Keyword.allCases {
            let word = Array(keyword.text.lowercased().utf8)
            precondition(word.count <= KeywordTable.longest)
            letters += word
            starts.append(letters.count)
            var hash: UInt32 = 0
            for byte in word { hash = KeywordTable.combine(hash, byte) }
            var slot = KeywordTable.slot(hash)
            while slots[slot] != 0 { slot = (slot + 1) % KeywordTable.slotCount }
            slots[slot] = keyword.rawValue + 1
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
        var slot = KeywordTable.slot(hash)
        while slots[slot] != 0 {
            let number = Int(slots[slot]) - 1
            let first = starts[number]
            if starts[number + 1] - first == end - start {
                var i = 0
                while start + i < end, bytes[start + i] | 0x20 == letters[first + i] { i += 1 }
                if start + i == end { return Keyword(rawValue: UInt8(number)) }
            }
            slot = (slot + 1) % KeywordTable.slotCount
        }
        return nil
    }
}
