import GraphModel

/// What must wait for the end: names that others refer to, machines, addresses, and the ends of cables.
struct NetBoxInventory {
    /// A name where the REST API tells it in place, or the object that has it.
    struct Name {
        var key: NetBoxKey
        var text: String?
    }

    struct DeviceType {
        var model: String?
        var manufacturer: Name?
        var heightUnits: Int64?
    }

    /// A device, a virtual machine, a module or a cluster, without what other objects tell of it.
    struct Thing {
        var key: NetBoxKey
        var attributes: [Property]
        var kind: Name?
        var role: Name?
        var platform: Name?
        /// Nested in what the REST API prints.
        var type: DeviceType?
        var primary: [Name] = []
        var management: Name?
        var hasName = true
        var position: SourcePosition
    }

    struct Interface {
        var key: NetBoxKey
        var owner: NetBoxKey
        var attributes: [Property]
        var isAggregate: Bool
        var hardwareAddress: NetBoxKey?
        var position: SourcePosition
    }

    /// An address, a prefix or a circuit, whose attributes or class need one name.
    struct Named {
        var key: NetBoxKey
        var ciClass: String
        var attributes: [Property]
        var name: Name?
        var position: SourcePosition
    }

    struct Address {
        var text: String
        var name: String?
        var holder: NetBoxKey?
        /// Several machines have it at once or in turn, so that it tells none of them apart.
        var isShared: Bool
    }

    /// A circuit's end at a place or in a provider's network.
    struct Termination {
        var key: NetBoxKey
        var circuit: NetBoxKey
        var place: NetBoxKey
        var position: SourcePosition
    }

    /// An interface that can be the end of a link between machines.
    struct Port {
        var owner: NetBoxKey
        var isManagement: Bool
        var place: Place
    }

    /// A position in a few bytes, for the many objects that links may have to name.
    struct Place {
        var file: Int32
        var line: Int32
    }

    struct Outlet {
        var device: Int64
        var powerPort: Int64?
    }

    struct Assignment {
        var contact: Int64
        var target: NetBoxKey
        var role: Name?
        var position: SourcePosition
    }

    var seen: Set<NetBoxKey> = []
    var repeated: (count: Int, first: SourcePosition)?
    var names: [NetBoxKey: String] = [:]
    var contentTypes: [Int64: NetBoxModel] = [:]
    /// Of devices and of modules.
    var types: [NetBoxKey: DeviceType] = [:]
    var things: [Thing] = []
    var interfaces: [Interface] = []
    var named: [Named] = []
    var addresses: [NetBoxKey: Address] = [:]
    var hardwareAddresses: [NetBoxKey: String] = [:]
    /// Those that interfaces state themselves, of their machines.
    var hardwareAddressesOfOwner: [NetBoxKey: [String]] = [:]
    var tags: [NetBoxKey: [Name]] = [:]
    var ports: [NetBoxKey: Port] = [:]
    /// Virtual chassis, clusters and other groups that something is a member of.
    var groupsWithMembers: Set<NetBoxKey> = []
    var assignments: [Assignment] = []
    var terminations: [Termination] = []
    var files: [String] = []
    var cabling = NetBoxCabling()
    /// The device of each power port, and where it was read.
    var powerPorts: [Int64: (device: Int64, name: String, position: SourcePosition)] = [:]
    var outlets: [Int64: Outlet] = [:]

    /// The first input.
    var start: Place { Place(file: 0, line: 0) }

    /// The place of a record in the input that is being read.
    func place(_ position: SourcePosition) -> Place {
        Place(file: Int32(clamping: files.count - 1), line: Int32(clamping: position.line ?? 0))
    }

    func position(_ place: Place) -> SourcePosition {
        let file = files.indices.contains(Int(place.file)) ? files[Int(place.file)] : ""
        return SourcePosition(file: file, line: place.line > 0 ? Int(place.line) : nil)
    }

    func text(of name: Name?) -> String? { name.flatMap { $0.text ?? names[$0.key] } }

    /// The key with its model; nil when its content type was not in the input.
    func resolved(_ key: NetBoxKey) -> NetBoxKey? {
        guard let number = key.contentType else { return key }
        return contentTypes[number].map { NetBoxKey($0, key.id) }
    }
}
