import GraphModel

/// One host of a scan, as far as it answered.
struct NmapHost {
    /// An open port with what listens there.
    struct Service {
        var port: Int
        var protocolName: String
        var name: String
        var attributes: [Property]
        var position: SourcePosition
    }

    /// A router that answered on the way to the host.
    struct Hop {
        var distance: Int
        var address: String
        var name: String?
    }

    /// What identifies it in the scan: its first address.
    let address: String
    let addresses: [String]
    let macAddress: String?
    let cardMaker: String?
    let name: String?
    let services: [Service]
    let hops: [Hop]
    /// How many steps away the host itself answered; nil when it was not traced.
    private let distance: Int?
    let match: NmapSystemMatch?
    let position: SourcePosition
    /// Whether anything shows that it is there. A scan that was told to take hosts for up (`-Pn`) lists also those that
    /// never answered.
    let isThere: Bool

    /// - Parameter complain: gets what is wrong with a part of it.
    /// - Throws: `import.badRecord` for what has no address.
    init(_ host: XMLElement, _ complain: (ImportError) -> Void) throws(ImportError) {
        position = host.position
        let stated = host.children("address")
        addresses = stated.filter { $0["addrtype"] != "mac" }.compactMap { $0["addr"] }
        guard let first = addresses.first else {
            throw ImportError(.badRecord, "the host has no address", at: host.position)
        }
        address = first
        let card = stated.first { $0["addrtype"] == "mac" }
        macAddress = card?["addr"].flatMap(HardwareAddress.normalised)
        cardMaker = card?["vendor"]
        // A name that the address stands for in the domain name system, else what the scan was asked for.
        let names = host.child("hostnames")?.children("hostname") ?? []
        name = (names.first { $0["type"] == "PTR" } ?? names.first)?["name"]
        let ports = host.child("ports")
        var services: [Service] = []
        for port in ports?.children("port") ?? [] where port.child("state")?["state"] == "open" {
            do throws(ImportError) { services.append(try Service(port)) } catch { complain(error) }
        }
        self.services = services
        let way = (host.child("trace")?.children("hop") ?? []).compactMap { hop -> Hop? in
            guard let distance = hop["ttl"].flatMap({ Int($0) }), let router = hop["ipaddr"] else { return nil }
            return Hop(distance: distance, address: router, name: hop["host"])
        }.sorted { $0.distance < $1.distance }
        hops = way.filter { $0.address != first }
        distance = way.last { $0.address == first }?.distance
        match = NmapSystemMatch(host.child("os"))
        isThere = Self.isThere(host, ports, hasCard: card != nil)
    }

    /// Whether it answered one step behind a router at a distance.
    func isNext(to router: Int) -> Bool { distance == router + 1 }

    private static func isThere(_ host: XMLElement, _ ports: XMLElement?, hasCard: Bool) -> Bool {
        let status = host.child("status")
        // Scanners that tell no status list what answered.
        guard let state = status?["state"] else { return true }
        guard state == "up" else { return false }
        if status?["reason"] != "user-set" || hasCard { return true }
        let answers: Set = ["open", "closed", "unfiltered"]
        return (ports?.children ?? []).contains { part in
            (part.child("state")?["state"] ?? part["state"]).map(answers.contains) ?? false
        }
    }
}

extension NmapHost.Service {
    init(_ port: XMLElement) throws(ImportError) {
        guard let number = port["portid"].flatMap({ UInt16($0) }), let protocolName = port["protocol"] else {
            throw ImportError(.badRecord, "the port has no number and protocol", at: port.position)
        }
        let service = port.child("service")
        let application = service?["name"]
        var attributes: [Property] = []
        func add(_ key: String, _ text: String?) {
            if let text { attributes.append(Property(key, .string(text))) }
        }
        add("applicationProtocol", service?["tunnel"] == "ssl" ? application.map { "\($0) over TLS" } : application)
        // What was only looked up by the port's number is no finding.
        if service?["method"] == "probed" {
            add("product", service?["product"])
            add("version", service?["version"])
            add("cpe", service?.text("cpe"))
        }
        self.init(
            port: Int(number), protocolName: protocolName,
            name: service?["product"] ?? application ?? "\(protocolName) \(number)", attributes: attributes,
            position: port.position)
    }
}
