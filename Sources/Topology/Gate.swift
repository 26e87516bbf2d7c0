public import GraphModel

/// A redundancy group of a node: its members, and what of them must be up.
public struct Gate: Hashable, Sendable {
    public enum MemberTarget: Hashable, Sendable {
        case node(NodeIndex)
        /// A group nested in this one.
        case gate(GateIndex)
    }

    public struct Member: Hashable, Sendable {
        public var target: MemberTarget
        public var weight: Double
    }

    public let index: GateIndex
    /// The node whose gate it is, for nested groups too.
    public let owner: NodeIndex
    /// The name of the group.
    public let name: String
    /// The group that this one is a member of.
    public let parent: GateIndex?
    /// Soft: the owner degrades when the gate is not satisfied; hard: it goes down.
    public let isSoft: Bool
    public let threshold: GroupThreshold.Requirement
    /// n counts all of them.
    public let members: [Member]
    /// How many members, or how much weight, may be lost; below 0 when all members together do not suffice.
    public let tolerance: Double
}

extension Topology {
    /// The gates of a node, nested ones included. Relationships outside any group are not among them.
    public func gates(of node: NodeIndex) -> [GateIndex] {
        let first = nodes.gateHeads[node.offset]
        guard first != noIndex else { return [] }
        return gates.range(from: first).map { GateIndex(UInt32($0)) }
    }

    /// What a gate is. Linear in its members.
    public func gate(_ index: GateIndex) -> Gate {
        let state = gates.states[index.offset]
        let record = gates.records[index.offset]
        let form = gates.forms[Int(record.form)]
        let scale = Double(form.scale)
        var members: [Gate.Member] = []
        members.reserveCapacity(record.memberCount)
        for place in 0..<record.memberCount {
            let member = gates.members[Int(record.memberStart) + place]
            let weight = Double(gates.weight(ofMember: place, record)) / scale
            let nested = member & GateRecord.gateMemberBit != 0
            members.append(
                Gate.Member(
                    target: nested ? .gate(GateIndex(member & indexMask)) : .node(NodeIndex(member)), weight: weight))
        }
        return Gate(
            index: index, owner: owner(of: index), name: names.groups.name(at: form.name),
            parent: state.parent.map { GateIndex(UInt32($0)) }, isSoft: state.isSoft,
            threshold: GroupThreshold.Requirement(kind: UInt8(form.thresholdKind), value: form.threshold),
            members: members, tolerance: Double(record.tolerance) / scale)
    }

    /// The node whose gate it is, for nested groups too.
    public func owner(of gate: GateIndex) -> NodeIndex {
        var state = gates.states[gate.offset]
        while let parent = state.parent { state = gates.states[parent] }
        return NodeIndex(state.target & indexMask)
    }
}
