internal import QueryPlanner

extension Compiler {
    func compile(_ creation: Creation) -> CompiledCreation {
        CompiledCreation(
            nodes: creation.nodes.map { node in
                CompiledCreation.Node(
                    slot: node.slot, labels: node.labels.map(compile), properties: node.properties.map(evaluator))
            },
            relationships: creation.relationships.map { relationship in
                CompiledCreation.Relationship(
                    slot: relationship.slot, type: compile(relationship.type), source: relationship.source,
                    target: relationship.target, properties: relationship.properties.map(evaluator))
            })
    }

    private func compile(_ name: PlanLabelName) -> CompiledName {
        switch name {
        case .name(let name): .name(name)
        case .dynamic(let expression): .dynamic(evaluator(expression))
        }
    }

    func compile(_ item: PlanSetItem) -> CompiledSetItem {
        switch item {
        case .property(let element, let key, let value):
            .property(of: evaluator(element), key: evaluator(key), evaluator(value))
        case .replace(let slot, let map): .replace(slot, evaluator(map))
        case .add(let slot, let map): .add(slot, evaluator(map))
        case .labels(let slot, let labels): .labels(slot, labels.map(compile))
        }
    }

    func compile(_ item: PlanRemoveItem) -> CompiledRemoveItem {
        switch item {
        case .property(let element, let key): .property(of: evaluator(element), key: evaluator(key))
        case .labels(let slot, let labels): .labels(slot, labels.map(compile))
        }
    }
}
