internal import GraphModel

/// Reads a log from whatever gives bytes and checks it: frames whole and in order, commits without gaps, operation
/// counts.
///
/// Memory is bounded by the largest frame, and grows only as its bytes arrive.
struct LogReader {
    enum Event {
        case commit(CommitNumber, CommitRecord)
        case operations([GraphOperation])
        case commitEnd
        /// After the last commit; nothing may follow.
        case end
    }

    /// Fills a buffer with at least one byte and returns how many, 0 at the end.
    typealias Source = (UnsafeMutableRawBufferPointer) throws -> Int

    private let source: Source
    private var previous: UInt32 = 0
    private var offset = 0
    private var buffer: [UInt8] = []
    /// The identity of the store that wrote the log.
    private(set) var store: [UInt8] = []
    private(set) var first = CommitNumber.zero
    private var next = CommitNumber.zero
    private var operations: UInt64 = 0
    private var isInsideCommit = false

    /// Reads the log's header.
    init(_ source: @escaping Source) throws {
        self.source = source
        guard try fill(LogFrame.magic.count), buffer == LogFrame.magic else {
            throw StoreError.damagedLog("it does not begin as a log does", at: 0)
        }
        guard try frame() == .header else { throw damaged("no header") }
        (store, first) = try decode { reader throws(DecodingFault) in
            guard try reader.varint() == LogFrame.formatVersion else {
                throw DecodingFault(offset: 0, reason: "a format version that this program does not know")
            }
            return ([UInt8](try reader.lengthPrefixed()), try reader.commitNumber())
        }
        next = first
    }

    mutating func event() throws -> Event {
        let kind = try frame()
        switch kind {
        case .commit where !isInsideCommit:
            let (number, record) = try decode { reader throws(DecodingFault) in
                let number = try reader.commitNumber()
                return (number, try CommitCodec.decode(try reader.raw(reader.remaining)))
            }
            guard number == next else { throw damaged("commit \(number) in place of \(next)") }
            isInsideCommit = true
            operations = 0
            return .commit(number, record)
        case .operations where isInsideCommit:
            let block = try decodeBlock()
            operations += UInt64(block.count)
            return .operations(block)
        case .commitEnd where isInsideCommit:
            let count = try decode { reader throws(DecodingFault) in try reader.varint() }
            guard count == operations else { throw damaged("\(operations) operations in place of \(count)") }
            isInsideCommit = false
            next = next.next
            return .commitEnd
        case .end where !isInsideCommit:
            let last = try decode { reader throws(DecodingFault) in try reader.commitNumber() }
            guard last.next == next else { throw damaged("an end after commit \(last) in place of \(next)") }
            var byte: UInt8 = 0
            guard try withUnsafeMutableBytes(of: &byte, { try source($0) }) == 0 else {
                throw damaged("bytes after the end")
            }
            return .end
        default: throw damaged("a frame out of order")
        }
    }
}

extension LogReader {
    private func damaged(_ reason: String) -> StoreError { .damagedLog(reason, at: offset) }

    /// Reads the next frame's payload into the buffer.
    private mutating func frame() throws -> LogFrame {
        guard try fill(LogFrame.headBytes) else { throw damaged("it is cut off") }
        let (raw, length, checksum) = try decode { reader throws(DecodingFault) in
            (try reader.byte(), Int(try reader.littleEndian(width: 4)), UInt32(try reader.littleEndian(width: 4)))
        }
        guard let kind = LogFrame(rawValue: raw), length <= LogFrame.payloadBytes else {
            throw damaged("a frame that no log has")
        }
        guard try fill(length) else { throw damaged("it is cut off") }
        previous = buffer.withUnsafeBytes { LogFrame.checksum(after: previous, kind: raw, $0) }
        guard previous == checksum else { throw damaged("a frame whose checksum differs") }
        return kind
    }

    /// Reads exactly `count` bytes into the buffer; false when the source ends before.
    private mutating func fill(_ count: Int) throws -> Bool {
        buffer.removeAll(keepingCapacity: buffer.count <= LogFrame.blockBytes * 4)
        while buffer.count < count {
            let start = buffer.count
            let step = min(count - start, 64 << 10)
            buffer.append(contentsOf: repeatElement(0, count: step))
            let read = try buffer.withUnsafeMutableBytes {
                try source(UnsafeMutableRawBufferPointer(rebasing: $0[start..<start + step]))
            }
            buffer.removeLast(step - read)
            offset += read
            if read == 0 { return false }
        }
        return true
    }

    private func decode<Result>(_ body: (inout ByteReader) throws(DecodingFault) -> Result) throws -> Result {
        try buffer.withUnsafeBytes { bytes in
            var reader = ByteReader(bytes)
            do {
                let result = try body(&reader)
                guard reader.isAtEnd else { throw DecodingFault(offset: reader.offset, reason: "bytes too many") }
                return result
            } catch let fault as DecodingFault {
                throw damaged(fault.reason)
            }
        }
    }

    private func decodeBlock() throws -> [GraphOperation] {
        try buffer.withUnsafeBytes { bytes in
            do {
                var decoder = try OperationBlockDecoder(bytes)
                var operations: [GraphOperation] = []
                operations.reserveCapacity(decoder.remaining)
                while let operation = try decoder.next() { operations.append(operation) }
                return operations
            } catch let fault as DecodingFault {
                throw damaged(fault.reason)
            }
        }
    }
}

extension ByteReader {
    fileprivate mutating func commitNumber() throws(DecodingFault) -> CommitNumber {
        let start = offset
        let number = try varint()
        guard number < Limits.identity else { throw DecodingFault(offset: start, reason: "commit out of range") }
        return CommitNumber(number)
    }
}
