public import GraphModel
internal import KeyValueStore

/// The graph at one commit, in one read transaction: everything committed before it was taken, nothing after.
///
///     let snapshot = try store.snapshot()
///     for node in try snapshot.nodes(index: "name", equals: ["db-1"]) { … }
///
/// Used by one thread at a time. Holds on to pages that later commits replace, so let go of it soon: past its age limit
/// every read throws `storage.readerTooOld`.
public final class GraphSnapshot: GraphReader {
    private let read: ReadTransaction
    private let storedNames: Names
    private let storedDefinitions: Definitions
    private let view: CommitNumber
    private let isPast: Bool

    init(
        _ read: consuming ReadTransaction, _ commit: CommitNumber, isPast: Bool, _ names: Names,
        _ definitions: Definitions
    ) {
        let transaction = read.unsafe
        self.read = read
        storedNames = names
        storedDefinitions = definitions
        view = commit
        self.isPast = isPast
        super.init(transaction)
    }

    public override var commit: CommitNumber { view }
    override var names: Names { storedNames }
    override var definitions: Definitions { storedDefinitions }
    override var past: CommitNumber? { isPast ? view : nil }
}
