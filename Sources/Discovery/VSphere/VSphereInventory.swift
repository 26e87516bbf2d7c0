import GraphModel

/// What is known of the objects of one vCenter. Machines, hosts and datastores are emitted as they are read; clusters
/// wait for their hosts, and machines' ties for the clusters.
struct VSphereInventory {
    private struct Machine {
        var id: String
        var host: String?
        var pool: String?
        var isTemplate: Bool
        var position: SourcePosition
    }

    private struct Cluster {
        var object: DiscoveredItem
        var hosts: [String]
        var availability: VSphereAvailability
    }

    let vcenter: String?
    /// Where each item was described, by reference.
    private var positions: [String: SourcePosition] = [:]
    private var links = UniqueLinks()
    private var machines: [Machine] = []
    private var clusters: [String: Cluster] = [:]
    private var clusterOfHost: [String: String] = [:]
    private var inactiveHosts: Set<String> = []
    private var hosts: [String: SourcePosition] = [:]
    private var ownerOfPool: [String: String] = [:]
    /// The parent of each folder, and of what lies in one.
    private var parents: [String: VSphereObject.Reference] = [:]
    private var listed: [(object: VSphereObject, path: String)] = []

    init(vcenter: String?) { self.vcenter = vcenter }

    private func id(_ reference: String) -> String { "\(vcenter ?? "vsphere"):\(reference)" }

    mutating func list(_ object: VSphereObject, path: String) { listed.append((object, path)) }

    /// The first description of an object counts.
    mutating func take(_ object: VSphereObject, into sink: any DiscoverySink) throws(ImportError) {
        let reference = object.reference
        if let parent = object.reference("Parent") { parents[reference.id] = parents[reference.id] ?? parent }
        guard let ciClass = VSphereAttributes.ciClass(object) else { return }
        guard let name = VSphereAttributes.name(of: object) else {
            throw ImportError(
                .badRecord, "the object \(reference.id) has no name", at: object.position,
                advice: "Collect the property `name` too.")
        }
        guard positions[reference.id] == nil else { return }
        positions[reference.id] = object.position
        let item = DiscoveredItem(
            ciClass: ciClass, nativeID: id(reference.id), attributes: VSphereAttributes.of(object, named: name),
            position: object.position)
        if reference.type == "ClusterComputeResource" {
            let hosts = object.references("Host").map(\.id)
            clusters[reference.id] = Cluster(object: item, hosts: hosts, availability: VSphereAvailability(object))
            for host in hosts { clusterOfHost[host] = reference.id }
            return
        }
        try sink.accept(.item(item))
        try relate(object, into: sink)
    }

    private mutating func relate(_ object: VSphereObject, into sink: any DiscoverySink) throws(ImportError) {
        let own = object.reference.id
        switch object.reference.type {
        case "VirtualMachine": try relateMachine(object, into: sink)
        case "HostSystem":
            hosts[own] = object.position
            if let parent = object.reference("Parent"), parent.type == "ClusterComputeResource" {
                clusterOfHost[own] = parent.id
            }
            let connection = object.text("Runtime.ConnectionState") ?? object.text("Summary.Runtime.ConnectionState")
            let isConnected = connection ?? "connected" == "connected"
            if VSphereAttributes.isInMaintenance(object) || !isConnected { inactiveHosts.insert(own) }
            for datastore in object.references("Datastore") {
                try emit(own, "CONNECTS_TO", datastore.id, at: object.position, into: sink)
            }
        case "Datastore": try relateDatastore(object, into: sink)
        case "ResourcePool", "VirtualApp":
            guard let owner = object.reference("Owner") else { return }
            guard owner.type == "ClusterComputeResource" else { return }
            ownerOfPool[own] = owner.id
            try emit(own, "GETS_RESOURCES_FROM", owner.id, at: object.position, into: sink)
        case "DistributedVirtualPortgroup":
            guard let dvs = object.reference("Config.DistributedVirtualSwitch") else { return }
            try emit(own, "PART_OF", dvs.id, at: object.position, into: sink)
        default: break
        }
    }

    private mutating func relateMachine(_ vm: VSphereObject, into sink: any DiscoverySink) throws(ImportError) {
        let own = vm.reference.id
        let isTemplate = VSphereAttributes.ciClass(vm) == "VirtualMachineTemplate"
        for datastore in vm.references("Datastore") {
            try emit(own, "STORED_ON", datastore.id, at: vm.position, into: sink)
        }
        machines.append(
            Machine(
                id: own, host: (vm.reference("Runtime.Host") ?? vm.reference("Summary.Runtime.Host"))?.id,
                pool: vm.reference("ResourcePool")?.id, isTemplate: isTemplate, position: vm.position))
        if isTemplate { return }
        // With several networks, the loss of one leaves the others.
        let networks = vm.references("Network")
        let properties = networks.count > 1 ? [ConventionalProperty.isSoft, ConventionalProperty.isInferred] : []
        for network in networks {
            try emit(own, "REACHED_THROUGH", network.id, properties, at: vm.position, into: sink)
        }
    }

    private mutating func relateDatastore(
        _ datastore: VSphereObject, into sink: any DiscoverySink
    ) throws(ImportError) {
        let own = datastore.reference.id
        if let parent = datastore.reference("Parent"), parent.type == "StoragePod" {
            try emit(own, "PART_OF", parent.id, at: datastore.position, into: sink)
        }
        for disk in datastore.texts("Info.Vmfs.Extent.DiskName") {
            try links.emit(
                .native(id(own)), "STORED_ON", .named(ciClass: "StorageVolume", name: disk),
                at: datastore.position, into: sink)
        }
        if let server = datastore.text("Info.Nas.RemoteHost") {
            try links.emit(
                .native(id(own)), "STORED_ON", .named(ciClass: "FileServer", name: server), at: datastore.position,
                into: sink)
        }
    }

    private mutating func emit(
        _ source: String, _ type: String, _ target: String, _ properties: [Property] = [],
        at position: SourcePosition, into sink: any DiscoverySink
    ) throws(ImportError) {
        try links.emit(.native(id(source)), type, .native(id(target)), properties, at: position, into: sink)
    }
}

extension VSphereInventory {
    /// What had to wait for all inputs.
    mutating func emit(into sink: any DiscoverySink) throws(ImportError) {
        try emitListed(into: sink)
        for (reference, cluster) in clusters.sorted(by: { $0.key < $1.key }) {
            try emit(cluster, reference, into: sink)
        }
        for machine in machines { try emit(machine, into: sink) }
        try emitDatacenters(into: sink)
        try emitManager(into: sink)
    }

    /// Objects of which only a list told: they exist, and their path ends in their name.
    private mutating func emitListed(into sink: any DiscoverySink) throws(ImportError) {
        let all = listed
        listed = []
        for (object, path) in all where positions[object.reference.id] == nil {
            var object = object
            let name = String(path.split(separator: "/").last ?? "")
            guard !name.isEmpty, case .object(var members) = object.value else { continue }
            members.members.removeAll { $0.name.lowercased() == "name" }
            members.members.append(JSONObject.Member("name", .string(name)))
            object.value = .object(members)
            try take(object, into: sink)
        }
    }

    /// With high availability, what a lost host ran is started on the others, as long as enough are left.
    private mutating func emit(
        _ cluster: Cluster, _ reference: String, into sink: any DiscoverySink
    ) throws(ImportError) {
        var members = cluster.hosts
        for host in hosts.keys.sorted() where clusterOfHost[host] == reference && !members.contains(host) {
            members.append(host)
        }
        let active = members.filter { !inactiveHosts.contains($0) }
        var item = cluster.object
        let tolerated = cluster.availability.hostFailuresTolerated(of: active.count)
        if let tolerated { item.attributes.add("hostFailuresTolerated", Int64(tolerated)) }
        if !active.isEmpty {
            let needed = max(1, min(active.count, active.count - (tolerated ?? active.count - 1)))
            item.groups = [RedundancyGroup(name: "members", threshold: .atLeast(needed))]
        }
        try sink.accept(.item(item))
        let idle = [Property(ConventionalProperty.effect, "none")]
        for host in members {
            // A host in maintenance or out of reach takes nothing over.
            let properties = inactiveHosts.contains(host) ? idle : []
            try emit(host, "MEMBER_OF", reference, properties, at: hosts[host] ?? item.position, into: sink)
        }
    }

    private mutating func emit(_ machine: Machine, into sink: any DiscoverySink) throws(ImportError) {
        if machine.isTemplate { return }
        let cluster = machine.host.flatMap { clusterOfHost[$0] } ?? machine.pool.flatMap { ownerOfPool[$0] }
        if let host = machine.host {
            let restarts = cluster.flatMap { clusters[$0]?.availability.isEnabled } == true
            try emit(
                machine.id, "VIRTUALISED_BY", host,
                restarts ? [ConventionalProperty.isSoft, ConventionalProperty.isInferred] : [],
                at: machine.position, into: sink)
        }
        if let pool = machine.pool, positions[pool] != nil {
            try emit(machine.id, "GETS_RESOURCES_FROM", pool, at: machine.position, into: sink)
        } else if let cluster {
            try emit(machine.id, "GETS_RESOURCES_FROM", cluster, at: machine.position, into: sink)
        }
    }

    /// Folders lead from clusters, datastores and networks to their data centre.
    private mutating func emitDatacenters(into sink: any DiscoverySink) throws(ImportError) {
        for own in parents.keys.sorted() {
            guard let position = positions[own] else { continue }
            var parent = parents[own]
            for _ in 0..<Self.longestChain where parent?.type == "Folder" {
                parent = parent.flatMap { parents[$0.id] }
            }
            guard let parent, parent.type == "Datacenter" else { continue }
            try emit(own, "PART_OF", parent.id, at: position, into: sink)
        }
    }

    /// Folders in folders are followed so far.
    private static let longestChain = 64

    /// The vCenter, when it was named. Machines run on without it.
    private mutating func emitManager(into sink: any DiscoverySink) throws(ImportError) {
        let managed = (Array(hosts.keys) + Array(clusters.keys)).sorted()
        guard let vcenter, let first = managed.first, let position = positions[first] else { return }
        let manager = id("vcenter")
        try sink.accept(
            .item(
                DiscoveredItem(
                    ciClass: "VirtualisationManager", nativeID: manager,
                    attributes: [Property(ConventionalProperty.name, .string(vcenter))], position: position)))
        for own in managed {
            try links.emit(.native(manager), "MANAGES", .native(id(own)), at: positions[own] ?? position, into: sink)
        }
    }
}

/// Whether a cluster restarts machines, and for how many lost hosts it keeps room.
struct VSphereAvailability {
    var isEnabled: Bool
    private var failures: Int64?
    private var percent: Int64?

    init(_ cluster: VSphereObject) {
        let paths = ["ConfigurationEx.DasConfig", "Configuration.DasConfig"]
        isEnabled = paths.contains { cluster.flag("\($0).Enabled") == true }
        let isGuarded = !paths.contains { cluster.flag("\($0).AdmissionControlEnabled") == false }
        guard isEnabled, isGuarded else { return }
        for path in paths {
            let policy = "\(path).AdmissionControlPolicy"
            let spare = cluster.references("\(policy).FailoverHosts").count
            failures =
                failures ?? cluster.count("\(policy).FailoverLevel") ?? (spare > 0 ? Int64(spare) : nil)
                ?? cluster.count("\(path).FailoverLevel")
            let shares = ["Cpu", "Memory"].compactMap { cluster.count("\(policy).\($0)FailoverResourcesPercent") }
            percent = percent ?? shares.min()
        }
    }

    /// Nil when nothing is stated, or machines are not restarted at all.
    func hostFailuresTolerated(of count: Int) -> Int? {
        guard isEnabled, count > 0 else { return nil }
        if let failures, failures > 0 { return min(Int(clamping: failures), count - 1) }
        guard let percent, (1...100).contains(percent) else { return nil }
        return min(count * Int(percent) / 100, count - 1)
    }
}
