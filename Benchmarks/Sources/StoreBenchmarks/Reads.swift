import Faultline
import GraphModel
import GraphStore
import KeyValueStore

/// Look-ups, neighbours and walks in an open store; writes the starts of the walks to a file for the other systems.
func measureReads(store path: String, ids idsFile: String, starts startsFile: String) throws {
    let ids = try rows(of: idsFile).map { "csv#\($0[0])" }
    let nodes = try measureLookUps(path, ids)
    let store = try GraphStore.open(at: path, settings: .readOnly)
    try measureNeighbours(store, of: nodes)
    let estate = try OpenEstate(store)
    let starts = Starts(estate)
    try write(starts.text(estate), to: startsFile)
    let topology = estate.topology
    printObject(
        "topology",
        [
            ("nodes", Double(topology.nodeCount)), ("relationships", Double(topology.relationshipCount)),
            ("bytes", Double(topology.byteCount)),
        ])
    for (name, nodes) in [("reach-small", starts.small), ("reach-large", starts.large + starts.large)] {
        var samples = Samples()
        for node in nodes {
            _ = samples.measure { estate.reachability.count(from: [node], along: estate.dependants) }
        }
        samples.printLine(name)
    }
}

private func measureLookUps(_ path: String, _ ids: [String]) throws -> [NodeID] {
    let database = try Database.open(at: path, access: .readOnly)
    let session = try database.session()
    let nodes = try ids.map { try session.resolve($0) }
    var (byID, byNumber) = (Samples(), Samples())
    for id in ids {
        let node = try byID.measure { try session.node(session.resolve(id)) }
        precondition(node != nil, "\(id) is not found")
    }
    byID.printLine("look-up")
    for node in nodes { _ = try byNumber.measure { try session.node(node) } }
    byNumber.printLine("look-up-number")
    return nodes
}

private func measureNeighbours(_ store: GraphStore, of nodes: [NodeID]) throws {
    let snapshot = try store.snapshot()
    var neighbours = Samples()
    for node in nodes {
        _ = try neighbours.measure {
            try snapshot.relationships(of: node, .outgoing).count + snapshot.relationships(of: node, .incoming).count
        }
    }
    neighbours.printLine("neighbours")
}

extension StoreSettings {
    static var readOnly: StoreSettings {
        var settings = StoreSettings()
        settings.environment.access = .readOnly
        return settings
    }
}
