internal import Discovery
internal import GraphModel

/// Records of one run on their way to the reconciler: fixed-size entries and one arena of bytes, so that millions of
/// them cross to the writer's thread without an allocation or a reference count each.
///
/// A `RecordPacker` makes it and never changes it once it is handed over.
public final class RecordBatch: @unchecked Sendable {
    /// What lies between two notes, or a note.
    enum Span {
        case records(items: Range<Int>, relationships: Range<Int>)
        case note(Note)
    }

    /// What is rare enough to travel as it is.
    enum Note {
        /// What the importer could not use.
        case rejected(ImportError)
        case rejectedItem(ImportError)
        case rejectedRelationship(ImportError)
        case warning(ImportError)
        case source(String)
        case removedItem(nativeID: String, SourcePosition)
    }

    var spans: [Span] = []
    var items: [PackedItem] = []
    var relationships: [PackedRelationship] = []
    var arena = ByteWriter(capacity: 1 << 16)
    /// Properties that the schema or the store does not take as they are.
    var loose: [[Property]] = []
    /// Files and paths that positions name.
    var texts: [String] = []
    /// The file of the last position, among the texts.
    var file: UInt32 = 0
    /// Names of classes, relationship types and properties that the packer numbered since the batch before.
    var newNames: (classes: [String], types: [String], keys: [String]) = ([], [], [])

    /// Whether an item's identity begins with a source and its mark.
    func isOf(_ prefix: [UInt8], _ item: PackedItem) -> Bool {
        guard Int(item.sourceBytes) == prefix.count else { return false }
        return bytes(item.key) { $0.prefix(prefix.count).elementsEqual(prefix) }
    }

    func text(_ range: ArenaRange) -> String {
        bytes(range) { String(decoding: $0, as: UTF8.self) }
    }

    @inline(__always)
    func bytes<R, E: Error>(_ range: ArenaRange, _ body: (UnsafeRawBufferPointer) throws(E) -> R) throws(E) -> R {
        try arena.bytes.withUnsafeBufferPointer { (bytes) throws(E) -> R in
            try body(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes)[range.start..<range.end]))
        }
    }

    func position(_ packed: PackedPosition) -> SourcePosition {
        SourcePosition(
            file: texts[Int(packed.file)], line: packed.line == 0 ? nil : Int(packed.line),
            column: packed.column == 0 ? nil : Int(packed.column),
            path: packed.path == 0 ? nil : texts[Int(packed.path)])
    }
}

/// A part of a batch's arena.
struct ArenaRange: BitwiseCopyable {
    var offset: UInt32
    var count: UInt32

    @inline(__always) var start: Int { Int(offset) }
    @inline(__always) var end: Int { Int(offset) + Int(count) }

    /// Without its first bytes.
    func dropping(_ bytes: Int) -> ArenaRange {
        ArenaRange(offset: offset + UInt32(bytes), count: count - UInt32(bytes))
    }
}

/// A position without its texts. Lines and columns count from 1; 0 is none.
struct PackedPosition: BitwiseCopyable {
    var file: UInt32
    /// 0 for none: the first text is a file.
    var path: UInt32
    var line: UInt32
    var column: UInt32
}

/// Properties as an `ElementPacker` encoded them, or as they came when it did not take them.
enum RecordProperties: BitwiseCopyable {
    case packed(ArenaRange)
    /// A place in `RecordBatch.loose`.
    case loose(Int)
}

/// A discovered item whose class exists and whose attributes have the types of the schema.
struct PackedItem: BitwiseCopyable {
    /// The packer's number of the class.
    var ciClass: UInt32
    /// How much of the key is the source and the mark behind it.
    var sourceBytes: UInt32
    /// `source#nativeID`.
    var key: ArenaRange
    /// Of the key.
    var fingerprint: Fingerprint
    /// With the identities and groups.
    var properties: RecordProperties
    var position: PackedPosition
}

/// How a packed relationship names an end.
struct PackedReference: BitwiseCopyable {
    enum Kind: UInt8 { case native, foreign, named }

    /// The identity that the item has, or that a placeholder for it would have.
    var key: ArenaRange
    var fingerprint: Fingerprint
    /// As in `PackedItem`; for a name, the class.
    var sourceBytes: UInt32
    var kind: Kind
}

/// A discovered relationship whose type exists.
struct PackedRelationship: BitwiseCopyable {
    /// The packer's number of the type.
    var type: UInt32
    var isRemoved: Bool
    var source: PackedReference
    var target: PackedReference
    /// The digest of the redundancy group that it is a member of; 0 for none.
    var group: UInt64
    var properties: RecordProperties
    var position: PackedPosition
}
