import GraphModel

/// What waits for all hosts: which of them serves a share or is a neighbour.
struct AnsibleInventory {
    /// What a device says of the other end of one of its cables.
    struct Neighbour {
        var interface: String
        var host: String
        var port: String?
        var position: SourcePosition
    }

    private(set) var hosts: Set<String> = []
    /// Hosts by their names and addresses in lower case; nil for what several have.
    private var known: [String: String?] = [:]
    /// Ports of network devices by host and `InterfaceName.key`.
    private var ports: [String: [String: String]] = [:]
    var mounts: [AnsibleMount] = []
    var neighbours: [Neighbour] = []

    /// False when the host was read before.
    mutating func add(_ nativeID: String, names: [String]) -> Bool {
        guard hosts.insert(nativeID).inserted else { return false }
        for name in Set(names.map { $0.lowercased() }) {
            known[name] = known[name] == nil ? .some(nativeID) : .some(nil)
        }
        return true
    }

    mutating func addPorts(_ interfaces: [AnsibleInterface], of nativeID: String) {
        for interface in interfaces {
            ports[nativeID, default: [:]][InterfaceName.key(interface.name)] =
                AnsibleInterfaceEmission.nativeID(interface.name, of: nativeID)
        }
    }

    func host(called name: String) -> String? { known[name.lowercased()] ?? nil }

    func port(_ name: String, of nativeID: String) -> String? { ports[nativeID]?[InterfaceName.key(name)] }
}
