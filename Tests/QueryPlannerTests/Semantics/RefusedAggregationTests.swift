import GraphModel
import Testing

@Suite("Aggregates where none can be")
struct RefusedAggregationTests {
    static let places: [Refusal] = [
        Refusal("MATCH (n) WHERE ¦count(n) > 1 RETURN n", .invalidAggregation),
        Refusal("MATCH (n) WITH n WHERE ¦count(n) > 1 RETURN n", .invalidAggregation),
        Refusal("MATCH (n) WITH n.name AS name, count(*) AS c WHERE ¦count(*) > 1 RETURN name", .invalidAggregation),
        Refusal("MATCH (n {size: ¦count(*)}) RETURN n", .invalidAggregation),
        Refusal("CREATE ({size: ¦count(*)})", .invalidAggregation),
        Refusal("MATCH (n) SET n.size = ¦max(n.size)", .invalidAggregation),
        Refusal("MATCH (n) MERGE ({size: ¦max(n.size)})", .invalidAggregation),
        Refusal("MATCH (n) DELETE ¦collect(n)", .invalidAggregation),
        Refusal("MATCH (n) UNWIND ¦collect(n) AS m RETURN m", .invalidAggregation),
        Refusal("MATCH (n) FOREACH (m IN ¦collect(n) | SET m.size = 1)", .invalidAggregation),
        Refusal("MATCH (n) CALL estate.owners('a', ¦count(n)) YIELD owner RETURN owner", .invalidAggregation),
        Refusal("RETURN [x IN [1] | ¦count(*)]", .invalidAggregation),
        Refusal("RETURN [x IN [1] WHERE ¦count(x) = 1 | x]", .invalidAggregation),
        Refusal("RETURN all(x IN [1] WHERE ¦sum(x) = 1)", .invalidAggregation),
        Refusal("RETURN reduce(a = 0, x IN [1] | a + ¦count(x))", .invalidAggregation),
        Refusal("MATCH (n) RETURN [(n)-->(m) | ¦count(m)]", .invalidAggregation),
        Refusal("MATCH (n) RETURN n ORDER BY ¦count(n)", .invalidAggregation),
        Refusal("MATCH (n) WITH n.name AS name ORDER BY ¦max(m.size) RETURN name", .invalidAggregation),
        Refusal("MATCH (n) RETURN n.size AS size, count(*) ORDER BY ¦sum(size)", .invalidAggregation),
        Refusal("RETURN count(¦count(*))", .nestedAggregation),
        Refusal("MATCH (n) RETURN sum([x IN n.list | ¦max(x)])", .nestedAggregation),
        Refusal("RETURN count(¦rand())", .nonConstantExpression),
        Refusal("RETURN sum(1 + toInteger(¦rand() * 10))", .nonConstantExpression),
    ]

    @Test("Places", arguments: places)
    func place(_ refusal: Refusal) { refusal.verify() }

    static let ambiguous: [Refusal] = [
        Refusal("MATCH (a)-->(b) RETURN ¦a.size + count(b)", .ambiguousAggregationExpression),
        Refusal("MATCH (a)-->(b) RETURN a.size + b.size, ¦a.size + b.size + count(*)", .ambiguousAggregationExpression),
        Refusal("MATCH (a)-->(b) WITH b, ¦a.size + count(*) AS x RETURN x", .ambiguousAggregationExpression),
        Refusal("MATCH (a)-->(b) RETURN {n: ¦a.name, bs: collect(b)}", .ambiguousAggregationExpression),
        Refusal("MATCH (a) RETURN size(collect(a)) + size([x IN ¦a.list | x])", .ambiguousAggregationExpression),
        Refusal("MATCH (a) RETURN count(*) + ¦COUNT { (a)--() }", .ambiguousAggregationExpression),
        Refusal("MATCH (a) RETURN count(*) + size(¦[(a)--(b) | b])", .ambiguousAggregationExpression),
        Refusal(
            "MATCH (a)-->(b) WITH a.size + b.size, count(*) AS n ORDER BY ¦a.size + b.size + count(*) RETURN n",
            .ambiguousAggregationExpression),
        Refusal("MATCH (a)-->(b) WITH count(b) AS n ORDER BY ¦a.size + count(b) RETURN n", .undefinedVariable),
        Refusal("MATCH (a) RETURN a.name, min(a.size) ORDER BY sum(¦a.size)", .undefinedVariable),
    ]

    @Test("Expressions without one value in a group", arguments: ambiguous)
    func ambiguity(_ refusal: Refusal) { refusal.verify() }
}
