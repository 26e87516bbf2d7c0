import Faultline
import GraphModel
import GraphStore
import KeyValueStore
import Measuring

/// Look-ups, neighbours and walks in an open store, all from the identity that the CSV file gives an item; writes the
/// starts of the walks to a file for the other systems.
func measureReads(store path: String, ids idsFile: String, starts startsFile: String) throws {
    let ids = try rows(of: idsFile).map { "csv#\($0[0])" }
    try measureNames(path, ids)
    let estate = try OpenEstate(GraphStore.open(at: path, settings: .readOnly))
    try measureItems(estate, ids)
    let starts = Starts(estate)
    try write(starts.text(estate), to: startsFile)
    for (name, nodes) in [("reach-small", starts.small), ("reach-large", starts.large + starts.large)] {
        var samples = Samples()
        for id in try nodes.compactMap({ try estate.name(of: $0) }).map({ "csv#\($0)" }) {
            try samples.measure {
                guard let start = estate.topology.index(of: try estate.node(id)) else { return }
                _ = estate.reachability.count(from: [start], along: estate.dependants)
            }
        }
        samples.printLine(name)
    }
    let topology = estate.topology
    printObject(
        "topology",
        [
            ("nodes", Double(topology.nodeCount)), ("relationships", Double(topology.relationshipCount)),
            ("bytes", Double(topology.byteCount)),
        ])
}

/// Names as people write them: any of name, class and name, identity, number.
private func measureNames(_ path: String, _ ids: [String]) throws {
    let session = try Database.open(at: path, access: .readOnly).session()
    var samples = Samples()
    for id in ids { _ = try samples.measure { try session.resolve(id) } }
    samples.printLine("resolve")
}

private func measureItems(_ estate: OpenEstate, _ ids: [String]) throws {
    let snapshot = estate.snapshot
    var (items, neighbours, shape) = (Samples(), Samples(), Samples())
    for id in ids {
        let node = try items.measure { try snapshot.node(estate.node(id)) }
        precondition(node != nil, "\(id) is not found")
    }
    items.printLine("look-up")
    for id in ids {
        _ = try neighbours.measure {
            let node = try estate.node(id)
            return try snapshot.relationships(of: node, .outgoing).count
                + snapshot.relationships(of: node, .incoming).count
        }
    }
    neighbours.printLine("neighbours-store")
    for id in ids {
        _ = try shape.measure {
            guard let node = estate.topology.index(of: try estate.node(id)) else { return 0 }
            return estate.topology.neighbours(of: node, .outgoing).count
                + estate.topology.neighbours(of: node, .incoming).count
        }
    }
    shape.printLine("neighbours")
}

extension StoreSettings {
    static var readOnly: StoreSettings {
        var settings = StoreSettings()
        settings.environment.access = .readOnly
        return settings
    }
}
