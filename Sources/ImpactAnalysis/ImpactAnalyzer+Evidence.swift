internal import GraphModel
internal import GraphStore
internal import Topology

extension ImpactAnalyzer {
    /// The oldest version among the relationships that the verdicts rest on.
    ///
    /// Cost: linear in the relationships of what is reached, and less as soon as one is found that is as old as any
    /// relationship can be.
    func oldestEvidence(of answer: PropagationAnswer) throws -> Evidence? {
        let floor = try earliestRelationships()
        var oldest: CommitNumber?
        for entry in answer where oldest != floor {
            let providers: [NodeIndex]
            switch entry.cause {
            case .failed: continue
            case .provider(let node): providers = [node]
            case .gate(let gate): providers = lostProviders(of: topology.gate(gate), in: answer)
            }
            let version = try snapshot.oldestRelationship(
                of: topology.id(of: entry.node), to: Set(providers.map { topology.id(of: $0) }))
            if let version, version < oldest ?? version.next { oldest = version }
        }
        guard let oldest, let commit = try snapshot.commitRecord(oldest) else { return nil }
        return Evidence(commit: oldest, time: commit.metadata.time)
    }

    /// A commit that no relationship is older than: the first that wrote one, as far as a short look tells.
    private func earliestRelationships() throws -> CommitNumber {
        var commit = CommitNumber(1)
        while commit < snapshot.commit, commit.rawValue < 100, let counts = try snapshot.commitRecord(commit)?.counts,
            counts.relationshipsCreated == 0, counts.relationshipsUpdated == 0
        {
            commit = commit.next
        }
        return commit
    }
}
