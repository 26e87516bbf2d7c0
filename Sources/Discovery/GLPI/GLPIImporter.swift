public import GraphModel

/// Reads inventories of the agents of GLPI, FusionInventory and OCS. docs/importers/glpi.md says what follows from
/// what.
public final class GLPIImporter: Importer {
    public static let format = "glpi"
    public static let summary =
        "Inventories of GLPI, FusionInventory and OCS agents: computers, software, virtual machines, network devices"
    public static let example = "glpi-agent --local /tmp/inventory --json && faultline import glpi /tmp/inventory"

    private let prefix: String
    private var topology: LLDPTopology
    /// Items of computers and devices that were read.
    private var seen: Set<String> = []
    /// Ports of computers, and of devices whatever is behind them, by hardware address; nil for one that several have.
    private var cards: [String: String?] = [:]
    private var attachments: [(port: String, mac: String, position: SourcePosition)] = []
    private var unread: [String: (count: Int, first: SourcePosition)] = [:]

    public static func recognises(_ head: [UInt8], fileName: String) -> Bool {
        let head = TextHead(head)
        if head.text.hasPrefix("<") {
            return head.text.contains("<REQUEST>") && head.text.contains("<CONTENT>")
        }
        guard head.text.hasPrefix("{") || head.text.hasPrefix("["), head.quotes("content") else { return false }
        return head.quotes("deviceid") || head.quotes("versionclient") || head.quotes("itemtype")
            || head.quotes("action") && (head.quotes("inventory") || head.quotes("netinventory"))
    }

    /// Option: `site=NAME` keeps apart what looks the same in several places.
    public init(options: ImporterOptions) throws(ImportError) {
        try options.requireNoMapping(format: Self.format)
        try options.requireKnown(["site"], format: Self.format)
        prefix = try options.prefix("site")
        topology = LLDPTopology(prefix: prefix)
    }

    public func read(_ input: ImportInput, into sink: any DiscoverySink) throws(ImportError) {
        let reader = GLPIReader(input, sink) { [self] inventory throws(ImportError) in try take(inventory, into: sink) }
        try reader.readAll()
    }

    private func take(_ inventory: GLPIInventory, into sink: any DiscoverySink) throws(ImportError) {
        for section in inventory.unread { unread[section.name, default: (0, section.position)].count += 1 }
        let devices = inventory.devices
        for device in devices { try take(device, into: sink) }
        guard devices.isEmpty || inventory.isOfComputer else { return }
        let host = try GLPIHost(inventory, prefix: prefix)
        try emitOnce(host.nativeID, isPartial: inventory.isPartial, at: inventory.position, into: sink) {
            () throws(ImportError) in
            try host.emit(into: sink)
        }
        for interface in host.interfaces {
            guard let mac = interface.mac, !interface.isAggregate else { continue }
            let port = "\(host.nativeID)/if/\(interface.name)"
            cards[mac] = .some(cards[mac] == nil || cards[mac] == .some(port) ? port : nil)
        }
    }

    private func take(_ device: GLPIDevice, into sink: any DiscoverySink) throws(ImportError) {
        guard let id = device.nativeID(prefix: prefix) else {
            return sink.reject(
                ImportError(.badRecord, "the device has no serial, address or name", at: device.position))
        }
        try emitOnce(id, at: device.position, into: sink) { () throws(ImportError) in
            try device.emit(as: id, prefix: prefix, into: sink)
            device.add(to: &topology, as: id)
            for (port, mac) in device.soleMachines(of: id) { attachments.append((port, mac, device.position)) }
        }
    }

    /// Of two whole inventories of the same machine the first counts. Partial ones add to it, and to each other.
    private func emitOnce(
        _ id: String, isPartial: Bool = false, at position: SourcePosition, into sink: any DiscoverySink,
        _ emit: () throws(ImportError) -> Void
    ) throws(ImportError) {
        guard isPartial || seen.insert(id).inserted else {
            return sink.warn(
                ImportError(
                    .duplicateIdentity, "there was an inventory of \(id) before", at: position,
                    advice: "The first counts. Keep sites apart: --option site=NAME"))
        }
        try emit()
    }

    public func finish(into sink: any DiscoverySink) throws(ImportError) {
        var topology = self.topology
        let (cards, attachments, unread) = (cards, attachments, unread)
        self.topology = LLDPTopology(prefix: prefix)
        (self.cards, self.attachments, self.unread, seen) = ([:], [], [:], [])
        let cables = topology.cables()
        try LLDPEmission(topology).emit(cables, into: sink)
        for (port, mac, position) in attachments {
            guard let card = cards[mac] ?? nil else { continue }
            try sink.acceptRelationship(
                .native(port), "CONNECTS_TO", .native(card), [ConventionalProperty.isInferred], at: position)
        }
        for (name, told) in unread.sorted(by: { $0.key < $1.key }) {
            sink.warn(ImportError(.badRecord, "sections `\(name)` are not read: \(told.count)", at: told.first))
        }
    }
}
