import Faultline
import Testing

@Suite("Proposed changes as rows")
struct WhatIfProcedureTests {
    let estate: SampleEstate

    init() throws { estate = try SampleEstate() }

    private func effects(_ arguments: String, _ parameters: [String: QueryValue] = [:]) throws -> [String] {
        try estate.rows(
            "CALL impact.whatIf(\(arguments)) YIELD ci, name, before, after "
                + "RETURN name + ': ' + coalesce(before, 'new') + ' -> ' + after AS x ORDER BY x", parameters
        ).map { String($0.dropFirst().dropLast()) }
    }

    @Test("What is removed counts as failed")
    func removal() throws {
        let expected = try estate.impact("srv-1").impacted.map {
            "\($0.ci.name): unaffected -> \($0.verdict.rawValue)"
        }
        #expect(
            try effects("[{removed: 'srv-1'}]") == (expected + ["srv-1: unaffected -> down"]).sorted())
        #expect(try effects("{removed: 'srv-1'}") == effects("[{removed: 'srv-1'}]"))
    }

    @Test("A change of redundancy shows with and without a failure")
    func redundancy() throws {
        let stricter = "[{class: 'BusinessService', id: 'shop', groups: {web: 'atLeast 2'}}]"
        #expect(try effects(stricter) == [])
        #expect(try effects(stricter + ", 'srv-2'") == ["Shop: atRisk -> down"])
        let impossible = "[{class: 'BusinessService', id: 'shop', groups: {web: 'atLeast 3'}}]"
        #expect(try effects(impossible) == ["Shop: unaffected -> down"])
    }

    @Test("New CIs and relationships, as text in the interchange format")
    func text() throws {
        let change = """
            {"class":"Application","id":"w3","name":"web-3"}
            {"type":"RUNS_ON","from":"w3","to":"s2"}
            """
        #expect(
            try effects("$change, ['srv-2']", ["change": .property(.string(change))]) == ["web-3: new -> down"])
    }

    @Test("Nothing is written, and the version asked about is what the change is laid over")
    func nothingWritten() throws {
        let before = try estate.database.session().version
        try estate.rows("MATCH (:Application {name: 'web-2'})-[r:RUNS_ON]->() DELETE r")
        let after = try estate.database.session().version
        let text = "CALL impact.whatIf([{removed: 'srv-2'}]) YIELD name RETURN count(*)"
        #expect(try estate.rows(text) == ["1"])
        #expect(try estate.rows("AS OF COMMIT \(before) \(text)") == ["3"])
        #expect(try estate.database.session().version == after)
    }

    @Test(
        "What is no change of this graph is refused",
        arguments: ["[{removed: 'srv-9'}]", "[1]", "['x']", "'{'", "[{class: 'Nothing', id: 'x'}]"])
    func refused(changes: String) {
        #expect(throws: (any Error).self) { try effects(changes) }
    }
}
