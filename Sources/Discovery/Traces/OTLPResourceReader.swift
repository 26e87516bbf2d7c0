import GraphModel

/// Reads what one resource sent. One span is in memory at a time, unless the spans come before their resource.
struct OTLPResourceReader {
    private let reader: JSONReader
    private let sink: any DiscoverySink

    init(_ reader: JSONReader, _ sink: any DiscoverySink) {
        self.reader = reader
        self.sink = sink
    }

    func read(into collector: inout TraceCollector) throws(ImportError) {
        try reader.beginObject()
        let position = reader.position
        var sender: TraceSender?
        var place: Int32?
        var early: [TraceSpan] = []
        while try reader.nextKey() {
            if reader.keyIs("resource") {
                let tags = SpanTags(list: try reader.readValue()["attributes"])
                guard let name = StatedText.of(tags.text("service.name")) else { continue }
                let found = TraceSender(name: name, tags)
                place = collector.place(of: found, at: position)
                sender = found
            } else if reader.keyIs("scopeSpans") || reader.keyIs("instrumentationLibrarySpans") {
                try readScopes { span in
                    if sender == nil { early.append(span) } else { collector.take(span, of: place) }
                }
            } else {
                try reader.skipValue()
            }
        }
        guard sender != nil else {
            throw ImportError(.badRecord, "the resource has no service.name", at: position)
        }
        for span in early { collector.take(span, of: place) }
    }

    private func readScopes(_ take: (TraceSpan) -> Void) throws(ImportError) {
        try reader.readRecords(into: sink) { () throws(ImportError) in
            try reader.beginObject()
            while try reader.nextKey() {
                guard reader.keyIs("spans") else {
                    try reader.skipValue()
                    continue
                }
                try reader.readRecords(into: sink) { () throws(ImportError) in
                    let position = reader.position
                    guard case .object(let object) = try reader.readValue() else {
                        throw ImportError(.badRecord, "this is not an object", at: position)
                    }
                    take(try Self.span(JSONFields(object, at: position)))
                }
            }
        }
    }

    private static func span(_ fields: JSONFields) throws(ImportError) -> TraceSpan {
        guard let trace = try fields.string("traceId") else { throw fields.missing("traceId") }
        guard let id = try fields.string("spanId") else { throw fields.missing("spanId") }
        let tags = SpanTags(list: fields.value["attributes"])
        var span = TraceSpan(key: SpanKey(trace: trace, span: id), position: fields.position)
        span.kind = kind(fields.value["kind"])
        let status = fields.value["status"]?["code"]?.text
        span.hasFailed = status == "2" || status == "STATUS_CODE_ERROR"
        span.peer = TracePeer(tags, kind: span.kind)
        span.parent = try fields.string("parentSpanId").map { SpanKey(trace: trace, span: $0) }
        return span
    }

    /// By number or by name.
    private static func kind(_ value: JSONValue?) -> TraceSpan.Kind {
        switch value?.wholeNumber {
        case 2: .server
        case 3: .client
        case 4: .producer
        case 5: .consumer
        default: TraceSpan.Kind(value?.string)
        }
    }
}
