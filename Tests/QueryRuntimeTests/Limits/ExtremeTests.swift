import GraphModel
import QueryRuntime
import Testing

/// The greatest and the least numbers, in every place where a statement takes a number.
@Suite struct ExtremeTests {
    static let cases: [(query: String, code: String?)] = [
        ("MATCH (a:A)-[*9223372036854775807..]->(b) RETURN b", nil),
        ("MATCH (a:A)-[*9223372036854775807]->(b) RETURN b", nil),
        ("MATCH (a:A)-[*0..9223372036854775807]->(b) RETURN b", nil),
        ("MATCH (a:A)-->{9223372036854775807,}(b) RETURN b", nil),
        ("MATCH (a:A)((x)-[r]->(y)){9223372036854775807,}(b) RETURN b", nil),
        ("MATCH (a:A)((x)-[r]->(y)){0,9223372036854775807}(b) RETURN b", nil),
        ("MATCH (a:A)-[*9223372036854775808..]->(b) RETURN b", "query.integerOverflow"),
        ("MATCH p = SHORTEST 9223372036854775807 (a:A)-->+(b) RETURN p", nil),
        ("MATCH p = SHORTEST 9223372036854775807 GROUPS (a:A)-->+(b) RETURN p", nil),
        ("MATCH p = shortestPath((a:A)-[*0..9223372036854775807]->(b:B)) RETURN p", nil),
        ("AS OF COMMIT 9223372036854775807 MATCH (n) RETURN n", "history.unknownCommit"),
        ("AS OF COMMIT -1 MATCH (n) RETURN n", "query.nonConstantExpression"),
        ("UNWIND [1, 2] AS x RETURN x SKIP 9223372036854775807 LIMIT 9223372036854775807", nil),
        ("RETURN [1, 2][-9223372036854775808], [1, 2][9223372036854775807]", nil),
        ("RETURN [1, 2][-9223372036854775808..9223372036854775807], [1, 2][9223372036854775807..]", nil),
        ("RETURN left('abc', 9223372036854775807), right('abc', 9223372036854775807)", nil),
        ("RETURN substring('abc', 9223372036854775807, 9223372036854775807)", nil),
        ("RETURN substring('abc', 1, 9223372036854775807)", nil),
        ("RETURN -9223372036854775808 / -1", "query.integerOverflow"),
        ("RETURN -9223372036854775808 % -1", nil),
        ("RETURN -(-9223372036854775808)", "query.integerOverflow"),
        ("RETURN abs(-9223372036854775808)", "query.integerOverflow"),
        ("RETURN 9223372036854775807 + 1", "query.integerOverflow"),
        ("RETURN sum(9223372036854775807)", nil),
        ("UNWIND [1, 2] AS x RETURN sum(9223372036854775807)", "query.integerOverflow"),
        ("RETURN range(-9223372036854775808, 9223372036854775807, 9223372036854775807)", nil),
        ("RETURN range(9223372036854775807, -9223372036854775808, -9223372036854775808)", nil),
        ("UNWIND range(9223372036854775805, 9223372036854775807, 2) AS x RETURN x", nil),
        ("RETURN round(1.5, 9223372036854775807), round(1e308, -9223372036854775808)", nil),
        ("RETURN toInteger(1e300)", "query.integerOverflow"),
        ("RETURN 2 ^ 99999, 0.0 / 0.0, 1 / 0.0", nil),
        ("RETURN date({year: 9223372036854775807})", "query.invalidArgumentValue"),
        ("RETURN date({year: 1, week: 9223372036854775807})", "query.invalidArgumentValue"),
        ("RETURN datetime({epochMillis: 9223372036854775807})", nil),
        ("RETURN datetime({epochSeconds: 9223372036854775807})", "query.invalidArgumentValue"),
        ("RETURN date('+999999999-12-31') + duration('P1D')", "query.numberOutOfRange"),
        ("RETURN date('-999999999-01-01') - duration('P1D')", "query.numberOutOfRange"),
        (
            "RETURN localdatetime('+999999999-12-31T23:59:59.999999999') + duration('PT0.000000001S')",
            "query.numberOutOfRange"
        ),
        ("RETURN time('23:59:59.999999999+18:00') + duration({hours: 9223372036854775807})", "query.integerOverflow"),
        ("RETURN duration({months: 9223372036854775807}) + duration({months: 1})", "query.integerOverflow"),
        ("RETURN duration('P1Y') * 1e300", "query.integerOverflow"),
        ("RETURN duration('P1Y') / 1e-300", "query.integerOverflow"),
        ("RETURN duration.between(date('-999999999-01-01'), date('+999999999-12-31'))", nil),
        ("RETURN date.truncate('millennium', date('-999999999-01-01'))", "query.numberOutOfRange"),
        ("EXPLAIN MATCH " + String(repeating: "()-[*]->", count: 60) + "() RETURN 1", nil),
    ]

    @Test(arguments: cases.indices)
    func endsAsItShould(_ place: Int) throws {
        let (query, expected) = Self.cases[place]
        let engine = try StoreEngine()
        try engine.rows("CREATE (:A)-[:R]->(:B)-[:R]->(:C)")
        do {
            try engine.rows(query)
            #expect(expected == nil, "\(query)")
        } catch let error as any FaultlineError {
            #expect(error.code == expected, "\(query): \(error)")
        }
    }
}
