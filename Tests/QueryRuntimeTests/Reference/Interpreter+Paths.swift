import GraphModel
import QuerySyntax
import QueryValues

extension Interpreter {
    /// A quantified path: its pattern again and again, each time with names of its own.
    func follow(_ partial: PartialMatch, _ path: QuantifiedPath, _ mode: PathMode) throws -> [PartialMatch] {
        let names = Set(path.pattern.names)
        // Inside, only what the clauses before have bound is seen.
        var start = partial
        for name in names { start.row[name] = .list([]) }
        var result: [PartialMatch] = []
        var level = [start]
        var count = 0
        while !level.isEmpty {
            if count >= path.range.lower { result += level }
            if count == path.range.upper ?? .max { break }
            level = try level.flatMap { try oneRound($0, path, names, mode) }
            count += 1
        }
        return result
    }

    private func oneRound(
        _ partial: PartialMatch, _ path: QuantifiedPath, _ names: Set<String>, _ mode: PathMode
    ) throws -> [PartialMatch] {
        var inner = PartialMatch(row: partial.row.filter { !names.contains($0.key) }, used: partial.used)
        inner.nodes = partial.nodes
        inner.relationships = partial.relationships
        var pattern = path.pattern
        pattern.mode = mode
        return try continued(inner, pattern).compactMap { round in
            for condition in round.conditions {
                let row = round.row.merging(condition.own) { _, own in own }
                guard try holds(condition.expression, row) else { return nil }
            }
            if let predicate = path.predicate, try !holds(predicate, round.row) { return nil }
            var next = partial
            (next.nodes, next.relationships, next.used) = (round.nodes, round.relationships, round.used)
            for name in names {
                guard case .list(let before)? = partial.row[name] else { continue }
                next.row[name] = .list(before + [round.row[name] ?? .null])
            }
            return next
        }
    }

    /// Of the paths between each two ends, those that the selector wants.
    func select(_ partials: [PartialMatch], _ selector: PathSelector) throws -> [PartialMatch] {
        struct Ends: Hashable {
            var first: NodeID
            var last: NodeID
        }
        var groups: [Ends: [PartialMatch]] = [:]
        for partial in partials {
            guard let first = partial.nodes.first, let last = partial.nodes.last else { continue }
            groups[Ends(first: first, last: last), default: []].append(partial)
        }
        return try groups.values.flatMap { group -> [PartialMatch] in
            let sorted = group.sorted { $0.relationships.count < $1.relationships.count }
            let lengths = Set(sorted.map(\.relationships.count)).sorted()
            switch selector {
            case .all: return group
            case .any(let count), .shortest(let count): return Array(sorted.prefix(try number(count)))
            case .allShortest: return sorted.filter { $0.relationships.count == lengths.first }
            case .shortestGroups(let count):
                let wanted = Set(lengths.prefix(try number(count)))
                return sorted.filter { wanted.contains($0.relationships.count) }
            }
        }
    }

    private func number(_ expression: Expression?) throws -> Int {
        guard let expression else { return 1 }
        guard case .integer(let count) = try value(expression, [:]) else {
            throw QueryError.type(.invalidArgumentType, "no number")
        }
        return Int(count)
    }
}
