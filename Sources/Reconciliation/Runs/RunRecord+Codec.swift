public import GraphModel

/// The bytes of a record: docs/format.md describes them. Number and commit are the store's to keep.
extension RunRecord {
    static let version: UInt8 = 1

    /// Cost: linear in what the record holds.
    public var encoded: [UInt8] {
        var writer = ByteWriter(capacity: 256)
        writer.byte(Self.version)
        writer.string(source)
        var nodes = ByteWriter()
        seen.encode(into: &nodes)
        writer.lengthPrefixed(nodes.bytes)
        writer.signedVarint(started.microsecondsSinceEpoch)
        writer.varint(UInt64(max(0, durationMicroseconds)))
        writer.string(format)
        writer.byte(isFull ? 1 : 0)
        writer.optional(missing)
        writer.string(author)
        writer.optional(reason)
        writer.varint(UInt64(inputCount))
        writer.varint(UInt64(inputs.count))
        for input in inputs { writer.string(input) }
        writer.varint(UInt64(counts.values.count))
        for value in counts.values { writer.varint(UInt64(max(0, value))) }
        for problems in [rejected, warnings] {
            writer.varint(UInt64(problems.count))
            writer.varint(UInt64(problems.first.count))
            for problem in problems.first { writer.problem(problem) }
        }
        writer.byte(failure == nil ? 0 : 1)
        if let failure { writer.problem(failure) }
        return writer.bytes
    }

    /// Reads what `encoded` wrote. Whatever the bytes are, it reads them or says what is wrong.
    public init(decoding bytes: [UInt8]) throws(DecodingFault) {
        self = try bytes.span.bytes.withUnsafeBytes { (bytes) throws(DecodingFault) in
            var reader = ByteReader(bytes)
            let record = try RunRecord(from: &reader)
            guard reader.isAtEnd else { throw DecodingFault(offset: reader.offset, reason: "bytes after the run") }
            return record
        }
    }

    private init(from reader: inout ByteReader) throws(DecodingFault) {
        let source = try Self.source(from: &reader)
        var nodes = ByteReader(try reader.lengthPrefixed())
        let seen = try SeenNodes(from: &nodes)
        guard nodes.isAtEnd else { throw DecodingFault(offset: reader.offset, reason: "bytes after the nodes") }
        let started = Timestamp(microsecondsSinceEpoch: try reader.signedVarint())
        let duration = try reader.number()
        let format = try reader.string()
        let isFull = try reader.flag()
        let missing = try reader.optional()
        let (author, reason) = (try reader.string(), try reader.optional())
        let inputCount = try reader.number()
        var inputs: [String] = []
        for _ in 0..<(try reader.count()) { inputs.append(try reader.string()) }
        self.init(
            source: source, format: format, inputs: inputs, inputCount: inputCount, isFull: isFull, author: author,
            started: started)
        (self.missing, self.reason, self.seen) = (missing, reason, seen)
        durationMicroseconds = Int64(duration)
        var values: [Int] = []
        for _ in 0..<(try reader.count()) { values.append(try reader.number()) }
        counts = RunCounts(values: values)
        rejected = try reader.problems()
        warnings = try reader.problems()
        if try reader.flag() { failure = try reader.problem() }
    }

    private static func source(from reader: inout ByteReader) throws(DecodingFault) -> String {
        let version = try reader.byte()
        guard version == Self.version else {
            throw DecodingFault(offset: 0, reason: "a run of version \(version), where \(Self.version) is known")
        }
        return try reader.string()
    }

    /// The source of an encoded record, without reading the rest.
    public static func source(of bytes: [UInt8]) throws(DecodingFault) -> String {
        try bytes.span.bytes.withUnsafeBytes { (bytes) throws(DecodingFault) in
            var reader = ByteReader(bytes)
            return try source(from: &reader)
        }
    }

    /// The source of an encoded record and when it started, without reading the rest.
    public static func start(of bytes: [UInt8]) throws(DecodingFault) -> (source: String, started: Timestamp) {
        try bytes.span.bytes.withUnsafeBytes { (bytes) throws(DecodingFault) in
            var reader = ByteReader(bytes)
            let source = try source(from: &reader)
            _ = try reader.lengthPrefixed()
            return (source, Timestamp(microsecondsSinceEpoch: try reader.signedVarint()))
        }
    }

    /// Whether an encoded record is of a source and saw a node, without reading the rest.
    public static func isSeen(
        _ node: NodeID, by source: String, in bytes: [UInt8]
    ) throws(DecodingFault) -> Bool {
        try bytes.span.bytes.withUnsafeBytes { (bytes) throws(DecodingFault) in
            var reader = ByteReader(bytes)
            guard try self.source(from: &reader) == source else { return false }
            var nodes = ByteReader(try reader.lengthPrefixed())
            var isSeen = false
            try SeenNodes.forEachRange(from: &nodes) { range in
                isSeen = range.contains(node.rawValue)
                return range.upperBound < node.rawValue
            }
            return isSeen
        }
    }
}

extension ByteWriter {
    fileprivate mutating func optional(_ text: String?) {
        byte(text == nil ? 0 : 1)
        if let text { string(text) }
    }

    fileprivate mutating func problem(_ problem: RunProblem) {
        string(problem.code)
        string(problem.message)
        optional(problem.advice)
        byte(problem.position == nil ? 0 : 1)
        guard let position = problem.position else { return }
        string(position.file)
        varint(UInt64(max(0, position.line ?? 0)))
        varint(UInt64(max(0, position.column ?? 0)))
        optional(position.path)
    }
}

extension ByteReader {
    fileprivate mutating func flag() throws(DecodingFault) -> Bool {
        let value = try byte()
        guard value <= 1 else { throw DecodingFault(offset: offset - 1, reason: "neither 0 nor 1") }
        return value == 1
    }

    fileprivate mutating func optional() throws(DecodingFault) -> String? { try flag() ? try string() : nil }

    /// A number that is not negative.
    fileprivate mutating func number() throws(DecodingFault) -> Int {
        let start = offset
        guard let value = Int(exactly: try varint()) else {
            throw DecodingFault(offset: start, reason: "number out of range")
        }
        return value
    }

    fileprivate mutating func problem() throws(DecodingFault) -> RunProblem {
        let (code, message, advice) = (try string(), try string(), try optional())
        guard try flag() else { return RunProblem(code: code, message: message, position: nil, advice: advice) }
        let (file, line, column) = (try string(), try number(), try number())
        let position = SourcePosition(
            file: file, line: line == 0 ? nil : line, column: column == 0 ? nil : column, path: try optional())
        return RunProblem(code: code, message: message, position: position, advice: advice)
    }

    fileprivate mutating func problems() throws(DecodingFault) -> RunProblems {
        let count = try number()
        var first: [RunProblem] = []
        for _ in 0..<(try self.count()) { first.append(try problem()) }
        guard first.count <= count else { throw DecodingFault(offset: offset, reason: "more problems than counted") }
        return RunProblems(count: count, first: first)
    }
}
