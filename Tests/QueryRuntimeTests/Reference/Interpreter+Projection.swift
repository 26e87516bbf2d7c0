import GraphModel
import QuerySyntax
import QueryValues

extension Interpreter {
    /// `WITH` and `RETURN`: the rows that come out, with the columns alone.
    func project(_ projection: Projection, _ rows: [Row]) throws -> (columns: [String], rows: [Row]) {
        var items: [(name: String, expression: Expression)] = []
        if projection.includesAll {
            for name in Set(rows.flatMap(\.keys)).sorted() where name.utf8.first != 0 {
                items.append((name, Expression(.variable(name), Span(start: 0, end: 0))))
            }
        }
        items += projection.items.map { ($0.alias?.text ?? $0.columnName, $0.expression) }
        let columns = items.map(\.name)
        let aggregates = (items.map(\.expression) + projection.order.map(\.expression)).flatMap(Self.aggregates)
        // What ORDER BY sees of each row, besides its columns.
        var results: [(row: Row, outside: Row, known: Known)] = []
        if aggregates.isEmpty {
            for row in rows {
                var result: Row = [:]
                var known: Known = [:]
                for item in items {
                    result[item.name] = try value(item.expression, row)
                    known[item.expression] = result[item.name]
                }
                if !projection.isDistinct { known = [:] }
                results.append((result, row.merging(result) { _, new in new }, known))
            }
        } else {
            for known in try groups(items.map(\.expression), aggregates, rows) {
                var result: Row = [:]
                for item in items { result[item.name] = try value(item.expression, [:], known) }
                results.append((result, result, known))
            }
        }
        if projection.isDistinct {
            var seen: Set<GroupingKey> = []
            results = results.filter { result in
                seen.insert(GroupingKey(columns.map { result.row[$0] ?? .null })).inserted
            }
        }
        var sorted = try sort(results, projection.order)
        if let skip = projection.skip { sorted = Array(sorted.dropFirst(try count(skip))) }
        if let limit = projection.limit { sorted = Array(sorted.prefix(try count(limit))) }
        return (columns, sorted)
    }

    private func count(_ expression: Expression) throws -> Int {
        guard case .integer(let count) = try value(expression, [:]), count >= 0 else {
            throw QueryError.type(.invalidArgumentType, "no count")
        }
        return Int(count)
    }

    private func sort(_ results: [(row: Row, outside: Row, known: Known)], _ order: [SortItem]) throws -> [Row] {
        if order.isEmpty { return results.map(\.row) }
        let keyed = try results.map { result in
            (result.row, try order.map { try value($0.expression, result.outside, result.known) })
        }
        let sorted = keyed.enumerated().sorted { a, b in
            for (place, item) in order.enumerated() {
                let difference = Value.order(a.element.1[place], b.element.1[place])
                if difference != 0 { return item.isDescending ? difference > 0 : difference < 0 }
            }
            return a.offset < b.offset
        }
        return sorted.map(\.element.0)
    }

    /// What is known of each group: its keys and its aggregates.
    private func groups(_ items: [Expression], _ aggregates: [Expression], _ rows: [Row]) throws -> [Known] {
        let keys = items.filter { Self.aggregates(in: $0).isEmpty }
        var order: [GroupingKey] = []
        var members: [GroupingKey: [Row]] = [:]
        for row in rows {
            let key = GroupingKey(try keys.map { try value($0, row) })
            if members[key] == nil { order.append(key) }
            members[key, default: []].append(row)
        }
        if keys.isEmpty, rows.isEmpty {
            order = [GroupingKey([Value]())]
            members[order[0]] = []
        }
        return try order.map { key in
            let rows = members[key] ?? []
            var known: Known = [:]
            if let first = rows.first { for key in keys { known[key] = try value(key, first) } }
            for aggregate in aggregates { known[aggregate] = try self.aggregate(aggregate, rows) }
            return known
        }
    }

    private func aggregate(_ expression: Expression, _ rows: [Row]) throws -> Value {
        guard case .call(let call) = expression.kind else { return .integer(Int64(rows.count)) }
        var values = try rows.map { try value(call.arguments[0], $0) }.filter { !$0.isNothing }
        if call.isDistinct {
            var seen: Set<GroupingKey> = []
            values = values.filter { seen.insert(GroupingKey($0)).inserted }
        }
        switch call.name.text.lowercased() {
        case "count": return .integer(Int64(values.count))
        case "collect": return .list(values)
        case "sum": return try values.reduce(.integer(0), Arithmetic.add)
        case "min": return values.min { Value.order($0, $1) < 0 } ?? .null
        case "max": return values.max { Value.order($0, $1) < 0 } ?? .null
        case "avg":
            if values.isEmpty { return .null }
            let sum = try Arithmetic.add(.float(0), try values.reduce(.integer(0), Arithmetic.add))
            return try Arithmetic.divide(sum, .integer(Int64(values.count)))
        default: preconditionFailure("random queries have no such aggregate")
        }
    }

    /// The aggregates of an expression; those of subqueries are their own affair.
    static func aggregates(in expression: Expression) -> [Expression] {
        switch expression.kind {
        case .countRows: return [expression]
        case .call(let call):
            if AggregateFunction(name: call.name.text) != nil { return [expression] }
            return call.arguments.flatMap(aggregates)
        case .list(let items): return items.flatMap(aggregates)
        case .map(let entries): return entries.flatMap { aggregates(in: $0.value) }
        case .property(let base, _), .unary(_, let base), .isNull(let base, _): return aggregates(in: base)
        case .binary(_, let left, let right), .element(let left, let right):
            return aggregates(in: left) + aggregates(in: right)
        case .comparison(let first, let rest): return aggregates(in: first) + rest.flatMap { aggregates(in: $0.right) }
        default: return []
        }
    }
}
