import GraphModel

/// The interfaces of one host as items: parts of it, and of each other where they are bonded.
struct AnsibleInterfaceEmission {
    private let host: String
    private let interfaces: [AnsibleInterface]
    private let names: Set<String>
    private let position: SourcePosition

    /// The group of the interfaces that a bond consists of.
    private static let links = "links"

    init(_ interfaces: [AnsibleInterface], of host: String, at position: SourcePosition) {
        // Those with addresses of their own first: what lies on top of them shares the addresses.
        self.interfaces = interfaces.filter { $0.ownMAC != nil } + interfaces.filter { $0.ownMAC == nil }
        self.host = host
        names = Set(interfaces.map(\.name))
        self.position = position
    }

    static func nativeID(_ name: String, of host: String) -> String { "\(host)/if/\(name)" }

    func emit(into sink: any DiscoverySink) throws(ImportError) {
        var used: Set<String> = []
        for interface in interfaces {
            let nativeID = Self.nativeID(interface.name, of: host)
            var list: [Property] = []
            list.add(ConventionalProperty.name, interface.name)
            list.add("description", interface.description)
            // An address that two interfaces share identifies neither.
            if let mac = interface.mac, used.insert(mac).inserted { list.add("macAddress", mac) }
            list.add("addresses", interface.addresses)
            list.add("interfaceType", interface.type)
            list.add("mtu", interface.mtu)
            list.add("speedMegabits", interface.speedMegabits)
            list.add("linkUp", interface.isUp)
            list.add("mode", interface.mode)
            let members = interface.members.filter { names.contains($0) }
            let isGroup = interface.isBond && !members.isEmpty
            try sink.acceptItem(
                interface.isBond ? "LinkAggregate" : "NetworkInterface", nativeID, list,
                groups: isGroup ? [RedundancyGroup(name: Self.links, threshold: .atLeast(1))] : [], at: position)
            var links = RecordLinks(from: nativeID, at: position)
            links.add("PART_OF", host)
            for member in members {
                links.add(
                    "DEPENDS_ON", Self.nativeID(member, of: host),
                    isGroup
                        ? ConventionalProperty.member(of: Self.links)
                        : [ConventionalProperty.isSoft, ConventionalProperty.isInferred])
            }
            // A VLAN on an interface is named after it.
            if let dot = interface.name.firstIndex(of: "."), names.contains(String(interface.name[..<dot])) {
                let carrier = String(interface.name[..<dot])
                links.add("DEPENDS_ON", Self.nativeID(carrier, of: host), [ConventionalProperty.isInferred])
            }
            try links.emit(into: sink)
        }
    }
}
