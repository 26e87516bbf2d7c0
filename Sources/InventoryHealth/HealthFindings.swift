internal import GraphModel
public import GraphStore
public import Schema
public import Topology

/// What is wrong with the items of one version of a graph: the answer before anybody decides what to show of it.
///
/// Used by the thread that uses its snapshot.
public final class HealthFindings {
    let scan: InventoryScan
    var rules: [BrokenRule] = []

    /// Looks at everything once.
    ///
    /// Cost: one pass over the nodes of the snapshot and one over the relationships of the topology, and sorting
    /// digests of names and identifiers: seconds for a million CIs, and some 60 bytes for each.
    ///
    /// - Parameter topology: of the snapshot's version, without a proposed change.
    /// - Returns: nil when the request's `shouldStop` ended it.
    /// - Throws: `schema.unknownClass`, `topology.damaged`, `storage.corrupt`.
    public init?(_ request: HealthRequest, _ topology: Topology, _ snapshot: GraphSnapshot) throws {
        try topology.verifyChecksums()
        scan = try InventoryScan(topology, snapshot, request)
        do {
            try scan.run()
        } catch is InventoryScan.Stopped {
            return nil
        }
    }

    /// Takes in the CIs that break a rule: `fill` notes them.
    ///
    /// - Throws: `schema.unknownClass` for a rule about a class that there is not, what `fill` throws.
    public func add(_ rule: HealthRule, _ fill: (BrokenRule) throws -> Void) throws {
        let broken = try BrokenRule(rule, scan)
        try fill(broken)
        rules.append(broken)
    }

    /// Hands out what is wrong, CI by CI in the order of the topology, until `body` returns false.
    ///
    /// Cost: a look into the store for each issue.
    public func forEachIssue(
        _ kinds: [HealthKind] = HealthKind.allCases, _ body: (HealthKind, HealthIssue) throws -> Bool
    ) throws {
        let describer = IssueDescriber(scan)
        let issues = IssueSet.all.filter { kinds.contains($0.kind) }
        let wanted = issues.reduce(into: IssueSet()) { $0.insert($1.issue) }
        let facts = scan.facts
        for place in facts.issues.indices where facts.has(place, wanted) {
            for (kind, issue) in issues where facts.isIssue(issue, place) {
                guard try body(kind, describer.issue(kind, UInt32(place))) else { return }
            }
        }
    }
}
