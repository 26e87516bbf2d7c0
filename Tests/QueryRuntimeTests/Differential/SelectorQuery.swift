import TestSupport

/// A random pattern with a selector, of fixed and of repeated parts.
struct SelectorQuery {
    /// Whether every condition reads one relationship, with its ends perhaps.
    private(set) var isLocal = true
    /// Whether it is left open which of several paths of a length are found.
    let choosesAmongEqual: Bool
    private var names: [String] = []
    private var used = 0
    private let selector: String
    private let mode: String
    /// Whether the start is bound before, so that conditions can name it.
    private let isStartKnown: Bool
    private var pattern = ""

    init(_ random: inout SeededGenerator) {
        let selectors = [
            "SHORTEST 1", "SHORTEST 2", "SHORTEST 7", "ANY", "ANY 3", "ALL SHORTEST", "ALL SHORTEST",
            "SHORTEST 2 GROUPS", "SHORTEST 3 GROUPS",
        ]
        let kind = random.pick(selectors)
        choosesAmongEqual = !kind.hasPrefix("ALL") && !kind.hasSuffix("GROUPS")
        selector = kind
        mode = random.pick(["", "", "", "TRAIL ", "ACYCLIC ", "WALK "])
        isStartKnown = random.chance(50)
        pattern = "(a" + random.pick(["", ":A", ":A|B"]) + ")"
        let parts = 1 + random.below(3)
        for part in 0..<parts {
            pattern += self.part(&random, isWalk: mode == "WALK ")
            if part + 1 < parts { pattern += node(&random) }
        }
        pattern += random.chance(10) ? "(a)" : "(b" + random.pick(["", ":B", ":C"]) + ")"
        if pattern.hasSuffix("(a)") { names.append("a") } else { names += ["a", "b"] }
    }

    var text: String {
        let isGrouped = selector.hasSuffix(" GROUPS")
        return match + (isGrouped ? selector.dropLast(6) + mode + "GROUPS " : selector + " " + mode) + rest
    }
    /// Every path.
    var all: String { match + mode + rest }

    private var match: String { (isStartKnown ? "MATCH (a) " : "") + "MATCH p = " }

    private var rest: String { pattern + " RETURN " + (names + ["p", "length(p)"]).joined(separator: ", ") + ends }
    private var ends: String { names.contains("b") ? ", a.id, b.id" : ", a.id, a.id AS again" }

    private mutating func newName(_ prefix: String) -> String {
        used += 1
        names.append("\(prefix)\(used)")
        return "\(prefix)\(used)"
    }

    private mutating func node(_ random: inout SeededGenerator) -> String {
        if random.chance(25) { return random.pick(["()", "(:A)", "(:!B)"]) }
        let name = newName("n")
        let condition = random.pick([
            "", "", "", ":B|C", " WHERE \(name).v < 3", " {v: 1}",
            isStartKnown ? " WHERE \(name).v >= a.v" : "",
        ])
        return "(\(name)\(condition))"
    }

    private mutating func relationship(_ random: inout SeededGenerator) -> String {
        let name = random.chance(50) ? newName("r") : ""
        var inside = name + random.pick(["", "", ":R", ":R|S", ":!T"])
        if !name.isEmpty, random.chance(15) { inside += " WHERE \(name).v < 3" }
        return random.pick(["-[\(inside)]->", "-[\(inside)]->", "<-[\(inside)]-", "-[\(inside)]-"])
    }

    private mutating func part(_ random: inout SeededGenerator, isWalk: Bool) -> String {
        let endless = ["+", "*", "{0,2}", "{1,}", "{2,}", "{2,3}", "{0}"]
        let times = random.pick(isWalk ? ["{1,3}", "{0,2}", "{2}"] : endless)
        switch random.below(10) {
        case 0..<3: return relationship(&random)
        case 3..<5: return relationship(&random) + times
        case 5..<7:
            let (x, y) = (newName("x"), newName("y"))
            let outer = isStartKnown ? " WHERE \(x).v <> a.v" : ""
            let filter = random.pick(["", " WHERE \(x).v <= \(y).v", " WHERE NOT \(y):A", outer])
            return "((\(x))\(relationship(&random))(\(y))\(filter))\(times)"
        default:
            let (x, y, z) = (newName("x"), newName("y"), newName("z"))
            let steps = "(\(x))\(relationship(&random))(\(y))\(relationship(&random))(\(z))"
            let filters = ["", "", " WHERE \(y).v < 3", " WHERE \(y).v <= \(z).v", " WHERE \(x).v <> \(z).v"]
            let filter = random.pick(filters)
            if filter == filters[4] { isLocal = false }
            return "(\(steps)\(filter))\(times)"
        }
    }
}
