import TestSupport
import Testing

@testable import Discovery

@Suite("Interned byte strings")
struct ByteInternerTests {
    @Test("Numbers are dense, in the order of first appearance, and lead back to the bytes", arguments: Seeds.first(6))
    func againstDictionary(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var interner = ByteInterner()
        var numbers: [String: UInt32] = [:]
        for _ in 0..<6_000 {
            // Few letters, so that names repeat and share beginnings; sometimes long ones.
            let length = generator.chance(5) ? 40 + generator.below(300) : generator.below(7)
            let name = String((0..<length).map { _ in generator.pick(["a", "b", "-", "9"]) })
            let number = interner.intern(Array(name.utf8).span)
            if let known = numbers[name] {
                #expect(number == known, "\(name), seed \(seed)")
            } else {
                #expect(number == UInt32(numbers.count), "\(name), seed \(seed)")
                numbers[name] = number
            }
        }
        #expect(interner.count == numbers.count)
        for (name, number) in numbers { #expect(interner.text(number) == name, "seed \(seed)") }
    }

    @Test("Bytes decide, not characters")
    func bytes() {
        var interner = ByteInterner()
        let composed = interner.intern(Array("é".utf8).span)
        let decomposed = interner.intern(Array("e\u{301}".utf8).span)
        let empty = interner.intern([UInt8]().span)
        #expect([composed, decomposed, empty] == [0, 1, 2])
        #expect(interner.text(2) == "")
        #expect(interner.intern([UInt8]().span) == 2)
    }

    @Test("Distinct names that a weak hash would put together stay apart")
    func permutations() {
        var interner = ByteInterner()
        for number in 0..<20_000 { _ = interner.intern(Array("lib\(number)".utf8).span) }
        #expect(interner.count == 20_000)
        for number in stride(from: 0, to: 20_000, by: 997) {
            #expect(interner.intern(Array("lib\(number)".utf8).span) == UInt32(number))
        }
        #expect(interner.count == 20_000)
    }
}
