import Discovery
import GraphModel

extension EstateBuilder {
    /// Servers, of which four fifths are hypervisors in clusters.
    func buildCompute() throws(ImportError) {
        for server in 0..<plan.servers.count { try buildServer("Server", plan.servers, server) }
        for cluster in 0..<plan.hypervisorClusters.count {
            let site = plan.hypervisorClusters.site(of: cluster)
            let members = hypervisorCount(ofCluster: cluster)
            let spare = members > 7 ? 2 : 1
            try item(
                "HypervisorCluster", plan.hypervisorClusters, cluster,
                name: "\(EstateNames.siteCode(site))-cluster-\(cluster)",
                [Property("hostFailuresTolerated", .integer(Int64(spare))), Property("state", "live")],
                groups: [RedundancyGroup(name: "hosts", threshold: .atLeast(max(1, members - spare)))])
            try own((plan.hypervisorClusters, cluster))
        }
        for hypervisor in 0..<plan.hypervisors.count {
            try buildServer("Hypervisor", plan.hypervisors, hypervisor)
            let cluster = plan.hypervisorClusters.striped(hypervisor, in: plan.hypervisors)
            try relate(
                (plan.hypervisors, hypervisor), "MEMBER_OF", (plan.hypervisorClusters, cluster), Self.member("hosts"))
        }
    }

    private func buildServer(_ ciClass: String, _ layer: Layer, _ index: Int) throws(ImportError) {
        var random = random(layer, index)
        let site = layer.site(of: index)
        let rack = plan.racks.parent(of: index, in: layer)
        let model = random.element(of: EstateNames.serverModels)
        // One server in fifty was cabled to one side only.
        let singleFed = random.chance(percent: 2)
        try item(
            ciClass, layer, index,
            name: "\(EstateNames.siteCode(site))-\(layer.prefix)-\(EstateNames.padded(index, 5))",
            [
                Property("manufacturer", .string(model.0)), Property("model", .string(model.1)),
                Property("serialNumber", .string(Self.serial(layer, index))),
                Property("cores", .integer(Int64(32 << random.below(3)))),
                Property("memoryMegabytes", .integer(Int64(262_144 << random.below(3)))), Property("state", "live"),
            ], groups: singleFed ? [Self.dualHomed] : [Self.dualFed, Self.dualHomed])
        try contain((plan.racks, rack), (layer, index))
        if singleFed {
            try relate((plan.powerUnits, 2 * rack), "POWERS", (layer, index))
        } else {
            try feed((layer, index), inRack: rack)
        }
        try uplink((layer, index), to: (plan.rackSwitches, rack))
        try own((layer, index))
    }

    /// A serial number that no other device has.
    static func serial(_ layer: Layer, _ index: Int) -> String {
        "\(layer.prefix.uppercased())\(1_000_000 + index)"
    }

    private func hypervisorCount(ofCluster cluster: Int) -> Int {
        let site = plan.hypervisorClusters.site(of: cluster)
        let clusters = plan.hypervisorClusters.range(ofSite: site)
        let hosts = plan.hypervisors.range(ofSite: site).count
        let rank = cluster - clusters.lowerBound
        return hosts / clusters.count + (rank < hosts % clusters.count ? 1 : 0)
    }

    /// Virtual machines: most run on a cluster that restarts them elsewhere, some are bound to one host.
    func buildMachines() throws(ImportError) {
        let machines = plan.machines
        for machine in 0..<machines.count {
            var random = random(machines, machine)
            let site = machines.site(of: machine)
            try item(
                "VirtualMachine", machines, machine,
                name: "\(EstateNames.siteCode(site))-vm-\(EstateNames.padded(machine, 6))",
                [
                    Property("addresses", .list([.string(Self.address(machine))])),
                    Property("operatingSystem", .string(random.element(of: EstateNames.operatingSystems))),
                    Property("cores", .integer(Int64(1 << (1 + random.below(4))))),
                    Property("memoryMegabytes", .integer(Int64(4_096 << random.below(5)))),
                    Property("environment", .string(random.element(of: EstateNames.environments))),
                    Property("state", "live"),
                ])
            if random.chance(percent: 15) {
                let host = random.element(of: plan.hypervisors.range(ofSite: site))
                try relate((machines, machine), "RUNS_ON", (plan.hypervisors, host))
            } else {
                let cluster = random.element(of: plan.hypervisorClusters.range(ofSite: site))
                try relate((machines, machine), "RUNS_ON", (plan.hypervisorClusters, cluster))
            }
            let datastore = random.element(of: plan.datastores.range(ofSite: site))
            try relate((machines, machine), "STORED_ON", (plan.datastores, datastore))
            let subnet = random.element(of: plan.subnets.range(ofSite: site))
            try relate((machines, machine), "CONNECTS_TO", (plan.subnets, subnet))
            try own((machines, machine))
        }
    }

    private static func address(_ machine: Int) -> String {
        "10.\(machine >> 16 & 255).\(machine >> 8 & 255).\(machine & 255)"
    }

    /// The machine at `position` of the `block`-th block of roles.
    static func machine(block: Int, position: Int) -> Int { block * EstatePlan.roleBlock + position }
}
