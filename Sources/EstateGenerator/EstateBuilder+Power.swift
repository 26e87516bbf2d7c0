import Discovery
import GraphModel

extension EstateBuilder {
    /// The utility feed and the generator of a site, an A and a B supply in each room, an A and a B unit in each rack.
    func buildPower() throws(ImportError) {
        for site in 0..<plan.sites.count {
            let code = EstateNames.siteCode(site)
            try item("UtilityFeed", plan.feeds, site, name: "\(code)-utility", [Property("voltage", 400)])
            try item("Generator", plan.generators, site, name: "\(code)-generator", [Property("ratedKilowatts", 2_000)])
            try contain((plan.sites, site), (plan.generators, site))
        }
        for supply in 0..<plan.powerSupplies.count {
            let room = supply / 2
            let site = plan.rooms.site(of: room)
            try item(
                "UninterruptiblePowerSupply", plan.powerSupplies, supply,
                name: "\(EstateNames.siteCode(site))-room-\(room)-ups-\(Self.sideName(supply))",
                [Property("ratedKilowatts", 300), Property("manufacturer", "Eaton")],
                groups: [RedundancyGroup(name: "input", threshold: .atLeast(1))])
            try contain((plan.rooms, room), (plan.powerSupplies, supply))
            let input = Self.member("input")
            try relate((plan.feeds, site), "POWERS", (plan.powerSupplies, supply), input)
            try relate((plan.generators, site), "POWERS", (plan.powerSupplies, supply), input)
        }
        for unit in 0..<plan.powerUnits.count {
            let rack = unit / 2
            let room = plan.rooms.parent(of: rack, in: plan.racks)
            let site = plan.racks.site(of: rack)
            try item(
                "PowerDistributionUnit", plan.powerUnits, unit,
                name: "\(EstateNames.siteCode(site))-rack-\(EstateNames.padded(rack, 4))-pdu-\(Self.sideName(unit))",
                [Property("manufacturer", "APC"), Property("outlets", 42)])
            try contain((plan.racks, rack), (plan.powerUnits, unit))
            try relate((plan.powerSupplies, 2 * room + unit % 2), "POWERS", (plan.powerUnits, unit))
        }
    }

    /// Both units of a rack feed a device; either is enough.
    func feed(_ device: (Layer, Int), inRack rack: Int) throws(ImportError) {
        for side in 0..<2 {
            try relate((plan.powerUnits, 2 * rack + side), "POWERS", device, Self.member("power"))
        }
    }

    static let dualFed = RedundancyGroup(name: "power", threshold: .atLeast(1))
    static let dualHomed = RedundancyGroup(name: "uplinks", threshold: .atLeast(1))

    static func sideName(_ index: Int) -> String { index % 2 == 0 ? "a" : "b" }
}
