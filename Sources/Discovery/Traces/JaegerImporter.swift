public import GraphModel

/// Reads what Jaeger's query service answers. docs/importers/jaeger.md says what follows from what.
public final class JaegerImporter: Importer {
    public static let format = "jaeger"
    public static let summary = "Jaeger: /api/dependencies and /api/traces, who calls whom and how often"
    public static let example =
        "curl -s 'http://jaeger:16686/api/dependencies?endTs='$(date +%s000)'&lookback=86400000'"
        + " | faultline import jaeger -"

    private var collector: TraceCollector

    public static func recognises(_ head: [UInt8], fileName: String) -> Bool {
        let head = TextHead(head)
        guard head.text.hasPrefix("{") || head.text.hasPrefix("[") else { return false }
        if head.quotes("traceID"), head.quotes("spanID") || head.quotes("spans") { return true }
        return head.text.hasPrefix("{") && head.quotes("data") && head.quotes("parent") && head.quotes("child")
            && head.quotes("callCount")
    }

    /// Options: `system=NAME` and `environment=NAME`, as for all traces.
    public init(options: ImporterOptions) throws(ImportError) {
        collector = try TraceCollector(options, format: Self.format)
    }

    public func read(_ input: ImportInput, into sink: any DiscoverySink) throws(ImportError) {
        let reader = try JSONReader(input, framing: .sequence)
        try reader.readUntilDamage(into: sink) { () throws(ImportError) in
            while try reader.nextDocument() { try readAny(reader, sink) }
        }
    }

    /// An answer, a trace, a span with its process within, or a list of any of these.
    private func readAny(_ reader: JSONReader, _ sink: any DiscoverySink) throws(ImportError) {
        if reader.token == .beginArray {
            while try reader.nextElement() { try readObject(reader, sink) }
        } else {
            try readObject(reader, sink)
        }
    }

    private func readObject(_ reader: JSONReader, _ sink: any DiscoverySink) throws(ImportError) {
        try reader.readRecord(into: sink) { () throws(ImportError) in
            try reader.beginObject()
            let position = reader.position
            var trace = JaegerTrace()
            var members: [JSONObject.Member] = []
            var isKnown = false
            while try reader.nextKey() {
                if reader.keyIs("data") {
                    isKnown = true
                    try reader.readRecords(into: sink) { () throws(ImportError) in try readObject(reader, sink) }
                } else if reader.keyIs("spans") {
                    isKnown = true
                    try reader.readRecords(into: sink) { () throws(ImportError) in
                        let place = reader.position
                        guard case .object(let object) = try reader.readValue() else {
                            throw ImportError(.badRecord, "this is not an object", at: place)
                        }
                        try trace.add(JSONFields(object, at: place))
                    }
                } else if reader.keyIs("processes") {
                    trace.processes = try reader.readValue()
                } else if reader.keyIs("errors"), let error = try reader.readValue().elements.first {
                    throw ImportError(
                        .badRecord,
                        "the server answered with an error: \(error["msg"]?.text ?? "it does not say which")",
                        at: position)
                } else if !reader.keyIs("errors") {
                    members.append(JSONObject.Member(reader.keyText, try reader.readValue()))
                }
            }
            if isKnown { return deliver(trace, sink) }
            try read(JSONFields(JSONObject(members), at: position), sink)
        }
    }

    private func read(_ fields: JSONFields, _ sink: any DiscoverySink) throws(ImportError) {
        if fields.value["callCount"] != nil || fields.value["parent"] != nil { return try collector.takeLink(fields) }
        guard fields.value["spanID"] != nil, let process = fields.value["process"] else {
            throw ImportError(.badRecord, "this is no answer of Jaeger, no trace and no span", at: fields.position)
        }
        var trace = JaegerTrace()
        try trace.add(fields)
        trace.processes = .object(JSONObject([JSONObject.Member("", process)]))
        deliver(trace, sink)
    }

    private func deliver(_ trace: JaegerTrace, _ sink: any DiscoverySink) {
        var places: [String: Int32?] = [:]
        for (process, span) in trace.spans {
            if let place = places[process] {
                collector.take(span, of: place)
            } else if let sender = trace.sender(process) {
                let place = collector.place(of: sender, at: span.position)
                places[process] = .some(place)
                collector.take(span, of: place)
            } else {
                sink.reject(ImportError(.badRecord, "the span's process has no serviceName", at: span.position))
            }
        }
    }

    public func finish(into sink: any DiscoverySink) throws(ImportError) { try collector.finish(into: sink) }
}

/// One trace: its spans come before the processes that they are of.
private struct JaegerTrace {
    private(set) var spans: [(process: String, span: TraceSpan)] = []
    var processes: JSONValue = .null

    func sender(_ process: String) -> TraceSender? {
        guard let stated = processes[process], let name = StatedText.of(stated["serviceName"]?.text) else { return nil }
        return TraceSender(name: name, Self.tags(stated))
    }

    mutating func add(_ fields: JSONFields) throws(ImportError) {
        guard let trace = try fields.string("traceID") else { throw fields.missing("traceID") }
        guard let id = try fields.string("spanID") else { throw fields.missing("spanID") }
        let tags = Self.tags(fields.value)
        var span = TraceSpan(key: SpanKey(trace: trace, span: id), position: fields.position)
        span.kind = TraceSpan.Kind(tags.text("span.kind"))
        span.hasFailed = tags.flag("error") || tags.text("otel.status_code") == "ERROR"
        span.peer = TracePeer(tags, kind: span.kind)
        let references = try fields.objects("references")
        // What the parent waits for counts before what merely follows from it.
        let parent = references.first { $0.value["refType"]?.text != "FOLLOWS_FROM" } ?? references.first
        if let parent, let of = try parent.string("spanID") {
            span.parent = SpanKey(trace: try parent.string("traceID") ?? trace, span: of)
            span.isMessage = parent.value["refType"]?.text == "FOLLOWS_FROM"
        } else if let of = try fields.string("parentSpanID"), of.contains(where: { $0 != "0" }) {
            span.parent = SpanKey(trace: trace, span: of)
        }
        spans.append((try fields.string("processID") ?? "", span))
    }

    /// As the server writes them, or as the storage in Elasticsearch may keep them.
    private static func tags(_ value: JSONValue) -> SpanTags {
        if let list = value["tags"], !list.elements.isEmpty { return SpanTags(list: list) }
        let pairs = value["tag"]?.members.map {
            JSONObject.Member($0.name.split(separator: "@").joined(separator: "."), $0.value)
        }
        return SpanTags(map: pairs.map { .object(JSONObject($0)) })
    }
}
