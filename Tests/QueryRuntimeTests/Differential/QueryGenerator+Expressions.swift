import TestSupport

extension QueryGenerator {
    /// A truth value.
    mutating func condition(_ height: Int) -> String {
        let outside = mayFail
        mayFail = false
        defer { mayFail = outside }
        if height > 0, random.chance(45) {
            switch random.below(5) {
            case 0: return "NOT (\(condition(height - 1)))"
            case 1: return "(\(condition(height - 1)) OR \(condition(height - 1)))"
            case 2: return "(\(condition(height - 1)) XOR \(condition(height - 1)))"
            default: return "(\(condition(height - 1)) AND \(condition(height - 1)))"
            }
        }
        let nodes = names(.node)
        let node = nodes.isEmpty ? nil : random.pick(nodes)
        switch random.below(13) {
        case 0...2: return "\(number(1)) \(random.pick(["=", "<>", "<", "<=", ">", ">="])) \(number(1))"
        case 3: return "\(value(1)) IS \(random.pick(["NULL", "NOT NULL"]))"
        case 4: return "\(number(1)) IN [\(literal()), \(literal()), \(random.pick(["null", "5"]))]"
        case 5: return "\(property("w")) \(random.pick(["STARTS WITH", "ENDS WITH", "CONTAINS", "=", ">"])) 'a'"
        case 6: return node.map { "\($0):\(labels())" } ?? "true"
        case 7: return depth < 2 ? "EXISTS { \(inner { $0.match() }) }" : "false"
        case 8: return "any(x IN \(listExpression()) WHERE x > \(literal()))"
        case 9: return "\(random.pick(["all", "none", "single"]))(x IN \(listExpression()) WHERE x = \(literal()))"
        case 10: return node.map { "exists(\(hop(from: $0)))" } ?? "true"
        case 11: return node.map { "\($0) \(random.pick(["=", "<>"])) \(random.pick(nodes))" } ?? "null"
        default: return "\(literal()) <= \(number(1)) < \(literal())"
        }
    }

    /// A pattern as a truth value, which stands alone only in WHERE.
    private mutating func hop(from node: String) -> String {
        "(\(node))\(relationship(isPlain: true))(\(random.pick(["", ":A", "{v: 1}"])))"
    }

    /// A condition of `WHERE`.
    mutating func filter(_ height: Int) -> String {
        guard let node = names(.node).randomElement(using: &random), random.chance(15) else { return condition(height) }
        return "\(random.pick(["NOT ", ""]))\(hop(from: node)) \(random.pick(["AND", "OR"])) \(condition(height))"
    }

    /// A number or null.
    mutating func number(_ height: Int) -> String {
        if height > 0, random.chance(40) {
            switch random.below(7) {
            case 0: return "(\(number(height - 1)) + \(number(height - 1)))"
            case 1: return "(\(number(height - 1)) * \(number(height - 1)))"
            case 2: return "CASE WHEN \(condition(0)) THEN \(number(height - 1)) ELSE \(number(height - 1)) END"
            case 3: return "coalesce(\(number(height - 1)), \(literal()))"
            case 4: return depth < 2 ? "COUNT { \(inner { $0.match() }) }" : literal()
            case 5: return depth < 2 ? "size(\(comprehension()))" : "size(\(listExpression()))"
            default: return mayFail && random.chance(20) ? "\(number(0)) / \(number(0))" : "-\(property("v"))"
            }
        }
        let numbers = names(.number)
        if !numbers.isEmpty, random.chance(30) { return random.pick(numbers) }
        if random.chance(15) {
            if let path = names(.path).first { return "length(\(path))" }
            if let list = names(.relationships, .unorderedList).first { return "size(\(list))" }
        }
        return random.chance(30) ? literal() : property("v")
    }

    mutating func property(_ key: String) -> String {
        let elements = names(.node, .relationship)
        return elements.isEmpty ? literal() : "\(random.pick(elements)).\(key)"
    }

    /// Anything.
    mutating func value(_ height: Int) -> String {
        switch random.below(10) {
        case 0...1: return property("w")
        case 2...3: return number(height)
        case 4: return names(.node).randomElement(using: &random).map { "labels(\($0))" } ?? "null"
        case 5: return names(.relationship).randomElement(using: &random).map { "type(\($0))" } ?? "'x'"
        case 6: return height > 0 ? "{k: \(value(height - 1)), l: \(number(0))}" : "'y'"
        case 7: return listExpression()
        case 8: return names(.path, .relationships, .node, .relationship).randomElement(using: &random) ?? literal()
        default: return condition(0)
        }
    }

    /// A list of numbers in an order of its own.
    mutating func listExpression() -> String {
        switch random.below(4) {
        case 0: return "range(\(literal()), \(literal()))"
        case 1: return "[x IN [\(literal()), \(number(0)), 2] WHERE x <> \(literal()) | x + 1]"
        case 2: return "[\(literal()), \(number(0))]"
        default: return "[\(number(0)), \(literal()), null]"
        }
    }

    /// A pattern comprehension that begins at something bound.
    private mutating func comprehension() -> String {
        inner { generator in
            let pattern = generator.pattern(2, least: 1)
            let filter = generator.random.chance(30) ? " WHERE " + generator.condition(0) : ""
            return "[\(pattern)\(filter) | \(generator.number(0))]"
        }
    }

    /// Something with a scope of its own inside of this one.
    mutating func inner(_ body: (inout QueryGenerator) -> String) -> String {
        let (outside, mayFailOutside) = (scope, mayFail)
        (depth, mayFail) = (depth + 1, false)
        let text = body(&self)
        (scope, depth, mayFail) = (outside, depth - 1, mayFailOutside)
        return text
    }
}
