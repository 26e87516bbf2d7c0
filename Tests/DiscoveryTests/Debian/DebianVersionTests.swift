import TestSupport
import Testing

@testable import Discovery

@Suite("Debian versions")
struct DebianVersionTests {
    static func compare(_ a: String, _ b: String) -> Int {
        DebianVersion.compare(Array(a.utf8).span, Array(b.utf8).span).signum()
    }

    @Test(
        "Ascending pairs",
        arguments: [
            ("1.0~rc1", "1.0"), ("1.0~~", "1.0~"), ("1.0~~a", "1.0~"), ("1.0", "1.0a"), ("1.0a", "1.0+"),
            ("1.0a", "1.0."),
            ("1.9", "1.10"), ("1.0-1", "1.0-1.1"), ("1.0-1", "1.0-2"), ("9.9", "1:0.1"), ("1:9", "2:0"),
            ("1.0-1~bpo1", "1.0-1"), ("1.0", "1.0-0.1"), ("1.2-3-1", "1.2-3-2"), ("1.2-1", "1.2-3-1"), ("a", "b"),
            ("Z", "a"),
            ("0.~1", "0.1"), ("1:1~", "1:1"), ("99999999999999999999999", "100000000000000000000000"),
        ])
    func ascending(a: String, b: String) {
        #expect(Self.compare(a, b) == -1)
        #expect(Self.compare(b, a) == 1)
    }

    @Test(
        "Equal pairs",
        arguments: [
            ("1.0", "1.0"), ("0:1.0", "1.0"), ("1.0-0", "1.0"), ("1.00", "1.0"), ("01:1", "1:1"), ("1.", "1.0"),
        ])
    func equal(a: String, b: String) {
        #expect(Self.compare(a, b) == 0)
    }

    @Test(
        "What is not a version",
        arguments: [
            ("", "the version is empty"), ("1:", "the version is empty"), ("1-", "the revision is empty"),
            ("a:1", "the epoch is not a number"),
            ("1 2", "the version has a character that versions cannot have"),
            ("1_2", "the version has a character that versions cannot have"),
            ("1é", "the version has a character that versions cannot have"),
        ])
    func invalid(text: String, reason: String) {
        #expect(DebianVersion.fault(in: Array(text.utf8).span) == reason)
    }

    @Test("What is one", arguments: ["1", "0", "1:2:3-4", "1.0+b1~x-2", "20220101", "2.36-9+deb12u10"])
    func valid(text: String) {
        #expect(DebianVersion.fault(in: Array(text.utf8).span) == nil)
    }

    static func random(_ random: inout SeededGenerator) -> String {
        let pieces = ["0", "00", "1", "2", "9", "10", "12", "~", "~~", "+", ".", "a", "b", "Z", "rc", "deb", "~bpo"]
        var text = random.chance(25) ? "\(random.below(3)):" : ""
        text += "\(random.below(3))"
        for _ in 0..<random.below(5) { text += random.pick(pieces) }
        if random.chance(15) { text += "-" + random.pick(["0", "1", "a"]) }
        if random.chance(50) {
            text += "-" + random.pick(["0", "1", "2", "01", "~1"])
            for _ in 0..<random.below(4) { text += random.pick(pieces) }
        }
        return text
    }

    /// A version that differs little, so that the deciding byte is often far from the start.
    static func variant(_ text: String, _ random: inout SeededGenerator) -> String {
        var bytes = Array(text.utf8)
        let place = 1 + random.below(bytes.count)
        if random.chance(50), place < bytes.count, bytes[place] != UInt8(ascii: ":"), bytes[place] != UInt8(ascii: "-")
        {
            bytes.remove(at: place)
        } else {
            bytes.insert(contentsOf: random.pick(["0", "~", "1", "a", "+", "."]).utf8, at: place)
        }
        let varied = String(decoding: bytes, as: UTF8.self)
        return DebianVersion.fault(in: Array(varied.utf8).span) == nil ? varied : text
    }

    @Test(
        "As dpkg --compare-versions says", .enabled(if: ExternalTool.exists("/usr/bin/dpkg")), arguments: Seeds.first(2)
    )
    func asDpkgSays(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var pairs: [(String, String)] = []
        for _ in 0..<1_500 {
            let first = Self.random(&generator)
            pairs.append((first, generator.chance(60) ? Self.variant(first, &generator) : Self.random(&generator)))
        }
        let script = """
            while read -r a b; do
              if dpkg --compare-versions "$a" lt "$b"; then echo -1
              elif dpkg --compare-versions "$a" eq "$b"; then echo 0
              else echo 1; fi
            done
            """
        let input = pairs.map { "\($0) \($1)\n" }.joined()
        let answers = try ExternalTool.output(of: "/bin/sh", ["-c", script], input: input).split(separator: "\n")
        try #require(answers.count == pairs.count)
        for ((a, b), answer) in zip(pairs, answers) {
            #expect(Self.compare(a, b) == Int(answer), "\(a) against \(b), seed \(seed)")
        }
        #expect(Set(answers).count == 3)
    }

    @Test("A total order", arguments: Seeds.first(4))
    func order(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<2_000 {
            let a = Self.random(&generator)
            let b = Self.variant(a, &generator)
            let c = Self.variant(b, &generator)
            #expect(Self.compare(a, b) == -Self.compare(b, a), "\(a) \(b), seed \(seed)")
            if Self.compare(a, b) <= 0, Self.compare(b, c) <= 0 {
                #expect(Self.compare(a, c) <= 0, "\(a) \(b) \(c), seed \(seed)")
            }
        }
    }
}
