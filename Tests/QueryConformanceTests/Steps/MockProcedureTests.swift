import GraphModel
import QueryConformance
import QueryValues
import Testing

@Suite("Procedures of scenarios")
struct MockProcedureTests {
    static func procedure(_ signature: String, _ rows: [String]...) throws -> MockProcedure {
        let table = Table(rows.map { Table.Row($0, at: place(2, 1)) })
        let step = Step("there exists a procedure \(signature):", .table(table), at: place(1, 1))
        guard case .procedure(let procedure) = try ScenarioAction(step) else {
            throw ConformanceError("not a procedure")
        }
        return procedure
    }

    @Test("A signature and its rows")
    func complete() throws {
        let procedure = try Self.procedure(
            "test.my.proc(name :: STRING?, id::INTEGER) ::(city :: STRING?, n :: NUMBER? ) ",
            ["name", "id", "city", "n"], ["'A'", "1", "'B'", "2"], ["'A'", "1", "'C'", "2.5"],
            ["null", "1", "'D'", "null"])
        #expect(
            procedure.signature
                == ProcedureSignature(
                    "test.my.proc", [.init("name", .string), .init("id", .integer)],
                    gives: [.init("city", .string), .init("n", .number)], ""))
        #expect(procedure.results(for: ["A", 1]) == [["B", 2], ["C", .property(2.5)]])
        #expect(procedure.results(for: [.null, 1]) == [["D", .null]])
        #expect(procedure.results(for: ["A", 2]) == [])
    }

    @Test("A procedure that takes and gives nothing")
    func nothing() throws {
        let procedure = try Self.procedure("test.doNothing() :: ()", [])
        #expect(procedure.signature == ProcedureSignature("test.doNothing", [], gives: [], ""))
        #expect(procedure.rows == [])
    }

    static let kinds: [(String, ValueKinds)] = [
        ("ANY?", .any), ("BOOLEAN?", .boolean), ("FLOAT?", .float), ("NUMBER", .number), ("MAP?", .map),
        ("NODE?", .node), ("RELATIONSHIP?", .relationship), ("PATH?", .path), ("LIST? OF INTEGER?", .list),
        ("DATE?", .date), ("LOCALTIME?", .localTime), ("TIME?", .zonedTime), ("LOCALDATETIME?", .localDateTime),
        ("DATETIME?", .zonedDateTime), ("DURATION?", .duration),
    ]

    @Test("Types", arguments: kinds)
    func type(name: String, kinds: ValueKinds) throws {
        let procedure = try Self.procedure("p() :: (x :: \(name))", ["x"])
        #expect(procedure.signature.outputs == [.init("x", kinds)])
    }

    static let wrong: [(String, [[String]])] = [
        ("p", [[]]),
        ("p()", [[]]),
        ("() :: ()", [[]]),
        ("p(x) :: ()", [["x"]]),
        ("p(:: STRING) :: ()", [[""]]),
        ("p() : ()", [[]]),
        ("p() :: VOID", [[]]),
        ("p(x :: THING?) :: ()", [["x"]]),
        ("p(x :: STRING?) :: ()", [["y"]]),
        ("p(x :: STRING?) :: (y :: STRING?)", [["y", "x"]]),
        ("p(x :: STRING?) :: ()", []),
        ("p(x :: STRING?) :: ()", [["x"], ["y"]]),
    ]

    @Test("Anything else is an error", arguments: wrong)
    func fault(signature: String, rows: [[String]]) throws {
        let table = Table(rows.map { Table.Row($0, at: place(2, 1)) })
        let step = Step("there exists a procedure \(signature):", .table(table), at: place(1, 1))
        let error = try #require(throws: ConformanceError.self) { try ScenarioAction(step) }
        #expect(error.position != nil)
    }
}
