/// Sums over some CIs.
struct Tally {
    var cis = 0
    /// Attribute values that should be there, and are.
    var wanted = 0
    var present = 0
    /// CIs that correctness is about: those in use, and retired ones that are needed.
    var judged = 0
    var faulty = 0
    var unconnected = 0
    var services = 0
    var unfounded = 0
    /// Rules looked at and broken, each counted as its severity weighs, once for each CI.
    var ruled = 0
    var broken = 0

    static func += (sum: inout Tally, more: Tally) {
        sum.cis += more.cis
        sum.wanted += more.wanted
        sum.present += more.present
        sum.judged += more.judged
        sum.faulty += more.faulty
        sum.unconnected += more.unconnected
        sum.services += more.services
        sum.unfounded += more.unfounded
        sum.ruled += more.ruled
        sum.broken += more.broken
    }

    var scores: HealthScores {
        var scores = HealthScores()
        scores.completeness = Self.percent(present, of: wanted)
        scores.correctness = Self.percent(judged - faulty, of: judged)
        scores.compliance = Self.percent(ruled - broken, of: ruled)
        let parts = [Self.percent(cis - unconnected, of: cis), Self.percent(services - unfounded, of: services)]
            .compactMap(\.self)
        scores.relationships = parts.isEmpty ? nil : parts.reduce(0, +) / Double(parts.count)
        return scores
    }

    private static func percent(_ part: Int, of whole: Int) -> Double? {
        whole == 0 ? nil : 100 * Double(part) / Double(whole)
    }
}
