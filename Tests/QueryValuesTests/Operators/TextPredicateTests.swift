import GraphModel
import QueryValues
import TestSupport
import Testing

@Suite("Predicates of text")
struct TextPredicateTests {
    @Test("Without two strings nothing is known")
    func operands() throws {
        for a in [1, 3.14, true, [], [:], nil] as [Value] {
            for b in ["a", 1, nil] as [Value] {
                #expect(TextPredicates.startsWith(a, b) == nil)
                #expect(TextPredicates.endsWith(b, a) == nil)
                #expect(TextPredicates.contains(a, b) == nil)
                #expect(try TextPredicates.matches(b, a) == nil)
            }
        }
    }

    @Test("Every text begins with, ends with and contains the empty one")
    func empty() {
        for text in ["", "a", "é"] as [Value] {
            #expect(TextPredicates.startsWith(text, "") == true)
            #expect(TextPredicates.endsWith(text, "") == true)
            #expect(TextPredicates.contains(text, "") == true)
        }
        #expect(TextPredicates.contains("", "a") == false)
    }

    @Test("Texts compare byte by byte")
    func composition() {
        #expect(TextPredicates.startsWith("e\u{301}a", "e") == true)
        #expect(TextPredicates.startsWith("éa", "e\u{301}") == false)
        #expect(TextPredicates.contains("aÉb", "é") == false)
    }

    @Test("The predicates agree with plain search, for short and long parts", arguments: Seeds.first(4))
    func search(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<Seeds.count(400) {
            // Two letters and long parts make many partial matches.
            let text = (0..<random.below(160)).map { _ in random.chance(85) ? "a" : "b" }.joined()
            let length = random.below(50)
            let part =
                random.chance(50) && text.count > length
                ? String(text.dropFirst(random.below(text.count - length)).prefix(length))
                : (0..<length).map { _ in random.chance(85) ? "a" : "b" }.joined()
            let bytes = Array(text.utf8)
            let places = (0...max(0, bytes.count - part.utf8.count)).filter {
                bytes[$0...].starts(with: part.utf8)
            }
            let (a, b) = (Value.string(text), Value.string(part))
            #expect(TextPredicates.contains(a, b) == !places.isEmpty, "\(text) \(part)")
            #expect(TextPredicates.startsWith(a, b) == (places.first == 0), "\(text) \(part)")
            let isSuffix = bytes.count >= part.utf8.count && places.last == bytes.count - part.utf8.count
            #expect(TextPredicates.endsWith(a, b) == isSuffix, "\(text) \(part)")
        }
    }

    @Test("=~ matches whole texts")
    func patterns() throws {
        #expect(try TextPredicates.matches("host-17", "host-\\d+") == true)
        #expect(try TextPredicates.matches("a host-17", "host-\\d+") == false)
        #expect(outcome { Value(try TextPredicates.matches("a", "(")) } == "ArgumentError invalidArgumentValue")
    }
}
