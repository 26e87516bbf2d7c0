import GraphModel
import QuerySyntax
import QueryValues

extension PatternGraph {
    init(_ patterns: [PathPattern], where predicate: Expression?, _ scope: Scope, _ planner: Planner) {
        self.scope = scope
        result = scope
        bound = Set(scope.allSlots)
        for pattern in patterns { add(pattern, planner) }
        requireBoundNodes()
        for conjunct in predicate?.conjuncts ?? [] { add(conjunct) }
    }

    /// What was bound before may be null, which is no node. What joins it to others looks at that; of one that stands
    /// alone it has to be asked.
    private mutating func requireBoundNodes() {
        for slot in nodes where bound.contains(slot) && !ties.contains(where: { $0.from == slot || $0.to == slot }) {
            guard let name = names[slot] else { continue }
            let span = Span(start: 0, end: 0)
            let type = ValueType.simple(.node, isNotNull: true)
            add(Expression(.isOfType(Expression(.variable(name), span), type, negated: false), span))
        }
    }

    mutating func add(_ expression: Expression) {
        let needs = expression.freeVariables.compactMap { scope[$0] }
        conjuncts.append(Conjunct(expression: expression, needs: Set(needs).subtracting(bound)))
    }

    private mutating func add(_ pattern: PathPattern, _ planner: Planner) {
        if pattern.selector != .all { return addSelected(pattern, planner) }
        var path: [Slot] = []
        var elements = pattern.elements[...]
        let start = takeNode(&elements, planner)
        var current = start
        while let element = elements.popFirst() {
            switch element {
            case .relationship(let relationship):
                let next = takeNode(&elements, planner)
                path.append(add(relationship, from: current, to: next, pattern.mode, planner))
                current = next
            case .quantified(let group):
                let next = takeNode(&elements, planner)
                path.append(add(group, from: current, to: next, pattern.mode, planner))
                current = next
            case .node(let node):
                // Two nodes that meet are one: both patterns hold for it.
                describe(current, node, planner)
            }
        }
        if let name = pattern.variable { addPath(name, start: start, path, planner) }
        if pattern.mode == .acyclic { requireDistinctNodes(pattern, start: start, path, planner) }
    }

    mutating func addPath(_ name: Name, start: Slot, _ relationships: [Slot], _ planner: Planner) {
        let slot = planner.newSlot(name.text)
        expose(name.text, slot)
        paths.append(NamedPath(slot: slot, start: start, relationships: relationships))
    }

    private mutating func expose(_ name: String, _ slot: Slot) {
        scope.bind(name, slot)
        result.bind(name, slot)
    }

    /// The node that comes next, or one that the pattern leaves out.
    private mutating func takeNode(_ elements: inout ArraySlice<PathElement>, _ planner: Planner) -> Slot {
        guard case .node(let node)? = elements.first else { return addNode(nil, planner) }
        elements.removeFirst()
        let slot = addNode(node.variable, planner)
        describe(slot, node, planner)
        return slot
    }

    private mutating func addNode(_ name: Name?, _ planner: Planner) -> Slot {
        if let name, let known = scope[name.text] {
            if !nodes.contains(known) { nodes.append(known) }
            names[known] = name.text
            return known
        }
        let slot = planner.newSlot(name?.text ?? "")
        if let name {
            expose(name.text, slot)
            names[slot] = name.text
        } else {
            names[slot] = Scope.hiddenName(slot)
            scope.bind(Scope.hiddenName(slot), slot)
        }
        nodes.append(slot)
        return slot
    }

    /// Notes what a node pattern says of its node.
    private mutating func describe(_ slot: Slot, _ node: NodePattern, _ planner: Planner) {
        if let name = node.variable, scope[name.text] == nil {
            expose(name.text, slot)
        }
        let variable = Expression(.variable(names[slot] ?? Scope.hiddenName(slot)), node.span)
        if let expression = node.labels {
            for conjunct in expression.conjuncts {
                if case .name(let label) = conjunct { labels[slot, default: []].append(label.text) }
                add(Expression(.hasLabels(variable, conjunct), node.span))
            }
        }
        for condition in Self.conditions(node.properties, of: variable) { add(condition) }
        for condition in node.predicate?.conjuncts ?? [] { add(condition) }
    }

    /// A map in a pattern is a list of equalities.
    private static func conditions(_ properties: Expression?, of variable: Expression) -> [Expression] {
        guard let properties, case .map(let entries) = properties.kind else { return [] }
        return entries.map { entry in
            let property = Expression(.property(variable, key: entry.key), entry.key.span)
            return Expression(.comparison(property, [Comparison(.equal, entry.value)]), entry.key.span)
        }
    }

    private mutating func add(
        _ pattern: RelationshipPattern, from: Slot, to: Slot, _ mode: PathMode, _ planner: Planner
    ) -> Slot {
        let isKnown = pattern.variable.flatMap { scope[$0.text] } != nil
        let slot = pattern.variable.flatMap { scope[$0.text] } ?? planner.newSlot(pattern.variable?.text ?? "")
        let name = pattern.variable?.text ?? Scope.hiddenName(slot)
        if pattern.variable != nil { expose(name, slot) } else { scope.bind(name, slot) }
        var tie = Tie(
            from: from, to: to, relationship: slot, kind: .single, arrow: pattern.arrow, types: nil, condition: nil,
            candidate: slot, candidateName: nil, mode: mode, isBound: isKnown)
        switch pattern.length {
        case .single: break
        case .variable(let range), .quantified(let range):
            tie.kind = .repeated(range)
            if isKnown { add(length: range, of: Expression(.variable(name), pattern.span)) }
        }
        var candidate = Expression(.variable(name), pattern.span)
        if case .repeated = tie.kind {
            tie.candidate = planner.newSlot()
            let hidden = Scope.hiddenName(tie.candidate)
            scope.bind(hidden, tie.candidate)
            candidate = Expression(.variable(hidden), pattern.span)
        }
        var conditions = Self.conditions(pattern.properties, of: candidate)
        if let types = pattern.types {
            tie.types = types.alternatives
            if tie.types == nil { conditions.append(Expression(.hasLabels(candidate, types), pattern.span)) }
        }
        if case .single = tie.kind {
            for condition in conditions + (pattern.predicate?.conjuncts ?? []) { add(condition) }
        } else {
            // The predicate of a repeated relationship names each of them by the variable of all.
            if let predicate = pattern.predicate {
                conditions.append(predicate)
                tie.candidateName = pattern.variable?.text
            }
            tie.condition = Expression(conjunctionOf: conditions)
        }
        ties.append(tie)
        return slot
    }

    private mutating func add(
        _ group: QuantifiedPath, from: Slot, to: Slot, _ mode: PathMode, _ planner: Planner
    ) -> Slot {
        let slot = planner.newSlot()
        scope.bind(Scope.hiddenName(slot), slot)
        if let name = group.relationships { expose(name.text, slot) }
        var groups: [(name: String, list: Slot)] = []
        for name in group.pattern.variables where !groups.contains(where: { $0.name == name.text }) {
            let list = planner.newSlot(name.text)
            groups.append((name.text, list))
        }
        ties.append(
            Tie(
                from: from, to: to, relationship: slot, kind: .group(group, groups: groups), arrow: .right, types: nil,
                condition: nil, candidate: slot, candidateName: nil, mode: mode, isBound: false))
        for group in groups { expose(group.name, group.list) }
        return slot
    }

    /// A pattern of which some paths are chosen stands between its ends as a whole.
    private mutating func addSelected(_ pattern: PathPattern, _ planner: Planner) {
        var pattern = pattern
        pattern.completeEnds()
        var first = pattern.elements[...]
        let from = takeNode(&first, planner)
        var last = pattern.elements.suffix(1)
        let to = pattern.elements.count == 1 ? from : takeNode(&last, planner)
        let slot = planner.newSlot(pattern.variable?.text ?? "")
        var range: RepeatRange?
        if pattern.elements.count == 3, case .relationship(let relationship) = pattern.elements[1] {
            switch relationship.length {
            case .single: range = RepeatRange(1, 1)
            case .variable(let own), .quantified(let own): range = own
            }
        }
        ties.append(
            Tie(
                from: from, to: to, relationship: slot, kind: .selected(pattern, range), arrow: .right, types: nil,
                condition: nil, candidate: slot, candidateName: nil, mode: pattern.mode, isBound: false))
        for name in pattern.variables where scope[name.text] == nil { expose(name.text, planner.newSlot(name.text)) }
    }
}

extension Expression {
    /// The parts of `a AND b AND c`; of `a < b < c` too, where computing `b` twice costs next to nothing.
    var conjuncts: [Expression] {
        switch kind {
        case .binary(.and, let left, let right): return left.conjuncts + right.conjuncts
        case .comparison(let first, let rest):
            guard rest.count > 1, rest.dropLast().allSatisfy(\.right.isPlain) else { return [self] }
            return zip([first] + rest.map(\.right), rest).map { left, link in
                Expression(.comparison(left, [link]), span)
            }
        default: return [self]
        }
    }

    /// A variable, a constant, or a property of one.
    private var isPlain: Bool {
        switch kind {
        case .variable, .parameter, .null, .boolean, .integer, .float, .string: true
        case .property(let base, _): base.isPlain
        default: false
        }
    }

    /// nil for none.
    init?(conjunctionOf expressions: [Expression]) {
        guard var result = expressions.first else { return nil }
        for expression in expressions.dropFirst() {
            result = Expression(.binary(.and, result, expression), expression.span)
        }
        self = result
    }
}

extension LabelExpression {
    /// The parts of `a & b & c`.
    var conjuncts: [LabelExpression] {
        if case .and(let left, let right) = self { left.conjuncts + right.conjuncts } else { [self] }
    }

    /// The names of `a | b | c`; nil when it says more than that.
    var alternatives: [String]? {
        switch self {
        case .name(let name): [name.text]
        case .or(let left, let right): left.alternatives.flatMap { left in right.alternatives.map { left + $0 } }
        default: nil
        }
    }
}
