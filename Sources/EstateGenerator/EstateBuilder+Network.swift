import Discovery
import GraphModel

extension EstateBuilder {
    /// Pairs of core, aggregation and top-of-rack switches, of firewalls and of load balancers; a subnet per rack.
    func buildNetwork() throws(ImportError) {
        for core in 0..<plan.coreSwitches.count {
            let site = core / 2
            let rack = plan.racks.range(ofSite: site).lowerBound + core % 2
            try device(
                "Router", plan.coreSwitches, core, site: site, kind: "core", rack: rack, uplinks: nil)
        }
        for switchIndex in 0..<plan.aggregationSwitches.count {
            let room = switchIndex / 2
            let site = plan.rooms.site(of: room)
            let racks = plan.racks.range(ofSite: site)
            let rooms = plan.rooms.range(ofSite: site)
            let rack = racks.lowerBound + (room - rooms.lowerBound) * racks.count / rooms.count + switchIndex % 2
            try device(
                "Switch", plan.aggregationSwitches, switchIndex, site: site, kind: "agg",
                rack: min(rack, racks.upperBound - 1), uplinks: (plan.coreSwitches, site))
        }
        for switchIndex in 0..<plan.rackSwitches.count {
            let rack = switchIndex / 2
            try device(
                "Switch", plan.rackSwitches, switchIndex, site: plan.racks.site(of: rack), kind: "tor", rack: rack,
                uplinks: (plan.aggregationSwitches, plan.rooms.parent(of: rack, in: plan.racks)))
        }
        for firewall in 0..<plan.firewalls.count {
            let site = firewall / 2
            let rack = plan.racks.range(ofSite: site).lowerBound + firewall % 2
            try device(
                "Firewall", plan.firewalls, firewall, site: site, kind: "fw", rack: rack,
                uplinks: (plan.coreSwitches, site))
        }
        for balancer in 0..<plan.loadBalancers.count {
            let site = balancer / 2 % plan.sites.count
            let racks = plan.racks.range(ofSite: site)
            try device(
                "LoadBalancer", plan.loadBalancers, balancer, site: site, kind: "lb",
                rack: racks.lowerBound + balancer % racks.count, uplinks: (plan.firewalls, site))
        }
        for subnet in 0..<plan.subnets.count {
            let cidr = "10.\(subnet / 256 % 256).\(subnet % 256).0/24"
            try item("Subnet", plan.subnets, subnet, name: "net-\(subnet)-\(cidr)", [Property("prefix", .string(cidr))])
            try relate((plan.rackSwitches, 2 * subnet), "CONNECTS_TO", (plan.subnets, subnet))
            try relate((plan.rackSwitches, 2 * subnet + 1), "CONNECTS_TO", (plan.subnets, subnet))
        }
    }

    /// A device with two power feeds and, unless it is the core, a pair of uplinks.
    private func device(
        _ ciClass: String, _ layer: Layer, _ index: Int, site: Int, kind: String, rack: Int,
        uplinks: (layer: Layer, pair: Int)?
    ) throws(ImportError) {
        var random = random(layer, index)
        let groups = uplinks == nil ? [Self.dualFed] : [Self.dualFed, Self.dualHomed]
        try item(
            ciClass, layer, index,
            name: "\(EstateNames.siteCode(site))-\(kind)-\(EstateNames.padded(index, 4))",
            [
                Property("manufacturer", random.chance(percent: 60) ? "Cisco" : "Juniper"),
                Property("serialNumber", .string(Self.serial(layer, index))),
                Property("role", .string(kind)),
                Property("state", "live"),
            ], groups: groups)
        try contain((plan.racks, rack), (layer, index))
        try feed((layer, index), inRack: rack)
        if let uplinks { try uplink((layer, index), to: uplinks) }
        try own((layer, index))
    }

    /// Both switches of a pair carry the device's traffic; either is enough.
    func uplink(_ device: (Layer, Int), to pair: (layer: Layer, pair: Int)) throws(ImportError) {
        for side in 0..<2 {
            try relate(device, "REACHED_THROUGH", (pair.layer, 2 * pair.pair + side), Self.member("uplinks"))
        }
    }
}
