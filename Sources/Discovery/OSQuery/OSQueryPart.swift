import GraphModel

/// A piece of software, or a port that somebody listens on, that a row speaks of.
struct OSQueryPart {
    let ciClass: String
    let nativeID: String
    let relationship: String
    /// What tells the row from others of the same item.
    let row: String
    private(set) var attributes: [Property]

    init?(_ row: JSONValue, _ table: OSQueryTable, of host: String) {
        if let kind = table.packageKind {
            self.init(software: row, kind, of: host)
        } else if table == .ports {
            self.init(port: row, of: host)
        } else {
            return nil
        }
    }

    /// For keeping many.
    var withoutAttributes: OSQueryPart {
        var copy = self
        copy.attributes = []
        return copy
    }

    private init?(software row: JSONValue, _ kind: String, of host: String) {
        guard let name = StatedText.of((row["bundle_name"] ?? row["display_name"] ?? row["name"])?.text) else {
            return nil
        }
        // Packages that were removed and left their settings.
        if let status = row["status"]?.text, kind == "deb", !status.hasSuffix(" installed") { return nil }
        var version = StatedText.of((row["bundle_short_version"] ?? row["version"])?.text)
        if kind == "rpm", let stated = version, let release = row["release"]?.text { version = "\(stated)-\(release)" }
        let architecture = StatedText.of(row["arch"]?.text)
        ciClass = "SoftwareInstallation"
        relationship = "INSTALLED_ON"
        nativeID = "\(host)/\(kind)/" + [name, version, architecture].compactMap { $0 }.joined(separator: "/")
        self.row = nativeID
        var list: [Property] = []
        list.add(ConventionalProperty.name, name)
        list.add("version", version)
        list.add("architecture", architecture)
        list.add("vendor", StatedText.of((row["publisher"] ?? row["vendor"] ?? row["maintainer"])?.text))
        list.add("packageKind", kind)
        attributes = list
    }

    private init?(port row: JSONValue, of host: String) {
        guard let port = row["port"]?.wholeNumber, port > 0, port < 65_536, let number = row["protocol"]?.text else {
            return nil
        }
        let address = row["address"]?.text ?? ""
        // Nobody else can reach it.
        if address.hasPrefix("127.") || address == "::1" { return nil }
        let names = ["6": "tcp", "17": "udp", "132": "sctp", "136": "udplite"]
        let transport = names[number] ?? number.lowercased()
        ciClass = "RuntimeService"
        relationship = "RUNS_ON"
        nativeID = "\(host)/port/\(transport)/\(port)"
        self.row = "\(nativeID) \(address)"
        let process = StatedText.of((row["process_name"] ?? row["name"])?.text)
        var list: [Property] = []
        list.add(ConventionalProperty.name, process.map { "\($0) \(port)/\(transport)" } ?? "\(port)/\(transport)")
        list.add("port", port)
        list.add("protocol", transport)
        list.add("process", process)
        attributes = list
    }
}
