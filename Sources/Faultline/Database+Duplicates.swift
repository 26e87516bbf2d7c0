public import GraphModel
public import InventoryHealth
public import Reconciliation

/// Two CIs that may be one.
public struct DuplicateCandidate: Sendable {
    public var first: NodeID
    public var second: NodeID
    /// What they share: an identifier such as `serialNumber=abc123`, or their name.
    public var shared: String
    public var explanation: IdentityExplanation

    /// Whether nothing but the missing identifier speaks against their being one, so that a merge is proposed.
    public var isProposed: Bool { explanation.objections.allSatisfy { $0.contains(" tells them apart") } }
}

extension Database {
    /// CIs that share an identifier, or a name within a class, and are not one: each pair with the reasons.
    ///
    /// Cost: a pass over the inventory, and a look at the neighbours of each pair.
    ///
    /// - Parameter limit: most CIs that are looked at for each of both kinds.
    public func duplicates(limit: Int) throws -> (candidates: [DuplicateCandidate], omitted: Int) {
        let report = try health(HealthRequest(limit: limit))
        var pairs: [(first: NodeID, second: NodeID, shared: String)] = []
        var seen: Set<Set<NodeID>> = []
        var omitted = 0
        for check in report.checks {
            guard let kind = HealthKind(rawValue: check.kind), kind == .duplicateIdentifiers || kind == .duplicateNames
            else { continue }
            omitted += check.omitted
            for issue in check.issues {
                guard let twin = issue.twin, seen.insert([issue.id, twin]).inserted else { continue }
                let shared = kind == .duplicateNames ? "name=\(issue.name)" : String(issue.detail.prefix { $0 != "," })
                pairs.append((min(issue.id, twin), max(issue.id, twin), shared))
            }
        }
        let explanations = try explain(pairs.map { ($0.first, $0.second) })
        return (
            zip(pairs, explanations).map { pair, explanation in
                DuplicateCandidate(
                    first: pair.first, second: pair.second, shared: pair.shared, explanation: explanation)
            }, omitted
        )
    }
}
