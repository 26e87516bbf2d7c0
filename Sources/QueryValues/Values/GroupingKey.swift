import GraphModel

/// One or more values as a key of a table, equal when the values are equivalent: for `DISTINCT`, grouping and joins.
///
/// A key of one integer, string or node holds and hashes just that.
public struct GroupingKey: Hashable, Sendable {
    private enum Storage: Sendable {
        /// Floats of whole numbers too, so that equivalent values have one form.
        case integer(Int64)
        case string(String)
        case node(NodeID)
        case one(Value)
        case several([Value])
    }

    private let storage: Storage

    /// Bytes that a table takes for a key, roughly, without the texts and lists of its values: tables are filled to
    /// three quarters at most, and grow twofold.
    public static let entryWeight = 2 * MemoryLayout<GroupingKey>.stride

    private init(_ storage: Storage) { self.storage = storage }

    public init(_ value: Value) {
        switch value {
        case .integer(let number): storage = .integer(number)
        case .string(let text): storage = .string(text)
        case .node(let id): storage = .node(id)
        case .float(let number):
            if let whole = Int64(exactly: number) { storage = .integer(whole) } else { storage = .one(value) }
        default: storage = .one(value)
        }
    }

    /// A key of as many values as there are. Keys of different numbers of values are unequal.
    public init(_ values: [Value]) {
        self = values.count == 1 ? GroupingKey(values[0]) : GroupingKey(.several(values))
    }

    /// What the key was made of; a whole float may have become an integer.
    public var values: [Value] {
        switch storage {
        case .integer(let number): [.integer(number)]
        case .string(let text): [.string(text)]
        case .node(let id): [.node(id)]
        case .one(let value): [value]
        case .several(let values): values
        }
    }

    public static func == (a: GroupingKey, b: GroupingKey) -> Bool {
        switch (a.storage, b.storage) {
        case (.integer(let x), .integer(let y)): x == y
        case (.string(let x), .string(let y)): x.hasSameBytes(as: y)
        case (.node(let x), .node(let y)): x == y
        case (.one(let x), .one(let y)): Value.areEquivalent(x, y)
        case (.several(let x), .several(let y)):
            x.count == y.count && x.indices.allSatisfy { Value.areEquivalent(x[$0], y[$0]) }
        default: false
        }
    }

    public func hash(into hasher: inout Hasher) {
        switch storage {
        case .integer(let number): hasher.combine(number)
        case .string(let text): text.withBytes { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        case .node(let id): hasher.combine(id)
        case .one(let value): value.hashEquivalence(into: &hasher)
        case .several(let values): for value in values { value.hashEquivalence(into: &hasher) }
        }
    }
}
