public import GraphModel

/// Reads what `snmpwalk -On` prints. docs/importers/snmpwalk.md says what follows from what.
public final class SNMPWalkImporter: Importer {
    public static let format = "snmpwalk"
    public static let summary = "Walks of SNMP agents as snmpwalk -On prints them"
    public static let example = "snmpwalk -v2c -c COMMUNITY -On switch1 .1 | faultline import snmpwalk -"

    private let prefix: String
    private let host: String?
    private var topology: LLDPTopology
    private var devices: Set<String> = []
    /// Hardware addresses of the interfaces of all agents.
    private var known: [String: String] = [:]
    private var learnt: [(interface: String, mac: String, position: SourcePosition)] = []

    public static func recognises(_ head: [UInt8], fileName: String) -> Bool {
        let types = [
            "STRING: ", "Hex-STRING: ", "OID: ", "INTEGER: ", "Timeticks: ", "Gauge32: ", "Counter32: ", "IpAddress: ",
            "Counter64: ", "No Such ", "\"\"", "BITS: ", "NULL",
        ]
        for line in TextHead(head).text.split(separator: "\n", maxSplits: 20).prefix(20) {
            guard let equals = line.firstRange(of: " = "),
                SNMPWalkReader.looksLikeIdentifier(line[..<equals.lowerBound])
            else { continue }
            let value = line[equals.upperBound...]
            if types.contains(where: { value.hasPrefix($0) }) { return true }
        }
        return false
    }

    /// Options: `host=NAME` is the device when the walk has no `sysName`; `site=NAME` keeps devices of the same name in
    /// several networks apart.
    public init(options: ImporterOptions) throws(ImportError) {
        try options.requireNoMapping(format: Self.format)
        try options.requireKnown(["host", "site"], format: Self.format)
        host = options.values["host"]
        guard host != "" else { throw ImportError(.badMapping, "the option host is empty") }
        prefix = try options.prefix("site")
        topology = LLDPTopology(prefix: prefix)
    }

    public func read(_ input: ImportInput, into sink: any DiscoverySink) throws(ImportError) {
        var agent = SNMPAgent(at: SourcePosition(file: input.name, line: 1, column: 1))
        do throws(ImportError) {
            var reader = try SNMPWalkReader(input)
            while let binding = try reader.next(where: SNMPColumn.isLikely) {
                guard let value = binding.value, let (column, index) = SNMPColumn.of(binding.identifier) else {
                    continue
                }
                // Walks of several agents, one after the other.
                if column == .systemDescription, agent.has(.systemDescription) {
                    try take(agent, input, into: sink)
                    agent = SNMPAgent(at: binding.position)
                }
                agent.add(column, index, value)
            }
            tellStrayLines(reader.strayLines, reader.firstStray, sink)
        } catch {
            guard error.isDamage else { throw error }
            sink.reject(error)
        }
        if !agent.isEmpty { try take(agent, input, into: sink) }
    }

    private func tellStrayLines(_ count: Int, _ first: SourcePosition?, _ sink: any DiscoverySink) {
        if count == 0 { return }
        sink.warn(
            ImportError(
                .badRecord, "lines without an object identifier in numbers are not read: \(count)", at: first,
                advice: "Walk with `snmpwalk -On`."))
    }

    private func take(_ agent: SNMPAgent, _ input: ImportInput, into sink: any DiscoverySink) throws(ImportError) {
        guard let name = agent.name ?? host ?? InputName.stem(input.name, without: [".txt", ".walk", ".snmpwalk"])
        else {
            return sink.reject(
                ImportError(
                    .badRecord, "the walk has no sysName, and nothing else tells which device it is of",
                    at: agent.position, advice: "Name it: --option host=NAME"))
        }
        let nativeID = prefix + name
        guard devices.insert(nativeID).inserted else {
            return sink.warn(
                ImportError(
                    .duplicateIdentity, "a walk of \(name) was read before", at: agent.position,
                    advice: "The first counts. Name each network: --option site=NAME"))
        }
        let interfaces = SNMPInterfaces(agent, of: nativeID)
        let entities = SNMPEntities(agent, of: nativeID)
        let addresses = agent.addresses
        let system = SNMPSystem(
            agent, name: name, chassis: entities.chassis.first, addresses: addresses.map(\.address),
            macs: interfaces.macs)
        try sink.acceptItem(
            system.ciClass, nativeID, system.properties, groups: entities.groups, at: agent.position)
        try interfaces.emit(addresses, into: sink)
        try entities.emit(interfaces, into: sink)
        remember(agent, name, interfaces)
    }

    private func remember(_ agent: SNMPAgent, _ name: String, _ interfaces: SNMPInterfaces) {
        let neighbours = SNMPNeighbours(agent, interfaces)
        let heard = neighbours.all
        topology.add(
            neighbours.own(name: name), ports: interfaces.all.map(\.name), neighbours: heard, fixed: prefix + name,
            at: agent.position)
        for interface in interfaces.all {
            if let mac = interface.mac { known[mac] = known[mac] ?? interfaces.nativeID(interface) }
        }
        let cabled = Set(heard.map(\.interface))
        for sole in neighbours.soleAddresses {
            guard let port = interfaces.name(sole.interface), !cabled.contains(port),
                let nativeID = interfaces.nativeID(sole.interface)
            else { continue }
            learnt.append((nativeID, sole.mac, agent.position))
        }
    }

    public func finish(into sink: any DiscoverySink) throws(ImportError) {
        var topology = self.topology
        self.topology = LLDPTopology(prefix: prefix)
        var seen: Set<[String]> = []
        let cables = topology.cables()
        try LLDPEmission(topology).emit(cables, into: sink)
        for cable in cables { seen.insert(cable.ends) }
        var stations: Set<String> = []
        for entry in learnt {
            let other = known[entry.mac] ?? "\(prefix)mac/\(entry.mac)"
            if known[entry.mac] == nil, stations.insert(other).inserted {
                var list: [Property] = []
                list.add(ConventionalProperty.name, entry.mac)
                list.add("macAddress", entry.mac)
                list.add(ConventionalProperty.isInferred)
                try sink.acceptItem("NetworkInterface", other, list, at: entry.position)
            }
            let ends = [entry.interface, other].sorted()
            guard seen.insert(ends).inserted else { continue }
            try sink.acceptRelationship(
                .native(ends[0]), "CONNECTS_TO", .native(ends[1]), [ConventionalProperty.isInferred],
                at: entry.position)
        }
    }
}
