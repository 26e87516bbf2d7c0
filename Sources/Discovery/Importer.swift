/// Turns one format's bytes into discovered records. One instance serves one run; it never sees a store.
public protocol Importer: AnyObject {
    /// The name that the command line takes, such as `kubernetes`.
    static var format: String { get }
    /// One line for `faultline importers`.
    static var summary: String { get }
    /// How to produce input for it, as a command line.
    static var example: String { get }

    /// Whether the start of an input looks like this format; `head` is at most 64 KiB.
    static func recognises(_ head: [UInt8], fileName: String) -> Bool

    init(options: ImporterOptions) throws(ImportError)

    /// Reads one input and pushes what it finds. Bad records go to `sink.reject`, and reading goes on behind them; an
    /// input that cannot be read at all throws.
    func read(_ input: ImportInput, into sink: any DiscoverySink) throws(ImportError)

    /// Called once after the last input, for records that need all inputs (selectors over pods, providers of virtual
    /// packages).
    func finish(into sink: any DiscoverySink) throws(ImportError)
}

/// Where an importer's records go.
public protocol DiscoverySink: AnyObject {
    /// The input says which source it comes from; it holds for the run unless the caller named one. Comes before the
    /// first record, and may come again in later inputs.
    func declare(source: String)
    func accept(_ record: consuming DiscoveredRecord) throws(ImportError)
    /// Takes the item of a row; false, with nothing done, when it has to come as a record.
    func accept(_ row: TableRow, item nativeID: UnsafeRawBufferPointer) throws(ImportError) -> Bool
    /// Takes the relationship of a row between two items of the source; false, with nothing done, when it has to come
    /// as a record.
    func accept(
        _ row: TableRow, from source: UnsafeRawBufferPointer, to target: UnsafeRawBufferPointer
    ) throws(ImportError) -> Bool
    /// A record that was read but cannot be used; the import goes on.
    func reject(_ error: ImportError)
    /// Something the reader should know that cost no record.
    func warn(_ error: ImportError)
}

extension DiscoverySink {
    public func declare(source: String) {}

    public func accept(_ row: TableRow, item nativeID: UnsafeRawBufferPointer) throws(ImportError) -> Bool { false }

    public func accept(
        _ row: TableRow, from source: UnsafeRawBufferPointer, to target: UnsafeRawBufferPointer
    ) throws(ImportError) -> Bool { false }
}
