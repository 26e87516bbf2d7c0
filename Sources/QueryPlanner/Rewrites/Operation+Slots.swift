import QueryValues

extension Pipeline {
    /// The slots that its steps read, those that they bind themselves included.
    var readSlots: Set<Slot> { steps.reduce(into: []) { $0.formUnion($1.operation.readSlots) } }
}

extension Operation {
    /// The slots that the step reads, those that pipelines within read included. Slots that a step only keeps for
    /// others are not among them.
    var readSlots: Set<Slot> {
        var slots: Set<Slot> = []
        func add(_ expression: PlanExpression?) { expression?.collectSlots(&slots) }
        switch self {
        case .scan(_, let source): slots = source.readSlots
        case .expand(let expansion), .expandRepeatedly(let expansion, _): slots = expansion.readSlots
        case .tie(let expansion, _, _, _):
            slots = expansion.readSlots.union([expansion.relationship, expansion.from, expansion.to])
        case .repeatPath(let repetition):
            slots = repetition.pipeline.readSlots.union([repetition.from]).union(repetition.excluding)
            if repetition.isInto { slots.insert(repetition.to) }
        case .shortest(let search): slots = search.expansion.readSlots
        case .searchPattern(let search): slots = search.readSlots
        case .selectPaths(let selection):
            slots = selection.pipeline.readSlots.union([selection.start, selection.end])
        case .filter(let predicate): add(predicate)
        case .assign(let assignments): for assignment in assignments { add(assignment.value) }
        case .unwind(let list, _): add(list)
        case .aggregate(let keys, let columns):
            for key in keys { add(key.value) }
            for column in columns {
                add(column.argument)
                add(column.parameter)
                if let weight = column.weight { slots.insert(weight) }
            }
        case .distinct(let distinct): slots = Set(distinct)
        case .sort(let keys, _, _): for key in keys { add(key.expression) }
        case .skip, .limit, .barrier, .finish, .scanGroups, .countStored: break
        case .optional(let pipeline, _), .apply(let pipeline, _): slots = pipeline.readSlots
        case .union(let pipelines): for pipeline in pipelines { slots.formUnion(pipeline.readSlots) }
        case .forEach(_, let list, let pipeline):
            add(list)
            slots.formUnion(pipeline.readSlots)
        case .call(let call): for argument in call.arguments { add(argument) }
        case .batches, .create, .merge, .set, .remove, .delete:
            preconditionFailure("what writes reads whatever it likes")
        }
        return slots
    }

    var isWriting: Bool {
        switch self {
        case .batches, .create, .merge, .set, .remove, .delete: true
        case .apply(let pipeline, _), .optional(let pipeline, _), .forEach(_, _, let pipeline): pipeline.isWriting
        case .call(let call): call.signature.isWriting
        case .union(let pipelines): pipelines.contains(where: \.isWriting)
        default: false
        }
    }
}

extension Pipeline {
    var isWriting: Bool { steps.contains { $0.operation.isWriting } }
}

extension Expansion {
    fileprivate var readSlots: Set<Slot> {
        var slots = Set([from] + excluding)
        if isInto { slots.insert(to) }
        condition?.collectSlots(&slots)
        return slots
    }
}

extension NodeSource {
    fileprivate var readSlots: Set<Slot> {
        switch self {
        case .all, .label: []
        case .index(_, let values): values.reduce(into: []) { $0.formUnion($1.expression.readSlots) }
        case .range(_, let from, let to):
            (from?.expression.readSlots ?? []).union(to?.expression.readSlots ?? [])
        case .prefix(_, let prefix): prefix.readSlots
        case .provided(_, _, let source): source.readSlots
        case .identity(let value, _, _): value.readSlots
        }
    }
}
