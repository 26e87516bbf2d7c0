public import GraphModel

/// Reads facts that Ansible has gathered: `--tree` folders, fact caches, and what `ansible -m setup` prints.
/// docs/importers/ansible-facts.md says what follows from what.
public final class AnsibleFactsImporter: Importer {
    public static let format = "ansible-facts"
    public static let summary = "Facts of hosts as Ansible gathers them"
    public static let example = "ansible all -m setup | faultline import ansible-facts -"

    private let prefix: String
    private var inventory = AnsibleInventory()
    /// Hosts without facts, and where that was first told.
    private var failed: (hosts: Set<String>, first: SourcePosition?) = ([], nil)
    private var withoutFacts: (count: Int, first: SourcePosition?) = (0, nil)

    private static let marks = [
        "ansible_facts", "ansible_all_ipv4_addresses", "ansible_os_family", "ansible_distribution", "ansible_hostname",
        "ansible_nodename", "ansible_net_system", "ansible_net_hostname", "module_setup", "ansible_architecture",
        "ansible_selinux_python_present",
    ]

    /// Whether facts, or a result with a host's name, stand at the start.
    public static func recognises(_ head: [UInt8], fileName: String) -> Bool {
        let text = TextHead(head).text
        guard text.hasPrefix("{") else {
            return text.split(separator: "\n", maxSplits: 50).prefix(50)
                .contains { AnsibleOutputReader.Heading(String($0)) != nil }
        }
        // Inside the text of a cached payload quotes have a backslash before them.
        if marks.contains(where: { text.contains("\"\($0)\"") || text.contains("\"\($0)\\\"") }) { return true }
        let isFailure = text.contains("\"unreachable\":") && text.contains("\"msg\":")
        return isFailure || ["os_family", "hostname", "distribution"].allSatisfy { text.contains("\"\($0)\"") }
    }

    /// Option: `inventory=NAME`, which keeps hosts of the same name in several inventories apart.
    public init(options: ImporterOptions) throws(ImportError) {
        try options.requireNoMapping(format: Self.format)
        try options.requireKnown(["inventory"], format: Self.format)
        prefix = try options.prefix("inventory")
    }

    public func read(_ input: ImportInput, into sink: any DiscoverySink) throws(ImportError) {
        let take: (AnsibleResult) throws(ImportError) -> Void = { [self] result throws(ImportError) in
            try self.take(result, into: sink)
        }
        do throws(ImportError) {
            if try TextHead(input.head()).text.hasPrefix("{") {
                try AnsibleDocumentReader(input, sink, take: take).readAll(host: Self.hostName(ofFile: input.name))
            } else {
                var reader = try AnsibleOutputReader(input, sink, take: take)
                try reader.readAll()
            }
        } catch {
            guard error.isDamage else { throw error }
            sink.reject(error)
        }
    }

    public func finish(into sink: any DiscoverySink) throws(ImportError) {
        let emission = AnsibleEmission(inventory, prefix: prefix)
        let lost = failed.hosts.filter { !inventory.hosts.contains($0) }
        inventory = AnsibleInventory()
        if !lost.isEmpty {
            sink.warn(
                ImportError(
                    .badRecord, "no facts of \(lost.count) host\(lost.count == 1 ? "" : "s"): unreachable, or failed",
                    at: failed.first, advice: "What is known of them from before stays as it is."))
        }
        if withoutFacts.count > 0 {
            sink.warn(
                ImportError(
                    .badRecord, "results without facts of a machine are not read: \(withoutFacts.count)",
                    at: withoutFacts.first))
        }
        try emission.emit(into: sink)
    }

    /// Files of `--tree` and of caches are named after the host; since 2.19 a cache writes `s1_` before it.
    private static func hostName(ofFile path: String) -> String? {
        guard let name = InputName.stem(path, without: [".json"]) else { return nil }
        return name.hasPrefix("s1_") && name.count > 3 ? String(name.dropFirst(3)) : name
    }

    private func take(_ result: AnsibleResult, into sink: any DiscoverySink) throws(ImportError) {
        let facts = result.facts
        guard !result.isFailed else {
            failed.first = failed.first ?? result.position
            failed.hosts.insert(prefix + (result.host ?? "\(result.position)"))
            return
        }
        guard facts.describesHost else {
            withoutFacts.first = withoutFacts.first ?? result.position
            withoutFacts.count += 1
            return
        }
        guard let name = inventoryName(result) else {
            throw ImportError(.badRecord, "the facts do not tell which host they are of", at: result.position)
        }
        let nativeID = prefix + name
        let interfaces = AnsibleInterface.all(facts)
        let attributes = AnsibleAttributes(facts, inventoryName: name, interfaces: interfaces)
        let names =
            [name, facts.text("hostname"), facts.text("nodename"), facts.text("fqdn"), facts.text("net_hostname")]
            .compactMap { $0 } + attributes.addresses
        guard inventory.add(nativeID, names: names) else {
            return sink.warn(
                ImportError(
                    .duplicateIdentity, "the facts of \(name) were read before", at: result.position,
                    advice: "The first count. Name each inventory: --option inventory=NAME"))
        }
        try sink.acceptItem(attributes.ciClass, nativeID, attributes.properties, at: result.position)
        try AnsibleInterfaceEmission(interfaces, of: nativeID, at: result.position).emit(into: sink)
        try AnsibleVolumes(facts)?.emit(of: nativeID, at: result.position, into: sink)
        inventory.mounts += AnsibleMount.all(facts, of: nativeID, at: result.position)
        rememberNeighbours(facts, nativeID, interfaces, at: result.position)
    }

    /// Every machine is `localhost` to itself.
    private func inventoryName(_ result: AnsibleResult) -> String? {
        if let host = result.host, !AnsibleAttributes.loopbackNames.contains(host) { return host }
        let facts = result.facts
        let stated = StatedText.qualifiedName(facts["fqdn"]?.text) ?? facts.text("nodename") ?? facts.text("hostname")
        return stated ?? facts.text("net_hostname") ?? result.host
    }

    private func rememberNeighbours(
        _ facts: AnsibleFacts, _ host: String, _ interfaces: [AnsibleInterface], at position: SourcePosition
    ) {
        guard let neighbours = facts["net_neighbors"] else { return }
        inventory.addPorts(interfaces, of: host)
        for port in neighbours.members {
            let interface = inventory.port(port.name, of: host) ?? host
            for neighbour in port.value.oneOrMore {
                guard let name = StatedText.of((neighbour["host"] ?? neighbour["sysname"])?.text) else { continue }
                inventory.neighbours.append(
                    AnsibleInventory.Neighbour(
                        interface: interface, host: name, port: neighbour["port"]?.text, position: position))
            }
        }
    }
}
