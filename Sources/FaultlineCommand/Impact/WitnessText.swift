import Faultline

/// A witness in words.
enum WitnessText {
    /// Names shown before the rest is counted.
    private static let namesShown = 3

    /// Why an item has its verdict: `lost db-01`, or `feeds (atLeast 1 of 2) lost pdu-a, pdu-b`.
    static func reason(_ impacted: ImpactedCI) -> String {
        let witness = impacted.witness
        let names = witness.lost.prefix(namesShown).map(\.name.oneLine).joined(separator: ", ")
        let more = witness.lost.count > namesShown ? " and \(witness.lost.count - namesShown) more" : ""
        let lost = names + more
        guard let group = witness.group else {
            return impacted.verdict == .degraded ? "without \(lost)" : "lost \(lost)"
        }
        let requirement = witness.requirement ?? "\(witness.members) members"
        let verb = impacted.verdict == .atRisk ? "no spare left" : "not met"
        return "\(group) (\(requirement)) \(verb), lost \(lost)"
    }
}
