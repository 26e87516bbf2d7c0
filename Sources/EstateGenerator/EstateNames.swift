/// Words that names are made of.
enum EstateNames {
    static let cities = [
        "amsterdam", "frankfurt", "dublin", "london", "paris", "madrid", "milan", "zurich", "vienna", "warsaw", "oslo",
        "stockholm", "helsinki", "lisbon", "prague", "brussels",
    ]
    static let codes = [
        "ams", "fra", "dub", "lon", "par", "mad", "mil", "zrh", "vie", "waw", "osl", "sto", "hel", "lis", "prg", "bru",
    ]
    static let domains = [
        "payments", "ledger", "cards", "lending", "deposits", "treasury", "trading", "pricing", "risk", "fraud",
        "identity", "onboarding", "claims", "billing", "orders", "catalogue", "inventory", "shipping", "returns",
        "search", "booking", "loyalty", "campaigns", "content", "analytics", "reporting", "documents", "notifications",
        "scheduling", "workforce", "procurement", "compliance",
    ]
    static let functions = [
        "gateway", "api", "worker", "scorer", "router", "resolver", "mapper", "validator", "engine", "ingest",
        "publisher", "reader", "writer", "sync", "rules", "quotes", "limits", "history", "profile", "session", "events",
        "export", "lookup", "calculator",
    ]
    static let platform = [
        "single-sign-on", "configuration", "feature-flags", "secrets", "audit-trail", "message-relay", "rate-limiter",
        "service-registry", "customer-master", "reference-data", "document-store", "mail-relay", "tokenisation",
        "currency-rates", "geocoding", "entitlements",
    ]
    static let environments = ["production", "production", "production", "preProduction", "test"]
    static let serverModels = [
        ("Dell", "PowerEdge R760"), ("HPE", "ProLiant DL380 Gen11"), ("Lenovo", "ThinkSystem SR650 V3"),
        ("Supermicro", "SYS-221H-TNR"),
    ]
    static let operatingSystems = [
        "Debian 12", "Debian 13", "Ubuntu 24.04", "Red Hat Enterprise Linux 9.4", "Windows Server 2022",
    ]
    static let databaseEngines = ["PostgreSQL", "MySQL", "Oracle Database", "SQL Server", "MongoDB"]

    static func domain(_ index: Int) -> String { domains[index % domains.count] }

    /// Site `index`'s short code, such as `fra2`.
    static func siteCode(_ index: Int) -> String { codes[index % codes.count] + "\(index / codes.count + 1)" }

    /// `number` with at least `width` digits.
    static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return digits.utf8.count >= width ? digits : String(repeating: "0", count: width - digits.utf8.count) + digits
    }
}
