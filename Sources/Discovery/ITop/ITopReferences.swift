import GraphModel

/// The relationships that follow from an object's external keys, but for those that make groups.
struct ITopReferences {
    private struct Rule {
        var field: String
        var root: ITopClass.Root
        var type: String
        /// What is referred to, for exports that only have names.
        var ciClass: String
        var isReversed = false
    }

    private static let rules: [Rule] = [
        Rule(field: "virtualhost_id", root: .functionalCI, type: "RUNS_ON", ciClass: "VirtualisationResource"),
        Rule(field: "server_id", root: .functionalCI, type: "RUNS_ON", ciClass: "Server"),
        Rule(field: "device_id", root: .functionalCI, type: "RUNS_ON", ciClass: "ComputeResource"),
        Rule(field: "dbserver_id", root: .functionalCI, type: "RUNS_ON", ciClass: "DatabaseInstance"),
        Rule(field: "webserver_id", root: .functionalCI, type: "RUNS_ON", ciClass: "WebServer"),
        Rule(field: "middleware_id", root: .functionalCI, type: "RUNS_ON", ciClass: "MiddlewareResource"),
        Rule(field: "storagesystem_id", root: .functionalCI, type: "STORED_ON", ciClass: "StorageArray"),
        Rule(field: "nas_id", root: .functionalCI, type: "STORED_ON", ciClass: "FileServer"),
        Rule(field: "connectableci_id", root: .functionalCI, type: "PART_OF", ciClass: "Equipment"),
        Rule(field: "virtualmachine_id", root: .functionalCI, type: "PART_OF", ciClass: "VirtualMachine"),
        Rule(field: "datacenterdevice_id", root: .functionalCI, type: "PART_OF", ciClass: "Equipment"),
        Rule(
            field: "powerstart_id", root: .functionalCI, type: "POWERS", ciClass: "PowerEquipment", isReversed: true),
        Rule(field: "software_id", root: .software, type: "PROVISIONED_FROM", ciClass: "SoftwareProduct"),
        Rule(field: "oslicence_id", root: .licence, type: "COVERED_BY", ciClass: "SoftwareLicence"),
        Rule(field: "softwarelicence_id", root: .licence, type: "COVERED_BY", ciClass: "SoftwareLicence"),
        Rule(field: "provider_id", root: .organization, type: "AGREED_WITH", ciClass: "Organisation"),
        Rule(field: "service_id", root: .service, type: "PART_OF", ciClass: "BusinessService"),
        Rule(field: "manager_id", root: .contact, type: "REPORTS_TO", ciClass: "Person"),
    ]

    /// From the innermost to the outermost place.
    private static let places: [Rule] = [
        Rule(field: "enclosure_id", root: .functionalCI, type: "LOCATED_IN", ciClass: "Chassis"),
        Rule(field: "rack_id", root: .functionalCI, type: "LOCATED_IN", ciClass: "Rack"),
        Rule(field: "location_id", root: .location, type: "LOCATED_IN", ciClass: "Location"),
    ]

    let object: ITopObject
    let key: ITopKey
    let prefix: String

    func emit(into sink: any DiscoverySink) throws(ImportError) {
        for rule in Self.rules { try emit(rule, into: sink) }
        for rule in Self.places where try emit(rule, into: sink) { break }
        let isInstallation = object.name == "PCSoftware" || object.name == "OtherSoftware"
        try emit(
            Rule(
                field: "system_id", root: .functionalCI, type: isInstallation ? "INSTALLED_ON" : "RUNS_ON",
                ciClass: "ComputeResource"), into: sink)
        // People and teams belong to an organisation, which owns everything else.
        let owner = key.root == .contact ? "MEMBER_OF" : "OWNED_BY"
        try emit(Rule(field: "org_id", root: .organization, type: owner, ciClass: "Organisation"), into: sink)
        if key.root == .organization {
            try emit(
                Rule(field: "parent_id", root: .organization, type: "REPORTS_TO", ciClass: "Organisation"), into: sink)
        }
    }

    /// - Returns: Whether the object has the reference.
    @discardableResult
    private func emit(_ rule: Rule, into sink: any DiscoverySink) throws(ImportError) -> Bool {
        let other: ItemReference
        if let id = object.key(rule.field) {
            other = .native(ITopKey(rule.root, id).nativeID(prefix))
        } else if let name = object.name(of: rule.field) {
            other = .named(ciClass: rule.ciClass, name: name)
        } else {
            return false
        }
        let own = ItemReference.native(key.nativeID(prefix))
        guard own != other else { return false }
        try sink.acceptRelationship(
            rule.isReversed ? other : own, rule.type, rule.isReversed ? own : other, at: object.position)
        return true
    }
}
