/// What iTop's classes are: which of them share their numbers, and what they become.
enum ITopClass {
    /// A class at the top of a hierarchy, whose objects and those of its subclasses are numbered together.
    enum Root: String {
        case functionalCI = "FunctionalCI"
        case organization = "Organization"
        case location = "Location"
        case contact = "Contact"
        case typology = "Typology"
        case software = "Software"
        case licence = "Licence"
        case networkInterface = "NetworkInterface"
        case subnet = "Subnet"
        case vlan = "VLAN"
        case document = "Document"
        case contract = "Contract"
        case service = "Service"
        case serviceSubcategory = "ServiceSubcategory"
        case tape = "Tape"
    }

    struct Meaning {
        var root: Root
        /// Nil for objects that only lend others their names.
        var ciClass: String?
    }

    static func meaning(_ name: String) -> Meaning? {
        if let ciClass = items[name] { return Meaning(root: .functionalCI, ciClass: ciClass) }
        return others[name]
    }

    /// Whether objects of the class, or what they join, are read.
    static func isKnown(_ name: String) -> Bool { meaning(name) != nil || name.hasPrefix("lnk") }

    private static let items: [String: String] = [
        "Server": "Server", "NetworkDevice": "NetworkDevice", "StorageSystem": "StorageArray",
        "SANSwitch": "StorageSwitch", "TapeLibrary": "TapeLibrary", "NAS": "FileServer", "PC": "Workstation",
        "Printer": "Printer", "Tablet": "MobileDevice", "MobilePhone": "MobileDevice", "IPPhone": "Appliance",
        "Phone": "Appliance", "Peripheral": "HardwareComponent", "Rack": "Rack", "Enclosure": "Chassis",
        "PowerSource": "PowerEquipment", "PDU": "PowerDistributionUnit", "Hypervisor": "Hypervisor",
        "Farm": "HypervisorCluster", "VirtualMachine": "VirtualMachine", "ApplicationSolution": "Application",
        "BusinessProcess": "BusinessProcess", "DBServer": "DatabaseInstance", "DatabaseSchema": "Database",
        "WebServer": "WebServer", "WebApplication": "Website", "Middleware": "MiddlewareResource",
        "MiddlewareInstance": "ApplicationInstance", "PCSoftware": "SoftwareInstallation",
        "OtherSoftware": "SoftwareInstallation", "LogicalVolume": "StorageVolume", "NASFileSystem": "FileSystem",
        // Version 1.
        "ApplicationInstance": "ApplicationInstance", "DatabaseInstance": "DatabaseInstance",
    ]

    private static let others: [String: Meaning] = [
        "Organization": Meaning(root: .organization, ciClass: "Organisation"),
        "Location": Meaning(root: .location, ciClass: "Location"),
        "Person": Meaning(root: .contact, ciClass: "Person"), "Team": Meaning(root: .contact, ciClass: "Team"),
        "Brand": Meaning(root: .typology), "Model": Meaning(root: .typology), "OSFamily": Meaning(root: .typology),
        "OSVersion": Meaning(root: .typology), "NetworkDeviceType": Meaning(root: .typology),
        "IOSVersion": Meaning(root: .typology), "ContactType": Meaning(root: .typology),
        "DocumentType": Meaning(root: .typology), "ContractType": Meaning(root: .typology),
        "Software": Meaning(root: .software, ciClass: "SoftwareProduct"),
        "OSLicence": Meaning(root: .licence, ciClass: "SoftwareLicence"),
        "SoftwareLicence": Meaning(root: .licence, ciClass: "SoftwareLicence"),
        "PhysicalInterface": Meaning(root: .networkInterface, ciClass: "NetworkInterface"),
        "LogicalInterface": Meaning(root: .networkInterface, ciClass: "NetworkInterface"),
        "FiberChannelInterface": Meaning(root: .networkInterface, ciClass: "NetworkInterface"),
        "Subnet": Meaning(root: .subnet, ciClass: "Subnet"), "VLAN": Meaning(root: .vlan, ciClass: "VLAN"),
        "DocumentFile": Meaning(root: .document, ciClass: "Document"),
        "DocumentNote": Meaning(root: .document, ciClass: "Document"),
        "DocumentWeb": Meaning(root: .document, ciClass: "Document"),
        "CustomerContract": Meaning(root: .contract, ciClass: "Contract"),
        "ProviderContract": Meaning(root: .contract, ciClass: "Contract"),
        "Service": Meaning(root: .service, ciClass: "BusinessService"),
        "ServiceSubcategory": Meaning(root: .serviceSubcategory, ciClass: "ServiceOffering"),
    ]

    /// Classes whose objects may be connected to network devices, of which several make a group.
    static let connectable: Set<String> = [
        "Server", "NetworkDevice", "StorageSystem", "SANSwitch", "TapeLibrary", "NAS", "PC", "Printer",
    ]

    /// Classes that power, software or hypervisors may be redundant for.
    static func mayHaveGroups(_ name: String) -> Bool {
        connectable.contains(name) || name == "Farm" || name == "ApplicationSolution"
    }

    /// Classes whose objects say nothing about what depends on what, or are documented as left out.
    static func isPassedOver(_ name: String) -> Bool {
        [
            "Group", "lnkGroupToCI", "lnkPhysicalInterfaceToVLAN", "DeliveryModel", "lnkDeliveryModelToContact",
            "ServiceFamily", "SLA", "SLT", "lnkSLAToSLT", "OSPatch", "SoftwarePatch", "lnkServerToPatch",
            "lnkSoftwareInstanceToSoftwarePatch",
        ].contains(name)
    }
}

extension ITopClass.Meaning {
    fileprivate init(root: ITopClass.Root) { self.init(root: root, ciClass: nil) }
}

/// Classes that join two objects.
struct ITopLink {
    var from: (field: String, root: ITopClass.Root)
    var type: String
    var to: (field: String, root: ITopClass.Root)

    init(
        _ from: String, _ fromRoot: ITopClass.Root, _ type: String, _ to: String, _ toRoot: ITopClass.Root
    ) {
        self.from = (from, fromRoot)
        self.type = type
        self.to = (to, toRoot)
    }

    static let all: [String: ITopLink] = [
        "lnkApplicationSolutionToBusinessProcess": ITopLink(
            "businessprocess_id", .functionalCI, "DEPENDS_ON", "applicationsolution_id", .functionalCI),
        // Version 1.
        "lnkProcessToSolution": ITopLink(
            "process_id", .functionalCI, "DEPENDS_ON", "solution_id", .functionalCI),
        "lnkServerToVolume": ITopLink("server_id", .functionalCI, "MOUNTS", "volume_id", .functionalCI),
        "lnkVirtualDeviceToVolume": ITopLink(
            "virtualdevice_id", .functionalCI, "MOUNTS", "volume_id", .functionalCI),
        "lnkContactToFunctionalCI": ITopLink("contact_id", .contact, "CONTACT_FOR", "functionalci_id", .functionalCI),
        "lnkContactToService": ITopLink("contact_id", .contact, "CONTACT_FOR", "service_id", .service),
        "lnkContactToContract": ITopLink("contact_id", .contact, "CONTACT_FOR", "contract_id", .contract),
        "lnkPersonToTeam": ITopLink("person_id", .contact, "MEMBER_OF", "team_id", .contact),
        "lnkDocumentToFunctionalCI": ITopLink(
            "functionalci_id", .functionalCI, "DOCUMENTED_BY", "document_id", .document),
        "lnkDocumentToService": ITopLink("service_id", .service, "DOCUMENTED_BY", "document_id", .document),
        "lnkDocumentToSoftware": ITopLink("software_id", .software, "DOCUMENTED_BY", "document_id", .document),
        "lnkDocumentToContract": ITopLink("contract_id", .contract, "DOCUMENTED_BY", "document_id", .document),
        "lnkFunctionalCIToService": ITopLink("service_id", .service, "DEPENDS_ON", "functionalci_id", .functionalCI),
        "lnkFunctionalCIToProviderContract": ITopLink(
            "functionalci_id", .functionalCI, "COVERED_BY", "providercontract_id", .contract),
        "lnkCustomerContractToFunctionalCI": ITopLink(
            "functionalci_id", .functionalCI, "COVERED_BY", "customercontract_id", .contract),
        "lnkCustomerContractToService": ITopLink(
            "service_id", .service, "COVERED_BY", "customercontract_id", .contract),
        "lnkProviderContractToService": ITopLink(
            "service_id", .service, "COVERED_BY", "providercontract_id", .contract),
        "lnkSubnetToVLAN": ITopLink("subnet_id", .subnet, "DEPENDS_ON", "vlan_id", .vlan),
    ]
}
