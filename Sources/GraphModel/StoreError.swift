/// Why a store could not be opened, read or written.
///
/// One type for the key-value layer and the graph above it, so that a caller of the graph sees one kind of failure.
public typealias StoreError = CodedError<StoreErrorCode>

/// The codes of `StoreError`.
public enum StoreErrorCode: String, ErrorCode {
    /// There is no store at the path.
    case notFound = "storage.notFound"
    /// There is already something at the path where a store or a copy should be made.
    case exists = "storage.exists"
    /// What is at the path is not a store.
    case notAStore = "storage.notAStore"
    /// What is at the path is a store of a format version that this program does not read.
    case otherVersion = "storage.otherVersion"
    /// The file system cannot carry a store: a network share, or one without shared memory maps.
    case unsupportedFileSystem = "storage.unsupportedFileSystem"
    /// The operating system does not let this user open the store.
    case permission = "storage.permission"
    /// This process has the store open already.
    case alreadyOpen = "storage.alreadyOpen"
    /// Another process has the store open for writing.
    case locked = "storage.locked"
    /// More writes wait than the queue holds.
    case busy = "storage.busy"
    /// A transaction that writes was not used for longer than its limit. Nothing of it was kept.
    case writeExpired = "storage.writeExpired"
    /// Every reader slot is taken.
    case readersFull = "storage.readersFull"
    /// A snapshot was held for longer than its age limit.
    case readerTooOld = "storage.readerTooOld"
    /// The data file is shorter than it says.
    case truncated = "storage.truncated"
    /// A record or page is not what was written.
    case corrupt = "storage.corrupt"
    /// The disk or the reserved address space is full. Nothing of the write was kept.
    case full = "storage.full"
    /// The store takes no writes: it was opened for reading, or the disk failed while writing.
    case readOnly = "storage.readOnly"
    /// The disk failed at the one moment at which nobody can tell whether the commit is in.
    case commitOutcomeUnknown = "storage.commitOutcomeUnknown"
    /// An earlier failure made the open store unusable; open it again.
    case failed = "storage.failed"
    /// A key is empty or longer than 511 bytes.
    case keySize = "storage.keySize"
    /// A record is larger than the store can hold.
    case recordSize = "storage.recordSize"
    /// Keys were appended out of order.
    case keyOrder = "storage.keyOrder"
    /// One transaction changed more pages than it can.
    case transactionTooLarge = "storage.transactionTooLarge"
    /// The operating system refused a call.
    case system = "storage.system"
    /// History from before the retention floor was asked for.
    case pruned = "history.pruned"
    /// A commit was named that the store has not made yet.
    case unknownCommit = "history.unknownCommit"
    /// What should be restored was changed by later commits.
    case restoreConflict = "history.restoreConflict"
    /// A log is not what was exported.
    case logDamaged = "log.damaged"
    /// A log does not continue where the store ends.
    case logGap = "log.gap"
    /// What the delta was computed from has changed since.
    case stale = "commit.stale"
    /// An earlier delta of the same write failed, and the write was not given up.
    case abandoned = "commit.abandoned"
    /// There is no node with the identity.
    case nodeUnknown = "graph.nodeUnknown"
    /// There is no such relationship between the two nodes.
    case relationshipUnknown = "graph.relationshipUnknown"
    /// A node cannot be deleted while it has relationships.
    case nodeHasRelationships = "graph.nodeHasRelationships"
    /// The identity of a new element is in use or out of range.
    case identityTaken = "graph.identityTaken"
    /// A name is empty, too long or has a zero byte.
    case invalidName = "graph.invalidName"
    /// A property value cannot be stored, or a key is given twice.
    case invalidValue = "graph.invalidValue"
    /// More labels, properties or distinct names than the store can hold.
    case limit = "graph.limit"
    /// Another index or constraint has the name.
    case definitionExists = "definition.exists"
    /// There is no index or constraint with the name.
    case definitionUnknown = "definition.unknown"
    /// An index or constraint cannot be declared like this.
    case definitionInvalid = "definition.invalid"
    /// Two elements would have the same values.
    case uniqueness = "constraint.uniqueness"
    /// An element would lack a property.
    case existence = "constraint.existence"
    /// An element would break the schema, or existing data breaks a new one.
    case schemaRefused = "schema.refused"
}
