import TestSupport
import Testing

@testable import Reconciliation

@Suite struct NumberSetTests {
    @Test("What a plain set holds, near and far apart", arguments: Seeds.first(5))
    func model(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var (numbers, model) = (NumberSet(), Set<UInt64>())
        for _ in 0..<2_000 {
            let far = random.chance(5) ? UInt64(1) << UInt64(random.below(40)) : 0
            let number = far + UInt64(random.below(9_000))
            let isNew = numbers.insert(number)
            let isNewToModel = model.insert(number).inserted
            #expect(isNew == isNewToModel)
        }
        #expect(numbers.ascending == model.sorted())
        for number in 0..<UInt64(9_100) { #expect(numbers.contains(number) == model.contains(number)) }
        #expect(!numbers.contains(1 << 41))
    }

    @Test func theEdgesOfAPage() {
        var numbers = NumberSet()
        for number: UInt64 in [4_096, 0, 4_095, 63, 64, .max] { numbers.insert(number) }
        let isNew = numbers.insert(4_095)
        #expect(!isNew)
        #expect(numbers.ascending == [0, 63, 64, 4_095, 4_096, .max])
    }
}
