internal import GraphModel
internal import KeyValueStore

/// The difference between two states as operations with recorded identities, in the one order that
/// docs/change-feed.md defines, so that equal differences give equal deltas.
///
/// Operations are handed out one by one: a commit of any size is streamed in constant memory, at the price of two
/// passes over what it touched.
struct CanonicalDelta {
    let differences: StateDifferences
    let decoder: VersionDecoder

    /// Hands out all operations until `body` returns false; returns whether it never did.
    @discardableResult
    func forEachOperation(_ body: (GraphOperation) throws(StoreError) -> Bool) throws(StoreError) -> Bool {
        let definitions = try differences.definitions()
        for drop in definitions.flatMap(\.drops) where try !body(drop) { return false }
        guard try forEachDeletion(body) else { return false }
        guard try forEachWrite(body) else { return false }
        for creation in definitions.flatMap(\.creations) where try !body(creation) { return false }
        return true
    }

    /// All operations at once.
    func operations() throws(StoreError) -> [GraphOperation] {
        var operations: [GraphOperation] = []
        try forEachOperation { (operation) throws(StoreError) in
            operations.append(operation)
            return true
        }
        return operations
    }

    private func forEachDeletion(
        _ body: (GraphOperation) throws(StoreError) -> Bool
    ) throws(StoreError) -> Bool {
        let isComplete = try differences.forEachRelationship { (before, after) throws(StoreError) in
            guard let before, after.map({ !$0.isSamePlace(as: before) }) ?? true else { return true }
            return try body(try decoder.delete(before))
        }
        guard isComplete else { return false }
        return try differences.forEachNode { (id, _, after) throws(StoreError) in
            guard after == nil else { return true }
            return try body(.deleteNode(.existing(id), detach: false))
        }
    }

    private func forEachWrite(
        _ body: (GraphOperation) throws(StoreError) -> Bool
    ) throws(StoreError) -> Bool {
        let isComplete = try differences.forEachNode { (id, before, after) throws(StoreError) in
            guard let after else { return true }
            return try body(try decoder.write(id, from: before, to: after))
        }
        guard isComplete else { return false }
        return try differences.forEachRelationship { (before, after) throws(StoreError) in
            guard let after else { return true }
            let same = before.flatMap { $0.isSamePlace(as: after) ? $0 : nil }
            return try body(try decoder.write(from: same, to: after))
        }
    }
}

extension StoredRelationshipVersion {
    func isSamePlace(as other: StoredRelationshipVersion) -> Bool {
        type == other.type && source == other.source && target == other.target
    }
}

extension DefinitionChange {
    /// What removes the definition as it was before.
    var drops: [GraphOperation] {
        switch self {
        case .index(let before?, _): [.dropIndex(name: before.name)]
        case .constraint(let before?, _): [.dropConstraint(name: before.name)]
        case .index(nil, _), .constraint(nil, _), .schema: []
        }
    }

    /// What makes the definition as it is after.
    var creations: [GraphOperation] {
        switch self {
        case .index(_, let after?): [.createIndex(after)]
        case .constraint(_, let after?): [.createConstraint(after)]
        case .schema(_, let after): [.setSchema(after)]
        case .index(_, nil), .constraint(_, nil): []
        }
    }
}
