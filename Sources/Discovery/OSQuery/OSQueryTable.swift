/// The tables of osquery that are read.
enum OSQueryTable: String, CaseIterable {
    case systemInfo = "system_info"
    case operatingSystem = "os_version"
    case kernel = "kernel_info"
    case interfaces = "interface_details"
    case addresses = "interface_addresses"
    case ports = "listening_ports"
    case debianPackages = "deb_packages"
    case rpmPackages = "rpm_packages"
    case programs
    case applications = "apps"
    case homebrewPackages = "homebrew_packages"

    /// The table that a row is from, which no log says: by its columns, else by the name of the query.
    static func of(_ row: JSONValue, query: String) -> OSQueryTable? {
        func has(_ columns: String...) -> Bool { columns.allSatisfy { row[$0] != nil } }
        if has("hardware_serial") || has("cpu_brand") || has("hardware_model") { return .systemInfo }
        if has("interface", "mac") { return .interfaces }
        if has("interface", "address") { return .addresses }
        if has("port", "protocol"), !has("remote_address") { return .ports }
        if has("bundle_identifier") { return .applications }
        if has("name", "version", "release", "arch") { return .rpmPackages }
        if has("identifying_number") || has("name", "version", "publisher") { return .programs }
        if has("name", "version"), has("platform") || has("codename") || has("platform_like") {
            return .operatingSystem
        }
        if has("name", "version", "arch") { return .debianPackages }
        let words = query.lowercased()
        return allCases.first { table in
            table != .applications && table != .programs && words.contains(table.rawValue)
                && (table == .kernel ? has("version") : has("name"))
        }
    }

    /// Where installed software of the table comes from; nil for tables of other things.
    var packageKind: String? {
        switch self {
        case .debianPackages: "deb"
        case .rpmPackages: "rpm"
        case .programs: "program"
        case .applications: "app"
        case .homebrewPackages: "brew"
        default: nil
        }
    }
}
