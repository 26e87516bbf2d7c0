public import Discovery
public import GraphModel
internal import GraphStore
internal import Schema

/// The part of reconciliation that needs no store: finds classes and types, gives attributes the schema's types, checks
/// and encodes them, and digests identities. Runs on the importer's thread.
public final class RecordPacker: BatchingSink {
    /// Large enough to make the cost of a hand-over vanish, small enough to stay in the processor's cache.
    private static let records = 1_024
    /// A batch of long values is handed over before it has so many records.
    private static let arenaBytes = 1 << 20

    public var handOver: (RecordBatch) throws(ImportError) -> Void = { _ in }

    let classes: ClassCatalogue
    var run: ImportRun {
        didSet { sourcePrefix = Array("\(run.source)#".utf8) }
    }
    /// What the identities of the run's own items begin with.
    private(set) var sourcePrefix: [UInt8]
    var elements: ElementPacker
    var batch = RecordBatch()
    var itemPlans = RowPlans()
    var relationshipPlans = RowPlans()
    /// The properties and the identity of the row at hand. Kept for their memory.
    var encoded: [EncodedProperty] = []
    var identity: [UInt8] = []
    var identifierValue = ByteWriter()
    /// How many names of each kind earlier batches told.
    private var told = (classes: 0, types: 0, keys: 0)
    /// Where the records since the last note begin.
    private var spanStart = (items: 0, relationships: 0)

    /// - Parameter keys: the store's property keys, or some of the first.
    init(schema: CompiledSchema, run: ImportRun, keys: [String] = []) {
        classes = ClassCatalogue(schema: schema)
        elements = ElementPacker(schema: schema, keys: keys)
        self.run = run
        sourcePrefix = Array("\(run.source)#".utf8)
    }

    public func declare(source: String) {
        guard run.yieldsToStatedSource else { return }
        run.source = source
        note(.source(source))
    }

    public func accept(_ record: consuming DiscoveredRecord) throws(ImportError) {
        switch consume record {
        case .item(let item): pack(item)
        case .relationship(let relationship): pack(relationship)
        case .removedItem(let nativeID, let position):
            note(.removedItem(nativeID: nativeID, position))
        }
        try flushIfFull()
    }

    public func reject(_ error: ImportError) { tell(.rejected(error)) }

    public func warn(_ error: ImportError) { tell(.warning(error)) }

    /// Who wants no more says so when the next record comes.
    private func tell(_ news: RecordBatch.Note) {
        note(news)
        try? flushIfFull()
    }

    func note(_ note: RecordBatch.Note) {
        endSpan()
        batch.spans.append(.note(note))
    }

    private func endSpan() {
        let span = (
            items: spanStart.items..<batch.items.count,
            relationships: spanStart.relationships..<batch.relationships.count
        )
        spanStart = (batch.items.count, batch.relationships.count)
        if span.items.isEmpty, span.relationships.isEmpty { return }
        batch.spans.append(.records(items: span.items, relationships: span.relationships))
    }

    func flushIfFull() throws(ImportError) {
        let count = batch.items.count + batch.relationships.count + batch.spans.count
        if count >= Self.records || batch.arena.bytes.count >= Self.arenaBytes { try flush() }
    }

    public func flush() throws(ImportError) {
        endSpan()
        guard !batch.spans.isEmpty else { return }
        batch.newNames.classes = Array(classes.numberedClasses[told.classes...])
        batch.newNames.types = Array(classes.numberedTypes[told.types...])
        batch.newNames.keys = Array(elements.keys[told.keys...])
        told = (classes.numberedClasses.count, classes.numberedTypes.count, elements.keyCount)
        let full = batch
        batch = RecordBatch()
        spanStart = (0, 0)
        try handOver(full)
    }
}
