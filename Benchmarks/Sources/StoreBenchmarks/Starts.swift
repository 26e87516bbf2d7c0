import GraphModel
import Topology

/// Where walks start from, the same for every system that is measured: nodes taken at random that reach at most 1,000
/// others, and the three largest radii among what random nodes stand on in the end.
struct Starts {
    var small: [NodeIndex] = []
    var large: [NodeIndex] = []

    init(_ estate: OpenEstate) {
        var random = SeededRandom(seed: 7)
        var ends: Set<NodeIndex> = []
        func anyNode() -> NodeIndex { NodeIndex(UInt32(random.next() % UInt64(estate.topology.nodeCapacity))) }
        while small.count < 1_000 {
            let node = anyNode()
            if (2...1_001).contains(estate.reachability.count(from: [node], along: estate.dependants)) {
                small.append(node)
            }
        }
        for _ in 0..<60 {
            let walk = estate.reachability.walk(from: [anyNode()], along: estate.providers)
            if let last = walk.nodes.last { ends.insert(last) }
        }
        let radii = ends.sorted { $0.rawValue < $1.rawValue }
            .map { (node: $0, count: estate.reachability.count(from: [$0], along: estate.dependants)) }
        large = radii.sorted { $0.count > $1.count }.prefix(3).map(\.node)
    }

    /// Lines of `small` or `large`, the name and how many it reaches, itself not counted.
    func text(_ estate: OpenEstate) throws -> String {
        var text = ""
        for (kind, nodes) in [("small", small), ("large", large)] {
            for node in nodes {
                guard let name = try estate.name(of: node) else { continue }
                let count = estate.reachability.count(from: [node], along: estate.dependants)
                text += "\(kind)\t\(name)\t\(count - 1)\n"
            }
        }
        return text
    }
}

/// The same numbers for the same seed, everywhere.
struct SeededRandom {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 33
    }
}
