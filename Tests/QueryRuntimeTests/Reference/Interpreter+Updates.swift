import GraphModel
import QuerySyntax
import QueryValues

extension Interpreter {
    /// A clause that writes: row after row, each seeing what the rows before it wrote.
    func update(_ clause: Clause, _ rows: [Row]) throws -> [Row] {
        switch clause.kind {
        case .create(let patterns):
            return try rows.map { row in
                var made = row
                for pattern in patterns { try create(pattern, &made) }
                return made
            }
        case .merge(let pattern, let actions): return try rows.flatMap { try merge(pattern, actions, $0) }
        case .set(let items):
            for row in rows { for item in items { try perform(item, row) } }
        case .remove(let items):
            for row in rows { for item in items { try perform(item, row) } }
        case .delete(let expressions, let isDetaching): try delete(expressions, isDetaching, rows)
        case .forEach(let name, let list, let clauses):
            for row in rows {
                guard case .list(let elements) = try value(list, row) else { continue }
                for element in elements {
                    var inner = [row.merging([name.text: element]) { _, new in new }]
                    for clause in clauses { inner = try update(clause, inner) }
                }
            }
        default: preconditionFailure("random queries have no such clause")
        }
        return rows
    }

    private func create(_ pattern: PathPattern, _ row: inout Row) throws {
        var nodes: [NodeID] = []
        for case .node(let node) in pattern.elements { nodes.append(try create(node, &row)) }
        var references: [RelationshipValue] = []
        for case .relationship(let relationship) in pattern.elements {
            let (left, right) = (nodes[references.count], nodes[references.count + 1])
            let reference = try graph.createRelationship(
                Self.names(relationship.types)[0], relationship.arrow == .left ? right : left,
                relationship.arrow == .left ? left : right, try properties(relationship.properties, row))
            references.append(RelationshipValue(reference))
            if let name = relationship.variable { row[name.text] = .relationship(RelationshipValue(reference)) }
        }
        if let name = pattern.variable { row[name.text] = .path(PathValue(nodes: nodes, relationships: references)) }
    }

    private func create(_ node: NodePattern, _ row: inout Row) throws -> NodeID {
        if let name = node.variable, let bound = row[name.text] {
            guard case .node(let id) = bound else { throw QueryError.type(.invalidArgumentType, "no node") }
            return id
        }
        let id = graph.createNode(Self.names(node.labels), try properties(node.properties, row))
        if let name = node.variable { row[name.text] = .node(id) }
        return id
    }

    private static func names(_ labels: LabelExpression?) -> [String] {
        switch labels {
        case .name(let name): [name.text]
        case .and(let left, let right): names(left) + names(right)
        default: []
        }
    }

    private func properties(_ map: Expression?, _ row: Row) throws -> [String: PropertyValue] {
        guard let map, case .map(let entries) = try value(map, row) else { return [:] }
        var properties: [String: PropertyValue] = [:]
        for entry in entries.entries { properties[entry.key] = try entry.value.propertyValue() }
        return properties
    }

    private func merge(_ pattern: PathPattern, _ actions: [MergeAction], _ row: Row) throws -> [Row] {
        var found = try matches([pattern], row)
        let isMatch = !found.isEmpty
        if !isMatch {
            var made = row
            try refuseNulls(pattern, row)
            try create(pattern, &made)
            found = [made]
        }
        for row in found {
            for action in actions where action.isOnCreate != isMatch {
                for item in action.items { try perform(item, row) }
            }
        }
        return found
    }

    private func refuseNulls(_ pattern: PathPattern, _ row: Row) throws {
        for element in pattern.elements {
            var map: Expression?
            if case .node(let node) = element { map = node.properties }
            if case .relationship(let relationship) = element { map = relationship.properties }
            guard let map, case .map(let entries) = try value(map, row) else { continue }
            for entry in entries.entries where entry.value.isNothing {
                throw QueryError(.mergeReadOwnWrites, .semantic, .runtime, "MERGE with null")
            }
        }
    }

    private func perform(_ item: SetItem, _ row: Row) throws {
        switch item {
        case .property(let element, let key, let new):
            try graph.set(try value(element, row), key.text, try value(new, row).propertyValue())
        case .dynamicProperty(let element, let key, let new):
            guard case .string(let key) = try value(key, row) else { return }
            try graph.set(try value(element, row), key, try value(new, row).propertyValue())
        case .replace(let name, let map):
            let element = row[name.text] ?? .null
            let new = try entries(try value(map, row))
            for old in try entries(element) { try graph.set(element, old.key, nil) }
            for entry in new { try graph.set(element, entry.key, try entry.value.propertyValue()) }
        case .add(let name, let map):
            for entry in try entries(try value(map, row)) {
                try graph.set(row[name.text] ?? .null, entry.key, try entry.value.propertyValue())
            }
        case .labels(let name, let labels):
            for case .name(let label) in labels {
                if case .node(let id)? = row[name.text] { try graph.set(id, label.text, isThere: true) }
            }
        }
    }

    private func perform(_ item: RemoveItem, _ row: Row) throws {
        switch item {
        case .property(let element, let key): try graph.set(try value(element, row), key.text, nil)
        case .dynamicProperty(let element, let key):
            guard case .string(let key) = try value(key, row) else { return }
            try graph.set(try value(element, row), key, nil)
        case .labels(let name, let labels):
            for case .name(let label) in labels {
                if case .node(let id)? = row[name.text] { try graph.set(id, label.text, isThere: false) }
            }
        }
    }

    private func entries(_ value: Value) throws -> [(key: String, value: Value)] {
        switch value {
        case .map(let map): map.entries
        case .node(let id): try graph.properties(of: id).map { ($0.key, Value($0.value)) }
        case .relationship(let own): try graph.properties(of: own).map { ($0.key, Value($0.value)) }
        default: []
        }
    }

    private func delete(_ expressions: [Expression], _ isDetaching: Bool, _ rows: [Row]) throws {
        var nodes: [NodeID] = []
        func note(_ value: Value) {
            switch value {
            case .node(let id): nodes.append(id)
            case .relationship(let relationship): graph.delete(relationship.id)
            case .path(let path):
                for relationship in path.relationships { graph.delete(relationship.id) }
                nodes += path.nodes
            case .list(let elements): elements.forEach(note)
            default: break
            }
        }
        for row in rows { for expression in expressions { note(try value(expression, row)) } }
        for id in nodes { graph.delete(id, detach: isDetaching) }
    }
}
