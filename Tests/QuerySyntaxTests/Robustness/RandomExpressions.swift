import TestSupport

/// Random expressions as texts, with parentheses and spaces where they may stand.
struct RandomExpressions {
    var random: SeededGenerator

    mutating func expression(_ depth: Int) -> String {
        let text = depth == 0 ? leaf() : branch(depth - 1)
        return random.chance(25) ? "(\(text))" : text
    }

    private mutating func leaf() -> String {
        random.pick([
            "a", "b", "n.x", "1", "-2", "2.5", "'s'", "null", "true", "$p", "[]", "{}", "count(*)", "`or`", "n:A", "-a",
            "f()", "n {.x}", "x", "(a)-->(b)", "[1, -1]", "0x1F", "l[0]", "n:A|B", "a IS NULL",
        ])
    }

    private mutating func branch(_ depth: Int) -> String {
        switch random.below(10) {
        case 0...4: return binary(depth)
        case 5: return random.pick(["NOT ", "-", "+", "- -"]) + operand(depth)
        case 6:
            let suffixes = [" IS NULL", ".k", "[1]", "[..2]", ":A", " IS B", " IS :: INTEGER | FLOAT", " IS NOT NULL"]
            return operand(depth) + random.pick(suffixes)
        default: return construct(depth)
        }
    }

    private mutating func binary(_ depth: Int) -> String {
        let operations = [
            " OR ", " XOR ", " AND ", "=", "<", "<=", "<>", " IN ", " STARTS WITH ", "=~", "+", "-", " - ", "*", "/",
            "%",
            "^", "||", " OR ", " AND ",
        ]
        return operand(depth) + random.pick(operations) + operand(depth)
    }

    private mutating func construct(_ depth: Int) -> String {
        switch random.below(9) {
        case 0: "[\(expression(depth)), \(expression(depth))]"
        case 1: "{k: \(expression(depth))}"
        case 2: "f(\(expression(depth)), \(expression(depth)))"
        case 3: "CASE \(expression(depth)) WHEN \(expression(depth)) THEN \(expression(depth)) END"
        case 4: "[x IN \(expression(depth)) WHERE \(expression(depth)) | \(expression(depth))]"
        case 5: "all(x IN \(expression(depth)) WHERE \(expression(depth)))"
        case 6: "reduce(t = \(expression(depth)), x IN l | \(expression(depth)))"
        case 7: "EXISTS { (a:A {k: \(expression(depth))})--(b) WHERE \(expression(depth)) }"
        default: "[(a)-[r:T]->(b WHERE \(expression(depth))) WHERE \(expression(depth)) | \(expression(depth))]"
        }
    }

    /// Sometimes in parentheses, so that anything may stand beside any operator.
    private mutating func operand(_ depth: Int) -> String {
        let text = expression(depth)
        return random.chance(40) ? "(\(text))" : text
    }
}
