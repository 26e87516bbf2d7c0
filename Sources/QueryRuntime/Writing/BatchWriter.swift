internal import GraphModel
internal import GraphStore

/// The commits of one statement that makes several, and what they have in common.
final class BatchWriter {
    private let store: GraphStore
    private let metadata: () -> CommitMetadata
    private let begin: (QueryGraph, WriteBuffer?) -> Execution
    private var budget: Budget
    private var waiting: [BatchOperator] = []
    /// What a step leaves to others is done before what the steps after it in the statement do.
    private var place = 0
    private(set) var counters = QueryCounters()
    /// The last commit.
    private(set) var version: CommitNumber?
    let id: String

    /// - Parameter begin: makes a run of the plan on a version of the graph.
    init(
        _ store: GraphStore, _ metadata: @escaping () -> CommitMetadata, id: String, _ budget: Budget,
        _ begin: @escaping (QueryGraph, WriteBuffer?) -> Execution
    ) {
        self.store = store
        self.metadata = metadata
        self.id = id
        self.budget = budget
        self.begin = begin
    }

    /// Notes a step that has all its rows.
    func hold(_ step: BatchOperator) {
        waiting.insert(step, at: place)
        place += 1
    }

    func next() -> BatchOperator? {
        place = 0
        return waiting.isEmpty ? nil : waiting.removeFirst()
    }

    /// Reads the latest version, for no longer than `body` takes.
    func read(_ body: (Execution) throws -> Void) throws {
        try perform(begin(QueryGraph(try store.snapshot()), nil), body)
    }

    /// Makes a commit of what `body` writes.
    func commit(_ body: (Execution) throws -> Void) throws -> CommitNumber {
        let result = try store.write(metadata()) { writer in
            let graph = QueryGraph(writer)
            let writing = WriteBuffer(writer, graph)
            try perform(begin(graph, writing), body)
            try writing.finish()
            return writing.counters
        }
        counters += result.value
        version = result.commit
        return result.commit
    }

    /// What the runs use counts together, that of one that fails not.
    private func perform(_ run: Execution, _ body: (Execution) throws -> Void) throws {
        run.budget = budget
        run.batches = self
        try body(run)
        budget = run.budget
    }
}
