import GraphModel
import QuerySyntax
import QueryValues

extension Plan {
    /// One line for a step.
    func describe(_ operation: Operation) -> String {
        switch operation {
        case .scan(let slot, let source): "scan \(name(slot)): " + describe(source)
        case .scanGroups(let scan): describe(scan)
        case .countStored(let count): "stored count of " + Self.describe(count.of)
        case .expand(let expansion): "expand" + describe(expansion, length: "")
        case .expandRepeatedly(let expansion, let range):
            (expansion.endsOnly ? "expand to distinct ends" : "expand repeatedly")
                + describe(expansion, length: Self.describe(range))
        case .repeatPath(let repetition):
            "repeat path \(name(repetition.from)) … \(name(repetition.to)) \(Self.describe(repetition.range))"
        case .tie(let expansion, _, _, _): "tie" + describe(expansion, length: "")
        case .shortest(let search): "shortest paths" + describe(search.expansion, length: Self.describe(search.range))
        case .searchPattern(let search): describe(search)
        case .selectPaths(let selection): "shortest of \(name(selection.start)) … \(name(selection.end))"
        case .filter(let predicate): "filter " + describe(predicate)
        case .assign(let assignments):
            "let " + assignments.map { "\(name($0.slot)) = \(describe($0.value))" }.joined(separator: ", ")
        case .unwind(let list, let slot): "unwind \(describe(list)) as \(name(slot))"
        default: describeRows(operation)
        }
    }

    private func describeRows(_ operation: Operation) -> String {
        switch operation {
        case .aggregate(let keys, let columns):
            "aggregate " + columns.map(describe).joined(separator: ", ")
                + (keys.isEmpty ? "" : " by " + keys.map { describe($0.value) }.joined(separator: ", "))
        case .distinct(let slots): "distinct " + slots.map(name).joined(separator: ", ")
        case .sort(let keys, _, let first):
            (first == nil ? "sort by " : "first rows by ")
                + keys.map { describe($0.expression) + ($0.isDescending ? " descending" : "") }.joined(separator: ", ")
        case .skip(let count): "skip \(describe(count))"
        case .limit(let count): "limit \(describe(count))"
        case .barrier: "wait for all rows"
        case .finish: "no rows"
        case .optional: "optional"
        case .apply(_, let isUnit): isUnit ? "subquery without rows" : "subquery"
        case .batches(let call):
            "subquery in transactions of \(call.size.map { describe($0) } ?? "\(BatchedCall.usualSize)") rows"
        case .union: "union"
        case .forEach(let slot, let list, _): "for each \(name(slot)) in \(describe(list))"
        case .call(let call): "call \(call.signature.name)"
        default: describeWriting(operation)
        }
    }

    private func describeWriting(_ operation: Operation) -> String {
        switch operation {
        case .create(let creation): "create " + describe(creation)
        case .merge(let merge): "merge " + describe(merge.creation)
        case .set: "set"
        case .remove: "remove"
        case .delete(_, let isDetaching): isDetaching ? "detach delete" : "delete"
        default: preconditionFailure("`describe` handles the others")
        }
    }

    private func describe(_ creation: Creation) -> String {
        let slots = creation.nodes.map(\.slot) + creation.relationships.map(\.slot)
        return slots.map(name).joined(separator: ", ")
    }

    private func describe(_ aggregation: Aggregation) -> String {
        guard let function = aggregation.function else { return "count(*)" }
        let argument = aggregation.argument.map(describe) ?? ""
        return "\(function.rawValue)(\(aggregation.isDistinct ? "DISTINCT " : "")\(argument))"
    }

    private func describe(_ source: NodeSource) -> String {
        switch source {
        case .all: "all nodes"
        case .label(let label): "label \(label)"
        case .index(let index, let values):
            "index \(index.name) = " + values.map { describe($0.expression) }.joined(separator: ", ")
        case .range(let index, _, _): "index \(index.name), a range"
        case .prefix(let index, let prefix): "index \(index.name) from \(describe(prefix))"
        case .provided(_, _, let source): describe(source)
        case .identity(let value, _, _): "identity \(describe(value))"
        }
    }

    private func describe(_ scan: GroupedScan) -> String {
        let source = scan.index.map { "index \($0.name)" } ?? scan.label.map { "label \($0)" } ?? "all nodes"
        let properties = scan.properties.isEmpty ? "" : " and " + scan.properties.joined(separator: ", ")
        let alike = scan.index == nil ? "labels" + properties : "equal values"
        return "scan \(name(scan.node)) in groups of \(alike): \(source)"
    }

    private static func describe(_ counted: StoredCount.Counted) -> String {
        switch counted {
        case .nodes(let label): label.map { "label \($0)" } ?? "all nodes"
        case .relationships(let types, let label, let direction):
            "relationships" + (types.map { " :" + $0.joined(separator: "|") } ?? "")
                + (label.map { (direction == .outgoing ? " from " : " to ") + $0 } ?? "")
        }
    }

    private func describe(_ expansion: Expansion, length: String) -> String {
        let types = expansion.types.map { ":" + $0.joined(separator: "|") } ?? ""
        let (left, right) =
            switch expansion.direction {
            case .outgoing?: ("-", "->")
            case .incoming?: ("<-", "-")
            case nil: ("-", "-")
            }
        let into = expansion.isInto ? " into" : ""
        return "\(into) (\(name(expansion.from)))\(left)[\(name(expansion.relationship))\(types)\(length)]\(right)"
            + "(\(name(expansion.to)))"
    }

    private func describe(_ search: PatternSearch) -> String {
        let parts = search.parts.map { part in
            let round = part.steps.map { step in
                let types = step.types.map { "[:" + $0.joined(separator: "|") + "]" } ?? ""
                switch step.direction {
                case .outgoing?: return "-\(types)->"
                case .incoming?: return "<-\(types)-"
                case nil: return "-\(types)-"
                }
            }.joined(separator: "()")
            return part.isList ? "(\(round))" + Self.describe(part.rounds) : round
        }
        return "search shortest \(name(search.from)) … \(name(search.to)): " + parts.joined(separator: " ")
    }

    private static func describe(_ range: RepeatRange) -> String {
        "*\(range.lower)..\(range.upper.map(String.init) ?? "")"
    }
}
