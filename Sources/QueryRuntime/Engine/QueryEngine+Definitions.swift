internal import GraphModel
internal import GraphStore
internal import QuerySyntax

extension QueryEngine {
    /// Makes or drops an index or constraint, as one commit; one that is there already costs nothing.
    func define(_ command: DefinitionCommand, _ metadata: CommitMetadata) throws -> QuerySummary {
        let snapshot = try store.snapshot()
        var summary = QuerySummary(columns: [], version: snapshot.commit)
        let operation: GraphOperation
        switch command {
        case .createIndex(let name, let element, let properties, let ifNotExists):
            let index = IndexDefinition(
                name: name?.text ?? element.definitionName("index", properties.map(\.text)), element: element,
                properties: properties.map(\.text))
            if ifNotExists, snapshot.hasIndex(like: index) { return summary }
            operation = .createIndex(index)
            summary.counters.indexesAdded = 1
        case .createConstraint(let name, let kind, let element, let properties, let ifNotExists):
            let constraint = ConstraintDefinition(
                name: name?.text
                    ?? element.definitionName(kind == .uniqueness ? "unique" : "exists", properties.map(\.text)),
                kind: kind, element: element, properties: properties.map(\.text))
            if ifNotExists, snapshot.hasConstraint(like: constraint) { return summary }
            operation = .createConstraint(constraint)
            summary.counters.constraintsAdded = 1
        case .dropIndex(let name, let ifExists):
            if ifExists, !snapshot.indexes.contains(where: { $0.name == name.text }) { return summary }
            operation = .dropIndex(name: name.text)
            summary.counters.indexesRemoved = 1
        case .dropConstraint(let name, let ifExists):
            if ifExists, !snapshot.constraints.contains(where: { $0.name == name.text }) { return summary }
            operation = .dropConstraint(name: name.text)
            summary.counters.constraintsRemoved = 1
        }
        let result = try store.commit(GraphDelta(operations: [operation]), metadata)
        summary.version = result.commit
        // What is there already is not made again.
        if result.counts.isEmpty { summary.counters = QueryCounters() }
        return summary
    }
}

extension GraphSnapshot {
    fileprivate func hasIndex(like wanted: IndexDefinition) -> Bool {
        indexes.contains {
            $0.name == wanted.name || ($0.element == wanted.element && $0.properties == wanted.properties)
        }
    }

    fileprivate func hasConstraint(like wanted: ConstraintDefinition) -> Bool {
        constraints.contains {
            $0.name == wanted.name
                || ($0.kind == wanted.kind && $0.element == wanted.element && $0.properties == wanted.properties)
        }
    }
}

extension IndexedElement {
    /// The name of an index or constraint that was not given one: `index_Server_name`.
    fileprivate func definitionName(_ kind: String, _ properties: [String]) -> String {
        switch self {
        case .label(let name), .relationshipType(let name): ([kind, name] + properties).joined(separator: "_")
        }
    }
}
