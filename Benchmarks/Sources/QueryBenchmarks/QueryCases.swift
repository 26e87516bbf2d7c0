import CLimit
import GraphModel
import QueryValues

extension QueryFixture {
    /// The table's rows.
    func cases() throws -> [QueryCase] {
        let (pods, hosts) = (try nodes("Pod", 1_000), try nodes("Hypervisor", 30))
        let services = try nodes("Microservice", 100)
        let (calls, runs) = (limit.mask(["DEPENDS_ON", "RUNS_ON"]), limit.mask(["RUNS_ON"]))
        let production = UInt8(limit.environments.firstIndex(of: "production") ?? 0)
        return [
            QueryCase(
                title: "look-up by indexed property",
                ours: {
                    try ask("MATCH (n:Pod {name: $name}) RETURN n.environment, n.state", name(pods[$0])) > 0 ? 1 : 0
                },
                limit: { limit.find(limit.names[Int(pods[$0])]) == .max ? 0 : 1 }, calls: pods.count, target: "≤ 15 µs"),
            QueryCase(
                title: "distinct dependants, large",
                ours: {
                    try ask(
                        "MATCH (n:Hypervisor {name: $name})<-[:DEPENDS_ON|RUNS_ON*1..]-(d) RETURN count(DISTINCT d)",
                        name(hosts[$0]))
                },
                limit: { Int(cquery_reach(&limit.graph, limit.scratch, hosts[$0], calls, 1)) }, calls: hosts.count,
                target: "≤ 2 × and 0.15 µs a row"),
            QueryCase(
                title: "distinct dependants, small",
                ours: {
                    try ask(
                        "MATCH (n:Microservice {name: $name})<-[:DEPENDS_ON|RUNS_ON*1..]-(d) RETURN count(DISTINCT d)",
                        name(services[$0]))
                },
                limit: { Int(cquery_reach(&limit.graph, limit.scratch, services[$0], calls, 1)) },
                calls: services.count,
                target: "≤ 2 × and 0.15 µs a row"),
            QueryCase(
                title: "2 hops, filtered",
                ours: {
                    try ask(
                        """
                        MATCH (p:Pod {name: $name})-[:RUNS_ON]->(k)-[:RUNS_ON]->(v) WHERE v.environment = 'production'
                        RETURN count(*)
                        """, name(pods[$0]))
                },
                limit: { call in
                    let steps = [
                        cquery_step(types: runs, backwards: 0, environment: 0),
                        cquery_step(types: runs, backwards: 0, environment: production),
                    ]
                    return Int(cquery_chain(&limit.graph, limit.find(limit.names[Int(pods[call])]), steps, 2))
                }, calls: pods.count, target: "≤ 15 µs"),
            QueryCase(
                title: "7 hops",
                ours: {
                    try ask(
                        """
                        MATCH (p:Pod {name: $name})-[:RUNS_ON]->(a)-[:RUNS_ON]->(b)-[:RUNS_ON]->(c)<-[:MEMBER_OF]-(d)
                              -[:LOCATED_IN]->(e)-[:PART_OF]->(f)-[:PART_OF]->(g)
                        RETURN count(*)
                        """, name(pods[$0]))
                }, limit: nil, calls: pods.count, target: "≤ 200 µs"),
            QueryCase(
                title: "count by labels and environment, scanned",
                ours: { _ in
                    try ask("MATCH (n:ConfigurationItem) RETURN labels(n) AS class, n.environment AS e, count(*) AS c")
                },
                limit: { _ in
                    let slots = UInt32(limit.classes.count * limit.environments.count)
                    var counts = [UInt32](repeating: 0, count: Int(slots))
                    return Int(cquery_groups(&limit.graph, &counts, UInt32(limit.environments.count), slots))
                }, calls: 1, target: "≤ 60 ms"),
            QueryCase(
                title: "shortest path",
                ours: {
                    try ask(
                        """
                        MATCH (a:Pod {name: $name}), (b:Hypervisor {name: $other})
                        MATCH p = shortestPath((a)-[:RUNS_ON|MEMBER_OF*]-(b)) RETURN length(p)
                        """,
                        name(pods[$0]).merging(["other": .property(.string(limit.names[Int(hosts[$0 % hosts.count])]))])
                        {
                            a, _ in a
                        })
                }, limit: nil, calls: 20, rounds: 2, target: "≤ 3 × the topology's"),
            QueryCase(
                title: "UNWIND range(1, 10000000), filtered, counted",
                ours: { _ in try ask("UNWIND range(1, 10000000) AS x WITH x WHERE x % 3 = 0 RETURN count(x)") },
                calls: 1, rounds: 3, target: "≤ 1 s"),
        ]
    }
}
