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
        expectRuns(numbers)
        for number in model where random.chance(30) {
            numbers.remove(number)
            model.remove(number)
        }
        numbers.remove(1 << 42)
        #expect(numbers.ascending == model.sorted())
        expectRuns(numbers)
    }

    private func expectRuns(_ numbers: NumberSet) {
        let runs = numbers.runs
        #expect(runs.flatMap { $0 } == numbers.ascending)
        #expect(zip(runs, runs.dropFirst()).allSatisfy { $0.upperBound + 1 < $1.lowerBound })
    }

    @Test func aWholePageIsOneRun() {
        var numbers = NumberSet()
        for number in UInt64(4_000)..<9_000 { numbers.insert(number) }
        #expect(numbers.runs == [4_000...8_999])
    }

    @Test func theEdgesOfAPage() {
        var numbers = NumberSet()
        for number: UInt64 in [4_096, 0, 4_095, 63, 64, .max] { numbers.insert(number) }
        let isNew = numbers.insert(4_095)
        #expect(!isNew)
        #expect(numbers.ascending == [0, 63, 64, 4_095, 4_096, .max])
    }
}
