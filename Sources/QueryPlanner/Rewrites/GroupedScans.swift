import GraphModel
import QuerySyntax
import QueryValues

/// Finds statements that scan nodes only to group them, by what many nodes have in common: nodes that are alike in all
/// that is read of them become one row with their number.
///
/// Where nothing is read of them at all, the store's counters answer.
struct GroupedScans {
    let planner: Planner

    func fuse(_ pipeline: Pipeline) -> Pipeline {
        let steps = pipeline.steps
        guard !pipeline.isWriting, let end = steps.firstIndex(where: \.operation.isAggregate),
            case .aggregate(let keys, let columns) = steps[end].operation
        else { return pipeline }
        let weight = planner.newSlot()
        guard let (operation, width) = source(steps, before: end, weight) else { return pipeline }
        let bound = Set(Pipeline(Array(steps[..<width])).boundSlots)
        guard steps[(end + 1)...].allSatisfy({ $0.operation.readSlots.isDisjoint(with: bound) }) else {
            return pipeline
        }
        var fused = Array(steps[(width - 1)...])
        fused[0].operation = operation
        fused[end - width + 1].operation = .aggregate(
            keys: keys, columns.map { $0.weighted(by: weight, alwaysThere: bound) })
        return Pipeline(fused)
    }

    /// What takes the place of the first steps, and of how many.
    private func source(_ steps: [Step], before end: Int, _ weight: Slot) -> (Operation, Int)? {
        let (node, label): (Slot, String?)
        switch steps.first?.operation {
        case .scan(let slot, .all)?: (node, label) = (slot, nil)
        case .scan(let slot, .label(let name))?: (node, label) = (slot, name)
        default: return nil
        }
        if let reads = reads(of: node, steps[1...end]) { return scan(node, label, reads, weight).map { ($0, 1) } }
        return relationships(label, steps, before: end, weight).map { ($0, 2) }
    }

    private func scan(_ node: Slot, _ label: String?, _ reads: NodeReads, _ weight: Slot) -> Operation? {
        if reads.isNothing {
            return planner.isOn(.countStore) ? .countStored(StoredCount(weight: weight, of: .nodes(label))) : nil
        }
        guard planner.isOn(.groupedScan) else { return nil }
        let statistics = planner.environment.statistics
        var scan = GroupedScan(node: node, weight: weight, label: label, properties: reads.properties.sorted())
        if let label {
            if !reads.labels, planner.isOn(.indexSeek) { scan.index = index(label, covering: reads.properties) }
            // A pass over all nodes is worth it for a label that many of them have.
            let share = statistics.count(label: label) * Self.nodesPerLookUp
            if scan.index == nil, share < statistics.nodeCount { return nil }
        }
        return .scanGroups(scan)
    }

    /// How many nodes a scan passes while one is looked up.
    private static var nodesPerLookUp: Int { 16 }

    private func index(_ label: String, covering properties: Set<String>) -> IndexDefinition? {
        planner.environment.statistics.indexes
            .filter { index in
                index.element == .label(label) && !index.eachListElement
                    && properties.isSubset(of: index.properties)
            }
            .min { $0.properties.count < $1.properties.count }
    }

    /// The relationships of some types in one direction, if nothing is read of them or of their ends.
    private func relationships(
        _ label: String?, _ steps: [Step], before end: Int, _ weight: Slot
    ) -> Operation? {
        guard planner.isOn(.countStore), end > 1, case .scan(let node, _) = steps[0].operation,
            case .expand(let expansion) = steps[1].operation, expansion.from == node, !expansion.isInto,
            expansion.condition == nil, expansion.excluding.isEmpty, let direction = expansion.direction,
            label == nil || expansion.types != nil,
            [node, expansion.to, expansion.relationship].allSatisfy({
                reads(of: $0, steps[2...end])?.isNothing ?? false
            })
        else { return nil }
        return .countStored(
            StoredCount(weight: weight, of: .relationships(types: expansion.types, label: label, direction)))
    }

    /// What some steps read of a node, at most its labels and properties; nil when it is more, or when a step could
    /// tell one row of many from many rows.
    private func reads(of node: Slot, _ steps: ArraySlice<Step>) -> NodeReads? {
        var reads = NodeReads(of: node)
        for step in steps {
            switch step.operation {
            case .filter(let predicate): reads.add(predicate)
            case .assign(let assignments): for assignment in assignments { reads.add(assignment.value) }
            case .aggregate(let keys, let columns):
                for key in keys { reads.add(key.value) }
                for column in columns where !column.counts(node) {
                    if let argument = column.argument { reads.add(argument) }
                    if let parameter = column.parameter { reads.add(parameter) }
                }
            default: return nil
            }
        }
        return reads.isSound ? reads : nil
    }
}

extension Operation {
    fileprivate var isAggregate: Bool {
        if case .aggregate = self { true } else { false }
    }
}

extension Aggregation {
    /// Whether it counts rows by naming something that each of them has.
    fileprivate func counts(_ slot: Slot) -> Bool {
        guard case .slot(slot)? = argument else { return false }
        return function == .count && !isDistinct
    }

    fileprivate func weighted(by weight: Slot, alwaysThere slots: Set<Slot>) -> Aggregation {
        var result = self
        result.weight = weight
        if slots.contains(where: counts) { (result.function, result.argument) = (nil, nil) }
        return result
    }
}
