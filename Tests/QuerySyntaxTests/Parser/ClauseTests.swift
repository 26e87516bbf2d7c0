import GraphModel
import QuerySyntax
import Testing

@Suite("Clauses")
struct ClauseTests {
    @Test("Every construct parses", arguments: Corpus.all)
    func corpus(text: String) throws {
        _ = try QueryParser.parse(text)
    }

    @Test("Columns are called as they were written, or by their alias")
    func columnNames() throws {
        guard
            case .returning(let projection) = try onlyClause(
                "RETURN  a . b /* c */+1 , count( * ),n{.x} AS m, (1) ORDER BY a")
        else {
            Issue.record("no RETURN")
            return
        }
        #expect(projection.items.map(\.columnName) == ["a . b /* c */+1", "count( * )", "m", "(1)"])
        #expect(projection.items.map { $0.alias?.text } == [nil, nil, "m", nil])
    }

    @Test("WITH and RETURN")
    func projections() throws {
        let clauses = try clauses("WITH DISTINCT *, a AS b ORDER BY b DESC, c SKIP 1 LIMIT 2 WHERE d RETURN distinct")
        guard case .with(let with, let predicate) = clauses[0].kind, case .returning(let last) = clauses[1].kind else {
            Issue.record("other clauses")
            return
        }
        #expect(with.isDistinct && with.includesAll)
        #expect(with.order.map(\.isDescending) == [true, false])
        #expect(try with.skip == parsed("1"))
        #expect(try with.limit == parsed("2"))
        #expect(try predicate == parsed("d"))
        #expect(try !last.isDistinct && last.items.map(\.expression) == [parsed("`distinct`")])
    }

    @Test("Changes")
    func changes() throws {
        guard
            case .set(let items) = try onlyClause("SET n.a = 1, n = x, n += y, n:A:B, (n).b = 2, n[k] = 3, n IS C"),
            case .remove(let removed) = try onlyClause("REMOVE n.a, n[k], n:A:$(x)")
        else {
            Issue.record("other clauses")
            return
        }
        let nowhere = Span(start: 0, end: 0)
        let n = Name("n", nowhere)
        #expect(
            try items == [
                .property(of: parsed("n"), key: Name("a", nowhere), parsed("1")), .replace(n, parsed("x")),
                .add(n, parsed("y")), .labels(n, [.name(Name("A", nowhere)), .name(Name("B", nowhere))]),
                .property(of: parsed("n"), key: Name("b", nowhere), parsed("2")),
                .dynamicProperty(of: parsed("n"), key: parsed("k"), parsed("3")),
                .labels(n, [.name(Name("C", nowhere))]),
            ])
        #expect(
            try removed == [
                .property(of: parsed("n"), key: Name("a", nowhere)),
                .dynamicProperty(of: parsed("n"), key: parsed("k")),
                .labels(n, [.name(Name("A", nowhere)), .dynamic(parsed("x"))]),
            ])
    }

    @Test("Subqueries")
    func subqueries() throws {
        guard
            case .subquery(let call) = try onlyClause(
                "OPTIONAL CALL (a, b) { FINISH } IN TRANSACTIONS OF 5 ROWS ON ERROR CONTINUE")
        else {
            Issue.record("no subquery")
            return
        }
        #expect(call.isOptional)
        guard case .variables(let names) = call.imports else {
            Issue.record("no variables")
            return
        }
        #expect(names.map(\.text) == ["a", "b"])
        #expect(try call.batches == .init(rows: parsed("5"), onError: .goOn))
        #expect(call.query.first.clauses.map(\.kind) == [.finish])
    }

    @Test("Procedures")
    func procedures() throws {
        guard case .call(let implicit) = try onlyClause("CALL a.b"),
            case .call(let void) = try clauses("CALL a() YIELD - RETURN 1")[0].kind,
            case .call(let all) = try onlyClause("CALL a() YIELD *")
        else {
            Issue.record("no calls")
            return
        }
        #expect(implicit.name.text == "a.b" && implicit.arguments == nil && implicit.yields == .unstated)
        #expect(void.arguments == [] && void.yields == .items([], where: nil))
        #expect(all.yields == .all)
    }

    @Test("Prefixes of statements")
    func prefixes() throws {
        let statement = try QueryParser.parse("PROFILE AS OF COMMIT 3 RETURN 1")
        #expect(statement.mode == .profile)
        #expect(try statement.time == .commit(parsed("3")))
        let moment = try QueryParser.parse("AS OF datetime('2024') RETURN 1")
        #expect(try moment.time == .moment(parsed("datetime('2024')")))
        #expect(try QueryParser.parse("EXPLAIN SHOW INDEXES").mode == .explain)
    }

    @Test("Patterns alone make a MATCH inside subqueries of expressions")
    func shortSubqueries() throws {
        #expect(try parsed("EXISTS { (a)-->(b) WHERE a.x }") == parsed("exists { MATCH (a)-->(b) WHERE a.x }"))
        #expect(try parsed("COUNT { p = (a) }") == parsed("COUNT { MATCH p = (a) }"))
    }
}
