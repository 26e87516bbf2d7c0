import GraphModel
import QuerySyntax
import QueryValues

extension Planner {
    /// The clauses that write. What reads before them is done first, and what reads after them waits until they are
    /// done: a clause sees the graph as all clauses before it left it, and nothing of its own work.
    func plan(
        update clause: Clause, _ scope: Scope, _ builder: inout PipelineBuilder
    ) throws(QueryError) -> Scope {
        builder.settleReads(keeping: scope, self)
        builder.isWriting = true
        defer { builder.openWrites = max(builder.openWrites, clause.kind.writes) }
        // Of two clauses that change the same, the later one wins in every row; and nothing is tied to what goes.
        let isFree = builder.openWrites <= (clause.kind.writes == .creations ? .changes : .creations)
        if !isFree { builder.settleWrites(keeping: scope, self) }
        switch clause.kind {
        case .create(let patterns): return try plan(create: patterns, scope, &builder)
        case .merge(let pattern, let actions): return try plan(merge: pattern, actions, scope, &builder)
        case .set(let items):
            if items.contains(where: \.readsGraph) { builder.settleWrites(keeping: scope, self) }
            var bound: [PlanSetItem] = []
            for item in items { bound.append(try bind(item, scope)) }
            builder.append(.set(bound), self)
        case .remove(let items):
            var bound: [PlanRemoveItem] = []
            for item in items { bound.append(try bind(item, scope)) }
            builder.append(.remove(bound), self)
        case .delete(let expressions, let isDetaching):
            builder.settleWrites(keeping: scope, self)
            builder.append(.delete(try bind(expressions, scope), isDetaching: isDetaching), self)
        case .forEach(let name, let list, let clauses):
            builder.settleWrites(keeping: scope, self)
            let values: PlanExpression = try bind(list, scope)
            let (inner, slot) = binding(name, scope)
            var body = PipelineBuilder()
            var innerScope = inner
            for clause in clauses { innerScope = try plan(update: clause, innerScope, &body) }
            builder.append(.forEach(slot, in: values, body.pipeline), self)
        default: preconditionFailure("a clause that reads is planned elsewhere")
        }
        return scope
    }

    private func plan(
        create patterns: [PathPattern], _ scope: Scope, _ builder: inout PipelineBuilder
    ) throws(QueryError) -> Scope {
        if patterns.contains(where: \.readsGraph) {
            builder.settleWrites(keeping: scope, self)
            builder.hasOpenReads = true
        }
        var result = scope
        var creation = Creation()
        var paths: [Assignment] = []
        for pattern in patterns {
            let path = try add(pattern, to: &creation, &result)
            if let name = pattern.variable {
                let (next, slot) = binding(name, result)
                result = next
                paths.append(Assignment(slot, path))
            }
        }
        builder.append(.create(creation), self)
        if !paths.isEmpty { builder.append(.assign(paths), self) }
        return result
    }

    private func plan(
        merge pattern: PathPattern, _ actions: [MergeAction], _ scope: Scope, _ builder: inout PipelineBuilder
    ) throws(QueryError) -> Scope {
        builder.settleWrites(keeping: scope, self)
        builder.hasOpenReads = true
        var match = PipelineBuilder()
        var unnamed = pattern
        unnamed.variable = nil
        // What is matched and what is made meet in the same slots.
        unnamed.nameElements(self)
        // Relationships without a direction match either way and are made from left to right.
        let matched = try plan(patterns: [unnamed], where: nil, scope, &match)
        var made = scope
        var creation = Creation()
        let path = try add(unnamed, to: &creation, &made, using: matched)
        var result = matched
        var items: [Bool: [PlanSetItem]] = [:]
        if let name = pattern.variable { (result, _) = binding(name, result) }
        for action in actions {
            for item in action.items { items[action.isOnCreate, default: []].append(try bind(item, result)) }
        }
        builder.append(
            .merge(
                Merge(
                    match: match.pipeline, creation: creation, onMatch: items[false] ?? [],
                    onCreate: items[true] ?? [], bound: matched.allSlots.filter { !scope.allSlots.contains($0) })),
            self)
        if let name = pattern.variable, let slot = result[name.text] {
            builder.append(.assign([Assignment(slot, path)]), self)
        }
        return result
    }

    /// Adds what a pattern makes, and gives its path. Variables of `known` keep their slots.
    private func add(
        _ pattern: PathPattern, to creation: inout Creation, _ scope: inout Scope, using known: Scope? = nil
    ) throws(QueryError) -> PlanExpression {
        var current: Slot = 0
        var start: Slot?
        var path: [Slot] = []
        var pending: RelationshipPattern?
        for element in pattern.elements {
            switch element {
            case .node(let node):
                let slot = try add(node, to: &creation, &scope, known)
                if let relationship = pending {
                    path.append(
                        try add(relationship, from: current, to: slot, &creation, &scope, known))
                    pending = nil
                }
                current = slot
                start = start ?? slot
            case .relationship(let relationship): pending = relationship
            case .quantified:
                throw .syntax(.creatingVarLength, "a quantified path cannot be created")
            }
        }
        return .path(start: start ?? current, relationships: path)
    }

    private func add(
        _ node: NodePattern, to creation: inout Creation, _ scope: inout Scope, _ known: Scope?
    ) throws(QueryError) -> Slot {
        if let name = node.variable, let bound = scope[name.text] { return bound }
        let slot = node.variable.flatMap { known?[$0.text] } ?? newSlot(node.variable?.text ?? "")
        let new = Creation.NewNode(
            slot: slot, labels: try bind(names: node.labels, scope), properties: try bind(node.properties, scope))
        creation.nodes.append(new)
        if let name = node.variable { scope.bind(name.text, slot) }
        return slot
    }

    private func add(
        _ pattern: RelationshipPattern, from: Slot, to: Slot, _ creation: inout Creation, _ scope: inout Scope,
        _ known: Scope?
    ) throws(QueryError) -> Slot {
        let slot = pattern.variable.flatMap { known?[$0.text] } ?? newSlot(pattern.variable?.text ?? "")
        let types = try bind(names: pattern.types, scope)
        guard types.count == 1 else {
            throw .syntax(.noSingleRelationshipType, "a relationship is created with exactly one type")
        }
        let (source, target) = pattern.arrow == .left ? (to, from) : (from, to)
        creation.relationships.append(
            Creation.NewRelationship(
                slot: slot, type: types[0], source: source, target: target,
                properties: try bind(pattern.properties, scope)))
        if let name = pattern.variable { scope.bind(name.text, slot) }
        return slot
    }

    private func bind(names labels: LabelExpression?, _ scope: Scope) throws(QueryError) -> [PlanLabelName] {
        switch labels {
        case nil: return []
        case .name(let name): return [.name(name.text)]
        case .dynamic(let expression, isAny: false): return [.dynamic(try bind(expression, scope))]
        case .and(let left, let right): return try bind(names: left, scope) + bind(names: right, scope)
        default: throw .syntax(.unexpectedSyntax, "only labels joined by `:` or `&` can be created")
        }
    }

    func bind(_ item: SetItem, _ scope: Scope) throws(QueryError) -> PlanSetItem {
        switch item {
        case .property(let element, let key, let value):
            return .property(
                of: try bind(element, scope), key: .constant(.string(key.text)), try bind(value, scope))
        case .dynamicProperty(let element, let key, let value):
            return .property(of: try bind(element, scope), key: try bind(key, scope), try bind(value, scope))
        case .replace(let name, let value): return .replace(try slot(name, scope), try bind(value, scope))
        case .add(let name, let value): return .add(try slot(name, scope), try bind(value, scope))
        case .labels(let name, let labels): return .labels(try slot(name, scope), try bind(labels, scope))
        }
    }

    private func bind(_ item: RemoveItem, _ scope: Scope) throws(QueryError) -> PlanRemoveItem {
        switch item {
        case .property(let element, let key):
            return .property(of: try bind(element, scope), key: .constant(.string(key.text)))
        case .dynamicProperty(let element, let key):
            return .property(of: try bind(element, scope), key: try bind(key, scope))
        case .labels(let name, let labels): return .labels(try slot(name, scope), try bind(labels, scope))
        }
    }

    private func bind(_ labels: [LabelName], _ scope: Scope) throws(QueryError) -> [PlanLabelName] {
        var bound: [PlanLabelName] = []
        for label in labels {
            switch label {
            case .name(let name): bound.append(.name(name.text))
            case .dynamic(let expression): bound.append(.dynamic(try bind(expression, scope)))
            }
        }
        return bound
    }

    private func slot(_ name: Name, _ scope: Scope) throws(QueryError) -> Slot {
        guard let slot = scope[name.text] else {
            throw .syntax(.undefinedVariable, "variable `\(name.text)` is not defined")
        }
        return slot
    }
}

extension Clause {
    /// Whether it, or a clause inside it, deletes. Clauses after it in the text may run before it: those of a subquery
    /// run once a row.
    var deletes: Bool {
        switch kind {
        case .delete: true
        case .forEach(_, _, let clauses): clauses.contains(where: \.deletes)
        case .subquery(let call): call.query.parts.contains { $0.clauses.contains(where: \.deletes) }
        default: false
        }
    }
}

extension Clause.Kind {
    fileprivate var writes: OpenWrites {
        switch self {
        case .create: .creations
        case .set, .remove, .merge: .changes
        case .delete, .forEach: .deletions
        default: .none
        }
    }
}
