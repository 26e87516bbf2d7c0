import GraphModel

/// What values take in memory. Rough, and rather too much: enough to end a query before it exhausts the machine.
extension Value {
    /// Bytes of a value without what it refers to.
    public static let ownWeight = MemoryLayout<Value>.stride
    /// Of an object or a buffer of elements, without these.
    private static let header = 32

    /// Bytes of the value and of all that it holds, as if nothing else held the same. Linear in its elements.
    public var weight: Int {
        switch self {
        case .null, .boolean, .integer, .float, .node, .date, .localTime, .localDateTime: Self.ownWeight
        case .string(let text): Self.ownWeight + Self.weight(ofText: text)
        case .bytes(let bytes): Self.ownWeight + Self.header + bytes.count
        case .zonedTime, .zonedDateTime, .duration, .point: Self.ownWeight + 2 * Self.header
        case .list(let elements): elements.reduce(Self.ownWeight + Self.header) { $0 + $1.weight }
        case .map(let map):
            map.entries.reduce(Self.ownWeight + Self.header) {
                $0 + MemoryLayout<String>.stride + Self.weight(ofText: $1.key) + $1.value.weight
            }
        case .relationship: Self.ownWeight + Self.relationshipWeight
        case .path(let path):
            Self.ownWeight + 3 * Self.header + path.nodes.count * MemoryLayout<NodeID>.stride
                + path.relationships.count * (MemoryLayout<RelationshipValue>.stride + Self.relationshipWeight)
        }
    }

    /// What the value adds to another that is kept already: where both refer to the same memory, only its own bytes.
    /// So a list that comes again with each of many rows weighs once.
    public func weight(beside other: Value) -> Int { refersToSame(as: other) ? Self.ownWeight : weight }

    /// The relationship's object: its reference and the type's name, which many share.
    private static let relationshipWeight = header + MemoryLayout<RelationshipReference>.stride

    /// Short texts lie within the string itself.
    private static func weight(ofText text: String) -> Int { text.utf8.count > 15 ? header + text.utf8.count : 0 }

    private func refersToSame(as other: Value) -> Bool {
        switch (self, other) {
        case (.string(let a), .string(let b)): a.withBytes { a in b.withBytes { isSame(a, $0) } }
        case (.bytes(let a), .bytes(let b)): isSameStorage(a, b)
        case (.list(let a), .list(let b)): isSameStorage(a, b)
        case (.map(let a), .map(let b)): isSameStorage(a.entries, b.entries)
        case (.relationship(let a), .relationship(let b)): a === b
        case (.path(let a), .path(let b)): a === b
        default: false
        }
    }

    private func isSameStorage<Element>(_ a: [Element], _ b: [Element]) -> Bool {
        a.withUnsafeBufferPointer { a in b.withUnsafeBufferPointer { isSame(a, $0) } }
    }

    private func isSame<Element>(_ a: UnsafeBufferPointer<Element>, _ b: UnsafeBufferPointer<Element>) -> Bool {
        a.baseAddress == b.baseAddress && a.count == b.count
    }
}
