internal import GraphModel
internal import KeyValueStore
internal import Schema

/// Commits in the making, one after the other: what they change is written to nodes and histories at once, while
/// changes of adjacency, postings, indexes and counters wait in packed arrays until they are sorted and written
/// together.
///
/// Lives on the writer thread for the time of one transaction, whose writes share it.
final class WriteSession {
    let transaction: UnsafeTransaction
    /// The commit that is being made, and the last one before the transaction.
    var commit: CommitNumber
    let lastCommit: CommitNumber
    var metadata = CommitMetadata(author: "", source: "", time: Timestamp(microsecondsSinceEpoch: 0))
    var head: StoreHead
    var names: Names
    var definitions: Definitions
    /// How many names of each kind, and label sets, the tables hold.
    let storedNames: (labels: Int, types: Int, keys: Int, labelSets: Int)

    var counts = ChangeCounts()
    var touchedNodes = IdentifierSetBuilder()
    var touchedSources = IdentifierSetBuilder()
    /// Sources of relationships that were changed back: perhaps not touched after all.
    var doubtfulSources: Set<UInt64> = []
    /// Definitions that this commit wrote, and whether they differ from the commit before.
    var writtenDefinitions: [TouchedElements.Definition: Bool] = [:]
    /// Whether the running delta wrote a definition.
    var definesInDelta = false

    /// Pending changes of adjacency, as the sources list them.
    var outgoing: [AdjacencyEntry] = []
    var pendingEnds = NodeFilter()
    var labelPostings: [PostingEntry] = []
    var sourcePostings: [PostingEntry] = []
    /// Types and sources that lost the last relationship of a chunk in the flush that runs.
    var typesLost: [PostingEntry] = []
    var indexEntries = PendingIndexEntries()
    var counters = PendingCounters()

    /// Label sets of the nodes from `firstNewNode` on that this commit made; `noLabelSet` for those it deleted again.
    var newLabelSets: [UInt16] = []
    let firstNewNode: UInt64

    var plans: PlanCache
    var labelSetCache = LabelSetCache()
    var block = PropertyBlockBuilder()
    var packedKeys = PackedKeys()
    var nearby: NearbyReads?
    var record = ByteWriter(capacity: 512)
    var checks = DeferredChecks()
    /// What the running delta changed, and how it was before.
    var undo: [UndoEntry] = []
    /// Relationships at ends where the schema limits them: see `countDegrees`.
    var degrees = CounterTable()
    /// The largest node in the table.
    var lastNode: UInt64
    /// What the running commit leaves in the table `runs`, with or without a commit.
    var run: [UInt8]?
    /// Why nothing more may be done.
    var failure: StoreError?
    /// Where the store stands after the commits, once they are closed and if there were any.
    var closed: StoreState?

    init(_ transaction: UnsafeTransaction, _ state: StoreState) throws(StoreError) {
        self.transaction = transaction
        head = state.head
        names = state.names
        definitions = state.definitions
        plans = state.plans
        lastCommit = state.head.commit
        commit = lastCommit.next
        firstNewNode = state.head.nextNode
        storedNames = (
            names.labels.count, names.types.count, names.keys.count, names.labelSets.count
        )
        var cursor = try transaction.cursor(.nodes)
        lastNode = try cursor.last() ? TableKey.leadingNode(cursor.key) : 0
    }
}

/// How an element was before an operation.
enum UndoEntry {
    case node(UInt64, NodeState?)
    case relationship(RelationshipPlace, RelationshipState?)
}

/// Which nodes may have pending adjacency changes: no false negatives, and false positives only cost time.
struct NodeFilter {
    /// The first nodes, as they are: most commits have few.
    private var few: [UInt64] = []
    private var bits: [UInt64] = []
    private static let words = 1 << 14

    @inline(__always)
    mutating func insert(_ node: UInt64) {
        if bits.isEmpty, !makeRoom(for: node) { return }
        let hash = Self.hash(node)
        bits[hash >> 6] |= 1 << UInt64(hash & 63)
    }

    /// False when the node needs no bit.
    private mutating func makeRoom(for node: UInt64) -> Bool {
        guard few.count == 32 else {
            few.append(node)
            return false
        }
        bits = Array(repeating: 0, count: Self.words)
        for node in few { insert(node) }
        few = []
        return true
    }

    func mayContain(_ node: UInt64) -> Bool {
        guard !bits.isEmpty else { return few.contains(node) }
        let hash = Self.hash(node)
        return bits[hash >> 6] & (1 << UInt64(hash & 63)) != 0
    }

    mutating func removeAll() {
        few = []
        for index in bits.indices { bits[index] = 0 }
    }

    @inline(__always)
    private static func hash(_ node: UInt64) -> Int {
        Int(truncatingIfNeeded: (node &* 0x9E37_79B9_7F4A_7C15) >> 44)
    }
}

/// What can only be judged when all operations of a delta are applied: a later one may mend it.
struct DeferredChecks {
    /// Nodes that broke a rule when they were last written.
    var nodes: Set<UInt64> = []
    /// Relationships that did.
    var relationships: Set<RelationshipPlace> = []
    /// Index and values that elements were given in indexes behind uniqueness constraints.
    var values: Set<[UInt8]> = []
    /// Ends that perhaps have too many relationships of a type.
    var degrees: Set<DegreeCheck> = []

    var isEmpty: Bool { nodes.isEmpty && relationships.isEmpty && values.isEmpty && degrees.isEmpty }

    mutating func removeAll() { self = DeferredChecks() }

    struct DegreeCheck: Hashable {
        var node: UInt64
        var type: UInt16
        var direction: Direction
    }
}

/// A relationship by its place in the adjacency.
struct RelationshipPlace: Hashable {
    var id: UInt64
    var type: UInt16
    var source: UInt64
    var target: UInt64
}
