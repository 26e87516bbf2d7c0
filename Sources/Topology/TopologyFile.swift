internal import Glibc
public import GraphModel

/// Opening and writing topology files.
extension Topology {
    /// Maps a file; costs checking its checksums, a thousandth of it. Its pages are checked as they are read.
    ///
    /// - Throws: `topology.file` when it cannot be opened, `topology.format` and `topology.damaged` when it is not what
    ///   it should be, `topology.stale` when it belongs to another store than `store`.
    public convenience init(mapping path: String, store: [UInt8]? = nil) throws(TopologyError) {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw .system("open", path) }
        defer { close(file) }
        let header = try Self.header(of: file, path)
        if let store, header.stamp.store != store {
            throw TopologyError(.stale, "the topology file belongs to another store")
        }
        try self.init(header: header, file: file, path)
    }

    private static func header(of file: CInt, _ path: String) throws(TopologyError) -> TopologyFileHeader {
        var status = stat()
        guard fstat(file, &status) == 0 else { throw .system("examine", path) }
        var page = [UInt8](repeating: 0, count: TopologyFileHeader.pageBytes)
        let got = page.withUnsafeMutableBytes { pread(file, $0.baseAddress, $0.count, 0) }
        guard got >= 0 else { throw .system("read", path) }
        page.removeLast(page.count - got)
        do {
            return try page.withUnsafeBytes { try TopologyFileHeader(decoding: $0, fileBytes: Int(status.st_size)) }
        } catch {
            throw error as? TopologyError ?? TopologyError(.damaged, "the header is unreadable")
        }
    }

    private convenience init(header: TopologyFileHeader, file: CInt, _ path: String) throws(TopologyError) {
        func map<T: BitwiseCopyable>(
            _ place: TopologyFileHeader.Section, _: T.Type
        ) throws(TopologyError) -> MappedArray<T> {
            guard let array = MappedArray<T>(file: file, offset: Int(place.offset), count: Int(place.count)) else {
                throw .system("map", path)
            }
            return array
        }
        func map<T: BitwiseCopyable>(_ section: TopologySection, _: T.Type) throws(TopologyError) -> MappedArray<T> {
            try map(header.sections[section.rawValue], T.self)
        }
        let nodes = NodeTables(
            ids: try map(.nodeIDs, UInt64.self), classes: try map(.nodeClasses, UInt16.self),
            flags: try map(.nodeFlags, UInt8.self), adjacency: try map(.adjacency, AdjacencyRange.self),
            impacts: try map(.impactRanges, ImpactRange.self), gateHeads: try map(.gateHeads, UInt32.self))
        let edges = EdgeTables(
            others: try map(.others, UInt32.self), types: try map(.types, UInt16.self),
            impacts: try map(.impacts, UInt32.self), weighted: try map(.weightedImpacts, WeightedImpact.self))
        let gates = GateTables(
            states: try map(.gateStates, GateState.self), records: try map(.gateRecords, GateRecord.self),
            members: try map(.members, UInt32.self), forms: try map(.gateForms, GateForm.self))
        let names = NameTables(
            groups: NameTable(bytes: try map(.groupNames, UInt8.self)),
            classes: NameTable(bytes: try map(.classNames, UInt8.self)),
            types: NameTable(bytes: try map(.typeNames, UInt8.self)))
        let baseline = try map(.baseline, UInt32.self)
        self.init(
            stamp: header.stamp, nodes: nodes, edges: edges, gates: gates, names: names, baselineNodes: baseline,
            counts: header.counts, file: nil)
        let sums = try map(header.table, UInt32.self)
        let file = FileVerification(try ChecksumTable(sums, checksum: header.tableChecksum)) { bytes(of: $0) }
        self.file = file
        checkAsRead(file)
        indexUnsortedNodes()
    }

    /// A patched topology has a few nodes at its end whose identities do not ascend.
    private func indexUnsortedNodes() {
        for place in counts.sortedNodes..<nodes.ids.count { nodes.unsorted[nodes.ids[place]] = UInt32(place) }
    }

    func bytes(of section: TopologySection) -> UnsafeRawBufferPointer {
        switch section {
        case .nodeIDs: nodes.ids.bytes
        case .nodeClasses: nodes.classes.bytes
        case .nodeFlags: nodes.flags.bytes
        case .adjacency: nodes.adjacency.bytes
        case .impactRanges: nodes.impacts.bytes
        case .gateHeads: nodes.gateHeads.bytes
        case .others: edges.others.bytes
        case .types: edges.types.bytes
        case .impacts: edges.impacts.bytes
        case .weightedImpacts: edges.weighted.bytes
        case .gateStates: gates.states.bytes
        case .gateRecords: gates.records.bytes
        case .members: gates.members.bytes
        case .gateForms: gates.forms.bytes
        case .groupNames: names.groups.bytes.bytes
        case .classNames: names.classes.bytes.bytes
        case .typeNames: names.types.bytes.bytes
        case .baseline: baselineNodes.bytes
        }
    }

    /// Bytes of all sections: what the topology takes on disk, checksums aside, and in memory once everything was
    /// touched.
    public var byteCount: Int { TopologySection.allCases.reduce(0) { $0 + bytes(of: $1).count } }
}

extension TopologyError {
    /// The last system call's failure.
    static func system(_ verb: String, _ path: String) -> TopologyError {
        TopologyError(.file, "cannot \(verb) \(path): \(String(cString: strerror(errno)))")
    }
}
