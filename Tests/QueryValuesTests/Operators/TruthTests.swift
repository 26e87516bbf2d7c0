import GraphModel
import QueryValues
import Testing

@Suite("Truth")
struct TruthTests {
    static let truths: [Bool?] = [true, false, nil]

    /// As numbers, with the unknown in the middle: AND is the least, OR the greatest.
    private func rank(_ truth: Bool?) -> Int { truth.map { $0 ? 2 : 0 } ?? 1 }

    @Test("Three-valued logic is that of Kleene", arguments: truths, truths)
    func kleene(a: Bool?, b: Bool?) {
        #expect(rank(Truth.and(a, b)) == min(rank(a), rank(b)))
        #expect(rank(Truth.or(a, b)) == max(rank(a), rank(b)))
        #expect(rank(Truth.not(a)) == 2 - rank(a))
        #expect(Truth.xor(a, b) == (a == nil || b == nil ? nil : a! != b!))
    }

    @Test("Only booleans and null are truths")
    func operands() throws {
        #expect(try Value.boolean(true).truth() == true)
        #expect(try Value.null.truth() == nil)
        for value in [1, "true", [], [:], .node(1)] as [Value] {
            #expect(outcome { try Value(value.truth()) } == "TypeError invalidArgumentType")
        }
    }
}
