import GraphModel

/// What waits for all targets: jobs, and which of their targets are replicas of each other.
struct PrometheusJobs {
    private struct Job {
        var position: SourcePosition
        /// By the labels that replicas share: each replica's name and its target.
        var replicas: [String: [(replica: String, target: String)]] = [:]
    }

    private var jobs: [String: Job] = [:]

    mutating func add(_ target: PrometheusTarget, _ nativeID: String, job: String) {
        if jobs[job] == nil { jobs[job] = Job(position: target.position) }
        guard let replica = target.replica else { return }
        let shared = target.labels.filter { $0.key != "replica" }.map { "\($0.key)=\($0.value)" }
        jobs[job]?.replicas[shared.joined(separator: ","), default: []].append((replica, nativeID))
    }

    func emit(prefix: String, into sink: any DiscoverySink) throws(ImportError) {
        for (name, job) in jobs.sorted(by: { $0.key < $1.key }) {
            let nativeID = Self.nativeID(name, prefix)
            var groups: [RedundancyGroup] = []
            var links = RecordLinks(from: nativeID, at: job.position)
            for (shared, targets) in job.replicas.sorted(by: { $0.key < $1.key }) {
                guard Set(targets.map(\.replica)).count > 1 else { continue }
                let group = String(("replicas" + (shared.isEmpty ? "" : " \(shared)")).prefix(100))
                if groups.contains(where: { $0.name == group }) { continue }
                groups.append(RedundancyGroup(name: group, threshold: .atLeast(1)))
                for target in targets {
                    links.add("DEPENDS_ON", target.target, ConventionalProperty.member(of: group))
                }
            }
            var list: [Property] = []
            list.add(ConventionalProperty.name, name)
            try sink.acceptItem("MonitoringJob", nativeID, list, groups: groups, at: job.position)
            try links.emit(into: sink)
        }
    }

    static func nativeID(_ job: String, _ prefix: String) -> String { "\(prefix)job/\(job)" }
}
