import QueryValues
import TestSupport
import Testing

/// A pattern that says itself where its matches end, by the definition of each form.
private indirect enum Sample {
    case letter(Character)
    case any
    case either(Character, Character)
    case start, end, boundary
    case sequence(Sample, Sample)
    case alternatives(Sample, Sample)
    case repeated(Sample, Int, Int?)

    static func random(_ random: inout SeededGenerator, depth: Int) -> Sample {
        switch random.below(depth > 0 ? 13 : 6) {
        case 0, 1: .letter(random.pick(["a", "b", "c"]))
        case 2: .any
        case 3: .either(random.pick(["a", "b"]), random.pick(["b", "c"]))
        case 4: random.pick([.start, .end, .boundary, .letter("a")])
        case 5: .letter("-")
        case 6, 7, 8: .sequence(.random(&random, depth: depth - 1), .random(&random, depth: depth - 1))
        case 9, 10: .alternatives(.random(&random, depth: depth - 1), .random(&random, depth: depth - 1))
        default:
            random.pick([
                .repeated(.random(&random, depth: depth - 1), 0, nil),
                .repeated(.random(&random, depth: depth - 1), 1, nil),
                .repeated(.random(&random, depth: depth - 1), 0, 1),
                .repeated(.random(&random, depth: depth - 1), 1, 2),
                .repeated(.random(&random, depth: depth - 1), 2, nil),
            ])
        }
    }

    var pattern: String {
        switch self {
        case .letter(let letter): String(letter)
        case .any: "."
        case .either(let a, let b): "[\(a)\(b)]"
        case .start: "^"
        case .end: "\\z"
        case .boundary: "\\b"
        case .sequence(let a, let b): a.pattern + b.pattern
        case .alternatives(let a, let b): "(\(a.pattern)|\(b.pattern))"
        case .repeated(let body, let minimum, let maximum):
            "(?:\(body.pattern)){\(minimum),\(maximum.map { String($0) } ?? "")}"
        }
    }

    func ends(_ text: [Character], from place: Int) -> Set<Int> {
        let next = place < text.count ? text[place] : nil
        switch self {
        case .letter(let letter): return next == letter ? [place + 1] : []
        case .any: return next == nil ? [] : [place + 1]
        case .either(let a, let b): return next == a || next == b ? [place + 1] : []
        case .start: return place == 0 ? [place] : []
        case .end: return place == text.count ? [place] : []
        case .boundary:
            let isWordBefore = place > 0 && text[place - 1] != "-"
            let isWordAfter = next != nil && next != "-"
            return isWordBefore != isWordAfter ? [place] : []
        case .sequence(let a, let b):
            return Set(a.ends(text, from: place).flatMap { b.ends(text, from: $0) })
        case .alternatives(let a, let b): return a.ends(text, from: place).union(b.ends(text, from: place))
        case .repeated(let body, let minimum, let maximum):
            var current: Set<Int> = [place]
            for _ in 0..<minimum { current = Set(current.flatMap { body.ends(text, from: $0) }) }
            var all = current
            // More rounds than the text has places reach nothing new.
            for _ in minimum..<(maximum ?? minimum + text.count + 2) {
                current = Set(current.flatMap { body.ends(text, from: $0) })
                all.formUnion(current)
            }
            return all
        }
    }
}

@Suite("Regular expressions by definition")
struct RegexOracleTests {
    @Test("Matches are those of the definition", arguments: Seeds.first(6))
    func definition(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var matched = 0
        for _ in 0..<Seeds.count(400) {
            let sample = Sample.random(&random, depth: 4)
            let regex = try LinearRegex(sample.pattern)
            for _ in 0..<12 {
                let text = (0..<random.below(7)).map { _ in random.pick(["a", "a", "b", "c", "-"] as [Character]) }
                let expected = sample.ends(text, from: 0).contains(text.count)
                #expect(regex.matches(String(text)) == expected, "\(sample.pattern) on \(String(text))")
                matched += expected ? 1 : 0
            }
        }
        #expect(matched > 100)
    }
}
