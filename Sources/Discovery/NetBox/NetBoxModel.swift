/// The models of NetBox that become configuration items or say something about others.
enum NetBoxModel: String, CaseIterable {
    case region = "dcim.region"
    case site = "dcim.site"
    case location = "dcim.location"
    case rackGroup = "dcim.rackgroup"
    case rack = "dcim.rack"
    case manufacturer = "dcim.manufacturer"
    case deviceType = "dcim.devicetype"
    case moduleType = "dcim.moduletype"
    case deviceRole = "dcim.devicerole"
    case platform = "dcim.platform"
    case device = "dcim.device"
    case deviceBay = "dcim.devicebay"
    case module = "dcim.module"
    case inventoryItem = "dcim.inventoryitem"
    case virtualChassis = "dcim.virtualchassis"
    case interface = "dcim.interface"
    case interfaceConnection = "dcim.interfaceconnection"
    case macAddress = "dcim.macaddress"
    case frontPort = "dcim.frontport"
    case rearPort = "dcim.rearport"
    case portMapping = "dcim.portmapping"
    case powerPort = "dcim.powerport"
    case powerOutlet = "dcim.poweroutlet"
    case powerFeed = "dcim.powerfeed"
    case powerPanel = "dcim.powerpanel"
    case cable = "dcim.cable"
    case cableTermination = "dcim.cabletermination"
    case wirelessLink = "wireless.wirelesslink"
    case clusterType = "virtualization.clustertype"
    case clusterGroup = "virtualization.clustergroup"
    case cluster = "virtualization.cluster"
    case virtualMachine = "virtualization.virtualmachine"
    case machineInterface = "virtualization.vminterface"
    case routingDomain = "ipam.vrf"
    case prefix = "ipam.prefix"
    case vlan = "ipam.vlan"
    case address = "ipam.ipaddress"
    case redundancyGroup = "ipam.fhrpgroup"
    case redundancyMember = "ipam.fhrpgroupassignment"
    case service = "ipam.service"
    case provider = "circuits.provider"
    case providerNetwork = "circuits.providernetwork"
    case circuitType = "circuits.circuittype"
    case circuit = "circuits.circuit"
    case circuitTermination = "circuits.circuittermination"
    case tenant = "tenancy.tenant"
    case contact = "tenancy.contact"
    case contactRole = "tenancy.contactrole"
    case contactAssignment = "tenancy.contactassignment"
    case tag = "extras.tag"
    case taggedItem = "extras.taggeditem"
    case contentType = "contenttypes.contenttype"

    /// The last two parts of an object's address in the REST API: `dcim/power-ports`.
    init?(endpoint: String) {
        guard let model = Self.endpoints[endpoint] else { return nil }
        self = model
    }

    private static let endpoints: [String: NetBoxModel] = {
        var endpoints: [String: NetBoxModel] = [:]
        for model in allCases {
            let parts = model.rawValue.split(separator: ".")
            endpoints["\(parts[0])/\(model.plural ?? parts[1] + "s")"] = model
        }
        return endpoints
    }()

    /// What the REST API calls the objects, where it is not the model's name with an `s`.
    private var plural: String? {
        switch self {
        case .rackGroup: "rack-groups"
        case .deviceType: "device-types"
        case .moduleType: "module-types"
        case .deviceRole: "device-roles"
        case .deviceBay: "device-bays"
        case .inventoryItem: "inventory-items"
        case .virtualChassis: "virtual-chassis"
        case .interfaceConnection: "interface-connections"
        case .macAddress: "mac-addresses"
        case .frontPort: "front-ports"
        case .rearPort: "rear-ports"
        case .powerPort: "power-ports"
        case .powerOutlet: "power-outlets"
        case .powerFeed: "power-feeds"
        case .powerPanel: "power-panels"
        case .cableTermination: "cable-terminations"
        case .wirelessLink: "wireless-links"
        case .clusterType: "cluster-types"
        case .clusterGroup: "cluster-groups"
        case .virtualMachine: "virtual-machines"
        case .machineInterface: "interfaces"
        case .prefix: "prefixes"
        case .address: "ip-addresses"
        case .redundancyGroup: "fhrp-groups"
        case .redundancyMember: "fhrp-group-assignments"
        case .providerNetwork: "provider-networks"
        case .circuitType: "circuit-types"
        case .circuitTermination: "circuit-terminations"
        case .contactRole: "contact-roles"
        case .contactAssignment: "contact-assignments"
        default: nil
        }
    }

    /// Whether a model that nobody reads says nothing about what depends on what: accounts, sessions, histories, views,
    /// and templates that objects were once made from.
    static func isPassedOver(_ model: String) -> Bool {
        let applications = [
            "admin", "auth", "sessions", "social_django", "taggit", "django_rq", "users", "account", "core", "secrets",
            "contenttypes", "extras",
        ]
        if applications.contains(String(model.prefix { $0 != "." })) || model.hasSuffix("template") { return true }
        return [
            "dcim.cablepath", "dcim.sitegroup", "dcim.rackrole", "dcim.rackreservation", "dcim.racktype", "ipam.rir",
            "ipam.role", "ipam.vlangroup", "dcim.inventoryitemrole", "tenancy.tenantgroup", "tenancy.contactgroup",
            "dcim.modulebay", "dcim.moduletypeprofile", "dcim.porttemplatemapping",
        ].contains(model)
    }
}

/// What identifies an object of NetBox. A dump may name a model by a number that only its content types explain.
struct NetBoxKey: Hashable, Comparable {
    private static let firstNumber = 1_000
    private static let models = NetBoxModel.allCases
    private static let numbers = Dictionary(uniqueKeysWithValues: models.enumerated().map { ($1, $0) })

    private var kind: Int
    let id: Int64

    init(_ model: NetBoxModel, _ id: Int64) {
        kind = Self.numbers[model] ?? 0
        self.id = id
    }

    /// - Parameter number: The primary key of a content type; nil when it cannot be one.
    init?(contentType number: Int64, _ id: Int64) {
        guard number >= 0, number < Int64(Int32.max) else { return nil }
        kind = Self.firstNumber + Int(number)
        self.id = id
    }

    /// The number of the content type where the model is not known.
    var contentType: Int64? { kind < Self.firstNumber ? nil : Int64(kind - Self.firstNumber) }

    /// The model; nil when only the number of its content type is known.
    var model: NetBoxModel? { kind < Self.firstNumber ? Self.models[kind] : nil }

    static func < (a: NetBoxKey, b: NetBoxKey) -> Bool { (a.kind, a.id) < (b.kind, b.id) }
}
