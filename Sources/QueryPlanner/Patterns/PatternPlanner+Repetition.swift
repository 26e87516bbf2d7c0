import GraphModel
import QuerySyntax
import QueryValues

extension PatternPlanner {
    /// A quantified path as a pipeline for one repeat of it.
    func repeatPath(
        _ expansion: Expansion, _ group: QuantifiedPath, _ groups: [(name: String, list: Slot)]
    ) throws(QueryError) -> Operation {
        // Its own names hide those of the lists outside.
        var scope = graph.scope
        var inner: [String: Slot] = [:]
        for group in groups {
            scope.unbind(group.name)
        }
        // Its ends need names so that one of them can be bound before.
        var pattern = group.pattern
        pattern.completeEnds()
        // What may repeat from one repeat to the next may repeat within one; the other modes look at the whole path.
        if expansion.mode == .walk { pattern.mode = .walk }
        let first = pattern.elements.nameNode(at: pattern.elements.startIndex, planner)
        let last = pattern.elements.nameNode(at: pattern.elements.index(before: pattern.elements.endIndex), planner)
        let names = pattern.nameRelationships(planner)
        let start = expansion.isReversed ? last : first
        let startSlot = planner.newSlot(start)
        scope.bind(start, startSlot)
        var builder = PipelineBuilder()
        let result = try planner.plan(patterns: [pattern], where: group.predicate, scope, &builder)
        for name in [first, last] + names + groups.map(\.name) { inner[name] = result[name] }
        return .repeatPath(
            Repetition(
                from: expansion.from, to: expansion.to, isInto: expansion.isInto, pipeline: builder.pipeline,
                innerFrom: startSlot, innerTo: inner[expansion.isReversed ? first : last] ?? startSlot,
                innerRelationships: names.compactMap { inner[$0] },
                groups: groups.compactMap { group in inner[group.name].map { (inner: $0, list: group.list) } },
                relationships: expansion.relationship, range: group.range, excluding: expansion.excluding,
                isReversed: expansion.isReversed, mode: expansion.mode))
    }
}
