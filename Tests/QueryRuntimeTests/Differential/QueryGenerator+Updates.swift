import TestSupport

extension QueryGenerator {
    /// A query that writes. Rows that it writes for come in a total order, so that the last of several writes is known.
    mutating func writing() -> RandomQuery {
        var clauses: [String] = []
        if random.chance(80) {
            clauses.append((random.chance(20) ? "OPTIONAL " : "") + match())
            scope = scope.filter { $0.kind == .node || $0.kind == .relationship }
            if scope.isEmpty {
                clauses.append("WITH count(*) AS rows")
                scope = [("rows", .number)]
            } else {
                let names = scope.map(\.name)
                let keys = scope.map { "\($0.name).id" }.joined(separator: ", ")
                clauses.append("WITH DISTINCT \(names.joined(separator: ", ")) ORDER BY \(keys)")
            }
        }
        var isMerging = false
        for _ in 0..<(1 + random.below(3)) where !isMerging {
            let clause = writingClause()
            isMerging = clause.hasPrefix("MERGE")
            clauses.append(clause)
        }
        if random.chance(70) { clauses.append(result()) }
        return RandomQuery(marked: clauses.joined(separator: " "), ignoresListOrder: ignoresListOrder)
    }

    private mutating func result() -> String {
        let columns = scope.filter { $0.kind != .value }.prefix(3).map(\.name)
        if columns.isEmpty || random.chance(30) { return "RETURN count(*) AS c, sum(\(number(0))) AS s" }
        if random.chance(30) {
            let labels = random.pick(["", ":A", ":N"])
            let kept = "WITH \(columns.joined(separator: ", "))"
            return "\(kept) MATCH (after\(labels)) RETURN \(columns[0]), count(after.v) AS n"
        }
        return "RETURN " + columns.joined(separator: ", ") + ", \(number(1)) AS c"
    }

    private mutating func writingClause() -> String {
        if names(.node, .relationship).isEmpty { return random.chance(50) ? create() : merge() }
        switch random.below(12) {
        case 0...2: return create()
        case 3...5: return "SET " + setItem()
        case 6: return names(.node).randomElement(using: &random).map { "REMOVE \($0).v, \($0):A" } ?? create()
        case 7:
            return (random.chance(60) ? "DETACH " : "") + "DELETE \(random.pick(names(.node, .relationship)))"
        case 8...9: return merge()
        case 10: return forEach()
        default: return "SET \(setItem()), \(setItem())"
        }
    }

    private mutating func setItem() -> String {
        let element = random.pick(names(.node, .relationship))
        let nodes = names(.node)
        switch random.below(6) {
        case 0 where !nodes.isEmpty: return "\(random.pick(nodes)):\(random.pick(["A", "N", "A:B"]))"
        case 1: return "\(element) += {v: \(number(0)), x: \(literal())}"
        case 2: return "\(element) = {id: \(element).id, y: \(number(0))}"
        case 3: return "\(element).v = null"
        default: return "\(element).\(random.pick(["v", "z"])) = \(number(1))"
        }
    }

    private mutating func create() -> String {
        let nodes = names(.node)
        let name = newName("m")
        let left = nodes.isEmpty || random.chance(40) ? "(:N {v: \(number(0))})" : "(\(random.pick(nodes)))"
        let type = random.pick(RandomGraph.types)
        var text = "CREATE "
        switch random.below(3) {
        case 0: text += "(\(name):\(random.pick(["N", "A"])) {v: \(number(0)), w: \(literal())})"
        case 1: text += "\(left)-[:\(type) {v: \(literal())}]->(\(name):N)"
        default: text += "(\(name) {v: \(literal())})<-[:\(type)]-\(left)"
        }
        scope.append((name, .node))
        return text
    }

    private mutating func merge() -> String {
        let name = newName("m")
        let nodes = names(.node)
        var text = "MERGE "
        if nodes.isEmpty || random.chance(50) {
            text += "(\(name):\(random.pick(["A", "N"])) {v: \(number(0))})"
        } else {
            let arrow = random.pick(["-[:R]->", "<-[:S]-", "-[:T]-"])
            text += "(\(random.pick(nodes)))\(arrow)(\(name):\(random.pick(["A", "N"])))"
        }
        scope.append((name, .node))
        if random.chance(50) { text += " ON CREATE SET \(name).c = \(literal())" }
        if random.chance(50) { text += " ON MATCH SET \(name).m = \(literal())" }
        return text
    }

    private mutating func forEach() -> String {
        let list = listExpression()
        let item = newName("e")
        let outside = scope
        scope.append((item, .value))
        let body = random.chance(50) ? "SET " + setItem() : create()
        scope = outside
        return "FOREACH (\(item) IN \(list) | \(body))"
    }
}
