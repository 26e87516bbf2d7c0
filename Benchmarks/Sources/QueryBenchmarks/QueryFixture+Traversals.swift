import CLimit
import GraphModel
import QueryValues
import Topology

extension QueryFixture {
    /// Patterns of a fixed length from a node that an index finds, and look-ups.
    func patterns() throws -> [QueryCase] {
        let pods = try places("Pod", 1_000)
        let (runs, located) = (graph.mask(["RUNS_ON"]), graph.mask(["LOCATED_IN"]))
        let production = graph.environment("production")
        let two = [
            cquery_step(types: runs, backwards: 0, environment: 0),
            cquery_step(types: runs, backwards: 0, environment: production),
        ]
        let seven = [
            (runs, 0), (runs, 0), (runs, 0), (graph.mask(["REACHED_THROUGH"]), 0), (located, 0), (located, 0),
            (located, 0),
        ].map { cquery_step(types: $0.0, backwards: $0.1, environment: 0) }
        return [
            QueryCase(name: "kept-plan", calls: 1_000) { _ in try ask("RETURN 1") },
            QueryCase(
                name: "look-up", calls: pods.count,
                query: { try askRows("MATCH (n:Pod {name: $name}) RETURN n.environment, n.state", named(pods[$0])) },
                limits: [.init(side: "C") { graph.find(named: pods[$0]) == .max ? 0 : 1 }]),
            QueryCase(
                name: "hops-2", calls: pods.count,
                query: {
                    try ask(
                        """
                        MATCH (p:Pod {name: $name})-[:RUNS_ON]->(k)-[:RUNS_ON]->(v) WHERE v.environment = 'production'
                        RETURN count(*)
                        """, named(pods[$0]))
                }, limits: [.init(side: "C") { graph.ways(from: graph.find(named: pods[$0]), two) }]),
            QueryCase(
                name: "hops-7", calls: pods.count,
                query: {
                    try ask(
                        """
                        MATCH (p:Pod {name: $name})-[:RUNS_ON]->(a)-[:RUNS_ON]->(b)-[:RUNS_ON]->(c)-[:REACHED_THROUGH]->(d)
                              -[:LOCATED_IN]->(e)-[:LOCATED_IN]->(f)-[:LOCATED_IN]->(g)
                        RETURN count(*)
                        """, named(pods[$0]))
                }, limits: [.init(side: "C") { graph.ways(from: graph.find(named: pods[$0]), seven) }]),
        ]
    }

    /// Distinct dependants over any number of steps, written both ways, of a few that have many and of many that have
    /// few.
    func dependants() throws -> [QueryCase] {
        let forms = [
            ("pattern", "<-[:DEPENDS_ON|RUNS_ON*1..]-(d)"),
            ("quantified", "(()<-[:DEPENDS_ON|RUNS_ON]-())+(d)"),
        ]
        let (mask, types) = (graph.mask(Self.dependence), topology.route(types: Self.dependence, [.incoming]))
        let services = try places("Microservice", 3_000).filter { !graph.isOnCycle($0, mask) }
            .map { (place: $0, reached: graph.reach(from: $0, mask)) }.sorted { $0.reached > $1.reached }
        let few = services.filter { (1...1_000).contains($0.reached) }
        return [("many", Array(services.prefix(10))), ("few", evenly(few, 100))].flatMap { size, chosen in
            let starts = chosen.map(\.place)
            return forms.map { form, pattern in
                let text = "MATCH (n:Microservice {name: $name})\(pattern) RETURN count(DISTINCT d)"
                return QueryCase(
                    name: "reach-\(size)-\(form)", calls: starts.count,
                    query: { try ask(text, named(starts[$0])) },
                    limits: [
                        .init(side: "C") { graph.reach(from: starts[$0], mask) },
                        .init(side: "topology") { count(from: starts[$0], along: types) - 1 },
                    ])
            }
        }
    }

    func shortestPaths() throws -> QueryCase {
        let (pods, hosts) = (try places("Pod", 20), try places("Hypervisor", 20))
        let names = ["RUNS_ON", "MEMBER_OF"]
        let (mask, route) = (graph.mask(names), topology.route(types: names, [.outgoing, .incoming]))
        return QueryCase(
            name: "shortest-path", calls: 20, rounds: 3,
            query: { call in
                var parameters = named(pods[call])
                parameters["other"] = named(hosts[call])["name"]
                return try ask(
                    """
                    MATCH (a:Pod {name: $name}), (b:Hypervisor {name: $other})
                    MATCH p = shortestPath((a)-[:RUNS_ON|MEMBER_OF*]-(b)) RETURN length(p)
                    """, parameters)
            },
            limits: [
                .init(side: "C") { graph.distance(from: pods[$0], to: hosts[$0], mask) },
                .init(side: "topology") { distance(from: pods[$0], to: hosts[$0], along: route) },
            ])
    }

    private static let dependence = ["DEPENDS_ON", "RUNS_ON"]
}
