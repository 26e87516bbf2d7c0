internal import GraphModel

/// An element of a sorted list that a table stores cut into chunks.
///
/// The same value doubles as a pending change of the list: an entry to insert or replace, or one to remove.
protocol ChunkEntry: BitwiseCopyable {
    /// Whether this is the removal of the entry with the same place.
    var isRemoval: Bool { get }
    /// Order within a list, by place alone: version and flags take no part.
    static func precedes(_ a: Self, _ b: Self) -> Bool
    /// Appends the place in a form whose bytes order as `precedes` does.
    func appendBoundary(to key: inout TableKey)
    /// Whether the place comes at or after the boundary that these bytes spell.
    func isAtOrAfter(boundary: UnsafeRawBufferPointer) -> Bool
    /// Appends the chunk's payload.
    static func encode(_ entries: UnsafeBufferPointer<Self>, into writer: inout ByteWriter)
    /// Appends the chunk's entries to `entries`. `owner` is the number of the list they belong to.
    static func decode(
        _ payload: UnsafeRawBufferPointer, owner: UInt64, into entries: inout [Self]
    ) throws(DecodingFault)
}

enum ChunkLimits {
    /// Largest payload of a chunk. With key, envelope and LMDB's own 8 bytes it stays within half a page; anything
    /// larger would take an overflow page of its own.
    static let payloadBytes = 1_960
    /// What the pieces of an overfull list are cut to, so that each has room for a few more entries.
    static let pieceBytes = 1_600
}
