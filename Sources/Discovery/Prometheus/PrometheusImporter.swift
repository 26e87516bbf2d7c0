public import GraphModel

/// Reads targets of Prometheus: lists for service discovery, and what a server says of those it polls.
/// docs/importers/prometheus.md says what follows from what.
public final class PrometheusImporter: Importer {
    public static let format = "prometheus"
    public static let summary = "Targets of Prometheus: file and HTTP service discovery, /api/v1/targets"
    public static let example =
        "curl -s http://prometheus:9090/api/v1/targets | faultline import prometheus -"

    private let prefix: String
    private let job: String?
    private var seen: Set<String> = []
    private var jobs = PrometheusJobs()
    private var repeated: (count: Int, first: SourcePosition?) = (0, nil)
    private var dropped: (count: Int, first: SourcePosition?) = (0, nil)

    public static func recognises(_ head: [UInt8], fileName: String) -> Bool {
        let head = TextHead(head)
        if head.text.hasPrefix("{") { return head.quotes("activeTargets") || head.quotes("droppedTargets") }
        if head.text.hasPrefix("[") {
            let first = head.text.dropFirst().drop { $0.isWhitespace }.dropFirst().drop { $0.isWhitespace }
            return head.quotes("targets") && (first.hasPrefix("\"targets\"") || first.hasPrefix("\"labels\""))
        }
        let lines = head.text.split(separator: "\n", maxSplits: 200).prefix(200)
            .filter { !$0.drop { $0 == " " }.hasPrefix("#") && $0 != "---" }
        guard let first = lines.first(where: { $0.contains { !" -".contains($0) } }),
            lines.first?.drop(while: { $0 == " " }).hasPrefix("-") == true
        else { return false }
        func starts(_ line: Substring, _ key: String) -> Bool { line.drop { " -'\"".contains($0) }.hasPrefix(key) }
        return (starts(first, "targets") || starts(first, "labels")) && lines.contains { starts($0, "targets") }
    }

    /// Options: `server=NAME` keeps targets of several servers apart; `job=NAME` is the job of targets in lists for
    /// service discovery that state none.
    public init(options: ImporterOptions) throws(ImportError) {
        try options.requireNoMapping(format: Self.format)
        try options.requireKnown(["job", "server"], format: Self.format)
        prefix = try options.prefix("server")
        job = options.values["job"]
        guard job != "" else { throw ImportError(.badMapping, "the option job is empty") }
    }

    public func read(_ input: ImportInput, into sink: any DiscoverySink) throws(ImportError) {
        let reader = PrometheusReader(
            input, sink, job: job,
            dropped: { [self] count, position in
                dropped = (dropped.count + count, dropped.first ?? position)
            },
            take: { [self] target throws(ImportError) in try take(target, into: sink) })
        try reader.readAll()
    }

    private func take(_ target: PrometheusTarget, into sink: any DiscoverySink) throws(ImportError) {
        let nativeID = prefix + target.identity
        // One instance is polled on several paths, as the parts of a kubelet are.
        guard seen.insert(nativeID).inserted else {
            repeated = (repeated.count + 1, repeated.first ?? target.position)
            return
        }
        try sink.acceptItem("MonitoringTarget", nativeID, target.attributes, at: target.position)
        if let pod = target.pod {
            try sink.acceptRelationship(
                .native(nativeID), "RUNS_ON", .named(ciClass: "Pod", name: pod), at: target.position)
        } else if let host = target.host {
            try sink.acceptRelationship(
                .native(nativeID), "RUNS_ON", .named(ciClass: "Equipment", name: host),
                [ConventionalProperty.isInferred], at: target.position)
        }
        guard let job = target.job else { return }
        jobs.add(target, nativeID, job: job)
        try sink.acceptRelationship(
            .native(PrometheusJobs.nativeID(job, prefix)), "MONITORS", .native(nativeID), at: target.position)
    }

    public func finish(into sink: any DiscoverySink) throws(ImportError) {
        let jobs = self.jobs
        self.jobs = PrometheusJobs()
        seen = []
        if repeated.count > 0 {
            sink.warn(
                ImportError(
                    .duplicateIdentity, "targets whose job and instance were read before: \(repeated.count)",
                    at: repeated.first, advice: "The first counts. Name each server: --option server=NAME"))
        }
        if dropped.count > 0 {
            sink.warn(
                ImportError(
                    .badRecord, "targets that the server dropped are not read: \(dropped.count)", at: dropped.first))
        }
        (repeated, dropped) = ((0, nil), (0, nil))
        try jobs.emit(prefix: prefix, into: sink)
    }
}
