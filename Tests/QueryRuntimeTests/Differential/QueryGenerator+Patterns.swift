import TestSupport

extension QueryGenerator {
    /// A path of up to so many relationships; what it names is in scope afterwards.
    mutating func pattern(_ most: Int, least: Int = 0) -> String {
        if random.chance(8), depth == 0 { return quantified() }
        let count = least + random.below(most + 1 - least)
        var added: [(name: String, kind: Kind)] = []
        var text = ""
        if random.chance(12), count > 0 {
            let name = newName("p")
            added.append((name, .path))
            text = "\(name) = "
        }
        text += node(&added)
        var isLong = false
        for _ in 0..<count {
            var step = relationship(&added, mayRepeat: !isLong)
            if step.contains("*") || step.contains("{1,") || step.contains("+") { isLong = true }
            if step.isEmpty { step = "-->" }
            text += step + node(&added)
        }
        scope += added.filter { new in !scope.contains { $0.name == new.name } }
        return text
    }

    private mutating func node(_ added: inout [(name: String, kind: Kind)]) -> String {
        var text = "("
        var own: String?
        let known = names(.node) + added.filter { $0.kind == .node }.map(\.name)
        if !known.isEmpty, random.chance(40) {
            text += random.pick(known)
        } else if random.chance(70) {
            let name = newName("n")
            added.append((name, .node))
            own = name
            text += name
        }
        if random.chance(25) { text += ":" + labels() }
        if random.chance(12) {
            let other = known.isEmpty || random.chance(50) ? literal() : random.pick(known) + ".v"
            text += " {v: \(other)}"
        }
        if let own, random.chance(8) { text += " WHERE \(own).v \(random.pick(["<", ">", "="])) \(literal())" }
        return text + ")"
    }

    mutating func labels() -> String {
        random.pick(["A", "B", "C", "A|B", "!A", "A&B", "!(A|B)", "%", "B&!C"])
    }

    mutating func relationship(isPlain: Bool) -> String {
        var added: [(name: String, kind: Kind)] = []
        return relationship(&added, mayRepeat: false, isPlain: isPlain)
    }

    private mutating func relationship(
        _ added: inout [(name: String, kind: Kind)], mayRepeat: Bool, isPlain: Bool = false
    ) -> String {
        var inside = ""
        var suffix = ""
        let repeats = mayRepeat && random.chance(22)
        if !isPlain, random.chance(40) {
            let name = newName("r")
            added.append((name, repeats ? .relationships : .relationship))
            inside += name
        }
        if random.chance(35) { inside += ":" + random.pick(["R", "S", "R|S", "!T", "R|S|T"]) }
        if repeats {
            if random.chance(60) {
                inside += random.pick(["*1..2", "*0..1", "*2", "*..2", "*0..2", "*1..3", "*0..0"])
            } else {
                suffix = random.pick(["{1,2}", "{0,2}", "{2}", "{,2}"])
            }
        }
        if random.chance(10) {
            let elements = names(.node)
            inside += " {v: \(elements.isEmpty || random.chance(50) ? literal() : random.pick(elements) + ".v")}"
        }
        switch random.below(4) {
        case 0: return "<-[\(inside)]-\(suffix)"
        case 1: return "-[\(inside)]-\(suffix)"
        default: return "-[\(inside)]->\(suffix)"
        }
    }

    /// `(a)((x)-->(y) WHERE …){1,2}(b)`
    private mutating func quantified() -> String {
        var added: [(name: String, kind: Kind)] = []
        let first = node(&added)
        let (x, y, r) = (newName("x"), newName("y"), newName("q"))
        let outside = scope
        let step = random.pick(["-[\(r)]->", "<-[\(r):R|S]-", "-[\(r)]-", "-[\(r)]->(:A)-->"])
        scope = [(x, .node), (y, .node), (r, .relationship)]
        let filter = random.chance(60) ? " WHERE \(x).v \(random.pick(["<", "<=", "<>", ">="])) \(number(0))" : ""
        scope = outside
        let times = random.pick(["{1,2}", "{0,2}", "{2}", "{1,3}"])
        let last = node(&added)
        scope += (added + [(x, .value), (y, .value), (r, .relationships)]).filter { new in
            !scope.contains { $0.name == new.name }
        }
        return "\(first)((\(x))\(step)(\(y))\(filter))\(times)\(last)"
    }
}
