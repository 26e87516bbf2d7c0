import TestSupport
import Testing

@testable import Reconciliation

@Suite struct FingerprintTests {
    @Test func textsOfEveryLengthDiffer() {
        var seen: Set<Fingerprint> = []
        for length in 0..<200 {
            #expect(seen.insert(Fingerprint(String(repeating: "a", count: length))).inserted)
            #expect(seen.insert(Fingerprint(String(repeating: "\0", count: length) + "b")).inserted)
        }
    }

    @Test func oneByteChangesBothLanes() {
        let a = Fingerprint("source#vm-000001")
        let b = Fingerprint("source#vm-000002")
        #expect(a.low != b.low)
        #expect(a.high != b.high)
    }

    @Test func textsAndTheirBytesHaveTheSame() {
        let text = "source#vm-1 é"
        #expect(Array(text.utf8).withUnsafeBytes { Fingerprint(bytes: $0) } == Fingerprint(text))
    }

    /// Large tables live in memory of their own kind.
    @Test func aLargeTableAnswersToo() {
        let table = FingerprintTable(minimumCapacity: 200_000)
        for number in 0..<100_000 {
            let key = Fingerprint(UInt64(number), 1, 2)
            table.prefetch(key)
            #expect(table.insert(key, UInt64(number)) == nil)
        }
        #expect((0..<100_000).allSatisfy { table.value(Fingerprint(UInt64($0), 1, 2)) == UInt64($0) })
        #expect(table.value(Fingerprint(100_000, 1, 2)) == nil)
    }

    /// From a few slots over memory of the common kind to a reservation, in which it doubles in place.
    @Test func aTableThatGrowsKeepsWhatItHolds() {
        let table = FingerprintTable(minimumCapacity: 1)
        // Keys that begin alike make long runs of slots, also around the table's end.
        let keys = (0..<400_000 as Range<UInt64>).map { number in
            var key = Fingerprint(number, 5, 6)
            if number % 200 == 0 { key.low |= 0x3_FFFF_FF00 }
            return key
        }
        for (number, key) in keys.enumerated() { #expect(table.insert(key, UInt64(number)) == nil) }
        #expect(table.count == keys.count)
        #expect(keys.indices.allSatisfy { table.value(keys[$0]) == UInt64($0) })
        #expect(table.value(Fingerprint(400_000, 5, 6)) == nil)
    }

    @Test func keysThatDifferInOneBitOfWhatIsKeptAreApart() {
        let table = FingerprintTable()
        var key = Fingerprint(1, 2, 3)
        table.set(key, 0)
        for bit in 0..<64 {
            key.low ^= 1 << UInt64(bit)
            #expect(table.value(key) == nil)
            key.low ^= 1 << UInt64(bit)
        }
        for bit in 44..<64 {
            key.high ^= 1 << UInt64(bit)
            #expect(table.insert(key, FingerprintTable.largestValue - 1) == nil)
            #expect(table.value(key) == FingerprintTable.largestValue - 1)
            key.high ^= 1 << UInt64(bit)
        }
        #expect(table.value(key) == 0)
    }

    @Test func domainsDiffer() {
        #expect(Fingerprint("x", domain: 1) != Fingerprint("x", domain: 2))
    }

    @Test func theTableAnswersAsADictionary() {
        var random = SeededGenerator(seed: Seeds.first(1)[0])
        let table = FingerprintTable(minimumCapacity: 4)
        var reference: [Fingerprint: UInt64] = [:]
        for _ in 0..<20_000 {
            let key = Fingerprint("\(random.below(5_000))")
            let value = UInt64(random.below(1 << 30))
            if random.chance(50) {
                table.set(key, value)
                reference[key] = value
            } else {
                #expect(table.insert(key, value) == reference[key])
                reference[key] = reference[key] ?? value
            }
        }
        #expect(table.count == reference.count)
        for number in 0..<6_000 {
            let key = Fingerprint("\(number)")
            #expect(table.value(key) == reference[key])
        }
    }
}
