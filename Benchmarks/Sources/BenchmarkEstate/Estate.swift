public import GraphModel
internal import Schema
public import Topology

/// A seeded estate in plain arrays: what both sides of a comparison are built from.
///
/// Layers from the bottom up: feeds and sites, hosts, virtual machines, containers, services, applications. Hosts have
/// redundant feeds, machines redundant hosts, services redundant containers; services call others, few of which have
/// many callers. 3.5 relationships an item.
public struct Estate {
    public struct Relationship {
        public var dependant: UInt32
        public var provider: UInt32
        /// 0 hard, 1 soft, 2 in a group, 3 no impact.
        public var kind: UInt8
        /// For kind 2, the gate.
        public var gate: UInt32
    }

    public struct GateOfEstate {
        public var owner: UInt32
        public var needed: UInt32
        public var members: UInt32 = 0
        /// Which of the owner's gates.
        public var number: UInt8
    }

    public let count: Int
    /// Where services start; the first have the most callers.
    public let firstService: Int
    public private(set) var relationships: [Relationship] = []
    public private(set) var gates: [GateOfEstate] = []
    private var random: Random

    /// SplitMix64.
    public struct Random: RandomNumberGenerator {
        var state: UInt64

        public init(seed: UInt64) { state = seed }

        public mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var word = state
            word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
            word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
            return word ^ (word >> 31)
        }

        /// 0 ..< bound; evenly enough.
        public mutating func below(_ bound: Int) -> Int { Int(next() >> 11) % bound }

        /// 0 ..< bound, low numbers far more often: a power law.
        public mutating func skewed(_ bound: Int) -> Int {
            let unit = Double(next() >> 11) / 9_007_199_254_740_992
            return min(Int(unit * unit * unit * unit * Double(bound)), bound - 1)
        }
    }

    public init(count: Int, seed: UInt64) {
        self.count = count
        random = Random(seed: seed)
        relationships.reserveCapacity(count * 4)
        let feeds = max(count / 500, 4)
        let hosts = feeds + max(count / 50, 4)
        let machines = hosts + count / 5
        let containers = machines + count * 2 / 5
        let services = containers + count * 3 / 10
        firstService = containers
        for node in 0..<count {
            let item = UInt32(node)
            switch node {
            case ..<feeds: continue
            case ..<hosts: addHost(item, feeds: feeds)
            case ..<machines: addMachine(item, hosts: feeds..<hosts)
            case ..<containers: addContainer(item, machines: hosts..<machines)
            case ..<services: addService(item, containers: machines..<containers, first: containers)
            default: addApplication(item, services: containers..<services)
            }
        }
    }

    private mutating func depend(_ dependant: UInt32, on provider: Int, kind: UInt8) {
        guard provider != Int(dependant) else { return }
        relationships.append(Relationship(dependant: dependant, provider: UInt32(provider), kind: kind, gate: 0))
    }

    private mutating func dependOnGroup(_ dependant: UInt32, _ providers: [Int], needed: UInt32, number: UInt8) {
        var gate = GateOfEstate(owner: dependant, needed: needed, number: number)
        for provider in Set(providers).sorted() {
            relationships.append(
                Relationship(
                    dependant: dependant, provider: UInt32(provider), kind: 2, gate: UInt32(gates.count)))
            gate.members += 1
        }
        gates.append(gate)
    }

    private mutating func addHost(_ item: UInt32, feeds: Int) {
        let pair = random.below(feeds / 2) * 2
        dependOnGroup(item, [pair, pair + 1], needed: 1, number: 0)
        depend(item, on: random.below(feeds), kind: 3)
    }

    private mutating func addMachine(_ item: UInt32, hosts: Range<Int>) {
        let first = hosts.lowerBound + random.below(hosts.count)
        if random.below(3) == 0 {
            depend(item, on: first, kind: 0)
        } else {
            let others = (1...2).map { hosts.lowerBound + (first - hosts.lowerBound + $0) % hosts.count }
            dependOnGroup(item, [first] + others, needed: 1, number: 0)
        }
        depend(item, on: hosts.lowerBound + random.below(hosts.count), kind: 3)
    }

    private mutating func addContainer(_ item: UInt32, machines: Range<Int>) {
        depend(item, on: machines.lowerBound + random.below(machines.count), kind: 0)
        depend(item, on: machines.lowerBound + random.skewed(machines.count), kind: 1)
        depend(item, on: machines.lowerBound + random.below(machines.count), kind: 3)
    }

    private mutating func addService(_ item: UInt32, containers: Range<Int>, first: Int) {
        let replicas = (0..<3).map { _ in containers.lowerBound + random.below(containers.count) }
        dependOnGroup(item, replicas, needed: UInt32(Set(replicas).count + 1) / 2, number: 0)
        let earlier = Int(item) - first
        guard earlier > 10 else { return }
        depend(item, on: first + random.skewed(earlier), kind: 0)
        depend(item, on: first + random.skewed(earlier), kind: 1)
    }

    private mutating func addApplication(_ item: UInt32, services: Range<Int>) {
        for _ in 0..<3 { depend(item, on: services.lowerBound + random.below(services.count), kind: 0) }
        depend(item, on: services.lowerBound + random.skewed(services.count), kind: 1)
    }
}

extension Estate {
    /// Identities are places + 1.
    public static func id(_ place: UInt32) -> NodeID { NodeID(UInt64(place) + 1) }

    /// The same estate as Faultline keeps it.
    public func topology() throws(TopologyError) -> Topology {
        let stamp = TopologyStamp(
            store: Array(repeating: 1, count: 16), commit: CommitNumber(1), time: Timestamp(microsecondsSinceEpoch: 5))
        var builder = TopologyBuilder(stamp: stamp)
        let ciClass = try builder.code(ofClass: "Item")
        var nextGate = 0
        for place in 0..<UInt32(count) {
            try builder.addNode(Self.id(place), class: ciClass, inImpact: true)
            while nextGate < gates.count, gates[nextGate].owner == place {
                builder.addGroup("g\(gates[nextGate].number)", GroupThreshold(.atLeast(Int(gates[nextGate].needed))))
                nextGate += 1
            }
        }
        let type = try builder.code(ofType: "DEPENDS_ON")
        let codes = [
            builder.code(of: ImpactSpec(onSource: .hard, onTarget: .none)),
            builder.code(of: ImpactSpec(onSource: .soft, onTarget: .none)),
            builder.code(of: ImpactSpec(onSource: .hard, onTarget: .none, group: "g0")), .none,
        ]
        for relationship in relationships {
            try builder.addRelationship(
                type: type, source: Self.id(relationship.dependant), target: Self.id(relationship.provider),
                impact: codes[Int(relationship.kind)])
        }
        return try builder.finish()
    }
}
