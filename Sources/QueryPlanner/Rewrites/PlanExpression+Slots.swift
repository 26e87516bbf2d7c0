extension PlanExpression {
    /// The slots that computing it reads, those of pipelines within included.
    var readSlots: Set<Slot> {
        var slots: Set<Slot> = []
        collectSlots(&slots)
        return slots
    }

    func collectSlots(_ slots: inout Set<Slot>) {
        switch self {
        case .constant, .parameter: return
        case .slot(let slot), .isLive(let slot): slots.insert(slot)
        case .list(let items): for item in items { item.collectSlots(&slots) }
        case .map(let entries): for entry in entries { entry.value.collectSlots(&slots) }
        case .mapProjection(let base, _, let entries):
            base.collectSlots(&slots)
            for entry in entries { entry.value.collectSlots(&slots) }
        case .property(let base, _), .unary(_, let base), .isNull(let base, _), .isOfType(let base, _, _):
            base.collectSlots(&slots)
        case .element(let left, let right), .binary(_, let left, let right), .comparison(_, let left, let right),
            .letting(_, let left, let right):
            left.collectSlots(&slots)
            right.collectSlots(&slots)
        case .slice(let base, let from, let to):
            base.collectSlots(&slots)
            from?.collectSlots(&slots)
            to?.collectSlots(&slots)
        case .hasLabels(let base, let labels):
            base.collectSlots(&slots)
            labels.collectSlots(&slots)
        case .call(_, let arguments): for argument in arguments { argument.collectSlots(&slots) }
        default: collectSlotsOfForm(&slots)
        }
    }

    private func collectSlotsOfForm(_ slots: inout Set<Slot>) {
        switch self {
        case .choose(let branches, let otherwise):
            for branch in branches {
                branch.condition.collectSlots(&slots)
                branch.result.collectSlots(&slots)
            }
            otherwise.collectSlots(&slots)
        case .listComprehension(_, let list, let predicate, let yields):
            list.collectSlots(&slots)
            predicate?.collectSlots(&slots)
            yields.collectSlots(&slots)
        case .quantified(_, _, let list, let predicate):
            list.collectSlots(&slots)
            predicate.collectSlots(&slots)
        case .reduce(_, let from, _, let list, let step):
            for part in [from, list, step] { part.collectSlots(&slots) }
        case .allReduce(_, let from, _, let list, let step, let holds):
            for part in [from, list, step, holds] { part.collectSlots(&slots) }
        case .exists(let pipeline), .count(let pipeline): slots.formUnion(pipeline.readSlots)
        case .collect(let pipeline, let yields):
            slots.formUnion(pipeline.readSlots)
            yields.collectSlots(&slots)
        case .path(let start, let relationships): slots.formUnion([start] + relationships)
        default: preconditionFailure("`collectSlots` handles the others")
        }
    }
}

extension PlanLabels {
    fileprivate func collectSlots(_ slots: inout Set<Slot>) {
        switch self {
        case .name, .any: return
        case .dynamic(let names, _): names.collectSlots(&slots)
        case .not(let operand): operand.collectSlots(&slots)
        case .and(let left, let right), .or(let left, let right):
            left.collectSlots(&slots)
            right.collectSlots(&slots)
        }
    }
}
