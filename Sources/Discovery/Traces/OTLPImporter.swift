public import GraphModel

/// Reads traces of OpenTelemetry in JSON. docs/importers/otlp.md says what follows from what.
public final class OTLPImporter: Importer {
    public static let format = "otlp"
    public static let summary = "OpenTelemetry traces in JSON: who calls whom, which databases and queues are used"
    public static let example = "faultline import otlp /var/lib/otelcol/traces.json"

    private var collector: TraceCollector
    /// What else the collector writes, and how many lines of it there were.
    private var unread: [String: (count: Int, first: SourcePosition)] = [:]

    public static func recognises(_ head: [UInt8], fileName: String) -> Bool {
        let head = TextHead(head)
        guard head.text.hasPrefix("{") || head.text.hasPrefix("[") else { return false }
        return head.quotes("resourceSpans")
    }

    /// Options: `system=NAME` and `environment=NAME`, as for all traces.
    public init(options: ImporterOptions) throws(ImportError) {
        collector = try TraceCollector(options, format: Self.format)
    }

    public func read(_ input: ImportInput, into sink: any DiscoverySink) throws(ImportError) {
        let reader = try JSONReader(input, framing: .sequence)
        try reader.readUntilDamage(into: sink) { () throws(ImportError) in
            while try reader.nextDocument() {
                if reader.token == .beginArray {
                    while try reader.nextElement() { try readData(reader, sink) }
                } else {
                    try readData(reader, sink)
                }
            }
        }
    }

    /// `{"resourceSpans": […]}`, as sent and written; within `result`, as Jaeger's newer interface answers.
    private func readData(_ reader: JSONReader, _ sink: any DiscoverySink) throws(ImportError) {
        try reader.readRecord(into: sink) { () throws(ImportError) in
            try reader.beginObject()
            let position = reader.position
            var isKnown = false
            while try reader.nextKey() {
                let key = reader.keyText
                switch key {
                case "resourceSpans":
                    isKnown = true
                    try reader.readRecords(into: sink) { () throws(ImportError) in
                        try OTLPResourceReader(reader, sink).read(into: &collector)
                    }
                case "result":
                    isKnown = true
                    try reader.next()
                    try readData(reader, sink)
                case "resourceLogs", "resourceMetrics", "resourceProfiles":
                    isKnown = true
                    unread[key, default: (0, position)].count += 1
                    try reader.skipValue()
                default: try reader.skipValue()
                }
            }
            guard isKnown else { throw ImportError(.badRecord, "there are no resourceSpans here", at: position) }
        }
    }

    public func finish(into sink: any DiscoverySink) throws(ImportError) {
        let unread = self.unread
        self.unread = [:]
        try collector.finish(into: sink)
        for (key, told) in unread.sorted(by: { $0.key < $1.key }) {
            sink.warn(ImportError(.badRecord, "batches of \(key) are not read: \(told.count)", at: told.first))
        }
    }
}
