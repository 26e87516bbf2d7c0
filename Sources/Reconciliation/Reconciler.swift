public import Discovery
public import GraphModel
public import GraphStore

/// Turns the records of one run into one commit: finds the CI that each item is, writes what differs, and ties
/// relationships to their ends.
///
/// An item is identified by its source and native identity, else by the identity rules of its class among what other
/// sources reported (`Identification`); what neither finds is new. A CI that several sources report keeps what each
/// says (`ItemRecords`) and shows the best of it. The same records twice change nothing. References to items nobody has
/// reported yet are kept as nodes labelled `UnresolvedReference`, which become the real CI when it is reported.
///
/// Lives inside one `GraphStore.write` and on its thread; its `packer` gets the records and may be on another. Memory:
/// some 24 bytes per item and relationship of the run.
public final class Reconciler {
    /// Where the run's records go: what it hands over is for `accept`.
    public let packer: RecordPacker

    let writer: GraphWriter
    var run: ImportRun
    let classes: ClassCatalogue
    let indexes: DefaultIndexes
    /// Those of `indexes.identity`.
    let identityIndexes: [TextIndex]
    let onDifference: ((ImportDifference) -> Void)?

    /// From the fingerprint of `source#nativeID` to a packed `KnownItem`.
    let items = FingerprintTable()
    /// From the fingerprint of (source, type, target, group) to a packed `KnownRelationship`.
    let relationships = FingerprintTable()
    /// Nodes whose stored relationships are in `relationships`.
    var loadedSources = NumberSet()
    /// Stored relationships that a full run reported.
    var reportedRelationships = NumberSet()
    /// Nodes that the run's items are.
    var seenNodes = NumberSet()
    /// Relationships with an end that was not known when they came.
    var deferred = WaitingRelationships()
    /// Relationships whose ends were just looked up. Kept for its memory.
    var resolved: [ResolvedEnds] = []
    var operations = OperationBatch()
    /// By the packer's numbers.
    var packedClasses: [(entry: ClassCatalogue.Entry, labels: LabelSetToken)] = []
    var packedTypes: [RelationshipTypeToken] = []
    var packedTypeNames: [String] = []
    var packedKeys: [String] = []
    /// By the packer's numbers: what a key adds to a digest.
    var packedKeyDigests: [UInt64?] = []
    /// Sources whose last run, before this one, was longer ago than they count.
    let staleSources: Set<String>
    var precedence: Precedence
    /// The identities of the run's own items begin with it.
    var ownPrefix: [UInt8] = []
    /// The property in which CIs of several sources keep what this one says, and whether any CI may have it.
    var ownRecordProperty = ""
    var isKeepingRecords = false
    /// Whether no other source has reported anything, so that nothing can be the same as anything.
    var isAlone = false
    /// CIs to be looked at when all is known, CIs that got a record of this source, and new CIs within others.
    var contested: Set<UInt64> = []
    /// Those of them that were looked at since they were contested.
    var settled = NumberSet()
    var joinedItems = NumberSet()
    var newDependents: [NodeID] = []
    /// By dependent identifier: the CIs within the same one.
    var siblings: [String: [NodeID]] = [:]
    var commonIdentifiers: Set<String> = []
    var toldIdentifiers: Set<String> = []
    var commitSources: [CommitNumber: String] = [:]
    /// Whether any relationship may say itself who reports it.
    var isStatingSources = false
    /// How many records of the input said nothing that could be used.
    private var unusableRecords = 0
    /// Whether the store held nothing when the run began, which saves asking it.
    let startedEmpty: Bool
    /// Whether references waited for their targets when the run began.
    let hasPlaceholders: Bool

    public internal(set) var report = ImportReport()
    /// The store's fault that ended the run, behind the `ImportError` that the importer saw.
    public private(set) var storeFault: StoreError?

    /// - Parameters:
    ///   - staleSources: those whose last run is longer ago than what they say counts as fresh.
    ///   - onDifference: called for each difference found, in the order of the records, but for relationships after the
    ///     items of their batch.
    public init(
        writer: GraphWriter, run: ImportRun, staleSources: Set<String> = [],
        onDifference: ((ImportDifference) -> Void)? = nil
    ) throws(StoreError) {
        self.writer = writer
        self.run = run
        self.onDifference = onDifference
        packer = RecordPacker(schema: writer.schema, run: run, keys: writer.propertyKeys)
        classes = ClassCatalogue(schema: writer.schema)
        self.staleSources = staleSources
        precedence = Precedence(schema: writer.schema, staleSources: staleSources)
        let indexes = DefaultIndexes(writer.schema)
        try indexes.declareMissing(in: writer)
        self.indexes = indexes
        identityIndexes = try indexes.identity.map { (name) throws(StoreError) in try writer.index(ofTexts: name) }
        startedEmpty = try writer.isEmpty
        hasPlaceholders = try writer.count(label: ConventionalLabel.unresolvedReference) > 0
        try begin()
    }

    /// What depends on the name of the source.
    private func begin() throws(StoreError) {
        ownPrefix = Array("\(run.source)#".utf8)
        ownRecordProperty = ReconciledProperty.record(of: run.source)
        isKeepingRecords = writer.propertyKeys.contains(ownRecordProperty)
        // This run makes its source fresh.
        precedence = Precedence(schema: writer.schema, staleSources: staleSources.subtracting([run.source]))
        isAlone = try holdsOwnItemsOnly()
        isStatingSources = writer.propertyKeys.contains(ReconciledProperty.sources)
    }

    /// Takes the next batch of the run's packer.
    public func accept(_ batch: RecordBatch) throws(ImportError) {
        do {
            try learn(batch)
            // The tables are read at random: asking for all that the batch needs lets it arrive meanwhile.
            for item in batch.items { items.prefetch(item.fingerprint) }
            for relationship in batch.relationships {
                items.prefetch(relationship.source.fingerprint)
                items.prefetch(relationship.target.fingerprint)
            }
            try writer.readingNearby { () throws(StoreError) in
                for span in batch.spans {
                    switch span {
                    case .records(let items, let relationships):
                        for index in items { try accept(batch.items[index], in: batch) }
                        try accept(relationships: relationships, in: batch)
                    case .note(let note): try accept(note)
                    }
                }
            }
        } catch {
            storeFault = error
            throw ImportError(.refused, error.message, advice: error.advice)
        }
    }

    /// Looks up the names that a batch tells.
    private func learn(_ batch: RecordBatch) throws(StoreError) {
        for name in batch.newNames.classes {
            guard let entry = classes[name] else { preconditionFailure("a packed class is in the schema") }
            packedClasses.append((entry, try writer.token(ofLabels: entry.labels)))
        }
        for name in batch.newNames.types {
            packedTypes.append(try writer.token(ofType: name))
            packedTypeNames.append(name)
        }
        try writer.declare(packedKeys: batch.newNames.keys)
        packedKeys += batch.newNames.keys
        packedKeyDigests += batch.newNames.keys.map(SourceRecord.digestDomain)
    }

    private func accept(_ note: RecordBatch.Note) throws(StoreError) {
        switch note {
        case .rejected(let error): reject(error)
        case .rejectedItem(let error):
            report.itemsRead += 1
            reject(error)
        case .rejectedRelationship(let error):
            report.relationshipsRead += 1
            reject(error)
        case .warning(let error): warn(error)
        case .source(let name):
            run.source = name
            writer.source = name
            try begin()
        case .removedItem(let nativeID, let position): try remove(nativeID, at: position)
        }
    }

    /// The source of the run's records, as its inputs have stated it so far.
    public var source: String { run.source }

    /// The nodes that the items accepted so far are. Cost: linear in them.
    public var seen: SeenNodes { SeenNodes(seenNodes) }

    /// Whether what the run does not report disappears.
    var isFull: Bool { if case .full = run.scope { true } else { false } }

    /// Whether what a full run does not report is not there: not while it may be among what could not be read.
    private var isTrustedToBeFull: Bool { unusableRecords == 0 }

    func reject(_ error: ImportError) {
        // An item that was reported twice was reported.
        if error.kind != .duplicateIdentity { unusableRecords += 1 }
        report.rejected.append(error)
    }

    func warn(_ error: ImportError) { report.warnings.append(error) }

    /// Resolves what waited for other records, lets disappear what a full run no longer reports, and hands the last
    /// operations to the writer.
    public func finish() throws(StoreError) -> ImportReport {
        try flush()
        try writer.readingNearby { () throws(StoreError) in try resolveDeferred() }
        try flush()
        if case .full(let policy) = run.scope {
            if isTrustedToBeFull {
                try writer.readingNearby { () throws(StoreError) in try removeMissing(policy) }
            } else {
                warn(
                    ImportError(
                        .refused,
                        "\(unusableRecords) records could not be used, so nothing is taken to have disappeared",
                        at: SourcePosition(file: run.source), advice: "Correct the input, and import it again."))
            }
        }
        try flush()
        try identifyContested()
        try flush()
        try settleFreshness()
        return report
    }

    /// Gathers an operation for the writer.
    func perform(_ operation: consuming GraphOperation, from origin: SourcePosition) throws(StoreError) {
        operations.append(operation, from: origin)
        if operations.isFull { try flush() }
    }

    /// Hands the gathered operations to the writer; what it refuses is reported and no longer counted.
    func flush() throws(StoreError) {
        try operations.apply(to: writer) { operation, origin, error in
            switch operation {
            case .createNode(let id, _, _):
                report.itemsCreated -= 1
                if let id { seenNodes.remove(id.rawValue) }
            case .updateNode: report.itemsUpdated -= 1
            case .createRelationship: report.relationshipsCreated -= 1
            case .updateRelationship: report.relationshipsUpdated -= 1
            default: break
            }
            reject(ImportError(.refused, error.message, at: origin, advice: error.advice))
        }
    }

    /// The properties of a record as the graph has them.
    func properties(_ packed: RecordProperties, in batch: RecordBatch) -> [Property] {
        switch packed {
        case .packed(let range): batch.bytes(range) { PackedProperties.decode($0, keys: packedKeys) }
        case .loose(let index): batch.loose[index]
        }
    }
}
