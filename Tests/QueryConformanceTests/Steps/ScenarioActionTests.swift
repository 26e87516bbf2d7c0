import GraphModel
import QueryConformance
import QueryValues
import Testing

@Suite("Steps")
struct ScenarioActionTests {
    static func table(_ rows: [String]...) -> Step.Argument {
        .table(Table(rows.map { Table.Row($0, at: place(2, 1)) }))
    }

    static let known: [(String, Step.Argument, ScenarioAction)] = [
        ("an empty graph", .none, .emptyGraph),
        ("any graph", .none, .emptyGraph),
        ("the binary-tree-1 graph", .none, .namedGraph("binary-tree-1")),
        ("having executed:", .text("q"), .setUp("q")),
        ("executing query:", .text("q"), .query("q")),
        ("executing control query:", .text("q"), .controlQuery("q")),
        ("parameters are:", table(["a", "[1]"], ["b", "'x'"]), .parameters(["a": [1], "b": "x"])),
        ("the result should be empty", .none, .expectNothing),
        (
            "the result should be, in any order:", table(["a"], ["1"]),
            .expectRows(ExpectedRows(columns: ["a"], rows: [[.integer(1)]]))
        ),
        (
            "the result should be, in order:", table(["a", "b"], ["1", "()"]),
            .expectRows(
                ExpectedRows(columns: ["a", "b"], rows: [[.integer(1), .node(ConformanceNode())]], isOrdered: true))
        ),
        (
            "the result should be (ignoring element order for lists):", table(["a"]),
            .expectRows(ExpectedRows(columns: ["a"], rows: [], ignoresListOrder: true))
        ),
        (
            "the result should be, in order (ignoring element order for lists):", table(["a"]),
            .expectRows(ExpectedRows(columns: ["a"], rows: [], isOrdered: true, ignoresListOrder: true))
        ),
        ("no side effects", .none, .expectSideEffects(.none)),
        (
            "the side effects should be:", table(["+nodes", "2"], ["-labels", "1"], ["+properties", "0"]),
            .expectSideEffects(SideEffects([.addedNodes: 2, .removedLabels: 1]))
        ),
        ("the side effects should be:", table(["+nodes", "0"]), .expectSideEffects(.none)),
        (
            "a SyntaxError should be raised at compile time: UndefinedVariable", .none,
            .expectError(ExpectedError("SyntaxError", .compileTime, "UndefinedVariable"))
        ),
        (
            "an ArithmeticError should be raised at runtime: IntegerOverflow", .none,
            .expectError(ExpectedError("ArithmeticError", .runtime, "IntegerOverflow"))
        ),
        (
            "a TypeError should be raised at any time: *", .none,
            .expectError(ExpectedError("TypeError", nil, nil))
        ),
    ]

    @Test("Each kind", arguments: known)
    func reading(text: String, argument: Step.Argument, action: ScenarioAction) throws {
        #expect(try ScenarioAction(Step(text, argument, at: place(1, 1))) == action)
    }

    static let wrong: [(String, Step.Argument)] = [
        ("", .none),
        ("an empty graph!", .none),
        ("An empty graph", .none),
        ("an empty graph", .text("q")),
        ("the  graph", .none),
        ("having executed:", .none),
        ("having executed: RETURN 1", .none),
        ("executing query:", table(["a"])),
        ("executing query", .text("q")),
        ("parameters are:", .text("a")),
        ("parameters are:", table(["a"])),
        ("parameters are:", table(["a", "1", "2"])),
        ("parameters are:", table(["a", "1"], ["a", "2"])),
        ("parameters are:", table(["a", "()"])),
        ("parameters are:", table(["a", "x"])),
        ("the result should be empty", table(["a"])),
        ("the result should be, in any order:", .none),
        ("the result should be, in any order:", table(["a"], ["x"])),
        ("no side effects", table(["+nodes", "1"])),
        ("the side effects should be:", .none),
        ("the side effects should be:", table(["+node", "1"])),
        ("the side effects should be:", table(["+nodes", "one"])),
        ("the side effects should be:", table(["+nodes"])),
        ("the side effects should be:", table(["+nodes", "1"], ["+nodes", "1"])),
        ("a SyntaxError should be raised", .none),
        ("a SyntaxError should be raised at noon: X", .none),
        ("a SyntaxError should be raised at runtime:", .none),
        ("a SyntaxError should be raised at runtime: X Y", .none),
        ("there exists a procedure a.b() :: ():", .none),
        ("there exists a CSV file with URL as $p, with rows:", table(["a"])),
    ]

    @Test("Anything else is an error with its place", arguments: wrong)
    func fault(text: String, argument: Step.Argument) throws {
        let error = try #require(throws: ConformanceError.self) {
            try ScenarioAction(Step(text, argument, at: place(1, 1)))
        }
        #expect(error.position?.file == "a.feature")
    }

    @Test("Side effects in words")
    func effects() {
        #expect(SideEffects.none.description == "none")
        #expect(SideEffects([.removedNodes: 2, .addedLabels: 1]).description == "-nodes 2, +labels 1")
    }
}
