import Testing

@Suite("Queries that the semantic pass accepts")
struct SoundQueriesTests {
    static let scopes = [
        "MATCH (a) WITH a.name AS name ORDER BY a.size, name WHERE a.size > 1 RETURN name",
        "WITH 1 AS x WITH x + 1 AS x ORDER BY x * -1 RETURN x",
        "MATCH (a) RETURN DISTINCT a.name ORDER BY a.name",
        "MATCH (a) RETURN DISTINCT a.size + 1 ORDER BY (a.size + 1) * 2",
        "MATCH (x) RETURN [x IN [1, 2] | x * 2], all(x IN [1] WHERE x > 0), x.name",
        "MATCH (a) WHERE (a)-->() AND NOT (a)<--(:Server) RETURN a",
        "MATCH (a), (b) WHERE (a)-[:OWNS*]->(b) OR exists((a)-->(b)) RETURN a",
        "MATCH (a) RETURN CASE WHEN (a)-->() THEN 1 ELSE 2 END",
        "MATCH (a) RETURN [x IN nodes(shortestPath((a)-[*]->(a))) WHERE (x)-->() | x.name]",
        "MATCH (a), (b) RETURN length(shortestPath((a)-[*]->(b)))",
        "MATCH (a) WHERE EXISTS { MATCH (a)-->(b) WITH a, count(*) AS n WHERE n = 3 RETURN true } RETURN a",
        "MATCH (a) WHERE EXISTS { WITH 1 AS x MATCH (a)-->() } RETURN a",
        "MATCH (a) RETURN COUNT { (a)-->(b) WHERE EXISTS { (b)-->(a) } } AS n",
        "MATCH (a) RETURN COLLECT { MATCH (a)-->(b) RETURN b.name ORDER BY b.size } AS names",
        "MATCH (a) CALL (a) { MATCH (a)-->(b) RETURN b UNION MATCH (a)<--(b) RETURN b } RETURN a, b",
        "MATCH (a) CALL (a) { WITH 1 AS x RETURN a.name AS name, x } RETURN name, x",
        "MATCH (a) CALL { WITH a MATCH (a)-->(b) RETURN b } RETURN b",
        "MATCH (a) CALL { WITH a RETURN a.name AS x UNION WITH a RETURN a.size AS x } RETURN x",
        "MATCH (a) CALL { RETURN 1 AS a1 UNION RETURN 2 AS a1 } RETURN a1",
        "MATCH (a) CALL (*) { CREATE (a)-[:OWNS]->(:Server) }",
        "UNWIND [1, 2] AS x CALL (x) { CREATE ({v: x}) } IN TRANSACTIONS OF $n ROWS ON ERROR FAIL",
        "CALL { CREATE () } IN TRANSACTIONS ON ERROR CONTINUE REPORT STATUS AS s RETURN s.committed",
        "UNWIND [1, 2] AS x CALL (x) { CREATE () } IN TRANSACTIONS CALL (x) { CREATE () } IN TRANSACTIONS ON ERROR BREAK",
        "TERMINATE TRANSACTIONS 'a', $more YIELD message WHERE message <> '' RETURN count(*)",
        "MATCH (a) OPTIONAL CALL (a) { MATCH (a)-->(b) RETURN b } RETURN a, b",
        "FOREACH (x IN [1, 2] | MERGE (n {v: x}) SET n.seen = true FOREACH (y IN [x] | CREATE ({w: y})))",
        "MATCH ((a)-[r:OWNS]->(b) WHERE a.size > b.size){1,3} RETURN [x IN r | x.since], size(a)",
        "WITH 3 AS least MATCH ((a)-->(b) WHERE a.size > least)+ RETURN a",
        "MATCH (a)-[r:OWNS WHERE r.since > 3]->{1,3}(b) RETURN size(r)",
        "MATCH (a)-[r*1..3]->(b) MATCH (a)-[r*]->(b) RETURN r",
        "MATCH ()-[r1]->()-[r2]->() WITH [r1, r2] AS rs MATCH (x)-[rs*]->(y) RETURN x, y",
        "OPTIONAL MATCH (a)-->(b) WITH coalesce(a, b) AS c MATCH (c)-->(d) RETURN d",
        "WITH null AS a OPTIONAL MATCH p = (a)-->() RETURN nodes(p), nodes(null)",
        "MATCH (a)-[r]->() WITH [a, r, 1] AS xs RETURN labels(xs[0]), type(xs[1])",
        "MATCH (a {name: 'x'}), (b {size: a.size}) RETURN b",
        "CALL estate.owners('a') YIELD owner AS o, share WHERE share > 0.5 RETURN o",
        "CALL estate.owners",
        "CALL estate.owners('a', 2) YIELD *",
        "CALL estate.owners($a, $b)",
        "MATCH (n) CALL estate.tidy()",
        "MATCH (n) CALL estate.tidy RETURN n",
        "CALL estate.all YIELD name RETURN name",
        "CALL estate.scale(1)",
    ]

    static let aggregation = [
        "MATCH (a)-->(b) RETURN a, count(b) + 3",
        "MATCH (a)-->(b) RETURN a.name, a.name + count(b)",
        "MATCH (a)-->(b) RETURN a, a.size + count(b)",
        "MATCH (a)-->(b) WITH *, count(b) + a.size AS n RETURN n",
        "MATCH (a) RETURN $x + avg(a.size) - 1000",
        "MATCH (a) RETURN size(collect(a)), count(*) * 10",
        "MATCH (a) RETURN a.name, {same: a.name = 'x', all: collect(a.size)}",
        "MATCH p = ()-->() RETURN [x IN collect(p) | head(nodes(x))]",
        "MATCH (a) RETURN a.size % 3 AS m, sum(a.size) AS s ORDER BY sum(a.size), a.size % 3, m",
        "MATCH (a) RETURN a.name, max(a.size) ORDER BY max(a.size) + 1, count(*)",
        "MATCH (a) WITH a.size AS size, count(*) AS n ORDER BY a.size + count(*) RETURN size",
        "MATCH (a) WITH avg(a.size) AS mean ORDER BY $x + avg(a.size) RETURN mean",
        "MATCH (a) WITH a, count(*) AS n ORDER BY a.name RETURN n",
        "MATCH (a) RETURN [x IN [1] | x] AS list, count(*) + 1",
        "MATCH (a) RETURN count(DISTINCT a.name), collect(DISTINCT a), percentileDisc(a.size, $p)",
        "MATCH (a) WITH a.name AS name, count(*) AS n WHERE n > 1 RETURN name",
        "MATCH (a) CALL (a) { MATCH (a)-->(b) RETURN a.size + count(b) AS n } RETURN n",
    ]

    static let kinds = [
        "RETURN 1 + 2.5, 'a' + 1, 1 + 'a', [1] + 2, 1 + [2], date() + duration('P1D'), null + 1",
        "RETURN duration('P1D') * 2, duration('P1D') / 2, date() - duration('P1D'), [1] || [2], 'a' || 'b'",
        "RETURN 1 IN null, 1 IN [1], NOT null, null AND true, -null",
        "RETURN none(x IN [] WHERE x), any(x IN [1, null, 'a', false] WHERE x = 1)",
        "UNWIND [1, 'a', null] AS x RETURN x + 1",
        "UNWIND [true, 1] AS x WITH x WHERE x RETURN x",
        "WITH [1, {a: 2}] AS xs RETURN xs[1].a, xs[$i], date().year, duration('P1D').days, point({x: 1, y: 2}).x",
        "MATCH (n) RETURN n['na' + 'me'], n[$key], keys(n), properties({a: 1})",
        "MATCH (n) RETURN n LIMIT toInteger(ceil(1.7))",
        "MATCH (n) RETURN n SKIP $s LIMIT 2 * 3",
        "MATCH (n) WITH {key: collect(n)} AS m DETACH DELETE m.key[0]",
        "MATCH p = ()-->() DELETE p",
        "OPTIONAL MATCH (n) DELETE n, null",
        "MATCH (n) SET n.a = [1, 2], n.b = null, n.c = date(), n += $map, n = properties(n)",
        "MATCH (a), (b) SET a = b, (CASE WHEN true THEN a ELSE b END).x = 1",
        "MATCH (n) SET n[$key] = 1, n:A:$($label) REMOVE n.x, n[$key], n:A",
        "MATCH (n:$($label)) WHERE n:A|B&!C RETURN n",
        "RETURN range('a', 1), [x IN [1.0, []] | toFloat(x)]",
        "MATCH (n) RETURN exists(n.name), exists(n['name'])",
        "RETURN reduce(s = '', x IN ['a'] | s + x)",
    ]

    static let clauses = [
        "CREATE (a:Server {name: 'x'})-[r:OWNS]->(b), (a)<-[:OWNS]-(b) RETURN a, r",
        "CREATE (a {size: 1}), (b {size: a.size})-[:OWNS {w: a.size}]->(a)",
        "CREATE (a $props)-[:OWNS $more]->(b)",
        "CREATE (n:$($labels))-[:$($type)]->()",
        "MATCH (a), (b) MERGE (a)-[r:OWNS {w: a.size}]-(b) ON CREATE SET r.new = true ON MATCH SET b.size = r.w",
        "MERGE (a) MERGE (b) MERGE (a)-[:OWNS]->(b)",
        "CREATE (a) MATCH (b) RETURN a, b",
        "CREATE () WITH * CREATE ()",
        "MATCH (n) FINISH",
        "CREATE () UNION CREATE ()",
        "RETURN 1 AS a, 2 AS b UNION RETURN 3 AS b, 4 AS a",
        "AS OF COMMIT 7 MATCH (n) RETURN n",
        "AS OF datetime('2025-01-01T00:00:00Z') MATCH (n) RETURN n",
        "AS OF $when RETURN 1",
        "EXPLAIN MATCH (n) DELETE n",
        "SHOW INDEXES",
        "SHOW INDEXES YIELD * WHERE name STARTS WITH 'a' RETURN name, size(properties) AS n ORDER BY n",
        "SHOW FUNCTIONS WHERE aggregating",
        "CREATE INDEX names IF NOT EXISTS FOR (n:Server) ON (n.name, n.size)",
        "DROP CONSTRAINT one IF EXISTS",
    ]

    @Test(arguments: scopes + aggregation + kinds + clauses)
    func accepts(_ query: String) throws {
        _ = try SemanticFixture.check(query)
    }

    /// As deep as the parser allows: the pass descends by recursion and has to bear it.
    static let deep = [
        "RETURN " + String(repeating: "[", count: 190) + String(repeating: "]", count: 190),
        "RETURN 1" + String(repeating: " + 1", count: 380),
        "RETURN " + String(repeating: "NOT ", count: 190) + "true",
        "RETURN " + String(repeating: "[x IN [1] | ", count: 90) + "1" + String(repeating: "]", count: 90),
        "MATCH (n) WHERE " + String(repeating: "EXISTS { MATCH (n) WHERE ", count: 90) + "true"
            + String(repeating: " }", count: 90) + " RETURN n",
        String(repeating: "CALL { ", count: 90) + "CREATE ()" + String(repeating: " }", count: 90),
    ]

    @Test(arguments: deep.indices)
    func bearsDepth(_ index: Int) throws {
        _ = try SemanticFixture.check(Self.deep[index])
    }
}
