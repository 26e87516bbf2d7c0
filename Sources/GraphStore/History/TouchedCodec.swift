internal import GraphModel

/// What a commit touched: the elements whose record it wrote or deleted.
struct TouchedElements: Hashable, Sendable {
    /// A definition by its kind byte and name, as the table `definitions` keys it.
    struct Definition: Hashable, Sendable {
        var kind: UInt8
        var name: String

        /// Order of the keys.
        func precedes(_ other: Definition) -> Bool {
            kind != other.kind ? kind < other.kind : name.utf8.lexicographicallyPrecedes(other.name.utf8)
        }
    }

    /// Nodes whose labels or properties changed, created and deleted ones included.
    var nodes = IdentifierRuns()
    /// Nodes of which an outgoing relationship was created, changed or deleted.
    var sources = IdentifierRuns()
    /// Indexes, constraints and schema documents, in the order of their keys.
    var definitions: [Definition] = []

    var isEmpty: Bool { nodes.isEmpty && sources.isEmpty && definitions.isEmpty }
}

/// The payloads of the table `touched`: sections, each a byte that says what it lists, then
/// - 1 (nodes), 2 (sources): varint count of runs, and per run varint (first − end of the run before, 0 before the
///   first), varint (length − 1); an end is one past the last;
/// - 3 (definitions): varint count, and per definition kind byte, string name.
///
/// What exceeds a part goes on in the next one, which stands for itself: a reader joins the parts.
enum TouchedCodec {
    private enum Section: UInt8 {
        case nodes = 1
        case sources = 2
        case definitions = 3
    }

    /// Runs of one part: at most about 24 KiB.
    static let runsPerPart = 4_096
    static let definitionsPerPart = 64

    /// One payload a part, none when nothing was touched.
    static func encode(_ touched: TouchedElements) -> [[UInt8]] {
        var parts: [[UInt8]] = []
        var writer = ByteWriter()
        // Sections that fit together share a part: most commits have one.
        func finish(_ size: Int, limit: Int) {
            guard size >= limit else { return }
            parts.append(writer.bytes)
            writer = ByteWriter()
        }
        for (section, runs) in [(Section.nodes, touched.nodes.runs), (.sources, touched.sources.runs)] {
            for start in stride(from: 0, to: runs.count, by: runsPerPart) {
                let slice = runs[start..<min(start + runsPerPart, runs.count)]
                encode(slice, section, into: &writer)
                finish(slice.count, limit: runsPerPart)
            }
        }
        for start in stride(from: 0, to: touched.definitions.count, by: definitionsPerPart) {
            let slice = touched.definitions[start..<min(start + definitionsPerPart, touched.definitions.count)]
            writer.byte(Section.definitions.rawValue)
            writer.varint(UInt64(slice.count))
            for definition in slice {
                writer.byte(definition.kind)
                writer.string(definition.name)
            }
            finish(slice.count, limit: definitionsPerPart)
        }
        finish(writer.bytes.count, limit: 1)
        return parts
    }

    private static func encode(
        _ runs: ArraySlice<ClosedRange<UInt64>>, _ section: Section, into writer: inout ByteWriter
    ) {
        writer.byte(section.rawValue)
        writer.varint(UInt64(runs.count))
        var end: UInt64 = 0
        for run in runs {
            writer.varint(run.lowerBound - end)
            writer.varint(run.upperBound - run.lowerBound)
            end = run.upperBound + 1
        }
    }

    /// Adds what one part lists. Parts are given in their order.
    static func decode(
        _ payload: UnsafeRawBufferPointer, into touched: inout TouchedElements
    ) throws(DecodingFault) {
        var reader = ByteReader(payload)
        while !reader.isAtEnd {
            let start = reader.offset
            switch Section(rawValue: try reader.byte()) {
            case .nodes: try decodeRuns(&reader, into: &touched.nodes)
            case .sources: try decodeRuns(&reader, into: &touched.sources)
            case .definitions:
                for _ in 0..<(try reader.count(unit: 2)) {
                    touched.definitions.append(
                        TouchedElements.Definition(kind: try reader.byte(), name: try reader.string()))
                }
            case nil: throw DecodingFault(offset: start, reason: "unknown kind of section")
            }
        }
    }

    private static func decodeRuns(
        _ reader: inout ByteReader, into runs: inout IdentifierRuns
    ) throws(DecodingFault) {
        var end: UInt64 = 0
        for _ in 0..<(try reader.count(unit: 2)) {
            let start = reader.offset
            let gap = try reader.varint()
            let length = try reader.varint()
            guard gap <= Limits.identity, length <= Limits.identity, end + gap + length <= Limits.identity else {
                throw DecodingFault(offset: start, reason: "identity out of range")
            }
            let run = (end + gap)...(end + gap + length)
            guard run.lowerBound > runs.runs.last?.upperBound ?? 0 || runs.isEmpty else {
                throw DecodingFault(offset: start, reason: "runs out of order")
            }
            runs.append(run)
            end = run.upperBound + 1
        }
    }
}
