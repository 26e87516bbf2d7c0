import GraphModel
import TestSupport

/// Small estates from a seed: hard relationships in and outside groups that may nest, soft ones, circles, items that
/// lack what they need.
struct RandomEstate {
    var items: [Item] = []
    var links: [Link] = []

    init(_ random: inout SeededGenerator) {
        let count = 6 + random.below(7)
        for number in 0..<count {
            let ciClass = random.pick(["Server", "Application", "Service"])
            items.append(Item("i\(number)", ciClass, Self.groups(&random)))
        }
        for _ in 0..<count * 2 { links.append(link(&random, among: items)) }
    }

    private static func groups(_ random: inout SeededGenerator) -> [String: String] {
        var groups: [String: String] = [:]
        guard random.chance(50) else { return groups }
        groups["g"] = threshold(&random)
        guard random.chance(40) else { return groups }
        groups["h"] = threshold(&random) + random.pick([" of g", " of g weight 2", ""])
        return groups
    }

    private static func threshold(_ random: inout SeededGenerator) -> String {
        random.pick(["atLeast 1", "atLeast 1", "atLeast 2", "percent 50", "percent 60", "weight 2", "weight 1.5"])
    }

    /// A relationship from any item to any, in a group of the source where it has some.
    func link(_ random: inout SeededGenerator, among items: [Item]) -> Link {
        let (source, target) = (random.pick(items), random.pick(items))
        if random.chance(20) { return hears(source.name, target.name) }
        let groups = source.groups.keys.sorted()
        guard !groups.isEmpty, random.chance(85) else { return needs(source.name, target.name) }
        return needs(
            source.name, target.name, in: random.pick(groups), weight: random.pick([nil, nil, 2, 0.5]))
    }

    /// A few different items.
    func failing(_ random: inout SeededGenerator) -> [String] {
        Array(items.map(\.name).shuffled(using: &random).prefix(1 + random.below(3)))
    }
}
