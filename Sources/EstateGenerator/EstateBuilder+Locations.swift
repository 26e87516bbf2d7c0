import Discovery
import GraphModel

extension EstateBuilder {
    /// Sites, their buildings, rooms and racks.
    func buildLocations() throws(ImportError) {
        for site in 0..<plan.sites.count {
            let city = EstateNames.cities[site % EstateNames.cities.count]
            try item(
                "Site", plan.sites, site, name: EstateNames.siteCode(site),
                [
                    Property("code", .string(EstateNames.siteCode(site))), Property("address", .string(city)),
                    Property("state", "active"),
                ])
            try own((plan.sites, site))
        }
        for building in 0..<plan.buildings.count {
            let site = plan.buildings.site(of: building)
            try item("Building", plan.buildings, building, name: "\(EstateNames.siteCode(site))-building-\(building)")
            try contain((plan.sites, site), (plan.buildings, building))
        }
        for room in 0..<plan.rooms.count {
            let site = plan.rooms.site(of: room)
            try item("Room", plan.rooms, room, name: "\(EstateNames.siteCode(site))-room-\(room)")
            try contain((plan.buildings, plan.buildings.parent(of: room, in: plan.rooms)), (plan.rooms, room))
        }
        for rack in 0..<plan.racks.count {
            let site = plan.racks.site(of: rack)
            try item(
                "Rack", plan.racks, rack,
                name: "\(EstateNames.siteCode(site))-rack-\(EstateNames.padded(rack, 4))",
                [Property("capacityUnits", 42), Property("state", "live")])
            try contain((plan.rooms, plan.rooms.parent(of: rack, in: plan.racks)), (plan.racks, rack))
        }
    }

    func contain(_ outer: (Layer, Int), _ inner: (Layer, Int)) throws(ImportError) {
        try relate(inner, "LOCATED_IN", outer)
    }
}
