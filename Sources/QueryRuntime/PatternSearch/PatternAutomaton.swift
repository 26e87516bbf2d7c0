internal import GraphModel
internal import QueryPlanner
internal import QuerySyntax
internal import QueryValues

/// The places of a pattern as states of an automaton, each after one of its relationships in one of its rounds.
///
/// Nothing is written out: states are numbers, and what follows one is computed. Rounds are counted up to the upper end
/// of a repeat, or, where it has none, to the lower end, from where on one round is like the other.
struct PatternAutomaton {
    /// After a relationship: which part, which step of it, and in which round, counted from 1.
    struct Place {
        var part: Int
        var step: Int
        var round: Int
    }

    struct Part {
        let condition: Evaluator?
        let node: Slot?
        let steps: [Step]
        let rounds: RepeatRange
        /// Rounds that are told from each other.
        let counted: Int
        /// The number of its first state.
        let first: Int
    }

    struct Step {
        let plan: PatternSearch.Step
        let fromCondition: Evaluator?
        let condition: Evaluator?
        let toCondition: Evaluator?
    }

    /// Before the first relationship. No relationship leads there.
    static let start = 0

    let parts: [Part]

    init(_ search: PatternSearch, _ compiler: Compiler) {
        var first = Self.start + 1
        var parts: [Part] = []
        for part in search.parts {
            let steps = part.steps.map { step in
                Step(
                    plan: step, fromCondition: step.fromCondition.map(compiler.evaluator),
                    condition: step.condition.map(compiler.evaluator),
                    toCondition: step.toCondition.map(compiler.evaluator))
            }
            let counted = part.rounds.upper ?? max(part.rounds.lower, 1)
            parts.append(
                Part(
                    condition: part.condition.map(compiler.evaluator), node: part.node, steps: steps,
                    rounds: part.rounds, counted: counted, first: first))
            first += counted * steps.count
        }
        self.parts = parts
    }

    func state(_ place: Place) -> Int {
        let part = parts[place.part]
        return part.first + (place.round - 1) * part.steps.count + place.step
    }

    /// nil before the first relationship.
    func place(of state: Int) -> Place? {
        guard state != Self.start, let part = parts.lastIndex(where: { $0.first <= state }) else { return nil }
        let (round, step) = (state - parts[part].first).quotientAndRemainder(dividingBy: parts[part].steps.count)
        return Place(part: part, step: step, round: round + 1)
    }

    /// The places that one relationship more can lead to from a node, and whether the pattern may end there.
    func next(_ state: Int, at node: NodeID, _ run: Execution) throws -> (places: [Place], mayEnd: Bool) {
        var places: [Place] = []
        var entered = 0
        if var place = place(of: state) {
            let part = parts[place.part]
            if place.step + 1 < part.steps.count {
                place.step += 1
                return ([place], false)
            }
            if place.round < part.rounds.upper ?? .max {
                places.append(Place(part: place.part, step: 0, round: min(place.round + 1, part.counted)))
            }
            if place.round < part.rounds.lower { return (places, false) }
            entered = place.part + 1
        }
        while entered < parts.count {
            let part = parts[entered]
            if let slot = part.node, let condition = part.condition {
                run[slot] = .node(node)
                guard try condition.truth(run) == true else { return (places, false) }
            }
            if part.counted > 0 { places.append(Place(part: entered, step: 0, round: 1)) }
            if part.rounds.lower > 0 { return (places, false) }
            entered += 1
        }
        return (places, true)
    }

    /// Whether the pattern may end in a state as far as its repeats are concerned.
    func mayEnd(_ state: Int) -> Bool {
        var left = 0
        if let place = place(of: state) {
            let part = parts[place.part]
            guard place.step + 1 == part.steps.count, place.round >= part.rounds.lower else { return false }
            left = place.part + 1
        }
        return parts[left...].allSatisfy { $0.rounds.lower == 0 }
    }
}
