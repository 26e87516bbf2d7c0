import GraphModel

/// The relationships that follow from a record's references to others.
struct ServiceNowReferences {
    private struct Rule {
        var field: String
        var type: String
        /// The record that is referred to is the source.
        var isReversed = false
        /// What is referred to, for references that give only what people see.
        var ciClass: String
    }

    private static let ofItems: [Rule] = [
        Rule(field: "location", type: "LOCATED_IN", ciClass: "Location"),
        Rule(field: "rack", type: "LOCATED_IN", ciClass: "Rack"),
        Rule(field: "owned_by", type: "OWNED_BY", ciClass: "Person"),
        Rule(field: "support_group", type: "SUPPORTED_BY", ciClass: "Team"),
        Rule(field: "supported_by", type: "SUPPORTED_BY", ciClass: "Person"),
        Rule(field: "managed_by", type: "MANAGES", isReversed: true, ciClass: "Person"),
        Rule(field: "managed_by_group", type: "MANAGES", isReversed: true, ciClass: "Team"),
        Rule(field: "company", type: "OWNED_BY", ciClass: "Organisation"),
        Rule(field: "vendor", type: "SUPPLIED_BY", ciClass: "Organisation"),
        Rule(field: "cluster", type: "MEMBER_OF", ciClass: "Cluster"),
        Rule(field: "installed_on", type: "INSTALLED_ON", ciClass: "ComputeResource"),
        Rule(field: "load_balancer", type: "RUNS_ON", ciClass: "LoadBalancer"),
    ]

    /// Parts of computers name what they are in.
    private static let ofParts: [Rule] = [
        Rule(field: "cmdb_ci", type: "PART_OF", ciClass: "ComputeResource"),
        Rule(field: "computer", type: "PART_OF", ciClass: "ComputeResource"),
        Rule(field: "nic", type: "BOUND_TO", ciClass: "NetworkInterface"),
    ]

    private static let parts: Set<String> = [
        "NetworkInterface", "Disk", "FileSystem", "MemoryModule", "IPAddress", "StorageVolume", "StorageController",
        "PowerCircuit",
    ]

    private static let ofOthers: [String: [Rule]] = [
        "Location": [Rule(field: "parent", type: "LOCATED_IN", ciClass: "Location")],
        "Team": [
            Rule(field: "parent", type: "REPORTS_TO", ciClass: "Team"),
            Rule(field: "manager", type: "CONTACT_FOR", isReversed: true, ciClass: "Person"),
        ],
        "Person": [
            Rule(field: "manager", type: "REPORTS_TO", ciClass: "Person"),
            Rule(field: "department", type: "MEMBER_OF", ciClass: "OrganisationUnit"),
        ],
        "OrganisationUnit": [Rule(field: "parent", type: "REPORTS_TO", ciClass: "OrganisationUnit")],
        "Contract": [Rule(field: "vendor", type: "AGREED_WITH", ciClass: "Organisation")],
    ]

    private let rules: [Rule]

    /// - Parameter ciClass: The class that the record's table has, before the record itself is looked at.
    init(_ ciClass: String) {
        if let rules = Self.ofOthers[ciClass] {
            self.rules = rules
        } else if ServiceNowTables.isParty(ciClass) {
            rules = []
        } else {
            rules =
                Self.ofItems + (Self.parts.contains(ciClass) ? Self.ofParts : [])
                + (ciClass == "ApplicationInstance"
                    ? [Rule(field: "server", type: "RUNS_ON", ciClass: "Server")] : [])
        }
    }

    func emit(
        _ row: ServiceNowRow, _ nativeID: String, prefix: String, into sink: any DiscoverySink
    ) throws(ImportError) {
        for rule in rules {
            guard let field = row[rule.field], let other = Self.item(field, rule.ciClass, prefix) else { continue }
            let own = ItemReference.native(nativeID)
            guard other != own else { continue }
            try sink.acceptRelationship(
                rule.isReversed ? other : own, rule.type, rule.isReversed ? own : other, at: row.position)
        }
    }

    /// By identifier; by name where the record gives only that.
    static func item(_ field: ServiceNowField, _ ciClass: String, _ prefix: String) -> ItemReference? {
        if let id = field.reference { return .native(prefix + id) }
        return field.shown.map { .named(ciClass: ciClass, name: $0) }
    }
}
