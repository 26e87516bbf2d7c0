import GraphModel

/// What one run of a module gave for one host.
struct AnsibleResult {
    /// The host's name in the inventory, where the input tells.
    var host: String?
    var facts: AnsibleFacts
    /// The host could not be reached, or the module failed on it: nothing is known of it.
    var isFailed: Bool
    var position: SourcePosition
}

/// The facts of one host, named `ansible_hostname` as the setup module names them or `hostname` as they are called in
/// `ansible_facts` of a play.
struct AnsibleFacts {
    private let object: JSONValue

    init(_ object: JSONObject) { self.object = .object(object) }

    subscript(name: String) -> JSONValue? { object["ansible_\(name)"] ?? object[name] }

    func text(_ name: String) -> String? { StatedText.of(self[name]?.text) }

    /// Whether they speak of a machine, and not of its packages or services only.
    var describesHost: Bool {
        [
            "hostname", "nodename", "fqdn", "distribution", "os_family", "system", "interfaces", "net_system",
            "net_hostname", "all_ipv4_addresses",
        ].contains { self[$0] != nil }
    }

    /// What the facts say of one interface. Characters that no variable may have are underscores in its name.
    func interface(_ name: String) -> JSONValue? {
        self[name] ?? self[String(name.map { "-.:".contains($0) ? "_" : $0 })]
            ?? self[String(name.map { $0 == "-" || $0 == ":" ? "_" : $0 })]
    }

    /// Facts that are large or private, and that nobody reads here.
    static func isPassedOver(_ key: String) -> Bool {
        let name = key.hasPrefix("ansible_") ? key.dropFirst(8) : key[...]
        return passedOver.contains(String(name)) || name.hasPrefix("ssh_host_key")
    }

    private static let passedOver: Set<String> = [
        "env", "local", "packages", "services", "cmdline", "proc_cmdline", "flags", "processor", "facter", "ohai",
        "getent_shadow", "getent_passwd", "net_config", "device_links", "date_time", "selinux", "python", "loadavg",
    ]
}
