import GraphModel

/// The gates found so far: what is a relationship of its own, what is a member of a group, and what stands twice.
struct DebianGatePlan {
    struct Edge {
        enum Kind {
            case plain
            case soft
            /// A number of `groupNames`.
            case member(UInt32)
        }
        var dependant: UInt32
        var provider: UInt32
        var kind: Kind
    }

    /// The packages that satisfy the clause at hand.
    var members: DebianMembers
    private(set) var edges: [Edge] = []
    private(set) var groupNames: [String] = []
    private var numberOfGroup: [String: UInt32] = [:]
    /// Groups of the package at hand, with their members ascending.
    private var groups: [(name: String, members: [UInt32])] = []
    /// Per package, dependant + 1 of the last plain relationship to it.
    private var plain: [UInt32]

    init(packageCount: Int) {
        members = DebianMembers(packageCount: packageCount)
        plain = [UInt32](repeating: 0, count: packageCount)
    }

    /// The only member is indispensable; several clauses may say so.
    mutating func addPlain(_ dependant: Int) {
        add(dependant, .plain)
    }

    /// Says nothing new when the same package is also indispensable: `Recommends` is read last.
    mutating func addSoft(_ dependant: Int) {
        add(dependant, .soft)
    }

    private mutating func add(_ dependant: Int, _ kind: Edge.Kind) {
        let provider = members.packages[0]
        guard plain[Int(provider)] != UInt32(dependant) + 1 else { return }
        plain[Int(provider)] = UInt32(dependant) + 1
        edges.append(Edge(dependant: UInt32(dependant), provider: provider, kind: kind))
    }

    /// Any member will do. A clause with the members of an earlier one of the same package adds nothing; a group
    /// without members can never be satisfied.
    mutating func addGroup(_ dependant: Int, name: String) {
        let sorted = members.packages.sorted()
        if groups.contains(where: { $0.members == sorted && (!sorted.isEmpty || $0.name == name) }) { return }
        let name = unused(name)
        groups.append((name, sorted))
        let number = number(of: name)
        for provider in sorted {
            edges.append(Edge(dependant: UInt32(dependant), provider: provider, kind: .member(number)))
        }
    }

    /// The groups of the package at hand; the next call starts another package.
    mutating func takeGroups() -> [RedundancyGroup] {
        defer { groups.removeAll(keepingCapacity: true) }
        return groups.map { RedundancyGroup(name: $0.name, threshold: .atLeast(1)) }
    }

    /// Clauses that were cut may come out the same.
    private func unused(_ name: String) -> String {
        var candidate = name
        var next = 2
        while groups.contains(where: { $0.name == candidate }) {
            candidate = "\(name) #\(next)"
            next += 1
        }
        return candidate
    }

    private mutating func number(of name: String) -> UInt32 {
        if let number = numberOfGroup[name] { return number }
        let number = UInt32(groupNames.count)
        groupNames.append(name)
        numberOfGroup[name] = number
        return number
    }
}
