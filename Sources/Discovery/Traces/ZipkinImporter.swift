public import GraphModel

/// Reads what Zipkin answers. docs/importers/zipkin.md says what follows from what.
public final class ZipkinImporter: Importer {
    public static let format = "zipkin"
    public static let summary = "Zipkin: /api/v2/dependencies, traces and spans, who calls whom and how often"
    public static let example =
        "curl -s 'http://zipkin:9411/api/v2/dependencies?endTs='$(date +%s000) | faultline import zipkin -"

    private var collector: TraceCollector

    public static func recognises(_ head: [UInt8], fileName: String) -> Bool {
        let head = TextHead(head)
        guard head.text.hasPrefix("[") || head.text.hasPrefix("{"), !head.quotes("resourceSpans") else { return false }
        if head.quotes("traceId"), head.quotes("id"), head.quotes("localEndpoint") { return true }
        return head.text.hasPrefix("[") && head.quotes("parent") && head.quotes("child") && head.quotes("callCount")
            && !head.quotes("data")
    }

    /// Options: `system=NAME` and `environment=NAME`, as for all traces.
    public init(options: ImporterOptions) throws(ImportError) {
        collector = try TraceCollector(options, format: Self.format)
    }

    public func read(_ input: ImportInput, into sink: any DiscoverySink) throws(ImportError) {
        let reader = try JSONReader(input, framing: .sequence)
        try reader.readUntilDamage(into: sink) { () throws(ImportError) in
            while try reader.nextDocument() { try readEach(reader, sink, depth: 0) }
        }
    }

    /// A span or an edge, a list of them, or a list of traces, which are lists of spans.
    private func readEach(_ reader: JSONReader, _ sink: any DiscoverySink, depth: Int) throws(ImportError) {
        guard reader.token == .beginArray, depth < 2 else { return try readOne(reader, sink) }
        while try reader.nextElement() { try readEach(reader, sink, depth: depth + 1) }
    }

    private func readOne(_ reader: JSONReader, _ sink: any DiscoverySink) throws(ImportError) {
        try reader.readRecord(into: sink) { () throws(ImportError) in
            let position = reader.position
            guard case .object(let object) = try reader.readValue() else {
                throw ImportError(.badRecord, "this is not an object", at: position)
            }
            let fields = JSONFields(object, at: position)
            if fields.value["traceId"] != nil {
                try takeSpan(fields)
            } else {
                try collector.takeLink(fields)
            }
        }
    }

    private func takeSpan(_ fields: JSONFields) throws(ImportError) {
        guard let trace = try fields.string("traceId") else { throw fields.missing("traceId") }
        guard let id = try fields.string("id") else { throw fields.missing("id") }
        let local = try fields.object("localEndpoint")
        guard let name = StatedText.of(try local.string("serviceName")) else {
            throw local.missing("serviceName")
        }
        let tags = SpanTags(map: fields.value["tags"])
        var span = TraceSpan(key: SpanKey(trace: trace, span: id), position: fields.position)
        span.kind = TraceSpan.Kind(try fields.string("kind"))
        span.hasFailed = fields.value["tags"]?["error"].map { $0.text != "false" } ?? false
        let remote = try fields.object("remoteEndpoint")
        span.peer = TracePeer(
            tags, kind: span.kind, endpoint: (try remote.string("serviceName"), Self.address(remote.value)))
        let parent = try fields.string("parentId").map { SpanKey(trace: trace, span: $0) }
        // Calls are between kinds of spans: what has none is within one service.
        if span.kind == .server || span.kind == .consumer {
            (span.parent, span.otherParent) = (parent, parent)
            if try fields.boolean("shared") == true {
                span.parent = span.key
                span.key = span.key.serverHalf
            }
        }
        var sender = TraceSender(service: TraceService(name: name))
        sender.environment = StatedText.of(tags.text("deployment.environment.name", "deployment.environment"))
        collector.take(span, of: collector.place(of: sender, at: fields.position))
    }

    private static func address(_ endpoint: JSONValue) -> String? {
        guard let host = endpoint.text("ipv4", "ipv6"), TracePeer.isShared(host) else { return nil }
        let port = endpoint["port"]?.wholeNumber
        return port.map { "\(host):\($0)" } ?? host
    }

    public func finish(into sink: any DiscoverySink) throws(ImportError) { try collector.finish(into: sink) }
}
