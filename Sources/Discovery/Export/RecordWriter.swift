/// Turns a stream of records into one format's bytes, which gather until they are taken.
///
///     var writer = DOTWriter()
///     for record in records {
///         writer.write(record)
///         if writer.pendingBytes > 1 << 16 { output(writer.take()) }
///     }
///     writer.finish()
///     output(writer.take())
public protocol RecordWriter {
    /// Adds one record. A format that has no place for it leaves it out.
    mutating func write(_ record: DiscoveredRecord)
    /// Ends the output; nothing may follow.
    mutating func finish()
    /// Bytes that `take` would give.
    var pendingBytes: Int { get }
    /// The output since the last call.
    mutating func take() -> [UInt8]
}

extension InterchangeWriter: RecordWriter {}
