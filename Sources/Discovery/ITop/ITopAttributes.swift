import GraphModel

/// The attributes of an object's item, and those that another object has the text of.
struct ITopAttributes {
    private(set) var list: [Property] = []
    /// Attributes whose text is the name of another object.
    private(set) var lookups: [(attribute: String, key: ITopKey)] = []

    private let object: ITopObject

    /// - Throws: `import.badRecord` when the object has no name.
    init(_ object: ITopObject, _ meaning: ITopClass.Meaning, known: [ITopKey: String]) throws(ImportError) {
        self.object = object
        list.add(ConventionalProperty.name, try Self.name(of: object))
        list.add("description", object["description"])
        switch meaning.root {
        case .functionalCI: addItem(known)
        case .contact, .organization: addParty()
        case .location:
            let address = ["address", "postal_code", "city", "country"].compactMap { object[$0] }
            list.add("address", address.joined(separator: ", "))
            list.add(ConventionalProperty.state, ["inactive": "inactive", "active": "active"][object["status"] ?? ""])
        case .software:
            list.add("vendor", object["vendor"])
            list.add("version", object["version"])
        case .networkInterface: addInterface()
        case .subnet:
            list.add("prefix", Self.prefix(object))
        case .vlan: list.add("vlanId", object["vlan_tag"].flatMap { Int64($0) })
        case .contract:
            add("validFrom", date: "start_date")
            add("validUntil", date: "end_date")
        case .document: list.add("url", object["url"])
        case .service: list.add(ConventionalProperty.state, Self.states[object["status"] ?? ""])
        case .typology, .licence, .serviceSubcategory, .tape: break
        }
    }

    /// People have two names, and a subnet may have none.
    static func name(of object: ITopObject) throws(ImportError) -> String {
        if object.name == "Person", let given = object["first_name"], let family = object["name"] {
            return "\(given) \(family)"
        }
        let names = ["name", "friendlyname", "subnet_name", "vlan_tag"].lazy.compactMap { object[$0] }
        guard let name = names.first ?? prefix(object) else { throw object.missing("name") }
        return name
    }

    static let states = [
        "implementation": "building", "production": "live", "stock": "inStock", "obsolete": "retired",
        "active": "live", "inactive": "retired",
    ]

    private static let criticalities = ["high": "high", "medium": "medium", "low": "low"]

    private mutating func addItem(_ known: [ITopKey: String]) {
        let status = Self.states[object["status"] ?? ""]
        let isPortfolio = ["ApplicationSolution", "BusinessProcess", "WebApplication"].contains(object.name)
        list.add(ConventionalProperty.state, isPortfolio && status == "inStock" ? nil : status)
        list.add("businessCriticality", Self.criticalities[object["business_criticity"] ?? ""])
        list.add("serialNumber", StatedText.of(object["serialnumber"] ?? object["serial_number"]))
        list.add("assetTag", StatedText.of(object["asset_number"] ?? object["asset_ref"]))
        list.add("heightUnits", object["nb_u"].flatMap { Int64($0) })
        add("installedOn", date: "move2production")
        add("warrantyEnds", date: "end_of_warranty")
        look("manufacturer", "brand_id", .typology, known)
        look("model", "model_id", .typology, known)
        look("operatingSystem", "osfamily_id", .typology, known)
        look("operatingSystemVersion", "osversion_id", .typology, known)
        look("operatingSystemVersion", "iosversion_id", .typology, known)
        if object.name == "DBServer" { look("engine", "software_id", .software, known) }
        if object.name == "NetworkDevice" { look("role", "networkdevicetype_id", .typology, known) }
        list.add("processors", object["cpu"].flatMap { Int64($0) })
        list.add("url", object["url"])
        list.add("worldWideName", object["lun_id"])
        if let address = object["managementip"] ?? object["ip"], StatedText.isHostAddress(address) {
            if ["NetworkDevice", "SANSwitch"].contains(object.name) {
                list.add("managementAddress", address)
            } else {
                list.add("addresses", [address])
            }
        }
        list.add("fqdn", StatedText.qualifiedName(object["fqdn"] ?? object["name"]))
    }

    private mutating func addParty() {
        list.add("email", object["email"])
        list.add("telephone", object["phone"])
        guard object.name == "Person" else { return }
        list.add("personnelNumber", object["employee_number"])
        list.add("jobTitle", object["function"])
        list.add("givenName", object["first_name"])
        list.add("familyName", object["name"])
    }

    private mutating func addInterface() {
        list.add("macAddress", object["macaddress"].flatMap(HardwareAddress.normalised))
        list.add("addresses", object["ipaddress"].map { [$0] } ?? [])
        list.add("speedMegabits", object["speed"].flatMap { Double($0) })
        list.add("worldWideName", object["wwn"])
    }

    /// In CIDR form, from an address and a mask.
    private static func prefix(_ object: ITopObject) -> String? {
        guard let address = object["ip"] else { return nil }
        let bytes = object["ip_mask"]?.split(separator: ".").compactMap { UInt8($0) } ?? []
        guard bytes.count == 4 else { return address }
        return "\(address)/\(bytes.reduce(0) { $0 + $1.nonzeroBitCount })"
    }

    private mutating func add(_ key: String, date field: String) {
        if let date = object[field].flatMap({ CalendarDate(String($0.prefix(10))) }) {
            list.add(Property(key, .date(date)))
        }
    }

    /// An attribute that is the name of another object: beside the key, known already, or to come.
    private mutating func look(
        _ attribute: String, _ field: String, _ root: ITopClass.Root, _ known: [ITopKey: String]
    ) {
        if let name = object.name(of: field) {
            list.add(attribute, name)
        } else if let id = object.key(field) {
            let key = ITopKey(root, id)
            if let name = known[key] { list.add(attribute, name) } else { lookups.append((attribute, key)) }
        }
    }
}

/// What identifies an object among all of an iTop: the class at the top of its hierarchy and its number.
struct ITopKey: Hashable {
    let root: ITopClass.Root
    let id: String

    init(_ root: ITopClass.Root, _ id: String) {
        self.root = root
        self.id = id
    }

    func nativeID(_ prefix: String) -> String { "\(prefix)\(root.rawValue)/\(id)" }
}
