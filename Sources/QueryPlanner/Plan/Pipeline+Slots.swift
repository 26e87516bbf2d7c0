extension Pipeline {
    /// Every slot that a step of the pipeline, or of one within it, binds for what follows.
    public var boundSlots: [Slot] { Array(Set(steps.flatMap(\.operation.boundSlots))).sorted() }
}

extension Operation {
    fileprivate var boundSlots: [Slot] {
        switch self {
        case .scan(let slot, _): [slot]
        case .scanGroups(let scan): [scan.node, scan.weight]
        case .countStored(let count): [count.weight]
        case .expand(let expansion): [expansion.relationship, expansion.to]
        case .expandRepeatedly(let expansion, _): [expansion.relationship, expansion.to, expansion.candidate]
        case .tie(let expansion, _, _, _): [expansion.from, expansion.to, expansion.candidate]
        case .repeatPath(let repetition):
            [repetition.to, repetition.relationships] + repetition.groups.map(\.list)
                + repetition.pipeline.boundSlots
        case .shortest(let search): [search.expansion.relationship, search.expansion.candidate]
        case .searchPattern(let search): search.boundSlots
        case .selectPaths(let selection): selection.bound
        case .assign(let assignments): assignments.map(\.slot)
        case .unwind(_, let slot): [slot]
        case .aggregate(let keys, let columns): keys.map(\.slot) + columns.map(\.slot)
        case .optional(let pipeline, let nulls): pipeline.boundSlots + nulls
        case .apply(let pipeline, _): pipeline.boundSlots
        case .batches(let call): call.pipeline.boundSlots + call.columns + (call.status.map { [$0] } ?? [])
        case .union(let pipelines): pipelines.flatMap(\.boundSlots)
        case .forEach(let slot, _, let pipeline): [slot] + pipeline.boundSlots
        case .call(let call): call.outputs.map(\.slot)
        case .create(let creation): creation.nodes.map(\.slot) + creation.relationships.map(\.slot)
        case .merge(let merge): merge.bound
        case .filter, .distinct, .sort, .skip, .limit, .barrier, .finish, .set, .remove, .delete: []
        }
    }
}
