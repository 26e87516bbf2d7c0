import QuerySyntax

/// The variables that an expression may name, and what is known already.
struct Scope {
    private(set) var slots: [String: Slot] = [:]
    /// Expressions that have been computed into a slot: grouping keys, aggregates, projected items.
    private(set) var known: [Expression: Slot] = [:]

    subscript(name: String) -> Slot? { slots[name] }

    /// The names that a statement can use, ascending.
    var visibleNames: [String] { slots.keys.filter { !Self.isHidden($0) }.sorted() }

    /// Where an expression is that has been computed already. A name stands for its variable first.
    func slot(of expression: Expression) -> Slot? {
        if known.isEmpty { return nil }
        if case .variable(let name) = expression.kind, slots[name] != nil { return nil }
        return known[expression]
    }

    /// What a row has to keep for this scope.
    var allSlots: [Slot] { Set(slots.values).union(known.values).sorted() }

    /// Binds a variable, which hides another of the same name and all that was known with it.
    mutating func bind(_ name: String, _ slot: Slot) {
        if !known.isEmpty { known = known.filter { !$0.key.freeVariables.contains(name) } }
        slots[name] = slot
    }

    /// Adds the variables of the query round a subquery, which it sees throughout; its own hide them.
    mutating func see(_ outer: Scope) {
        slots.merge(outer.slots) { own, _ in own }
    }

    /// Takes a variable out of sight.
    mutating func unbind(_ name: String) { slots[name] = nil }

    mutating func know(_ expression: Expression, _ slot: Slot) { known[expression] = slot }

    /// Only what is known, with other variables: after an aggregation.
    func replacingVariables(_ slots: [String: Slot] = [:]) -> Scope {
        var scope = Scope()
        scope.known = known
        scope.slots = slots
        return scope
    }

    /// A name that stands for a slot.
    func name(of slot: Slot) -> String? { slots.first { $0.value == slot }?.key }

    /// A name for what the statement does not name; no statement can spell it.
    static func hiddenName(_ slot: Slot) -> String { "\u{0}\(slot)" }

    static func isHidden(_ name: String) -> Bool { name.utf8.first == 0 }
}
