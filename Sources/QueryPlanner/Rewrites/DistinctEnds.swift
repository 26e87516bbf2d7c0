import QuerySyntax
import QueryValues

/// Finds repeated relationships of which only the ends matter, each once, and marks them: they become a breadth-first
/// search, linear in what it reaches, where following every way is exponential.
struct DistinctEnds {
    /// - Parameter wantsDuplicates: whether what comes after the pipeline can tell one row from two equal ones.
    static func mark(_ pipeline: Pipeline, wantsDuplicates: Bool, readAfter: Set<Slot>) -> Pipeline {
        guard !pipeline.isWriting else { return pipeline }
        var steps = pipeline.steps
        var needed = readAfter
        var isIndifferent = !wantsDuplicates
        for place in steps.indices.reversed() {
            if case .expandRepeatedly(var expansion, let range) = steps[place].operation, isIndifferent,
                expansion.canSearch(range), !needed.contains(expansion.relationship)
            {
                expansion.endsOnly = true
                steps[place].operation = .expandRepeatedly(expansion, range)
            }
            if case .repeatPath(let repetition) = steps[place].operation, isIndifferent,
                var expansion = repetition.singleExpansion, expansion.canSearch(repetition.range),
                needed.isDisjoint(with: [repetition.relationships] + repetition.groups.map(\.list))
            {
                expansion.endsOnly = true
                steps[place].operation = .expandRepeatedly(expansion, repetition.range)
            }
            if case .optional(let inner, let nulls) = steps[place].operation {
                let marked = mark(inner, wantsDuplicates: !isIndifferent, readAfter: needed)
                steps[place].operation = .optional(marked, nulls: nulls)
            }
            isIndifferent = steps[place].operation.isIndifferent(before: isIndifferent)
            needed.formUnion(steps[place].operation.readSlots)
        }
        return Pipeline(steps)
    }
}

extension Operation {
    /// Whether the step's result stays the same when equal rows come to it once or several times, given that what
    /// comes after it does not care.
    fileprivate func isIndifferent(before isIndifferentAfter: Bool) -> Bool {
        switch self {
        case .distinct: true
        case .aggregate(_, let columns): columns.allSatisfy(\.ignoresDuplicates)
        case .scan, .expand, .expandRepeatedly, .repeatPath, .tie, .filter, .assign, .unwind, .barrier, .optional:
            isIndifferentAfter
        default: false
        }
    }
}

extension Aggregation {
    fileprivate var ignoresDuplicates: Bool {
        switch function {
        case .min?, .max?: true
        case nil: false
        default: isDistinct
        }
    }
}

extension Repetition {
    /// The relationship that is repeated, if every repeat is one relationship and nothing else.
    fileprivate var singleExpansion: Expansion? {
        guard pipeline.steps.count == 1, case .expand(var expansion) = pipeline.steps[0].operation,
            expansion.from == innerFrom, expansion.to == innerTo, expansion.excluding.isEmpty
        else { return nil }
        (expansion.from, expansion.to, expansion.isInto) = (from, to, isInto)
        (expansion.relationship, expansion.excluding, expansion.mode) = (relationships, excluding, mode)
        return expansion
    }
}

extension Expansion {
    /// Whether a search finds exactly the ends that the ways have. A way may not repeat a relationship: in one
    /// direction the shortest way to a node never does, either way the start could be reached over the same
    /// relationship back.
    fileprivate func canSearch(_ range: RepeatRange) -> Bool {
        range.lower <= 1 && (range.upper ?? 1) >= 1 && direction != nil && condition == nil && excluding.isEmpty
            && mode == .trail
    }
}
