public import GraphModel

/// Reads neighbours that lldpd has heard. docs/importers/lldp.md says what follows from what.
public final class LLDPImporter: Importer {
    public static let format = "lldp"
    public static let summary = "neighbours that lldpd has heard, as lldpctl prints them"
    public static let example =
        "(lldpcli -f json show chassis; lldpctl -f json) | faultline import lldp -"

    private var topology: LLDPTopology
    private let prefix: String
    private let host: String?

    /// The group of the ports that an aggregate consists of.
    private static let links = "links"

    public static func recognises(_ head: [UInt8], fileName: String) -> Bool {
        let head = TextHead(head)
        if head.text.hasPrefix("<") {
            return ["<lldp ", "<lldp>", "<lldp/>", "<local-chassis"].contains { head.text.contains($0) }
        }
        guard head.text.hasPrefix("{") else { return false }
        let first = head.text.dropFirst().drop { $0.isWhitespace }
        return first.hasPrefix("\"lldp\"") || first.hasPrefix("\"local-chassis\"")
    }

    /// Options: `host=NAME` is the machine that an input comes from when neither it nor its file name says so;
    /// `site=NAME` keeps devices of the same name in several networks apart.
    public init(options: ImporterOptions) throws(ImportError) {
        try options.requireNoMapping(format: Self.format)
        try options.requireKnown(["host", "site"], format: Self.format)
        host = options.values["host"]
        guard host != "" else { throw ImportError(.badMapping, "the option host is empty") }
        prefix = try options.prefix("site")
        topology = LLDPTopology(prefix: prefix)
    }

    public func read(_ input: ImportInput, into sink: any DiscoverySink) throws(ImportError) {
        let report = try LLDPReader(input, sink).read()
        if report.own == nil, report.neighbours.isEmpty { return }
        try topology.add(
            report, host: host ?? InputName.stem(input.name, without: [".json", ".json0", ".xml"]),
            at: SourcePosition(file: input.name))
    }

    public func finish(into sink: any DiscoverySink) throws(ImportError) {
        var topology = self.topology
        self.topology = LLDPTopology(prefix: prefix)
        let cables = topology.cables()
        for (place, device) in topology.devices.enumerated() {
            try sink.acceptItem(
                device.chassis.ciClass, device.nativeID, device.chassis.attributes, at: device.position)
            try emitPorts(of: place, topology, into: sink)
        }
        for cable in cables {
            try sink.acceptRelationship(
                .native(cable.ends[0]), "CONNECTS_TO", .native(cable.ends[1]), at: cable.position)
        }
    }

    private func emitPorts(
        of place: Int, _ topology: LLDPTopology, into sink: any DiscoverySink
    ) throws(ImportError) {
        let device = topology.devices[place]
        var aggregates: [String: [String]] = [:]
        for key in device.order {
            guard let port = device.ports[key] else { continue }
            let nativeID = topology.portID(key, of: place)
            var list = AttributeList()
            list.add(ConventionalProperty.name, port.name)
            if port.detail?.description != port.name { list.add("description", port.detail?.description) }
            list.add("macAddress", port.detail?.mac)
            list.add("vlans", port.detail?.vlans ?? [])
            try sink.acceptItem("NetworkInterface", nativeID, list.properties, at: port.position)
            try sink.acceptRelationship(.native(nativeID), "PART_OF", .native(device.nativeID), at: port.position)
            if let aggregate = port.detail?.aggregate { aggregates[aggregate, default: []].append(nativeID) }
        }
        for (name, members) in aggregates.sorted(by: { $0.key < $1.key }) {
            let nativeID = "\(device.nativeID)/lag/\(name)"
            var list = AttributeList()
            list.add(ConventionalProperty.name, "aggregate \(name)")
            list.add(ConventionalProperty.isInferred)
            try sink.acceptItem(
                "LinkAggregate", nativeID, list.properties,
                groups: [RedundancyGroup(name: Self.links, threshold: .atLeast(1))], at: device.position)
            var links = RecordLinks(from: nativeID, at: device.position)
            links.add("PART_OF", device.nativeID)
            for member in members { links.add("DEPENDS_ON", member, ConventionalProperty.member(of: Self.links)) }
            try links.emit(into: sink)
        }
    }
}
