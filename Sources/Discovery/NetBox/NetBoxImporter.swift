public import GraphModel

/// Reads dumps of NetBox and lists of its REST API. docs/importers/netbox.md says what follows from what.
public final class NetBoxImporter: Importer {
    public static let format = "netbox"
    public static let summary = "NetBox: Django dumps, and lists of its REST API"
    public static let example =
        "manage.py dumpdata dcim ipam virtualization circuits tenancy --natural-foreign | faultline import netbox -"

    let prefix: String
    var inventory = NetBoxInventory()
    private var unread: [String: (count: Int, first: SourcePosition)] = [:]

    public static func recognises(_ head: [UInt8], fileName: String) -> Bool {
        let head = TextHead(head)
        guard head.text.hasPrefix("{") || head.text.hasPrefix("[") else { return false }
        let applications = ["dcim", "ipam", "virtualization", "circuits", "tenancy", "wireless"]
        if head.quotes("model"), head.quotes("fields") {
            return applications.contains { head.quotes($0) || head.text.contains("\"\($0).") }
        }
        return head.quotes("url") && applications.contains { head.text.contains("/api/\($0)/") }
    }

    /// Option: `instance=NAME`, which keeps the objects of several NetBoxes apart.
    public init(options: ImporterOptions) throws(ImportError) {
        try options.requireNoMapping(format: Self.format)
        try options.requireKnown(["instance"], format: Self.format)
        prefix = try options.prefix("instance")
    }

    public func read(_ input: ImportInput, into sink: any DiscoverySink) throws(ImportError) {
        inventory.files.append(input.name)
        let reader = try NetBoxReader(
            input, sink,
            unknown: { [self] model, position in
                if !NetBoxModel.isPassedOver(model) { unread[model, default: (0, position)].count += 1 }
            },
            take: { [self] object throws(ImportError) in try take(object, into: sink) })
        try reader.readAll()
    }

    public func finish(into sink: any DiscoverySink) throws(ImportError) {
        let emission = NetBoxEmission(inventory, prefix: prefix)
        inventory = NetBoxInventory()
        try emission.emit(into: sink)
        for (model, told) in unread.sorted(by: { $0.key < $1.key }) {
            let objects = told.count == 1 ? "1 object" : "\(told.count) objects"
            sink.warn(ImportError(.badRecord, "\(objects) of \(model) are not read", at: told.first))
        }
        unread = [:]
    }

    func nativeID(_ key: NetBoxKey) -> String { NetBoxIdentity.of(key, prefix) }

    /// Emits what the object alone decides, and remembers the rest. Whatever is wrong with it is found before anything
    /// is emitted.
    private func take(_ object: NetBoxObject, into sink: any DiscoverySink) throws(ImportError) {
        if object.model != .contentType, object.model != .taggedItem, inventory.seen.contains(object.key) {
            inventory.repeated = (
                (inventory.repeated?.count ?? 0) + 1, inventory.repeated?.first ?? object.position
            )
            return
        }
        switch object.model {
        case .region, .site, .location, .rackGroup, .rack: try place(object, into: sink)
        case .device, .virtualMachine, .cluster, .module: try thing(object, into: sink)
        case .interface, .machineInterface: try interface(object, into: sink)
        case .manufacturer, .deviceRole, .platform, .clusterType, .circuitType, .contactRole, .tag:
            inventory.names[object.key] = try object.name()
        case .deviceType, .moduleType: inventory.types[object.key] = try deviceType(object)
        case .powerPort, .powerOutlet, .powerFeed, .powerPanel: try power(object, into: sink)
        case .cable, .cableTermination, .interfaceConnection, .frontPort, .rearPort, .portMapping:
            try cabling(object)
        case .address, .prefix, .vlan, .routingDomain, .macAddress, .service: try addressing(object, into: sink)
        case .tenant, .contact, .contactAssignment, .provider, .taggedItem: try people(object, into: sink)
        case .contentType: contentType(object)
        default: try relation(object, into: sink)
        }
        inventory.seen.insert(object.key)
    }

    /// Content types of a dump with natural keys have none, and nothing there refers to them by number.
    private func contentType(_ object: NetBoxObject) {
        guard let application = object.text("app_label"), let name = object.text("model"),
            let model = NetBoxModel(rawValue: "\(application).\(name)")
        else { return }
        inventory.contentTypes[object.id] = model
    }
}

/// What identifies NetBox's objects as configuration items.
enum NetBoxIdentity {
    static func of(_ key: NetBoxKey, _ prefix: String) -> String {
        // Locations were called rack groups before version 2.11, and kept their numbers.
        let model = key.model == .rackGroup ? .location : key.model
        return "\(prefix)\(model?.rawValue ?? "")/\(key.id)"
    }
}
