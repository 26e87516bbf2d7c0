public import GraphModel

/// A mapped topology is checked page by page as it is read. Whoever answers questions from it asks in the end whether
/// what was read was sound.
extension Topology {
    /// Whether a page that was read did not match its checksum, or a change did not fit: what was computed must not be
    /// used.
    public var isDamaged: Bool { file?.damage.section != nil || inconsistency != nil }

    /// - Throws: `topology.damaged` when a page that was read did not match its checksum, `topology.stale` when a
    ///   change did not fit.
    public func requireSound() throws(TopologyError) {
        if let inconsistency { throw inconsistency }
        guard let section = file?.damage.section else { return }
        throw .damaged("section \(section) of the topology file does not match its checksum")
    }

    /// Checks the sections that a piece of work needs, once, and carries out the changes that were left. Costs reading
    /// them.
    func require(_ sections: SectionSet) throws(TopologyError) {
        makeReady(sections)
        try requireSound()
    }

    /// `require` for those who ask later whether everything was sound.
    func makeReady(_ sections: SectionSet) {
        settle()
        file?.check(sections)
    }

    /// Checks every section now rather than as it is read.
    ///
    /// - Throws: `topology.damaged`.
    public func verifyChecksums() throws(TopologyError) { try require(.all) }

    /// Makes ready what following a node's impact edges reads.
    func makeImpactsReady(of node: UInt32) {
        settle(impactsOf: node)
        let range = nodes.impacts[Int(node)]
        edges.impacts.check(Int(range.start), Int(range.count))
        for place in Int(range.start)..<Int(range.start) + Int(range.count) {
            let edge = edges.impacts.base[place]
            guard edge >> ImpactKind.shift >= ImpactKind.gate.rawValue else { continue }
            let isWeighted = edge >> ImpactKind.shift == ImpactKind.weightedGate.rawValue
            let index = Int(edge & indexMask)
            var next: Int? = isWeighted ? Int(edges.weighted[index].gate) : index
            while let gate = next {
                gates.records.check(gate, 1)
                next = gates.states[gate].parent
            }
        }
    }

    /// Has every section checked as it is read, and what is small at once.
    func checkAsRead(_ file: FileVerification) {
        nodes.ids.checkAsRead(file[.nodeIDs])
        nodes.classes.checkAsRead(file[.nodeClasses])
        nodes.flags.checkAsRead(file[.nodeFlags])
        nodes.adjacency.checkAsRead(file[.adjacency])
        nodes.impacts.checkAsRead(file[.impactRanges])
        nodes.gateHeads.checkAsRead(file[.gateHeads])
        edges.others.checkAsRead(file[.others])
        edges.types.checkAsRead(file[.types])
        edges.impacts.checkAsRead(file[.impacts])
        gates.states.checkAsRead(file[.gateStates])
        gates.records.checkAsRead(file[.gateRecords])
        gates.members.checkAsRead(file[.members])
        file.check(.readWhole)
    }
}
