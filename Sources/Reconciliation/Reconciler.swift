public import Discovery
public import GraphModel
public import GraphStore

/// Turns the records of one run into one commit: finds the CI that each item is, writes what differs, and ties
/// relationships to their ends.
///
/// An item is identified by its source and native identity, else by the first identity rule of its class; what neither
/// finds is new. The same records twice change nothing. References to items nobody has reported yet are kept as
/// nodes labelled `UnresolvedReference`, which become the real CI when it is reported.
///
/// Lives inside one `GraphStore.write` and on its thread. Memory: some 24 bytes per item and relationship of the run.
public final class Reconciler: DiscoverySink {
    /// Marks a CI that retired because its source no longer reports it, so that its return brings it back.
    static let missingProperty = "missing"
    /// The state in which every class of the shipped schema is outside impact.
    static let retiredState = "retired"

    let writer: GraphWriter
    var run: ImportRun
    let classes: ClassCatalogue
    let indexes: DefaultIndexes
    let onDifference: ((ImportDifference) -> Void)?

    /// From the fingerprint of `source#nativeID` to a packed `KnownItem`.
    let items = FingerprintTable()
    /// From the fingerprint of (source, type, target, group) to an index in `relationshipEntries`, or
    /// `freshRelationship`.
    let relationships = FingerprintTable()
    var relationshipEntries: [RelationshipEntry] = []
    /// Nodes whose stored relationships are in `relationships`.
    var loadedSources: Set<NodeID> = []
    /// Relationships with an end that was not known when they came.
    var deferred: [DiscoveredRelationship] = []
    var batch = OperationBatch()
    /// Whether the store held nothing when the run began, which saves asking it.
    let startedEmpty: Bool
    /// Whether references waited for their targets when the run began.
    let hasPlaceholders: Bool

    public internal(set) var report = ImportReport()
    /// The store's fault that ended the run, behind the `ImportError` that the importer saw.
    public private(set) var storeFault: StoreError?

    /// - Parameter onDifference: called for each difference found, in the order of the records.
    public init(writer: GraphWriter, run: ImportRun, onDifference: ((ImportDifference) -> Void)? = nil)
        throws(StoreError)
    {
        self.writer = writer
        self.run = run
        self.onDifference = onDifference
        classes = ClassCatalogue(schema: writer.schema)
        indexes = DefaultIndexes(writer.schema)
        startedEmpty = try writer.isEmpty
        hasPlaceholders = try writer.count(label: ConventionalLabel.unresolvedReference) > 0
    }

    public func declare(source: String) {
        guard run.yieldsToStatedSource else { return }
        run.source = source
        writer.source = source
    }

    public func accept(_ record: consuming DiscoveredRecord) throws(ImportError) {
        do {
            switch consume record {
            case .item(let item): try accept(item)
            case .relationship(let relationship): try accept(relationship)
            case .removedItem(let nativeID, let position): try remove(nativeID, at: position)
            }
            if batch.isFull { try flush() }
        } catch {
            storeFault = error
            throw ImportError(.refused, error.message, advice: error.advice)
        }
    }

    public func reject(_ error: ImportError) { report.rejected.append(error) }

    public func warn(_ error: ImportError) { report.warnings.append(error) }

    /// Resolves what waited for other records, lets disappear what a full run no longer reports, and hands the last
    /// operations to the writer.
    public func finish() throws(StoreError) -> ImportReport {
        try flush()
        try resolveDeferred()
        try flush()
        if case .full(let policy) = run.scope { try removeMissing(policy) }
        try flush()
        return report
    }

    /// Hands the gathered operations to the writer; what it refuses is reported and no longer counted.
    func flush() throws(StoreError) {
        try batch.apply(to: writer) { operation, origin, error in
            switch operation {
            case .createNode: report.itemsCreated -= 1
            case .updateNode: report.itemsUpdated -= 1
            case .createRelationship: report.relationshipsCreated -= 1
            case .updateRelationship: report.relationshipsUpdated -= 1
            default: break
            }
            reject(ImportError(.refused, error.message, at: origin, advice: error.advice))
        }
    }
}
