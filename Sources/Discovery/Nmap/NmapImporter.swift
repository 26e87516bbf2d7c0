public import GraphModel

/// Reads scans as `nmap -oX` writes them, and scanners that write the same. docs/importers/nmap.md says what follows
/// from what.
public final class NmapImporter: Importer {
    public static let format = "nmap"
    public static let summary =
        "Network scans as nmap writes them (-oX): hosts, what listens on them, routers on the way"
    public static let example = "nmap -sV -O --traceroute -oX scan.xml 10.1.0.0/24 && faultline import nmap scan.xml"

    private let prefix: String
    /// Addresses of the hosts and services that were emitted: several scans may tell of the same host.
    private var emitted: Set<String> = []
    /// Routers that were seen on the way to hosts, by address, with their names.
    private var routers: [String: (name: String?, position: SourcePosition)] = [:]
    /// From an address to those that it is reached through.
    private var ways: [Way: SourcePosition] = [:]
    private var silent = 0

    private struct Way: Hashable {
        var from: String
        var through: String
    }

    public static func recognises(_ head: [UInt8], fileName: String) -> Bool {
        String(decoding: head, as: UTF8.self).contains("<nmaprun")
    }

    /// Option: `network=NAME`, which keeps networks with the same addresses apart.
    public init(options: ImporterOptions) throws(ImportError) {
        try options.requireNoMapping(format: Self.format)
        try options.requireKnown(["network"], format: Self.format)
        prefix = options.values["network"].map { "\($0):" } ?? ""
    }

    public func read(_ input: ImportInput, into sink: any DiscoverySink) throws(ImportError) {
        let reader = XMLReader { $0.count == 2 && $0[1] == "host" }
        do throws(ImportError) {
            try reader.read(
                input, into: sink,
                root: { (root) throws(ImportError) in
                    guard root.name == "nmaprun" else {
                        throw ImportError(
                            .syntax, "the document is `\(root.name)`, not a scan of nmap", at: root.position,
                            advice: "nmap writes scans with -oX FILE.")
                    }
                },
                take: { [self] host throws(ImportError) in
                    try take(try NmapHost(host, { sink.reject($0) }), into: sink)
                })
        } catch {
            // What came before the damage counts; behind it nothing can be found.
            guard error.isDamage else { throw error }
            sink.reject(error)
        }
    }

    private func take(_ host: NmapHost, into sink: any DiscoverySink) throws(ImportError) {
        guard host.isThere else {
            silent += 1
            return
        }
        let id = prefix + host.address
        if emitted.insert(id).inserted { try sink.accept(.item(item(host, id))) }
        for service in host.services { try emit(service, of: host, id, into: sink) }
        noteWay(to: host)
    }

    private func item(_ host: NmapHost, _ id: String) -> DiscoveredItem {
        var attributes = [Property(ConventionalProperty.name, .string(host.name ?? host.address))]
        if let name = host.name, name.contains(".") { attributes.append(Property("fqdn", .string(name))) }
        attributes.append(Property("addresses", .list(host.addresses.map { .string($0) })))
        if let card = host.macAddress { attributes.append(Property("macAddresses", .list([.string(card)]))) }
        if let maker = host.cardMaker { attributes.append(Property("networkCardMaker", .string(maker))) }
        if let system = host.match { attributes.append(Property("operatingSystem", .string(system.name))) }
        let ciClass = host.match?.ciClass ?? NmapSystemMatch.ciClass(ofCardMaker: host.cardMaker)
        return DiscoveredItem(
            ciClass: ciClass ?? "ComputeResource", nativeID: id, attributes: attributes, position: host.position)
    }

    private func emit(
        _ service: NmapHost.Service, of host: NmapHost, _ hostID: String, into sink: any DiscoverySink
    ) throws(ImportError) {
        let id = "\(hostID)/\(service.protocolName)/\(service.port)"
        guard emitted.insert(id).inserted else { return }
        let own = [
            Property(ConventionalProperty.name, .string("\(service.name) on \(host.name ?? host.address)")),
            Property("port", .integer(Int64(service.port))), Property("protocol", .string(service.protocolName)),
        ]
        try sink.accept(
            .item(
                DiscoveredItem(
                    ciClass: "RuntimeService", nativeID: id, attributes: own + service.attributes,
                    position: service.position)))
        try sink.accept(
            .relationship(
                DiscoveredRelationship(
                    type: "RUNS_ON", source: .native(id), target: .native(hostID), position: service.position)))
    }

    /// Remembers the routers on the way to a host, each behind the one before. A router that did not answer leaves a
    /// gap, over which nothing is said.
    private func noteWay(to host: NmapHost) {
        var behind: (address: String, distance: Int)?
        for hop in host.hops {
            if routers[hop.address]?.name == nil { routers[hop.address] = (hop.name, host.position) }
            if let behind, hop.distance == behind.distance + 1, hop.address != behind.address {
                ways[Way(from: hop.address, through: behind.address), default: host.position] = host.position
            }
            behind = (hop.address, hop.distance)
        }
        // The host itself is one step behind the last router, or several did not answer.
        guard let last = behind, host.isNext(to: last.distance) else { return }
        ways[Way(from: host.address, through: last.address)] = host.position
    }

    public func finish(into sink: any DiscoverySink) throws(ImportError) {
        for (address, router) in routers.sorted(by: { $0.key < $1.key })
        where emitted.insert(prefix + address).inserted {
            let attributes = [
                Property(ConventionalProperty.name, .string(router.name ?? address)),
                Property("managementAddress", .string(address)),
            ]
            try sink.accept(
                .item(
                    DiscoveredItem(
                        ciClass: "Router", nativeID: prefix + address, attributes: attributes,
                        position: router.position)))
        }
        for (way, position) in ways.sorted(by: { ($0.key.from, $0.key.through) < ($1.key.from, $1.key.through) }) {
            try sink.accept(
                .relationship(
                    DiscoveredRelationship(
                        type: "REACHED_THROUGH", source: .native(prefix + way.from),
                        target: .native(prefix + way.through),
                        properties: [ConventionalProperty.isSoft, ConventionalProperty.isInferred],
                        position: position)))
        }
        if silent > 0 {
            sink.warn(ImportError(.badRecord, "\(silent) hosts did not answer and are no items"))
        }
        (emitted, routers, ways, silent) = ([], [:], [:], 0)
    }
}
