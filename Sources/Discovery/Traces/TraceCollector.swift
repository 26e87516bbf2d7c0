import GraphModel

/// What the importers of traces share: options, the graph, and what is told at the end.
///
/// Options: `system=NAME` keeps services of the same name in several systems apart; `environment=NAME` reads that
/// environment's spans only.
struct TraceCollector {
    private let prefix: String
    private let environment: String?
    private var graph = TraceGraph()
    private var environments: Set<String> = []
    private var foreign = 0

    init(_ options: ImporterOptions, format: String) throws(ImportError) {
        try options.requireNoMapping(format: format)
        try options.requireKnown(["environment", "system"], format: format)
        prefix = try options.prefix("system")
        environment = options.values["environment"]
        guard environment != "" else { throw ImportError(.badMapping, "the option environment is empty") }
    }

    /// The place of whoever sends spans; nil when they are of another environment than is wanted.
    mutating func place(of sender: TraceSender, at position: SourcePosition) -> Int32? {
        if let stated = sender.environment {
            if environments.count < 100 { environments.insert(stated) }
            if let environment, environment != stated { return nil }
        } else if environment != nil {
            return nil
        }
        let place = graph.service(sender.service, at: position)
        graph.describe(place, sender)
        return place
    }

    /// - Parameter sender: nil for a span that is not wanted.
    mutating func take(_ span: TraceSpan, of sender: Int32?) {
        if let sender { graph.add(span, of: sender) } else { foreign += 1 }
    }

    /// Reads `{"parent": …, "child": …, "callCount": …, "errorCount": …}`.
    mutating func takeLink(_ fields: JSONFields) throws(ImportError) {
        guard let parent = StatedText.of(try fields.string("parent")) else { throw fields.missing("parent") }
        guard let child = StatedText.of(try fields.string("child")) else { throw fields.missing("child") }
        let calls = fields.member("callCount")
        guard calls.isMissing || calls.value.wholeNumber != nil else { throw calls.wrong("a whole number") }
        let caller = graph.service(TraceService(name: parent), at: fields.position)
        let callee = graph.service(TraceService(name: child), at: fields.position)
        graph.add(
            calls: max(0, calls.value.wholeNumber ?? 0), errors: max(0, fields.value["errorCount"]?.wholeNumber ?? 0),
            from: caller, to: callee, at: fields.position)
    }

    mutating func finish(into sink: any DiscoverySink) throws(ImportError) {
        var graph = self.graph
        let (environments, foreign) = (environments, foreign)
        self.graph = TraceGraph()
        (self.environments, self.foreign) = ([], 0)
        graph.settle()
        try graph.emit(prefix: prefix, into: sink)
        if foreign > 0, let environment {
            sink.warn(
                ImportError(.badRecord, "spans of other environments than \(environment) are not read: \(foreign)"))
        } else if environment == nil, environments.count > 1 {
            let names = environments.sorted().joined(separator: ", ")
            sink.warn(
                ImportError(
                    .duplicateIdentity, "services of several environments are taken for the same: \(names)",
                    advice: "Read one at a time: --option environment=NAME --option system=NAME"))
        }
    }
}
