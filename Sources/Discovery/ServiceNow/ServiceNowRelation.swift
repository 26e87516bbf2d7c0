/// What a type of relationship between two configuration items means here.
struct ServiceNowRelation: Equatable {
    var type: String
    /// Whether the child is the source.
    var isReversed: Bool
    /// The name of a type that nothing is known of.
    var unknown: String?

    /// - Parameter name: What the parent is to the child, and behind `::` what the child is to the parent. Case and
    ///   space do not matter, and an importer may have written the two the other way round, with the ends.
    init(_ name: String) {
        let halves = name.lowercased().replacing("::", with: "\n").split(separator: "\n").map { half in
            half.split { $0 == " " || $0 == "_" }.joined(separator: " ")
        }
        let parent = halves.first ?? ""
        let child = halves.last ?? ""
        // `Used by` is the other side of two types.
        if parent == "used by", child == "uses" {
            self.init(type: "USES", isReversed: true)
        } else if let type = Self.forward[parent] {
            self.init(type: type, isReversed: false)
        } else if let type = Self.backward[parent] {
            self.init(type: type, isReversed: true)
        } else if let type = Self.forward[child] {
            // An organisation has named one half itself; the other still tells.
            self.init(type: type, isReversed: true)
        } else if let type = Self.backward[child] {
            self.init(type: type, isReversed: false)
        } else {
            self.init(type: "RELATES_TO", isReversed: false, unknown: name)
        }
    }

    private init(type: String, isReversed: Bool, unknown: String? = nil) {
        self.type = type
        self.isReversed = isReversed
        self.unknown = unknown
    }

    /// Whether a name says which end is the cluster so little that the ends' classes must.
    static func isOfCluster(_ name: String) -> Bool {
        let plain = name.lowercased()
        return plain.hasPrefix("cluster of") || plain.hasPrefix("cluster::")
    }

    /// Whether a name says as little which end is the end point: discovery writes it either way.
    static func isOfEndPoint(_ name: String) -> Bool { name.lowercased().hasPrefix("implement end point") }

    private static let forward: [String: String] = [
        "depends on": "DEPENDS_ON", "requires": "DEPENDS_ON", "impacted by": "DEPENDS_ON", "uses": "USES",
        "consumes": "USES", "applicative flow to": "USES", "runs on": "RUNS_ON", "executes on": "RUNS_ON",
        "hosted on": "HOSTED_ON", "hosted by": "HOSTED_ON", "is hosted on": "HOSTED_ON",
        "virtualized by": "VIRTUALISED_BY", "virtualised by": "VIRTUALISED_BY",
        "gets resources from": "GETS_RESOURCES_FROM", "allocated from": "GETS_RESOURCES_FROM",
        "stored on": "STORED_ON", "powers": "POWERS", "provides power for": "POWERS", "feeds": "POWERS",
        "cools": "COOLS", "provides": "PROVIDES", "exports to": "EXPORTS_TO", "sends data to": "SENDS_DATA_TO",
        "contains": "CONTAINS", "owns": "OWNS", "member of": "MEMBER_OF", "cluster": "MEMBER_OF",
        "registered on": "MEMBER_OF", "located in": "LOCATED_IN", "in rack": "LOCATED_IN", "in zone": "LOCATED_IN",
        "connects to": "CONNECTS_TO", "ip connection": "CONNECTS_TO", "manages": "MANAGES", "controls": "MANAGES",
        "monitors": "MONITORS", "load balances": "ROUTES_TO", "routes to": "ROUTES_TO", "installed on": "INSTALLED_ON",
        "authenticated by": "AUTHENTICATES_WITH", "backed up by": "PROTECTED_BY", "replicates to": "REPLICATES_TO",
        "fails over to": "FAILS_OVER_TO", "dr provided by": "FAILS_OVER_TO", "instance of": "PROVISIONED_FROM",
        "instantiated from": "PROVISIONED_FROM", "subscribes to": "SUBSCRIBES_TO", "publishes to": "PUBLISHES_TO",
        "realized by": "DELIVERED_BY", "delivered by": "DELIVERED_BY", "is part of": "PART_OF",
        "reached through": "REACHED_THROUGH", "attached to": "ATTACHED_TO",
        "instantiated by": "PROVISIONED_FROM", "connects": "CONNECTS_TO", "use end point to": "USES",
        "implement end point to": "DELIVERED_BY",
    ]

    private static let backward: [String: String] = [
        "used by": "DEPENDS_ON", "required by": "DEPENDS_ON", "is required by": "DEPENDS_ON", "impacts": "DEPENDS_ON",
        "consumed by": "USES", "is used by": "USES", "applicative flow from": "USES", "runs": "RUNS_ON",
        "executes": "RUNS_ON", "hosts": "HOSTED_ON", "virtualizes": "VIRTUALISED_BY", "virtualises": "VIRTUALISED_BY",
        "defines resources for": "GETS_RESOURCES_FROM", "provides resources for": "GETS_RESOURCES_FROM",
        "allocated to": "GETS_RESOURCES_FROM", "stores": "STORED_ON", "provides storage for": "STORED_ON",
        "storage for": "STORED_ON", "powered by": "POWERS", "receives power from": "POWERS", "fed by": "POWERS",
        "cooled by": "COOLS", "provided by": "PROVIDES", "imports from": "EXPORTS_TO",
        "receives data from": "SENDS_DATA_TO", "contained by": "CONTAINS", "contained in": "CONTAINS",
        "owned by": "OWNS", "members": "MEMBER_OF", "has members": "MEMBER_OF", "cluster of": "MEMBER_OF",
        "has registered": "MEMBER_OF", "houses": "LOCATED_IN", "rack contains": "LOCATED_IN",
        "zone contains": "LOCATED_IN", "connected by": "CONNECTS_TO", "managed by": "MANAGES",
        "controlled by": "MANAGES", "monitored by": "MONITORS", "load balanced by": "ROUTES_TO",
        "has installed": "INSTALLED_ON", "authenticates": "AUTHENTICATES_WITH", "backs up": "PROTECTED_BY",
        "replicated from": "REPLICATES_TO", "provides dr for": "FAILS_OVER_TO", "instantiates": "PROVISIONED_FROM",
        "realizes": "DELIVERED_BY", "delivers": "DELIVERED_BY", "composed of": "PART_OF",
        "use end point from": "USES", "implement end point from": "DELIVERED_BY",
    ]

    /// The names of the types that every instance has, by identifier; a table that only states identifiers can be read
    /// with these.
    static let delivered: [String: String] = [
        "1a9cb166f1571100a92eb60da2bce5c5": "Depends on::Used by",
        "60bc4e22c0a8010e01f074cbe6bd73c3": "Runs on::Runs",
        "5f985e0ec0a8010e00a9714f2a172815": "Hosted on::Hosts",
        "55c95bf6c0a8010e0118ec7056ebc54d": "Contains::Contained by",
        "a99d39118f10310091769012cbbe4429": "Cluster of::Cluster",
        "25242fb2377a9200738d021a54990e88": "Owns::Owned by",
        "cb5592603751200032ff8c00dfbe5d17": "Uses::Used by",
        "de5aeb6a0ab3015854626f204fb7b1c0": "Defines resources for::Gets resources from",
        "d93304fb0a0a0b78006081a72ef08444": "Virtualized by::Virtualizes",
        "f67e9ecdff602000dada361332f49d35": "Provides::Provided by",
        "4afd799338a02000c18673032c71b817": "Provided by::Provides",
        "55c913d3c0a8010e012d1563182d6050": "Members::Member of",
        "aa9434870ab301544ce2943bf03fd7a8": "Registered on::Has registered",
    ]
}
