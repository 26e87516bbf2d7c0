import GraphModel

/// The attributes of a record's item; what the record does not state is absent.
struct ServiceNowAttributes {
    private(set) var list: [Property] = []

    /// - Throws: `import.badRecord` when the record has no name.
    ///
    /// - Parameter ofTable: The class that all records of its table have.
    init(_ row: ServiceNowRow, _ ciClass: String, ofTable: String) throws(ImportError) {
        guard let name = row.shown("name") ?? row.shown("full_name") ?? row.shown("number") ?? row.shown("user_name")
        else { throw row.fields.missing("name") }
        list.add(ConventionalProperty.name, name)
        list.add("description", row.shown("short_description") ?? row.shown("description"))
        if ServiceNowTables.isParty(ciClass) {
            addParty(row, ciClass)
        } else if ofTable == "Location" {
            addLocation(row)
        } else {
            list.add(ConventionalProperty.state, ServiceNowState.of(row, ciClass))
            addCommon(row)
            addMachine(row, ciClass)
            addSoftware(row, ciClass)
        }
    }

    /// The class of a record: a virtual server is a virtual machine, a location is what its type says.
    static func ciClass(_ row: ServiceNowRow, _ ciClass: String) -> String {
        switch ciClass {
        case "Server", "ComputeResource": return row.flag("virtual") ? "VirtualMachine" : ciClass
        case "Organisation": return row.flag("vendor") && row.table == "core_company" ? "Supplier" : ciClass
        case "Location":
            let type = row.text("cmn_location_type")?.lowercased() ?? row.text("location_type")?.lowercased()
            return locations[type ?? ""] ?? ciClass
        default: return ciClass
        }
    }

    private static let locations = [
        "region": "Region", "country": "Region", "state/province": "Region", "city": "Region", "campus": "Site",
        "site": "Site", "datacenter": "Site", "building/structure": "Building", "building": "Building",
        "floor": "Floor", "room": "Room", "zone": "Room",
    ]

    private mutating func addParty(_ row: ServiceNowRow, _ ciClass: String) {
        list.add("email", row.shown("email"))
        list.add("telephone", row.shown("phone") ?? row.shown("business_phone"))
        if ciClass == "Person" {
            list.add("personnelNumber", row.shown("employee_number"))
            list.add("jobTitle", row.shown("title"))
        }
    }

    private mutating func addLocation(_ row: ServiceNowRow) {
        let address = ["street", "zip", "city", "state", "country"].compactMap { row.shown($0) }
        list.add("address", address.joined(separator: ", "))
        if let latitude = row.number("latitude"), let longitude = row.number("longitude") {
            list.add(Property("position", .point(Point(system: .wgs84, x: longitude, y: latitude))))
        }
    }

    private mutating func addCommon(_ row: ServiceNowRow) {
        list.add("serialNumber", StatedText.of(row.shown("serial_number")))
        list.add("assetTag", StatedText.of(row.shown("asset_tag")))
        list.add("manufacturer", StatedText.of(row.shown("manufacturer")))
        list.add("model", StatedText.of(row.shown("model_id") ?? row.shown("model_number")))
        list.add("environment", (row.shown("environment") ?? row.shown("used_for")).flatMap(Self.environment))
        let criticality = row["busines_criticality"] ?? row["business_criticality"]
        list.add("businessCriticality", (criticality?.display ?? criticality?.value).flatMap(Self.criticality))
        list.add("costCentre", row.shown("cost_center"))
        list.add("rackPosition", row.whole("rack_unit"))
        list.add("heightUnits", row.whole("rack_units"))
    }

    private mutating func addMachine(_ row: ServiceNowRow, _ ciClass: String) {
        let address = row.shown("ip_address").flatMap { StatedText.isHostAddress($0) ? $0 : nil }
        let hardware = row.shown("mac_address").flatMap(HardwareAddress.normalised)
        if ServiceNowTables.isNetworkDevice(ciClass) {
            list.add("managementAddress", address)
            list.add("macAddress", hardware)
        } else if ciClass == "IPAddress" || ciClass == "VirtualServer" {
            list.add("address", address)
        } else if ciClass == "NetworkInterface" {
            list.add("addresses", address.map { [$0] } ?? [])
            list.add("macAddress", hardware)
        } else {
            list.add("addresses", address.map { [$0] } ?? [])
            list.add("macAddresses", hardware.map { [$0] } ?? [])
        }
        list.add("fqdn", StatedText.qualifiedName(row.shown("fqdn")))
        list.add("domain", StatedText.of(row.shown("dns_domain")))
        list.add("operatingSystem", StatedText.of(row.shown("os") ?? row.shown("guest_os_fullname")))
        list.add("operatingSystemVersion", StatedText.of(row.shown("os_version")))
        list.add("kernelVersion", StatedText.of(row.shown("kernel_release")))
        list.add("processors", row.whole("cpu_count") ?? row.whole("cpus"))
        list.add("cores", row.whole("cpu_core_count"))
        list.add("memoryMegabytes", row.number("ram") ?? row.number("memory"))
        list.add("diskGigabytes", row.number("disk_space"))
        guard ["VirtualMachine", "CloudInstance"].contains(ciClass) else { return }
        list.add("biosUUID", StatedText.of(row.shown("bios_uuid"))?.lowercased())
        list.add("instanceUUID", StatedText.of(row.shown("vm_inst_id") ?? row.text("vm_instance_uuid"))?.lowercased())
        list.add("powerState", ServiceNowState.power(row))
    }

    private mutating func addSoftware(_ row: ServiceNowRow, _ ciClass: String) {
        list.add("version", row.shown("version"))
        list.add("port", row.whole("tcp_port") ?? row.whole("port"))
        list.add("url", row.shown("url"))
        list.add("circuitNumber", row.shown("circuit_id"))
        if ciClass == "DatabaseInstance" { list.add("engine", row.shown("type") ?? Self.engine(row.table)) }
        if ciClass == "VLAN" { list.add("vlanId", row.whole("vlan_id")) }
        if ciClass == "Certificate" {
            list.add("fingerprint", row.shown("fingerprint"))
            list.add("issuer", row.shown("issuer"))
        }
        let isCloud = ciClass.hasPrefix("Cloud") || ["ManagedDatabase", "ObjectBucket"].contains(ciClass)
        if isCloud { list.add("cloudId", row.text("object_id")) }
        if ciClass == "ConfigurationItem" { list.add("table", row.table) }
    }

    private static func engine(_ table: String) -> String? {
        let engines = [
            "mssql": "SQL Server", "ora": "Oracle", "mysql": "MySQL", "postgresql": "PostgreSQL", "db2": "Db2",
            "mongodb": "MongoDB", "syb": "Sybase", "hbase": "HBase",
        ]
        guard let start = table.firstRange(of: "_db_") else { return nil }
        return engines[String(table[start.upperBound...].prefix { $0 != "_" })]
    }

    private static func environment(_ text: String) -> String? {
        let words: [(String, String)] = [
            ("prod", "production"), ("disaster", "disasterRecovery"), ("dr", "disasterRecovery"),
            ("stag", "preProduction"), ("pre", "preProduction"), ("uat", "preProduction"), ("test", "test"),
            ("qa", "test"), ("dev", "development"), ("sand", "sandbox"), ("train", "sandbox"), ("demo", "sandbox"),
        ]
        let plain = text.lowercased()
        return words.first { plain.hasPrefix($0.0) }?.1
    }

    private static func criticality(_ text: String) -> String? {
        let plain = text.lowercased()
        let words: [(String, String)] = [
            ("1", "missionCritical"), ("2", "critical"), ("3", "medium"), ("4", "low"), ("most", "missionCritical"),
            ("somewhat", "critical"), ("less", "medium"), ("not", "low"),
        ]
        return words.first { plain.hasPrefix($0.0) }?.1
    }
}
