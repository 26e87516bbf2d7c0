import Faultline
import GraphModel
import GraphStore
import Topology

/// An imported estate, open for reading.
struct OpenEstate {
    let snapshot: GraphSnapshot
    let topology: Topology
    let reachability: Reachability
    private let indexes: DefaultIndexes
    /// Along these relationships the target's failure reaches the source.
    let dependants: Route
    let providers: Route

    static let types = [
        "DEPENDS_ON", "USES", "RUNS_ON", "STORED_ON", "REACHED_THROUGH", "DELIVERED_BY", "LOCATED_IN", "PART_OF",
    ]

    init(_ store: GraphStore) throws {
        snapshot = try store.snapshot()
        indexes = DefaultIndexes(snapshot.schema)
        topology = try TopologyCache(folder: store.path).open(store, at: snapshot).topology
        reachability = try Reachability(topology)
        dependants = topology.route(types: Self.types, [.incoming])
        providers = topology.route(types: Self.types, [.outgoing])
    }

    /// The node with an identity, by the indexes that every store of configuration items has.
    func node(_ identity: String) throws -> NodeID {
        for index in indexes.identity {
            if let node = try snapshot.nodes(index: index, equals: [.string(identity)]).first { return node }
        }
        preconditionFailure("\(identity) is not found")
    }

    /// What the CSV file calls a node.
    func name(of node: NodeIndex) throws -> Substring? {
        let identities = try snapshot.property(ConventionalProperty.identity, of: topology.id(of: node))?.strings ?? []
        return identities.first?.split(separator: "#", maxSplits: 1).last
    }
}
