import GraphModel

/// A mount of a file system that another machine serves.
struct AnsibleMount {
    /// What is mounted: `nas1:/exports/home`, `//files/public`.
    var share: String
    /// Names or addresses of the machines that serve it.
    var servers: [String]
    var host: String
    var position: SourcePosition
    /// Servers that keep the share up between them by majority, as monitors of a Ceph cluster do.
    var needsMajority: Bool

    static func all(_ facts: AnsibleFacts, of host: String, at position: SourcePosition) -> [AnsibleMount] {
        var seen: Set<String> = []
        return (facts["mounts"]?.elements ?? []).compactMap { fact in
            guard let device = fact["device"]?.text, let type = fact["fstype"]?.text,
                let servers = servers(of: device, type), !servers.isEmpty, seen.insert(device).inserted
            else { return nil }
            return AnsibleMount(
                share: device, servers: servers, host: host, position: position, needsMajority: type == "ceph")
        }
    }

    private static func servers(of device: String, _ type: String) -> [String]? {
        switch type {
        case "cifs", "smb", "smb3", "smbfs", "smb2":
            guard device.hasPrefix("//") || device.hasPrefix("\\\\") else { return nil }
            return device.dropFirst(2).split(whereSeparator: { $0 == "/" || $0 == "\\" }).first.map { [String($0)] }
        case "nfs", "nfs3", "nfs4", "fuse.glusterfs", "glusterfs", "ceph", "lustre":
            guard let path = device.firstRange(of: ":/") else { return nil }
            return device[..<path.lowerBound].split(separator: ",").map { server in
                // A port or a network may follow, and IPv6 addresses stand in brackets.
                if let end = server.firstIndex(of: "]") { return String(server[..<end].dropFirst()) }
                let name = server.prefix { $0 != "@" }
                return String(name.count { $0 == ":" } == 1 ? name.prefix { $0 != ":" } : name)
            }
        default: return nil
        }
    }
}

/// Volume groups of LVM and the volumes on them.
struct AnsibleVolumes {
    private let facts: JSONValue

    init?(_ facts: AnsibleFacts) {
        guard let lvm = facts["lvm"], case .object = lvm else { return nil }
        self.facts = lvm
    }

    func emit(of host: String, at position: SourcePosition, into sink: any DiscoverySink) throws(ImportError) {
        for group in facts["vgs"]?.members ?? [] {
            let nativeID = "\(host)/vg/\(group.name)"
            try sink.acceptItem("StoragePool", nativeID, attributes(group), at: position)
            try sink.acceptRelationship(.native(nativeID), "PART_OF", .native(host), at: position)
        }
        for volume in facts["lvs"]?.members ?? [] {
            guard let group = volume.value["vg"]?.text else { continue }
            let nativeID = "\(host)/lv/\(group)/\(volume.name)"
            try sink.acceptItem("StorageVolume", nativeID, attributes(volume), at: position)
            try sink.acceptRelationship(
                .native(nativeID), "STORED_ON", .native("\(host)/vg/\(group)"), at: position)
        }
    }

    private func attributes(_ part: JSONObject.Member) -> [Property] {
        var list: [Property] = []
        list.add(ConventionalProperty.name, part.name)
        func number(_ key: String) -> Double? {
            part.value[key].flatMap { $0.double ?? $0.string.flatMap(Double.init) }
        }
        let size = number("size_g")
        list.add("capacityGigabytes", size)
        if let size, let free = number("free_g") { list.add("usedGigabytes", size - free) }
        return list
    }
}
