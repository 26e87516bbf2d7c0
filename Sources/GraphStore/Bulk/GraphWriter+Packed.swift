public import GraphModel

/// The labels of a node, looked up once for many nodes of one write.
public struct LabelSetToken: Hashable, Sendable {
    let rawValue: UInt16
}

/// A relationship type, looked up once for many relationships of one write.
public struct RelationshipTypeToken: Hashable, Sendable, BitwiseCopyable {
    /// Its number in the store.
    public let rawValue: UInt16
}

/// Bulk loading: elements whose properties an `ElementPacker` has checked and encoded, without a delta around each.
///
/// What needs judging at a delta's end (constraints, limits on the number of relationships, ends that are not there or
/// not allowed) is not taken: the caller then applies a delta, which is refused with the reason or goes through.
extension GraphWriter {
    /// The token of a set of labels in any order.
    public func token(ofLabels labels: [String]) throws(StoreError) -> LabelSetToken {
        LabelSetToken(rawValue: try session.labelSet(labels))
    }

    /// The token of a relationship type.
    public func token(ofType type: String) throws(StoreError) -> RelationshipTypeToken {
        RelationshipTypeToken(rawValue: try session.token(.relationshipType, type))
    }

    /// The name of a relationship type.
    public func name(of type: RelationshipTypeToken) -> String { session.names.types.names[Int(type.rawValue)] }

    /// The store's property keys, for an `ElementPacker` to begin with.
    public var propertyKeys: [String] { session.names.keys.names }

    /// Tells the names of the keys that an `ElementPacker` has numbered since the last call, in the order of their
    /// numbers, those that it began with included. All packed elements of one write come from one packer.
    public func declare(packedKeys names: some Sequence<String>) throws(StoreError) {
        for name in names { session.packedKeys.append(try session.token(.propertyKey, name)) }
    }

    /// Makes a node with an identity from `reserveNodeID`; false, with nothing changed, when a delta has to do it.
    ///
    /// Cost: half a microsecond and what its index entries take.
    public func create(
        _ id: NodeID, _ labels: LabelSetToken, packed properties: UnsafeRawBufferPointer
    ) throws(StoreError) -> Bool {
        try session.guarded { () throws(StoreError) in
            try session.createPacked(id, labels.rawValue, properties)
        }
    }

    /// Makes a relationship; false, with nothing changed, when a delta has to do it.
    public func create(
        _ type: RelationshipTypeToken, from source: NodeID, to target: NodeID, packed properties: UnsafeRawBufferPointer
    ) throws(StoreError) -> Bool {
        try session.guarded { () throws(StoreError) in
            try session.createPacked(type.rawValue, source, target, properties)
        }
    }
}
