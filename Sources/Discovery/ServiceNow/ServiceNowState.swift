/// The life-cycle state of a record, from the four fields that may state it.
enum ServiceNowState {
    static func of(_ row: ServiceNowRow, _ ciClass: String) -> String? {
        var stated: [String] = []
        for field in [
            "life_cycle_stage_status", "life_cycle_stage", "install_status", "hardware_status", "operational_status",
        ] {
            guard let value = row[field] else { continue }
            let words = [value.display, value.value].compactMap { $0?.lowercased() }
            if let state = words.lazy.compactMap({ self.words[$0] ?? numbers[field]?[$0] }).first {
                stated.append(state)
            }
        }
        // What is out of use in one respect is out of use.
        guard let state = stated.first(where: { $0 != "live" }) ?? stated.first else { return nil }
        if ServiceNowTables.isPortfolio(ciClass) { return portfolio[state] ?? "live" }
        if ServiceNowTables.isOperational(ciClass) { return state }
        return state == "retired" || state == "disposed" ? "retired" : nil
    }

    /// A virtual machine is on or off.
    static func power(_ row: ServiceNowRow) -> String? {
        switch row.text("state")?.lowercased() {
        case "on", "running", "poweredon": "on"
        case "off", "terminated", "stopped", "poweredoff": "off"
        default: nil
        }
    }

    private static let portfolio = [
        "retired": "retired", "disposed": "retired", "planned": "planned", "ordered": "planned", "building": "building",
    ]

    private static let numbers: [String: [String: String]] = [
        "install_status": [
            "1": "live", "2": "ordered", "3": "maintenance", "4": "building", "5": "maintenance", "6": "inStock",
            "7": "retired", "8": "missing", "100": "missing",
        ],
        "operational_status": [
            "1": "live", "2": "maintenance", "3": "maintenance", "4": "standby", "5": "standby", "6": "retired",
            "7": "planned", "8": "live",
        ],
    ]

    private static let words: [String: String] = [
        "installed": "live", "operational": "live", "in use": "live", "in_use": "live", "production": "live",
        "live": "live", "active": "live", "on order": "ordered", "on_order": "ordered", "in maintenance": "maintenance",
        "in_maintenance": "maintenance", "pending install": "building", "pending_install": "building",
        "pending repair": "maintenance", "pending_repair": "maintenance", "repair in progress": "maintenance",
        "non-operational": "maintenance", "in stock": "inStock", "in_stock": "inStock", "available": "inStock",
        "retired": "retired", "end of life": "retired", "end of operation": "retired", "decommissioned": "retired",
        "disposed": "disposed", "stolen": "missing", "absent": "missing", "missing": "missing",
        "dr standby": "standby", "ready": "standby", "standby": "standby", "pipeline": "planned", "catalog": "live",
        "design": "planned", "planned": "planned", "purchase": "ordered", "deploy": "building", "build": "building",
        "inventory": "inStock", "test": "testing", "qa": "testing",
    ]
}
