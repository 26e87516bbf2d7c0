import Discovery
import GraphModel

extension EstateBuilder {
    /// Storage arrays and the datastores on them; a third of the datastores is mirrored on a second array.
    func buildStorage() throws(ImportError) {
        for array in 0..<plan.arrays.count {
            var random = random(plan.arrays, array)
            let site = plan.arrays.site(of: array)
            let rack = plan.racks.striped(array, in: plan.arrays)
            try item(
                "StorageArray", plan.arrays, array, name: "\(EstateNames.siteCode(site))-array-\(array)",
                [
                    Property("manufacturer", random.chance(percent: 50) ? "NetApp" : "Pure Storage"),
                    Property("serialNumber", .string(Self.serial(plan.arrays, array))), Property("state", "live"),
                ], groups: [Self.dualFed, Self.dualHomed])
            try contain((plan.racks, rack), (plan.arrays, array))
            try feed((plan.arrays, array), inRack: rack)
            try uplink((plan.arrays, array), to: (plan.rackSwitches, rack))
            try own((plan.arrays, array))
        }
        for datastore in 0..<plan.datastores.count {
            var random = random(plan.datastores, datastore)
            let site = plan.datastores.site(of: datastore)
            let arrays = plan.arrays.range(ofSite: site)
            let first = random.below(arrays.count)
            let mirrored = arrays.count > 1 && random.chance(percent: 33)
            try item(
                "Datastore", plan.datastores, datastore,
                name: "\(EstateNames.siteCode(site))-datastore-\(datastore)",
                [Property("capacityGigabytes", .integer(Int64(4_096 << random.below(3)))), Property("state", "live")],
                groups: mirrored ? [RedundancyGroup(name: "mirror", threshold: .atLeast(1))] : [])
            let membership = mirrored ? Self.member("mirror") : []
            try relate(
                (plan.datastores, datastore), "STORED_ON", (plan.arrays, arrays.lowerBound + first), membership)
            if mirrored {
                let second = arrays.lowerBound + (first + 1) % arrays.count
                try relate((plan.datastores, datastore), "STORED_ON", (plan.arrays, second), membership)
            }
        }
    }
}
