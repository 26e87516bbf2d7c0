/// Encodes operations into blocks, each with its own table of names, as docs/change-feed.md describes them.
///
/// A long change is cut into blocks of any size by looking at `byteCount` between operations; every block is decoded on
/// its own. Identities that the store has not assigned (`NodeReference.new`) count over all blocks of a delta.
public struct OperationBlockEncoder {
    private var names = InternedNames()
    private var nameBytes = 0
    private var body = ByteWriter(capacity: 1 << 12)
    private var registers = IdentityRegisters()
    /// Operations in the block so far.
    public private(set) var count = 0

    public init() {}

    /// Roughly the size of the block so far.
    public var byteCount: Int { body.bytes.count + nameBytes }

    /// Appends an operation. Identities and ordinals must be at most `Limits.identity`.
    public mutating func append(_ operation: GraphOperation) {
        count += 1
        switch operation {
        case .createNode(let id, let labels, let properties):
            code(id == nil ? .createNode : .createNodeWithIdentity)
            if let id { registers.node = identity(id.rawValue, after: registers.node) }
            list(labels)
            list(properties)
        case .updateNode(let node, let added, let removed, let properties):
            code(.updateNode)
            registers.node = reference(node, after: registers.node)
            list(added)
            list(removed)
            list(properties)
        case .deleteNode(let node, let detach):
            code(detach ? .detachAndDeleteNode : .deleteNode)
            registers.node = reference(node, after: registers.node)
        case .createRelationship(let id, let type, let source, let target, let properties):
            code(id == nil ? .createRelationship : .createRelationshipWithIdentity)
            if let id { registers.relationship = identity(id.rawValue, after: registers.relationship) }
            name(type)
            registers.node = reference(source, after: registers.node)
            registers.other = reference(target, after: registers.other)
            list(properties)
        case .updateRelationship(let relationship, let properties):
            code(.updateRelationship)
            reference(relationship)
            list(properties)
        case .deleteRelationship(let relationship):
            code(.deleteRelationship)
            reference(relationship)
        case .createIndex, .dropIndex, .createConstraint, .dropConstraint, .setSchema: append(definition: operation)
        }
    }

    /// The block with what was appended; the encoder starts the next one.
    public mutating func finish() -> [UInt8] {
        var block = ByteWriter(capacity: byteCount + 16)
        block.varint(UInt64(names.names.count))
        for name in names.names { block.string(name) }
        block.varint(UInt64(count))
        block.bytes.append(contentsOf: body.bytes)
        names.removeAll()
        nameBytes = 0
        body.bytes.removeAll(keepingCapacity: true)
        registers = IdentityRegisters()
        count = 0
        return block.bytes
    }
}

extension OperationBlockEncoder {
    private mutating func append(definition operation: GraphOperation) {
        switch operation {
        case .createIndex(let index):
            code(.createIndex)
            body.string(index.name)
            element(index.element)
            list(index.properties)
            body.byte(index.eachListElement ? 1 : 0)
        case .dropIndex(let dropped):
            code(.dropIndex)
            body.string(dropped)
        case .createConstraint(let constraint):
            code(.createConstraint)
            body.string(constraint.name)
            body.byte(constraint.kind.rawValue)
            element(constraint.element)
            list(constraint.properties)
        case .dropConstraint(let dropped):
            code(.dropConstraint)
            body.string(dropped)
        case .setSchema(let documents):
            code(.setSchema)
            body.varint(UInt64(documents.count))
            for document in documents {
                body.string(document.name)
                body.string(document.text)
            }
        default: preconditionFailure("append handles operations on elements itself")
        }
    }

    private mutating func code(_ code: OperationCode) { body.byte(code.rawValue) }

    private mutating func name(_ name: String) {
        let known = names.names.count
        body.varint(UInt64(names.number(of: name)))
        if names.names.count > known { nameBytes += name.utf8.count + 2 }
    }

    private mutating func list(_ labels: [String]) {
        body.varint(UInt64(labels.count))
        for label in labels { name(label) }
    }

    private mutating func list(_ properties: [Property]) {
        body.varint(UInt64(properties.count))
        for property in properties {
            name(property.key)
            body.lengthPrefixedValue(property.value)
        }
    }

    private mutating func list(_ changes: [PropertyChange]) {
        body.varint(UInt64(changes.count))
        for change in changes {
            name(change.key)
            // No value has length 0.
            if let value = change.value { body.lengthPrefixedValue(value) } else { body.varint(0) }
        }
    }

    private mutating func element(_ element: IndexedElement) {
        switch element {
        case .label(let label):
            body.byte(0)
            name(label)
        case .relationshipType(let type):
            body.byte(1)
            name(type)
        }
    }

    /// Returns the identity, which the next one is written relative to.
    private mutating func identity(_ identity: UInt64, after register: UInt64) -> UInt64 {
        body.signedVarint(Self.distance(to: identity, from: register))
        return identity
    }

    /// The low bit says whether the rest is an ordinal or a distance.
    private mutating func reference(_ node: NodeReference, after register: UInt64) -> UInt64 {
        switch node {
        case .existing(let id):
            body.signedVarint(Self.distance(to: id.rawValue, from: register) * 2)
            return id.rawValue
        case .new(let ordinal):
            precondition(0...Int(Limits.identity) ~= ordinal, "ordinals are not negative")
            body.signedVarint(Int64(ordinal) * 2 + 1)
            return register
        }
    }

    private mutating func reference(_ relationship: RelationshipReference) {
        registers.relationship = identity(relationship.id.rawValue, after: registers.relationship)
        name(relationship.type)
        registers.node = identity(relationship.source.rawValue, after: registers.node)
        registers.other = identity(relationship.target.rawValue, after: registers.other)
    }

    private static func distance(to identity: UInt64, from register: UInt64) -> Int64 {
        precondition(identity <= Limits.identity, "identities have at most 40 bits")
        return Int64(identity) - Int64(register)
    }
}
