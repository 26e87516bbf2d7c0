import GraphModel
import QuerySyntax
import QueryValues

/// The cheapest way to find the nodes that a pattern's node can be, by exact counts.
struct NodeSourceChoice {
    /// How many nodes it is expected to give.
    private(set) var rows: Double
    /// A label that its nodes have for certain.
    private(set) var coveredLabel: String?
    private var found: Found
    /// What holds of the graph now and makes the index of another label serve: that nodes with one label have the
    /// other.
    private var premise: (label: String, implied: String)?

    private enum Found {
        case all
        case label(String)
        case index(IndexDefinition, [PropertyCondition])
        case prefix(IndexDefinition, Expression)
        case range(IndexDefinition, lower: PropertyCondition?, upper: PropertyCondition?)
        case identity(Expression, isElement: Bool, isList: Bool)
    }

    init(_ slot: Slot, _ graph: PatternGraph, _ planner: Planner) {
        let statistics = planner.environment.statistics
        found = .all
        rows = Double(statistics.nodeCount)
        let labels = graph.labels[slot] ?? []
        if planner.isOn(.labelScan) {
            for label in labels where Double(statistics.count(label: label)) < rows || coveredLabel == nil {
                consider(.label(label), rows: Double(statistics.count(label: label)), label)
            }
        }
        guard planner.isOn(.indexSeek), let name = graph.names[slot] else { return }
        let conditions = graph.conjuncts.compactMap {
            PropertyCondition($0.expression, of: name, known: graph.bound, graph.scope)
        }
        for condition in conditions {
            let isLookUp = condition.relation == .equal || condition.relation == .isIn
            if case .identity(let isElement) = condition.subject, isLookUp {
                consider(
                    .identity(condition.value, isElement: isElement, isList: condition.relation == .isIn), rows: 1, nil)
            }
        }
        for index in statistics.indexes {
            guard case .label(let label) = index.element else { continue }
            if labels.contains(label) {
                consider(index, label, conditions, statistics)
            } else if let own = labels.first(where: { statistics.allNodes(withLabel: $0, have: label) }) {
                let before = rows
                consider(index, label, conditions, statistics)
                if rows < before { (premise, coveredLabel) = ((own, label), nil) }
            }
        }
    }

    private mutating func consider(_ candidate: Found, rows: Double, _ label: String?) {
        guard rows < self.rows || (coveredLabel == nil && rows <= self.rows) else { return }
        (found, self.rows, coveredLabel, premise) = (candidate, rows, label, nil)
    }

    private mutating func consider(
        _ index: IndexDefinition, _ label: String, _ conditions: [PropertyCondition],
        _ statistics: any PlanningStatistics
    ) {
        // An index of each element of lists answers other questions.
        if index.eachListElement { return }
        let count = Double(max(1, statistics.count(label: label)))
        func condition(_ key: String, _ wanted: (PropertyCondition.Relation) -> Bool) -> PropertyCondition? {
            conditions.first { $0.subject == .property(key) && wanted($0.relation) }
        }
        let equal = index.properties.compactMap { key in condition(key) { $0 == .equal || $0 == .isIn } }
        if equal.count == index.properties.count {
            let isUnique = statistics.constraints.contains { $0.name == index.name && $0.kind == .uniqueness }
            let each = isUnique ? 1 : min(count, 1 + count.squareRoot() / 10)
            consider(.index(index, equal), rows: each * (equal.contains { $0.relation == .isIn } ? 10 : 1), label)
        }
        guard index.properties.count == 1, let key = index.properties.first else { return }
        if let prefix = condition(key, { $0 == .startsWith }) {
            consider(.prefix(index, prefix.value), rows: max(1, count / 100), label)
        }
        let lower = condition(key) { $0 == .greater || $0 == .greaterOrEqual }
        let upper = condition(key) { $0 == .less || $0 == .lessOrEqual }
        if lower != nil || upper != nil {
            consider(.range(index, lower: lower, upper: upper), rows: max(1, count / 10), label)
        }
    }

    func source(_ scope: Scope, _ planner: Planner) throws(QueryError) -> NodeSource {
        let source = try plainSource(scope, planner)
        return premise.map { .provided(label: $0.label, implies: $0.implied, source) } ?? source
    }

    private func plainSource(_ scope: Scope, _ planner: Planner) throws(QueryError) -> NodeSource {
        switch found {
        case .all: return .all
        case .label(let label): return .label(label)
        case .index(let index, let conditions):
            var values: [SeekValue] = []
            for condition in conditions {
                values.append(SeekValue(try planner.bind(condition.value, scope), isList: condition.relation == .isIn))
            }
            return .index(index, values: values)
        case .prefix(let index, let value): return .prefix(index, try planner.bind(value, scope))
        case .range(let index, let lower, let upper):
            return .range(index, from: try bound(lower, scope, planner), to: try bound(upper, scope, planner))
        case .identity(let value, let isElement, let isList):
            return .identity(try planner.bind(value, scope), isElement: isElement, isList: isList)
        }
    }

    private func bound(
        _ condition: PropertyCondition?, _ scope: Scope, _ planner: Planner
    ) throws(QueryError) -> SeekBound? {
        guard let condition else { return nil }
        let isIncluded = condition.relation == .lessOrEqual || condition.relation == .greaterOrEqual
        return SeekBound(try planner.bind(condition.value, scope), isIncluded: isIncluded)
    }
}
