import TestSupport

/// A small random graph as a `CREATE` statement. Every element has an `id` of its own.
struct RandomGraph {
    static let labels = ["A", "B", "C"]
    static let types = ["R", "S", "T"]

    private(set) var statement: String

    init(_ random: inout SeededGenerator) {
        let nodes = random.chance(80) ? 1 + random.below(6) : 7 + random.below(6)
        let relationships = random.below(nodes + 5)
        var parts: [String] = []
        for node in 0..<nodes {
            let labels = Self.labels.filter { _ in random.chance(40) }.map { ":" + $0 }.joined()
            parts.append("(n\(node)\(labels) \(Self.properties(node, &random)))")
        }
        for relationship in 0..<relationships {
            let (source, target) = (random.below(nodes), random.below(nodes))
            let properties = Self.properties(100 + relationship, &random)
            parts.append("(n\(source))-[:\(random.pick(Self.types)) \(properties)]->(n\(target))")
        }
        statement = "CREATE " + parts.joined(separator: ", ")
    }

    private static func properties(_ id: Int, _ random: inout SeededGenerator) -> String {
        var entries = ["id: \(id)"]
        if random.chance(80) { entries.append("v: \(random.below(4))") }
        if random.chance(50) {
            entries.append("w: " + random.pick(["'a'", "'ab'", "'b'", "true", "false", "1.5", "-2.5", "7", "[1, 2]"]))
        }
        return "{" + entries.joined(separator: ", ") + "}"
    }
}
