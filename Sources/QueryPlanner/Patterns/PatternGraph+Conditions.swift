import QuerySyntax

// Conditions that a pattern implies, as expressions of the language.

extension PatternGraph {
    /// No node of the path may be there twice.
    mutating func requireDistinctNodes(
        _ pattern: PathPattern, start: Slot, _ relationships: [Slot], _ planner: Planner
    ) {
        let span = pattern.span
        let path = planner.hiddenName(span)
        addPath(path, start: start, relationships, planner)
        let place = planner.hiddenName(span)
        func integer(_ number: Int64) -> Expression { Expression(.integer(number), span) }
        let nodes = Expression(calling: "nodes", [Expression(.variable(path.text), span)], span)
        let index = Expression(.variable(place.text), span)
        let length = Expression(calling: "length", [Expression(.variable(path.text), span)], span)
        let places = Expression(calling: "range", [integer(1), length], span)
        let before = Expression(.slice(nodes, from: integer(0), to: index), span)
        let isRepeat = Expression(.binary(.isIn, Expression(.element(nodes, index), span), before), span)
        add(Expression(.quantified(.none, place, in: places, where: isRepeat), span))
    }

    /// A list of relationships that is bound already is as long as its pattern says.
    mutating func add(length range: RepeatRange, of list: Expression) {
        let size = Expression(calling: "size", [list], list.span)
        func compare(_ operation: ComparisonOperator, _ number: Int) {
            let bound = Expression(.integer(Int64(number)), list.span)
            add(Expression(.comparison(size, [Comparison(operation, bound)]), list.span))
        }
        if range.lower > 0 { compare(.greaterOrEqual, range.lower) }
        if let upper = range.upper { compare(.lessOrEqual, upper) }
    }
}

extension PatternGraph {
    /// Whether everything is bound that is named while a tie is followed.
    func canAsk(_ tie: Tie) -> Bool {
        if tie.isForced { return true }
        var names = tie.condition?.freeVariables ?? []
        if let own = tie.candidateName { names.remove(own) }
        if case .selected(let pattern, _) = tie.kind {
            pattern.forEachExpression { names.formUnion($0.freeVariables) }
            names.subtract(pattern.variables.map(\.text))
        }
        return names.allSatisfy { name in
            guard let slot = scope[name], slot != tie.candidate else { return true }
            return bound.contains(slot)
        }
    }

    /// Makes the condition of a tie one on its list of relationships: for ties that name each other's.
    mutating func askLater(_ place: Int) {
        let tie = ties[place]
        ties[place].isForced = true
        guard let condition = tie.condition, let list = scope.name(of: tie.relationship) else { return }
        let item = Name(tie.candidateName ?? Scope.hiddenName(tie.candidate), condition.span)
        ties[place].condition = nil
        let relationships = Expression(.variable(list), condition.span)
        add(Expression(.quantified(.all, item, in: relationships, where: condition), condition.span))
    }
}

extension Expression {
    fileprivate init(calling name: String, _ arguments: [Expression], _ span: Span) {
        self.init(.call(FunctionCall(name: Name(name, span), isDistinct: false, arguments: arguments)), span)
    }
}
