import Testing

@testable import FaultlineCommand

@Suite("Trees of text")
struct TextTreeTests {
    static let tree: TextTree = {
        var tree = TextTree()
        let a = tree.append("a", below: nil)
        let b = tree.append("b", below: a)
        tree.append("c", below: b)
        tree.append("d", below: a)
        tree.append("e", below: nil)
        return tree
    }()

    @Test("Lines")
    func lines() {
        #expect(Self.tree.text(limit: nil) == "a\n├─ b\n│  └─ c\n└─ d\ne")
    }

    @Test("A limit", arguments: 0...6)
    func limited(limit: Int) {
        let (lines, omitted) = Self.tree.lines(limit: limit)
        #expect(lines.count == min(limit, 5))
        #expect(lines.count + omitted == 5)
    }
}
