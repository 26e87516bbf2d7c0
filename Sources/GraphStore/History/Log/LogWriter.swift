internal import GraphModel

/// Writes a log frame by frame to whatever takes bytes; memory is bounded by one block of operations.
struct LogWriter {
    private let sink: (UnsafeRawBufferPointer) throws -> Void
    private var previous: UInt32 = 0
    private var encoder = OperationBlockEncoder()
    private var operations: UInt64 = 0

    /// Begins a log of the commits from `first` on.
    init(
        store: [UInt8], first: CommitNumber, sink: @escaping (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        self.sink = sink
        try LogFrame.magic.withUnsafeBytes { try sink($0) }
        var payload = ByteWriter()
        payload.varint(LogFrame.formatVersion)
        payload.lengthPrefixed(store)
        payload.varint(first.rawValue)
        try frame(.header, payload.bytes)
    }

    mutating func begin(_ number: CommitNumber, _ record: CommitRecord) throws {
        operations = 0
        var payload = ByteWriter()
        payload.varint(number.rawValue)
        CommitCodec.encode(record, into: &payload)
        try frame(.commit, payload.bytes)
    }

    mutating func append(_ operation: GraphOperation) throws {
        encoder.append(operation)
        operations += 1
        if encoder.byteCount >= LogFrame.blockBytes { try frame(.operations, encoder.finish()) }
    }

    mutating func endCommit() throws {
        if encoder.count > 0 { try frame(.operations, encoder.finish()) }
        var payload = ByteWriter()
        payload.varint(operations)
        try frame(.commitEnd, payload.bytes)
    }

    /// Completes the log.
    mutating func end(last: CommitNumber) throws {
        var payload = ByteWriter()
        payload.varint(last.rawValue)
        try frame(.end, payload.bytes)
    }

    private mutating func frame(_ kind: LogFrame, _ payload: [UInt8]) throws {
        guard payload.count <= LogFrame.payloadBytes else {
            throw StoreError(.recordSize, "an operation of \(payload.count) bytes is too large for a log")
        }
        previous = payload.withUnsafeBytes { LogFrame.checksum(after: previous, kind: kind.rawValue, $0) }
        var head = ByteWriter(capacity: LogFrame.headBytes)
        head.byte(kind.rawValue)
        head.littleEndian(UInt64(payload.count), width: 4)
        head.littleEndian(UInt64(previous), width: 4)
        try head.bytes.withUnsafeBytes { try sink($0) }
        try payload.withUnsafeBytes { try sink($0) }
    }
}
