import TestSupport

/// Makes random queries of the language's core.
struct QueryGenerator {
    enum Kind { case node, relationship, relationships, path, number, value, unorderedList }

    var random: SeededGenerator
    var scope: [(name: String, kind: Kind)] = []
    var ignoresListOrder = false
    /// How many subqueries and comprehensions are round the current place.
    var depth = 0
    /// Whether what is made now may fail. In conditions that would depend on the order in which they are asked.
    var mayFail = false
    private var names = 0

    init(_ random: SeededGenerator) { self.random = random }

    mutating func newName(_ prefix: String) -> String {
        names += 1
        return "\(prefix)\(names)"
    }

    func names(_ kinds: Kind...) -> [String] { scope.filter { kinds.contains($0.kind) }.map(\.name) }

    // MARK: Queries

    /// A query that only reads.
    mutating func reading() -> RandomQuery {
        var clauses = [match()]
        for _ in 0..<random.below(3) { clauses.append(readingClause()) }
        let (text, isOrdered) = projection("RETURN", isFinal: true)
        clauses.append(text)
        return RandomQuery(
            marked: clauses.joined(separator: " "), isOrdered: isOrdered, ignoresListOrder: ignoresListOrder)
    }

    private mutating func readingClause() -> String {
        switch random.below(10) {
        case 0...2: return match()
        case 3...4: return "OPTIONAL " + match()
        case 5:
            let list = listExpression()
            let name = newName("u")
            scope.append((name, .value))
            return "UNWIND \(list) AS \(name)"
        case 6...7: return projection("WITH", isFinal: false).text
        case 8: return subqueryCall()
        default: return match()
        }
    }

    mutating func match() -> String {
        var patterns = [pattern(3)]
        if random.chance(25) { patterns.append(pattern(1)) }
        var text = "MATCH " + patterns.joined(separator: ", ")
        if random.chance(45) { text += " WHERE " + filter(2) }
        return text
    }

    private mutating func subqueryCall() -> String {
        let imported = names(.node, .number, .value).filter { _ in random.chance(60) }
        let outside = scope
        scope = outside.filter { imported.contains($0.name) }
        depth += 1
        var inner = match() + " RETURN "
        let (expression, kind) = item()
        let name = newName("s")
        inner += "\(expression) AS \(name)"
        if random.chance(20) { inner += random.pick([" UNION ", " UNION ALL "]) + "RETURN \(literal()) AS \(name)" }
        depth -= 1
        scope = outside + [(name, kind == .node ? .value : kind)]
        return (random.chance(15) ? "OPTIONAL " : "") + "CALL (\(imported.joined(separator: ", "))) { \(inner) }"
    }

    /// `WITH` or `RETURN`, and whether its rows are in order.
    mutating func projection(_ word: String, isFinal: Bool) -> (text: String, isOrdered: Bool) {
        mayFail = isFinal
        defer { mayFail = false }
        var columns: [(text: String, name: String, kind: Kind)] = []
        let isAggregating = random.chance(25)
        if !isFinal || random.chance(30) {
            for variable in scope where random.chance(isFinal ? 30 : 70) {
                columns.append((variable.name, variable.name, variable.kind))
            }
        }
        for _ in 0..<(columns.isEmpty ? 1 + random.below(2) : random.below(2)) {
            let (text, kind) = item()
            columns.append((text, newName("c"), kind))
        }
        if isAggregating {
            let (text, kind) = aggregate()
            columns.append((text, newName("g"), kind))
        }
        if isFinal, columns.contains(where: { $0.kind == .unorderedList }) { ignoresListOrder = true }
        let isDistinct = !columns.contains { $0.kind == .unorderedList } && random.chance(15)
        var text = word + (isDistinct ? " DISTINCT " : " ")
        text += columns.map { $0.text == $0.name ? $0.name : "\($0.text) AS \($0.name)" }.joined(separator: ", ")
        scope = columns.map { ($0.name, $0.kind) }
        let isOrdered = !columns.contains { $0.kind == .unorderedList } && random.chance(30)
        if isOrdered {
            let keys = columns.map { $0.name + (random.chance(30) ? " DESC" : "") }
            text += " ORDER BY " + keys.joined(separator: ", ")
            if random.chance(30) { text += " SKIP \(random.below(4))" }
            if random.chance(50) { text += " LIMIT \(random.below(6))" }
        }
        if !isFinal, random.chance(30) { text += " WHERE " + condition(1) }
        return (text, isOrdered)
    }

    private mutating func aggregate() -> (String, Kind) {
        let distinct = random.chance(25) ? "DISTINCT " : ""
        switch random.below(7) {
        case 0: return ("count(*)", .number)
        case 1: return ("count(\(distinct)\(value(1)))", .number)
        case 2: return ("sum(\(distinct)\(number(1)))", .number)
        case 3: return ("collect(\(distinct)\(value(1)))", .unorderedList)
        case 4: return ("min(\(number(1)))", .number)
        case 5: return ("avg(\(number(1)))", .value)
        default: return ("max(\(number(1)))", .number)
        }
    }

    private mutating func item() -> (String, Kind) {
        let nodes = names(.node)
        if !nodes.isEmpty, random.chance(25) { return (random.pick(nodes), .node) }
        return random.chance(40) ? (number(2), .number) : (value(2), .value)
    }

    mutating func literal() -> String { RandomQuery.mark(random.below(4)) }
}
