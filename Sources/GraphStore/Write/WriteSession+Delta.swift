public import GraphModel

/// What a delta gave identities to.
struct CreatedElements {
    var nodes: [NodeID] = []
    var relationships: [RelationshipID] = []
}

extension WriteSession {
    /// Applies a delta as a whole. When it is refused, nothing of it is left and the session goes on; when the
    /// store itself fails, the session is over.
    func apply(_ delta: GraphDelta) throws(StoreError) -> CreatedElements {
        if let failure { throw failure }
        undo.removeAll(keepingCapacity: true)
        definesInDelta = false
        do throws(StoreError) {
            try checkFresh(delta)
            var created = CreatedElements()
            do throws(StoreError) {
                for operation in delta.operations { try perform(operation, &created) }
                try judge()
                return created
            } catch {
                if error.isRefusal, !definesInDelta { try rollBack() }
                throw error
            }
        } catch {
            // Definitions are not taken back one by one: the whole commit is.
            if !error.isRefusal || definesInDelta { failure = error }
            throw error
        }
    }

    func perform(_ operation: GraphOperation, _ created: inout CreatedElements) throws(StoreError) {
        switch operation {
        case .createNode(let id, let labels, let properties):
            let node = try createNode(id: id, labels: labels, properties: properties)
            if id == nil { created.nodes.append(node) }
        case .createRelationship(let id, let type, let source, let target, let properties):
            let relationship = try createRelationship(
                id: id, type: type, source: resolve(source, created), target: resolve(target, created),
                properties: properties)
            if id == nil { created.relationships.append(relationship) }
        case .updateNode(let node, let addLabels, let removeLabels, let properties):
            try updateNode(
                resolve(node, created), addLabels: addLabels, removeLabels: removeLabels, properties: properties)
        case .deleteNode(let node, let detach): try deleteNode(resolve(node, created), detach: detach)
        case .updateRelationship(let reference, let properties):
            try updateRelationship(knownPlace(reference), properties: properties)
        case .deleteRelationship(let reference): try deleteRelationship(knownPlace(reference))
        case .createIndex(let definition): try createIndex(definition)
        case .dropIndex(let name): try dropIndex(name)
        case .createConstraint(let definition): try createConstraint(definition)
        case .dropConstraint(let name): try dropConstraint(name)
        case .setSchema(let documents): try setSchema(documents)
        }
    }

    @inline(__always)
    private func resolve(_ reference: NodeReference, _ created: CreatedElements) throws(StoreError) -> NodeID {
        switch reference {
        case .existing(let id): return id
        case .new(let ordinal):
            guard created.nodes.indices.contains(ordinal) else {
                throw StoreError(.nodeUnknown, "the delta has made no node number \(ordinal) yet")
            }
            return created.nodes[ordinal]
        }
    }

    private func knownPlace(_ reference: RelationshipReference) throws(StoreError) -> RelationshipPlace {
        if let place = place(reference) { return place }
        throw StoreError(.relationshipUnknown, "no relationship has the type `\(reference.type)`")
    }

    /// Takes back the operations of the running delta, latest first.
    private func rollBack() throws(StoreError) {
        do throws(StoreError) {
            try restore(undo)
        } catch {
            failure = error
            throw error
        }
    }

    private func restore(_ entries: [UndoEntry]) throws(StoreError) {
        checks.removeAll()
        undo.removeAll()
        for entry in entries.reversed() {
            switch entry {
            case .node(let id, let state):
                try replaceNode(NodeID(id), nodeState(NodeID(id)), with: state)
            case .relationship(let place, let before):
                try replaceRelationship(place, state(of: place), with: before)
            }
        }
        undo.removeAll(keepingCapacity: true)
        checks.removeAll()
    }
}

extension StoreError {
    /// Whether the store refused what it was asked to do and is well itself.
    public var isRefusal: Bool {
        switch kind {
        case .stale, .nodeUnknown, .relationshipUnknown, .nodeHasRelationships, .identityTaken, .invalidName,
            .invalidValue, .limit, .definitionExists, .definitionUnknown, .definitionInvalid, .uniqueness, .existence,
            .schemaRefused:
            true
        default: false
        }
    }
}
