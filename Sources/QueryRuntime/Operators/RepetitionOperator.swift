internal import GraphModel
internal import QueryPlanner
internal import QuerySyntax
internal import QueryValues

/// A quantified path: its pattern again and again, each repeat from where the one before ended.
final class RepetitionOperator: Operator {
    private let repetition: Repetition
    private let outlet: Outlet
    private let first: Operator
    /// Slots that a repeat binds, which a deeper one overwrites.
    private let inner: [Slot]
    private var done: [Repeat] = []
    private var wanted: NodeID?
    private var goesOn = true

    /// What one repeat bound.
    private struct Repeat {
        var values: [Value]
        var relationships: [RelationshipValue]
        var end: NodeID
    }

    private final class Outlet: Operator {
        unowned var owner: RepetitionOperator?

        override func push(_ run: Execution) throws -> Bool { try owner?.accept(run) ?? true }
    }

    init(_ repetition: Repetition, inner: [Slot], _ compiler: Compiler) {
        self.repetition = repetition
        self.inner = inner + [repetition.innerFrom]
        outlet = Outlet()
        first = compiler.chain(repetition.pipeline, into: outlet)
        super.init()
        outlet.owner = self
    }

    override func push(_ run: Execution) throws -> Bool {
        guard let start = try run[repetition.from].endOfPattern() else { return true }
        // A quantified path inside of another one is entered again while it is under way.
        let outside = (done, wanted, goesOn)
        defer { (done, wanted, goesOn) = outside }
        wanted = nil
        if repetition.isInto {
            guard let bound = try run[repetition.to].endOfPattern() else { return true }
            wanted = bound
        }
        goesOn = true
        done = []
        try visit(start, run)
        return goesOn
    }

    /// Stands at a node after the repeats in `done`.
    private func visit(_ node: NodeID, _ run: Execution) throws {
        if done.count >= repetition.range.lower, wanted ?? node == node {
            emit(node, run)
            goesOn = try pass(run)
        }
        guard goesOn, done.count < repetition.range.upper ?? .max else { return }
        guard done.count < run.budget.limits.repeats else {
            throw QueryError.tooManyRepeats(run.budget.limits)
        }
        // A few repeats fit on any stack, and most patterns have no more.
        if done.count >= 8, run.stack.isLow { throw QueryError.stackIsFull(repeats: done.count) }
        run[repetition.innerFrom] = .node(node)
        first.reset()
        _ = try first.push(run)
        try first.finish(run)
    }

    /// Takes one more repeat, and goes on from its end.
    private func accept(_ run: Execution) throws -> Bool {
        try run.budget.followPath()
        guard case .node(let end) = run[repetition.innerTo] else { return goesOn }
        var relationships: [RelationshipValue] = []
        for slot in repetition.innerRelationships {
            switch run[slot] {
            case .relationship(let relationship): relationships.append(relationship)
            case .list(let elements):
                for case .relationship(let relationship) in elements { relationships.append(relationship) }
            default: continue
            }
        }
        guard admits(relationships, end, run) else { return goesOn }
        let saved = inner.map { run[$0] }
        done.append(Repeat(values: repetition.groups.map { run[$0.inner] }, relationships: relationships, end: end))
        try visit(end, run)
        done.removeLast()
        for (slot, value) in zip(inner, saved) { run[slot] = value }
        return goesOn
    }

    private func admits(_ relationships: [RelationshipValue], _ end: NodeID, _ run: Execution) -> Bool {
        switch repetition.mode {
        case .walk: return true
        case .acyclic:
            if case .node(end) = run[repetition.from] { return false }
            return !done.contains { $0.end == end }
                && !relationships.contains { run.holds($0.id, in: repetition.excluding) }
        case .trail:
            return relationships.allSatisfy { new in
                !run.holds(new.id, in: repetition.excluding)
                    && !done.contains { $0.relationships.contains { $0.id == new.id } }
            }
        }
    }

    private func emit(_ end: NodeID, _ run: Execution) {
        let repeats = repetition.isReversed ? done.reversed() : done
        for (place, group) in repetition.groups.enumerated() {
            run[group.list] = .list(repeats.map { $0.values[place] })
        }
        run[repetition.relationships] = .list(repeats.flatMap { $0.relationships.map(Value.relationship) })
        if !repetition.isInto { run[repetition.to] = .node(end) }
    }
}

extension QueryError {
    static func tooManyRepeats(_ limits: QueryLimits) -> QueryError {
        QueryError(
            .pathLimit, .limit, .runtime, "a path pattern repeated more than \(limits.repeats) times on one way",
            advice: "give it an upper end, or raise the limit `repeats`")
    }

    fileprivate static func stackIsFull(repeats: Int) -> QueryError {
        QueryError(
            .pathLimit, .limit, .runtime,
            "a path pattern repeated \(repeats) times on one way, and the thread's stack has no room for more",
            advice: "give it an upper end, or run it on a thread with a larger stack")
    }
}
