/// Reads what `OperationBlockEncoder` wrote, one operation after the other.
///
/// Whatever the bytes are, it ends with operations within the limits of the graph model or with a fault.
public struct OperationBlockDecoder {
    private var reader: ByteReader
    private var names: [String] = []
    private var registers = IdentityRegisters()
    /// Operations that were not read yet.
    public private(set) var remaining: Int

    /// Reads the block's table of names. `block` must outlive the decoder.
    public init(_ block: UnsafeRawBufferPointer) throws(DecodingFault) {
        reader = ByteReader(block)
        let count = try reader.count()
        names.reserveCapacity(count)
        for _ in 0..<count { names.append(try reader.name()) }
        // No operation is shorter than its code and one reference.
        remaining = try reader.count(unit: 2)
    }

    /// The next operation, or nil after the last.
    public mutating func next() throws(DecodingFault) -> GraphOperation? {
        guard remaining > 0 else {
            guard reader.isAtEnd else { throw fault("bytes after the last operation") }
            return nil
        }
        remaining -= 1
        let raw = try reader.byte()
        guard let code = OperationCode(rawValue: raw) else { throw fault("unknown operation \(raw)") }
        switch code {
        case .createNode, .createNodeWithIdentity:
            var id: NodeID?
            if code == .createNodeWithIdentity { id = try nodeIdentity() }
            return .createNode(id: id, labels: try labels(), properties: try properties())
        case .updateNode:
            let node = try node()
            let added = try labels()
            let removed = try labels()
            return .updateNode(node, addLabels: added, removeLabels: removed, properties: try changes())
        case .deleteNode, .detachAndDeleteNode:
            return .deleteNode(try node(), detach: code == .detachAndDeleteNode)
        case .createRelationship, .createRelationshipWithIdentity:
            var id: RelationshipID?
            if code == .createRelationshipWithIdentity { id = try relationshipIdentity() }
            let type = try name()
            let source = try node()
            let target = try otherNode()
            return .createRelationship(
                id: id, type: type, source: source, target: target, properties: try properties())
        case .updateRelationship:
            return .updateRelationship(try relationship(), properties: try changes())
        case .deleteRelationship: return .deleteRelationship(try relationship())
        case .createIndex, .dropIndex, .createConstraint, .dropConstraint, .setSchema: return try definition(code)
        }
    }
}

extension OperationBlockDecoder {
    private func fault(_ reason: String) -> DecodingFault { DecodingFault(offset: reader.offset, reason: reason) }

    private mutating func definition(_ code: OperationCode) throws(DecodingFault) -> GraphOperation {
        switch code {
        case .dropIndex: return .dropIndex(name: try reader.name())
        case .dropConstraint: return .dropConstraint(name: try reader.name())
        case .createIndex:
            let name = try reader.name()
            let element = try element()
            let properties = try indexed()
            let flag = try reader.byte()
            guard flag <= 1 else { throw fault("neither a list index nor none") }
            return .createIndex(
                IndexDefinition(name: name, element: element, properties: properties, eachListElement: flag == 1))
        case .createConstraint:
            let name = try reader.name()
            guard let kind = ConstraintDefinition.Kind(rawValue: try reader.byte()) else {
                throw fault("unknown kind of constraint")
            }
            let element = try element()
            return .createConstraint(
                ConstraintDefinition(name: name, kind: kind, element: element, properties: try indexed()))
        default:
            var documents: [SchemaDocument] = []
            for _ in 0..<(try reader.count(unit: 2)) {
                documents.append(SchemaDocument(name: try reader.string(), text: try reader.string()))
            }
            return .setSchema(documents)
        }
    }

    private mutating func name() throws(DecodingFault) -> String {
        let number = try reader.varint()
        guard number < UInt64(names.count) else { throw fault("no name of this number") }
        return names[Int(number)]
    }

    private mutating func list(limit: Int, unit: Int, _ what: StaticString) throws(DecodingFault) -> Int {
        let count = try reader.count(unit: unit)
        guard count <= limit else { throw fault("more than \(limit) \(what)") }
        return count
    }

    private mutating func labels() throws(DecodingFault) -> [String] {
        let count = try list(limit: Limits.labelsPerNode, unit: 1, "labels")
        var labels: [String] = []
        labels.reserveCapacity(count)
        for _ in 0..<count { labels.append(try name()) }
        return labels
    }

    private mutating func indexed() throws(DecodingFault) -> [String] {
        let count = try list(limit: Limits.propertiesPerIndex, unit: 1, "properties")
        var keys: [String] = []
        for _ in 0..<count { keys.append(try name()) }
        return keys
    }

    private mutating func properties() throws(DecodingFault) -> [Property] {
        let count = try list(limit: Limits.propertiesPerElement, unit: 3, "properties")
        var properties: [Property] = []
        properties.reserveCapacity(count)
        for _ in 0..<count { properties.append(Property(try name(), try reader.lengthPrefixedValue())) }
        return properties
    }

    private mutating func changes() throws(DecodingFault) -> [PropertyChange] {
        let count = try list(limit: Limits.propertiesPerElement, unit: 2, "properties")
        var changes: [PropertyChange] = []
        changes.reserveCapacity(count)
        for _ in 0..<count {
            let key = try name()
            let bytes = try reader.lengthPrefixed()
            changes.append(PropertyChange(key, bytes.isEmpty ? nil : try reader.value(bytes)))
        }
        return changes
    }

    private mutating func element() throws(DecodingFault) -> IndexedElement {
        switch try reader.byte() {
        case 0: return .label(try name())
        case 1: return .relationshipType(try name())
        default: throw fault("unknown kind of indexed element")
        }
    }

    private func moved(_ register: UInt64, by distance: Int64) throws(DecodingFault) -> UInt64 {
        let (sum, overflow) = Int64(register).addingReportingOverflow(distance)
        guard !overflow, sum >= 0, sum <= Int64(Limits.identity) else { throw fault("identity out of range") }
        return UInt64(sum)
    }

    private mutating func nodeIdentity() throws(DecodingFault) -> NodeID {
        registers.node = try moved(registers.node, by: try reader.signedVarint())
        return NodeID(registers.node)
    }

    private mutating func otherIdentity() throws(DecodingFault) -> NodeID {
        registers.other = try moved(registers.other, by: try reader.signedVarint())
        return NodeID(registers.other)
    }

    private mutating func relationshipIdentity() throws(DecodingFault) -> RelationshipID {
        registers.relationship = try moved(registers.relationship, by: try reader.signedVarint())
        return RelationshipID(registers.relationship)
    }

    private mutating func node() throws(DecodingFault) -> NodeReference {
        let reference = try reference(after: registers.node)
        if case .existing(let id) = reference { registers.node = id.rawValue }
        return reference
    }

    private mutating func otherNode() throws(DecodingFault) -> NodeReference {
        let reference = try reference(after: registers.other)
        if case .existing(let id) = reference { registers.other = id.rawValue }
        return reference
    }

    private mutating func reference(after register: UInt64) throws(DecodingFault) -> NodeReference {
        let raw = try reader.signedVarint()
        guard raw & 1 == 1 else { return .existing(NodeID(try moved(register, by: raw >> 1))) }
        guard 0...Int64(Limits.identity) ~= raw >> 1 else { throw fault("ordinal out of range") }
        return .new(Int(raw >> 1))
    }

    private mutating func relationship() throws(DecodingFault) -> RelationshipReference {
        let id = try relationshipIdentity()
        let type = try name()
        let source = try nodeIdentity()
        return RelationshipReference(id: id, type: type, source: source, target: try otherIdentity())
    }
}

extension ByteReader {
    /// A string of at most `Limits.nameBytes`.
    fileprivate mutating func name() throws(DecodingFault) -> String {
        let start = offset
        let name = try string()
        guard name.utf8.count <= Limits.nameBytes else {
            throw DecodingFault(offset: start, reason: "name longer than \(Limits.nameBytes) bytes")
        }
        return name
    }
}
