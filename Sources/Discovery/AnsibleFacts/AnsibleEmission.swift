import GraphModel

/// The records that need all hosts: shares with the machines that serve them, and cables between devices.
struct AnsibleEmission {
    private let inventory: AnsibleInventory
    private let prefix: String

    /// The group of the machines that serve one share.
    private static let servers = "servers"

    init(_ inventory: AnsibleInventory, prefix: String) {
        self.inventory = inventory
        self.prefix = prefix
    }

    func emit(into sink: any DiscoverySink) throws(ImportError) {
        var shares: Set<String> = []
        var fileServers: Set<String> = []
        for mount in inventory.mounts {
            let share = "\(prefix)share/\(mount.share)"
            if shares.insert(mount.share).inserted { try emit(mount, share, &fileServers, into: sink) }
            try sink.acceptRelationship(.native(mount.host), "MOUNTS", .native(share), at: mount.position)
        }
        try emitCables(into: sink)
    }

    private func emit(
        _ mount: AnsibleMount, _ share: String, _ fileServers: inout Set<String>, into sink: any DiscoverySink
    ) throws(ImportError) {
        var list: [Property] = []
        list.add(ConventionalProperty.name, mount.share)
        let isGroup = mount.servers.count > 1
        let needed = mount.needsMajority ? mount.servers.count / 2 + 1 : 1
        try sink.acceptItem(
            "FileShare", share, list,
            groups: isGroup ? [RedundancyGroup(name: Self.servers, threshold: .atLeast(needed))] : [],
            at: mount.position)
        var links = RecordLinks(from: share, at: mount.position)
        for server in mount.servers {
            var target = inventory.host(called: server)
            if target == nil {
                let nativeID = "\(prefix)fileserver/\(server.lowercased())"
                if fileServers.insert(nativeID).inserted {
                    try emitFileServer(server, nativeID, at: mount.position, into: sink)
                }
                target = nativeID
            }
            if let target {
                links.add("HOSTED_ON", target, isGroup ? ConventionalProperty.member(of: Self.servers) : [])
            }
        }
        try links.emit(into: sink)
    }

    /// A machine that serves files and whose facts are not there.
    private func emitFileServer(
        _ name: String, _ nativeID: String, at position: SourcePosition, into sink: any DiscoverySink
    ) throws(ImportError) {
        var list: [Property] = []
        list.add(ConventionalProperty.name, name)
        if StatedText.isAddress(name) { list.add("addresses", [name]) }
        list.add("fqdn", StatedText.qualifiedName(name))
        list.add(ConventionalProperty.isInferred)
        try sink.acceptItem("FileServer", nativeID, list, at: position)
    }

    /// A cable that both ends report is one.
    private func emitCables(into sink: any DiscoverySink) throws(ImportError) {
        var seen: Set<[String]> = []
        for neighbour in inventory.neighbours {
            let host =
                inventory.host(called: neighbour.host)
                ?? inventory.host(called: String(neighbour.host.prefix { $0 != "." }))
            let port = host.flatMap { host in neighbour.port.flatMap { inventory.port($0, of: host) } }
            let target =
                (port ?? host).map { ItemReference.native($0) }
                ?? .named(ciClass: "Equipment", name: neighbour.host)
            let end = port ?? host ?? "?\(neighbour.host)"
            guard seen.insert([neighbour.interface, end].sorted()).inserted else { continue }
            try sink.acceptRelationship(
                .native(neighbour.interface), "CONNECTS_TO", target, at: neighbour.position)
        }
    }
}
