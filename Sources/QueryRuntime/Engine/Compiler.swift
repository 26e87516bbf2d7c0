internal import GraphModel
internal import QueryPlanner
internal import QuerySyntax
internal import QueryValues

/// Makes operators of a plan's steps and evaluators of its expressions.
final class Compiler {
    /// Whether each step's rows are counted.
    let isCounting: Bool

    init(isCounting: Bool) { self.isCounting = isCounting }

    func compile(_ pipeline: Pipeline, into outlet: Operator) -> Routine { Routine(chain(pipeline, into: outlet)) }

    /// The first operator of a pipeline whose last pushes into `outlet`.
    func chain(_ pipeline: Pipeline, into outlet: Operator) -> Operator {
        var next = outlet
        for step in pipeline.steps.reversed() {
            if isCounting {
                let counter = CountingOperator(step.number)
                counter.next = next
                next = counter
            }
            let current = make(step.operation)
            current.next = next
            next = current
        }
        return next
    }

    private func make(_ operation: Operation) -> Operator {
        switch operation {
        case .filter(let predicate): return FilterOperator(evaluator(predicate))
        case .assign(let assignments):
            return AssignOperator(assignments.map { ($0.slot, evaluator($0.value)) })
        case .unwind(.call(let function, let bounds), let slot) where function.name == "range":
            return UnwindRangeOperator(bounds.map(evaluator), slot)
        case .unwind(let list, let slot): return UnwindOperator(evaluator(list), slot)
        case .aggregate(let keys, let columns):
            return AggregateOperator(keys: keys.map { ($0.slot, evaluator($0.value)) }, columns.map(column))
        case .distinct(let slots): return DistinctOperator(slots)
        case .sort(let keys, let slots, let first):
            return SortOperator(
                keys.map { (evaluator($0.expression), $0.isDescending) }, keeping: slots,
                skip: first?.skip.map(evaluator), limit: first.map { evaluator($0.limit) })
        case .skip(let count): return SkipOperator(evaluator(count))
        case .limit(let count): return LimitOperator(evaluator(count))
        case .barrier(let slots): return BarrierOperator(keeping: slots)
        case .finish: return FinishOperator()
        case .optional, .apply, .batches, .union, .forEach, .call: return makeWithin(operation)
        case .create, .merge, .set, .remove, .delete: return makeWriting(operation)
        default: return makeReading(operation)
        }
    }

    private func makeReading(_ operation: Operation) -> Operator {
        switch operation {
        case .scan(let slot, let source): return ScanOperator(slot, compile(source))
        case .scanGroups(let scan): return GroupedScanOperator(scan)
        case .countStored(let count): return StoredCountOperator(count)
        case .expand(let expansion): return ExpandOperator(expansion, expansion.condition.map(evaluator))
        case .expandRepeatedly(let expansion, let range) where expansion.endsOnly:
            return DistinctEndsOperator(expansion, range)
        case .expandRepeatedly(let expansion, let range):
            return RepeatedExpandOperator(expansion, range, expansion.condition.map(evaluator))
        case .repeatPath(let repetition):
            return RepetitionOperator(repetition, inner: repetition.pipeline.boundSlots, self)
        case .tie(let expansion, let isList, let fromIsBound, let toIsBound):
            return TieOperator(
                expansion, isList: isList, fromIsBound: fromIsBound, toIsBound: toIsBound,
                expansion.condition.map(evaluator))
        case .shortest(let search):
            return ShortestOperator(search, search.expansion.condition.map(evaluator), count(of: search.wanted))
        case .searchPattern(let search):
            return PatternSearchOperator(search, count(of: search.wanted), self)
        case .selectPaths(let selection):
            return SelectPathsOperator(selection, count(of: selection.wanted), self)
        default: preconditionFailure("`make` handles the others")
        }
    }

    private func count(of wanted: PathSelection.Wanted) -> Evaluator? {
        switch wanted {
        case .count(let expression), .groups(let expression): expression.map(evaluator)
        case .all: nil
        }
    }

    private func makeWithin(_ operation: Operation) -> Operator {
        switch operation {
        case .optional(let pipeline, let nulls): return OptionalOperator(pipeline, nulls: nulls, self)
        case .apply(let pipeline, let isUnit): return ApplyOperator(pipeline, isUnit: isUnit, self)
        case .batches(let call): return BatchOperator(call, size: call.size.map(evaluator), self)
        case .union(let pipelines): return UnionOperator(pipelines, self)
        case .forEach(let slot, let list, let pipeline):
            return ForEachOperator(slot, in: evaluator(list), pipeline, self)
        case .call(let call): return CallOperator(call, call.arguments.map(evaluator))
        default: preconditionFailure("`make` handles the others")
        }
    }

    private func makeWriting(_ operation: Operation) -> Operator {
        switch operation {
        case .create(let creation): return CreateOperator(compile(creation))
        case .merge(let merge):
            return MergeOperator(
                merge, compile(merge.creation), onMatch: merge.onMatch.map(compile),
                onCreate: merge.onCreate.map(compile), self)
        case .set(let items): return SetOperator(items.map(compile))
        case .remove(let items): return RemoveOperator(items.map(compile))
        case .delete(let expressions, let isDetaching):
            return DeleteOperator(expressions.map(evaluator), isDetaching: isDetaching)
        default: preconditionFailure("`make` handles the others")
        }
    }

    private func column(_ aggregation: Aggregation) -> AggregateOperator.Column {
        AggregateOperator.Column(
            slot: aggregation.slot, function: aggregation.function, isDistinct: aggregation.isDistinct,
            argument: aggregation.argument.map(evaluator), parameter: aggregation.parameter.map(evaluator),
            weight: aggregation.weight)
    }

    private func compile(_ source: NodeSource) -> CompiledSource {
        switch source {
        case .all: return .all
        case .label(let label): return .label(label)
        case .index(let index, let values):
            return .index(index, values.map { (evaluator($0.expression), $0.isList) })
        case .range(let index, let from, let to): return .range(index, from: from.map(compile), to: to.map(compile))
        case .prefix(let index, let prefix): return .prefix(index, evaluator(prefix))
        case .provided(let label, let implied, let source):
            return .provided(label: label, implies: implied, compile(source))
        case .identity(let value, let isElement, let isList):
            return .identity(evaluator(value), isElement: isElement, isList: isList)
        }
    }

    private func compile(_ bound: SeekBound) -> CompiledSource.CompiledBound {
        CompiledSource.CompiledBound(value: evaluator(bound.expression), isIncluded: bound.isIncluded)
    }
}
