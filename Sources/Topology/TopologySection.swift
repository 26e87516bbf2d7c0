/// The sections of a topology file, in file order. The numbers are part of the format.
enum TopologySection: Int, CaseIterable {
    case nodeIDs = 0
    case nodeClasses, nodeFlags, adjacency, impactRanges, gateHeads
    case others, types, impacts, weightedImpacts
    case gateStates, gateRecords, gateForms, members
    case groupNames, classNames, typeNames, baseline

    /// In bytes.
    var elementSize: Int {
        switch self {
        case .nodeIDs: MemoryLayout<UInt64>.stride
        case .nodeClasses, .types: MemoryLayout<UInt16>.stride
        case .nodeFlags, .groupNames, .classNames, .typeNames: MemoryLayout<UInt8>.stride
        case .adjacency: MemoryLayout<AdjacencyRange>.stride
        case .impactRanges: MemoryLayout<ImpactRange>.stride
        case .gateHeads, .others, .impacts, .members, .baseline: MemoryLayout<UInt32>.stride
        case .weightedImpacts: MemoryLayout<WeightedImpact>.stride
        case .gateStates: MemoryLayout<GateState>.stride
        case .gateRecords: MemoryLayout<GateRecord>.stride
        case .gateForms: MemoryLayout<GateForm>.stride
        }
    }
}

/// A set of sections: what a piece of work reads.
struct SectionSet: OptionSet, Hashable {
    let rawValue: UInt32

    init(rawValue: UInt32) { self.rawValue = rawValue }

    init(_ sections: TopologySection...) {
        rawValue = sections.reduce(0) { $0 | 1 << UInt32($1.rawValue) }
    }

    static let all = SectionSet(rawValue: (1 << UInt32(TopologySection.allCases.count)) - 1)
    /// Verdict propagation.
    static let propagation = SectionSet(
        .nodeIDs, .nodeFlags, .impactRanges, .gateHeads, .impacts, .weightedImpacts, .gateStates, .gateRecords,
        .gateForms, .members, .baseline)
    /// Walks along relationships.
    static let adjacency = SectionSet(.nodeIDs, .nodeFlags, .adjacency, .others, .types)
    /// Small ones, which are read in one go.
    static let readWhole = SectionSet(.weightedImpacts, .gateForms, .groupNames, .classNames, .typeNames, .baseline)

    func contains(_ section: TopologySection) -> Bool { rawValue & (1 << UInt32(section.rawValue)) != 0 }
}
