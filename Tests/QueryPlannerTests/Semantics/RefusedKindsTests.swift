import GraphModel
import Testing

@Suite("Values of kinds that an operation cannot take")
struct RefusedKindsTests {
    static let operands: [Refusal] = [
        Refusal("RETURN ¦1 AND true", .invalidArgumentType),
        Refusal("RETURN true OR ¦'a'", .invalidArgumentType),
        Refusal("RETURN null XOR ¦[true]", .invalidArgumentType),
        Refusal("RETURN NOT ¦1", .invalidArgumentType),
        Refusal("RETURN -¦'a'", .invalidArgumentType),
        Refusal("RETURN ¦1 + {a: 1}", .invalidArgumentType),
        Refusal("RETURN ¦true - 1", .invalidArgumentType),
        Refusal("RETURN ¦'a' * 2", .invalidArgumentType),
        Refusal("RETURN ¦[1] / 2", .invalidArgumentType),
        Refusal("RETURN ¦null % 'a'", .invalidArgumentType),
        Refusal("RETURN ¦2 ^ true", .invalidArgumentType),
        Refusal("RETURN ¦'a' || 1", .invalidArgumentType),
        Refusal("MATCH (n) RETURN ¦n + n", .invalidArgumentType),
        Refusal("RETURN ¦date() + date()", .invalidArgumentType),
        Refusal("RETURN 1 IN ¦2", .invalidArgumentType),
        Refusal("MATCH (n) RETURN 1 IN ¦n", .invalidArgumentType),
        Refusal("RETURN ¦('abc')[0..1]", .invalidArgumentType),
        Refusal("RETURN [1][¦'a'..]", .invalidArgumentType),
        Refusal("WITH 1 AS x RETURN ¦x:Server", .invalidArgumentType),
        Refusal("RETURN CASE WHEN ¦1 THEN 2 END", .invalidArgumentType),
        Refusal("WITH 1 AS m RETURN ¦m {.name}", .invalidArgumentType),
        Refusal("RETURN [x IN ¦1 | x]", .invalidArgumentType),
        Refusal("RETURN [x IN [1] WHERE ¦x]", .invalidArgumentType),
        Refusal("RETURN all(x IN ¦{a: 1} WHERE true)", .invalidArgumentType),
        Refusal("RETURN none(x IN ['a'] WHERE ¦x % 2 = 0)", .invalidArgumentType),
        Refusal("RETURN single(x IN [true, false] WHERE ¦x * 2 = 0)", .invalidArgumentType),
        Refusal("RETURN any(x IN [1] WHERE ¦2)", .invalidArgumentType),
        Refusal("RETURN reduce(a = 0, x IN ¦'abc' | a + 1)", .invalidArgumentType),
        Refusal("RETURN allReduce(a = 0, x IN [1] | a + x, ¦'yes')", .invalidArgumentType),
    ]

    @Test("Operands", arguments: operands)
    func operand(_ refusal: Refusal) { refusal.verify() }

    static let accesses: [Refusal] = [
        Refusal("WITH 1 AS x RETURN ¦x.name", .invalidArgumentType, .type),
        Refusal("WITH 'a' AS x RETURN ¦x.name", .invalidArgumentType, .type),
        Refusal("WITH [1] AS x RETURN ¦x.name", .invalidArgumentType, .type),
        Refusal("RETURN ¦(true).name", .invalidArgumentType, .type),
        Refusal("MATCH p = ()-->() WHERE ¦p.name = 'x' RETURN p", .invalidArgumentType),
        Refusal("WITH true AS x RETURN ¦x[0]", .invalidArgumentType, .type),
        Refusal("WITH 12.5 AS x RETURN ¦x['a']", .invalidArgumentType, .type),
    ]

    @Test("Properties and elements", arguments: accesses)
    func access(_ refusal: Refusal) { refusal.verify() }

    static let conditions: [Refusal] = [
        Refusal("MATCH (n) WHERE ¦n RETURN n", .invalidArgumentType),
        Refusal("MATCH (n) WHERE ¦(n) RETURN n", .invalidArgumentType),
        Refusal("MATCH (n) WHERE ¦1 RETURN n", .invalidArgumentType),
        Refusal("MATCH (n) WITH n WHERE ¦labels(n) RETURN n", .invalidArgumentType),
        Refusal("MATCH (n WHERE ¦'a') RETURN n", .invalidArgumentType),
        Refusal("MATCH ()-[r WHERE ¦r]->() RETURN r", .invalidArgumentType),
        Refusal("MATCH ((a)-->(b) WHERE ¦a){1,2} RETURN 1", .invalidArgumentType),
        Refusal("CALL estate.all() YIELD name WHERE ¦name RETURN name", .invalidArgumentType),
    ]

    @Test("Conditions", arguments: conditions)
    func condition(_ refusal: Refusal) { refusal.verify() }

    static let arguments: [Refusal] = [
        Refusal("MATCH (n) RETURN length(¦n)", .invalidArgumentType),
        Refusal("MATCH ()-[r]->() RETURN length(¦r)", .invalidArgumentType),
        Refusal("MATCH (n) RETURN type(¦n)", .invalidArgumentType),
        Refusal("MATCH p = ()-->() RETURN labels(¦p)", .invalidArgumentType),
        Refusal("MATCH p = ()-->() RETURN size(¦p)", .invalidArgumentType),
        Refusal("MATCH ()-[r]->() RETURN nodes(¦r)", .invalidArgumentType),
        Refusal("RETURN properties(¦1)", .invalidArgumentType),
        Refusal("RETURN properties(¦'a')", .invalidArgumentType),
        Refusal("RETURN properties(¦[1])", .invalidArgumentType),
        Refusal("MATCH (n) RETURN head(¦n)", .invalidArgumentType),
        Refusal("MATCH (n) RETURN [x IN [n] | type(¦x)]", .invalidArgumentType),
        Refusal("MATCH (n) RETURN type(¦head(collect(n)))", .invalidArgumentType),
        Refusal("MATCH (n) RETURN sum(¦n)", .invalidArgumentType),
        Refusal("RETURN avg(¦'a')", .invalidArgumentType),
        Refusal("RETURN percentileCont(¦'a', 0.5)", .invalidArgumentType),
        Refusal("CALL estate.owners(¦1)", .invalidArgumentType),
        Refusal("CALL estate.owners('a', ¦1.5) YIELD owner RETURN owner", .invalidArgumentType),
        Refusal("MATCH (n) RETURN exists(¦n)", .invalidArgumentExpression),
        Refusal("MATCH (n) RETURN exists(¦n.size + 1)", .invalidArgumentExpression),
        Refusal("RETURN ¦toUpper()", .invalidNumberOfArguments),
        Refusal("RETURN ¦toUpper('a', 'b')", .invalidNumberOfArguments),
        Refusal("RETURN ¦substring('a')", .invalidNumberOfArguments),
        Refusal("RETURN ¦count(1, 2)", .invalidNumberOfArguments),
        Refusal("RETURN ¦percentileDisc(1)", .invalidNumberOfArguments),
        Refusal("RETURN ¦exists()", .invalidNumberOfArguments),
        Refusal("CALL ¦estate.owners()", .invalidNumberOfArguments),
        Refusal("CALL ¦estate.owners('a', 1, 2) YIELD owner RETURN owner", .invalidNumberOfArguments),
        Refusal("RETURN ¦toUppr('a')", .unknownFunction),
        Refusal("RETURN ¦no.such.thing(1)", .unknownFunction),
        Refusal("RETURN ¦toUpper(DISTINCT 'a')", .unexpectedSyntax),
    ]

    @Test("Arguments", arguments: arguments)
    func argument(_ refusal: Refusal) { refusal.verify() }

    static let counts: [Refusal] = [
        Refusal("MATCH (n) RETURN n LIMIT ¦-1", .negativeIntegerArgument),
        Refusal("MATCH (n) WITH n SKIP ¦-2 RETURN n", .negativeIntegerArgument),
        Refusal("MATCH (n) RETURN n LIMIT ¦1.5", .invalidArgumentType),
        Refusal("MATCH (n) RETURN n SKIP ¦'a'", .invalidArgumentType),
        Refusal("MATCH (n) RETURN n SKIP ¦n.size", .nonConstantExpression),
        Refusal("MATCH (n) RETURN n AS m LIMIT ¦m.size", .nonConstantExpression),
        Refusal("MATCH (n) RETURN n LIMIT ¦count(*)", .nonConstantExpression),
        Refusal("MATCH (n) RETURN n LIMIT ¦COUNT { () }", .nonConstantExpression),
        Refusal("RETURN 1 LIMIT ¦[x IN [1] | x]", .invalidArgumentType),
    ]

    @Test("SKIP and LIMIT", arguments: counts)
    func count(_ refusal: Refusal) { refusal.verify() }

    static let stored: [Refusal] = [
        Refusal("MATCH (n) SET n.a = ¦{b: 1}", .invalidPropertyType, .type),
        Refusal("MATCH (n) SET n.a = ¦[{b: 1}]", .invalidPropertyType, .type),
        Refusal("MATCH (n) SET n.a = ¦[[1]]", .invalidPropertyType, .type),
        Refusal("MATCH (n) SET n.a = ¦n", .invalidPropertyType, .type),
        Refusal("MATCH (n) SET n += {a: ¦[n]}", .invalidPropertyType, .type),
        Refusal("CREATE ({a: ¦{b: 1}})", .invalidPropertyType, .type),
        Refusal("MATCH (n) SET n = ¦1", .invalidArgumentType),
        Refusal("WITH {a: 1} AS m SET ¦m.a = 2", .invalidArgumentType),
        Refusal("MATCH ()-[r]->() SET ¦r:Server", .invalidArgumentType),
        Refusal("MATCH (n) SET n[¦1] = 2", .invalidArgumentType),
        Refusal("MATCH (n) WITH n.name AS x REMOVE ¦x.name", .invalidArgumentType),
        Refusal("MATCH (n) DELETE ¦1 + 1", .invalidArgumentType),
        Refusal("MATCH (n) DELETE ¦n.name", .invalidArgumentType),
        Refusal("MATCH (n) DELETE ¦[n]", .invalidArgumentType),
        Refusal("MATCH (n) DELETE ¦n:Server", .invalidDelete),
        Refusal("FOREACH (x IN ¦1 | CREATE ())", .invalidArgumentType),
    ]

    @Test("What is written", arguments: stored)
    func written(_ refusal: Refusal) { refusal.verify() }
}
