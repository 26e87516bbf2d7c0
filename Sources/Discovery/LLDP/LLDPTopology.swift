import GraphModel

/// Devices and cables of all inputs, with both ends of a cable brought together.
struct LLDPTopology {
    struct Device {
        var chassis: LLDPChassis
        var nativeID: String
        /// The caller has emitted the device under this identifier.
        var isEmitted = false
        var position: SourcePosition
        /// Ports by `InterfaceName.key`.
        var ports: [String: Port] = [:]
        /// Keys of `ports` in the order in which they came.
        var order: [String] = []
    }

    struct Port {
        var name: String
        var detail: LLDPPort?
        var isEmitted = false
        var position: SourcePosition

        /// The port may be heard several times, by several protocols.
        mutating func add(_ other: LLDPPort) {
            guard var detail else {
                detail = other
                return
            }
            detail.mac = detail.mac ?? other.mac
            detail.description = detail.description ?? other.description
            detail.aggregate = detail.aggregate ?? other.aggregate
            detail.vlans += other.vlans.filter { !detail.vlans.contains($0) }
            self.detail = detail
        }
    }

    /// What one device hears on one port.
    private struct Hearing {
        var device: Int
        var port: String
        var other: Int
        var otherPort: LLDPPort?
        var position: SourcePosition
    }

    private(set) var devices: [Device] = []
    private var places: [String: Int] = [:]
    private var hearings: [Hearing] = []
    private let prefix: String

    init(prefix: String) { self.prefix = prefix }

    mutating func add(_ report: LLDPReport, host: String?, at position: SourcePosition) throws(ImportError) {
        guard var chassis = report.own ?? host.map({ LLDPChassis(name: $0) }) else {
            throw ImportError(
                .badMapping, "the input does not tell which machine it is of", at: position,
                advice: "Name it: --option host=NAME. `lldpcli -f json show chassis` before it tells as well.")
        }
        chassis.name = chassis.name ?? host
        let device = place(of: chassis, at: position)
        for own in report.ports {
            let key = addPort(own.interface, of: device, at: own.position)
            devices[device].ports[key]?.detail = own.port
        }
        add(report.neighbours, heardBy: device)
    }

    /// A device that the caller emits itself, with its ports, under an identifier of its own.
    mutating func add(
        _ chassis: LLDPChassis, ports: [String], neighbours: [LLDPNeighbour], fixed nativeID: String,
        at position: SourcePosition
    ) {
        var device = place(of: chassis, at: position)
        if devices[device].isEmitted {
            // Alike as they look to their neighbours, the caller knows them apart.
            device = devices.count
            devices.append(Device(chassis: chassis, nativeID: nativeID, position: position))
        }
        devices[device].nativeID = nativeID
        devices[device].isEmitted = true
        for port in ports {
            let key = addPort(port, of: device, at: position)
            devices[device].ports[key]?.name = port
            devices[device].ports[key]?.isEmitted = true
        }
        add(neighbours, heardBy: device)
    }

    private mutating func add(_ neighbours: [LLDPNeighbour], heardBy device: Int) {
        for neighbour in neighbours {
            let other = place(of: neighbour.chassis, at: neighbour.position)
            let port = addPort(neighbour.interface, of: device, at: neighbour.position)
            hearings.append(
                Hearing(
                    device: device, port: port, other: other, otherPort: neighbour.port, position: neighbour.position))
        }
    }

    /// A device is known by its name, the short one or the full one, else by its identifier.
    private mutating func place(of chassis: LLDPChassis, at position: SourcePosition) -> Int {
        let name = chassis.name?.lowercased()
        let macID = chassis.idType == "mac" ? chassis.id : nil
        var keys: [String] = []
        if let macID { keys.append("id \(macID)") }
        if let name { keys.append("name \(name)") }
        if let name, !StatedText.isAddress(name) { keys.append("short \(name.prefix { $0 != "." })") }
        if name == nil, macID == nil, let id = chassis.id { keys.append("id \(id)") }
        let known = keys.compactMap { places[$0] }.first { isSame(devices[$0].chassis, chassis) }
        let place = known ?? devices.count
        if known == nil {
            devices.append(Device(chassis: chassis, nativeID: "", position: position))
        } else {
            devices[place].chassis.merge(chassis)
        }
        for key in keys where places[key] == nil { places[key] = place }
        return place
    }

    /// Names that every new device has are no proof when identifiers differ.
    private func isSame(_ one: LLDPChassis, _ other: LLDPChassis) -> Bool {
        if let a = one.name?.lowercased(), let b = other.name?.lowercased(), a != b {
            // Two full names are two devices, unless their identifier is one.
            let isShort = !a.contains(".") || !b.contains(".")
            guard isShort || (one.id == other.id && one.id != nil) else { return false }
        }
        guard one.idType == "mac", other.idType == "mac", let a = one.id, let b = other.id else { return true }
        return a == b
    }

    private mutating func addPort(_ name: String, of device: Int, at position: SourcePosition) -> String {
        let key = InterfaceName.key(name)
        if devices[device].ports[key] == nil {
            devices[device].ports[key] = Port(name: name, position: position)
            devices[device].order.append(key)
        } else if let known = devices[device].ports[key], !known.isEmitted, name.count > known.name.count {
            // The name that is written out, whoever says it.
            devices[device].ports[key]?.name = name
        }
        return key
    }

    /// Names identify, the fullest that anybody gave; where several devices have one, their identifiers too.
    private mutating func assignIdentities() {
        var counts: [String: Int] = [:]
        for device in devices { counts[device.chassis.name?.lowercased() ?? "", default: 0] += 1 }
        for place in devices.indices where !devices[place].isEmitted {
            let chassis = devices[place].chassis
            let isUnique = chassis.name.map { counts[$0.lowercased()] == 1 } ?? false
            devices[place].nativeID =
                prefix + [chassis.name, isUnique ? nil : chassis.id].compactMap { $0 }.joined(separator: "@")
        }
    }

    /// Cables as pairs of ports, each once, with the ports that only the other end has told of made known.
    mutating func cables() -> [(ends: [String], position: SourcePosition)] {
        assignIdentities()
        var found: [(ends: [String], position: SourcePosition)] = []
        var seen: Set<[String]> = []
        var between: [[Int]: [Int]] = [:]
        for (index, hearing) in hearings.enumerated() {
            between[[hearing.device, hearing.other], default: []].append(index)
        }
        var otherKeys: [String?] = []
        for hearing in hearings {
            let answers = between[[hearing.other, hearing.device]] ?? []
            let forward = between[[hearing.device, hearing.other]] ?? []
            let port = otherPort(of: hearing, answers.map { hearings[$0] }, isOnly: forward.count == 1)
            let key = port.map { addPort($0, of: hearing.other, at: hearing.position) }
            for name in hearing.otherPort?.names ?? [] where InterfaceName.key(name) == key {
                _ = addPort(name, of: hearing.other, at: hearing.position)
            }
            if let key, let detail = hearing.otherPort { devices[hearing.other].ports[key]?.add(detail) }
            otherKeys.append(key)
        }
        // Only now are the names of all ports known.
        for (hearing, key) in zip(hearings, otherKeys) {
            let end = key.map { portID($0, of: hearing.other) } ?? devices[hearing.other].nativeID
            let ends = [portID(hearing.port, of: hearing.device), end].sorted()
            if seen.insert(ends).inserted { found.append((ends, hearing.position)) }
        }
        return found
    }

    func portID(_ key: String, of device: Int) -> String {
        "\(devices[device].nativeID)/if/\(devices[device].ports[key]?.name ?? key)"
    }

    /// The other end's own name of its port, when it has been read as well; else what it calls itself on the cable.
    private func otherPort(of hearing: Hearing, _ answers: [Hearing], isOnly: Bool) -> String? {
        let answer =
            answers.first { hearing.otherPort?.goesBy($0.port) == true }
            ?? answers.first { $0.otherPort?.goesBy(hearing.port) == true }
            ?? (isOnly && answers.count == 1 ? answers.first : nil)
        if let answer { return devices[hearing.other].ports[answer.port]?.name }
        let known = hearing.otherPort?.names.first { devices[hearing.other].ports[InterfaceName.key($0)] != nil }
        return known ?? hearing.otherPort?.name
    }
}
