import Faultline
import Testing

@Suite("History and catalogues as rows")
struct CatalogueProcedureTests {
    let estate: SampleEstate

    init() throws { estate = try SampleEstate() }

    @Test("Every change of a CI")
    func history() throws {
        let commit = try estate.database.session().version
        try estate.rows("MATCH (s:Server {name: 'srv-1'}) SET s.note = 'x'")
        try estate.rows("MATCH (s:Server {name: 'srv-1'}) SET s.note = 'y'")
        #expect(
            try estate.rows(
                """
                CALL history.of('srv-1') YIELD commit, author, change, name, before, after
                WHERE name = 'note' RETURN commit, author, change, before, after
                """) == [
                    "\(commit.next) | 'tests' | 'property' | null | 'x'",
                    "\(commit.next.next) | 'tests' | 'property' | 'x' | 'y'",
                ])
        #expect(
            try estate.rows(
                """
                CALL history.of('srv-1') YIELD change, name, other WHERE change = 'relationshipCreated'
                RETURN name, other.name ORDER BY other.name
                """) == ["'RUNS_ON' | 'db-1'", "'RUNS_ON' | 'web-1'"])
    }

    @Test("A CI that is gone has a history by its number")
    func gone() throws {
        let id = try estate.database.session().resolve("srv-2").rawValue
        try estate.rows("MATCH (s:Server {name: 'srv-2'}) DETACH DELETE s")
        #expect(
            try estate.rows("CALL history.of(\(id)) YIELD change WHERE change = 'deleted' RETURN change")
                == ["'deleted'"])
        #expect(throws: EngineError.self) { try estate.rows("CALL history.of(999999)") }
    }

    @Test("What differs between two versions")
    func difference() throws {
        let commit = try estate.database.session().version
        try estate.rows("MATCH (s:Server {name: 'srv-1'}) SET s.note = 'x'")
        try estate.rows("MATCH (:Application {name: 'web-2'})-[r:RUNS_ON]->() DELETE r")
        let text = """
            YIELD change, element, labels, before, after, source, target
            RETURN change, element, before.note, after.note, source.name, target.name
            """
        let expected = [
            "'updated' | 'node' | null | 'x' | null | null",
            "'deleted' | 'relationship' | null | null | 'web-2' | 'srv-2'",
        ]
        #expect(try estate.rows("CALL history.diff(\(commit)) \(text)") == expected)
        #expect(try estate.rows("CALL history.diff(\(commit), \(commit.next)) \(text)") == [expected[0]])
        #expect(try estate.rows("CALL history.diff(\(commit), datetime()) \(text)") == expected)
        #expect(throws: (any Error).self) { try estate.rows("CALL history.diff('yesterday')") }
    }

    @Test("Definitions are part of a difference")
    func definitions() throws {
        let commit = try estate.database.session().version
        try estate.rows("CREATE INDEX note FOR (s:Server) ON (s.note)")
        #expect(
            try estate.rows(
                "CALL history.diff(\(commit)) YIELD change AS c, element AS e, after RETURN c, e, after.name")
                == ["'created' | 'index' | 'note'"])
    }

    @Test("Names and counts")
    func names() throws {
        #expect(
            try estate.rows("CALL db.labels() YIELD label, count WHERE label = 'Server' RETURN label, count")
                == ["'Server' | 2"])
        #expect(
            try estate.rows("CALL db.relationshipTypes() YIELD relationshipType AS t, count RETURN t, count")
                == ["'DEPENDS_ON' | 3", "'OWNED_BY' | 1", "'RUNS_ON' | 3"])
        #expect(
            try estate.rows(
                "CALL db.propertyKeys() YIELD propertyKey WHERE propertyKey = 'serialNumber' RETURN propertyKey")
                == ["'serialNumber'"])
        #expect(
            try estate.rows("CREATE (n:Thing {name: 'new'}) WITH n CALL db.labels() YIELD label RETURN count(*) > 0")
                == ["true"])
    }

    @Test("The schema")
    func schema() throws {
        #expect(
            try estate.rows(
                """
                CALL db.schema.classes() YIELD class, parent, attributes WHERE class = 'Server'
                RETURN parent, 'serialNumber' IN [a IN attributes | a.name]
                """) == ["'ComputeResource' | true"])
        #expect(
            try estate.rows(
                """
                CALL db.schema.relationships() YIELD relationshipType, onSource, pairs
                WHERE relationshipType = 'RUNS_ON' RETURN onSource, size(pairs) > 0
                """) == ["'hard' | true"])
    }

    @Test("Indexes are never awaited, and the program tells its version")
    func others() throws {
        #expect(try estate.rows("CALL db.awaitIndexes()") == [])
        #expect(try estate.rows("CALL db.awaitIndexes(300)") == [])
        #expect(try estate.rows("CALL dbms.components()") == ["'Faultline' | ['\(FaultlineVersion.current)']"])
    }

    @Test("Every procedure is listed with its signature")
    func listed() throws {
        let names = try estate.rows(
            "SHOW PROCEDURES YIELD name, description WHERE description ENDS WITH '.' RETURN name")
        #expect(
            Set(names).isSuperset(of: [
                "'impact.down'", "'impact.upstream'", "'impact.path'", "'impact.spof'", "'impact.cutSets'",
                "'impact.criticality'", "'impact.whatIf'", "'history.of'", "'history.diff'", "'db.labels'",
                "'db.relationshipTypes'",
                "'db.propertyKeys'", "'db.schema.classes'", "'db.schema.relationships'", "'db.awaitIndexes'",
                "'dbms.components'",
            ]))
    }
}
