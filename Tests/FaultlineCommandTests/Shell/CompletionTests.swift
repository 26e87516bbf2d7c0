import Testing

@testable import FaultlineCommand

@Suite("Completion in the shell")
struct CompletionTests {
    private var names: CompletionNames {
        var names = CompletionNames()
        names.labels = ["Server", "Service", "Switch", "Odd Name"]
        names.types = ["RUNS_ON", "DEPENDS_ON"]
        names.propertyKeys = ["name", "state", "group.power"]
        names.functions = ["count", "collect", "date", "date.truncate", "toUpper"]
        names.procedures = ["db.labels", "impact.down", "impact.path"]
        return names
    }

    private func candidates(_ line: String, after pending: String = "") -> [String] {
        Completer(names: names, parameters: ["host"]).completion(of: line, after: pending).candidates
    }

    @Test(
        "What fits where the cursor stands",
        arguments: [
            ("MATCH (s:Se", ["Server", "Service"]), ("MATCH (s:se", ["Server", "Service"]),
            ("MATCH (s:Server|Sw", ["Switch"]), ("MATCH (s)-[:R", ["RUNS_ON"]),
            ("MATCH (s)-[r:RUNS_ON|", ["DEPENDS_ON", "RUNS_ON"]), ("MATCH (s WHERE s:Sw", ["Switch"]),
            ("MATCH (s:Switch {", ["`group.power`", "name", "state"]), ("MATCH (s {name: 1, s", ["state"]),
            ("MATCH (o:O", ["`Odd Name`"]), ("RETURN s.na", ["name"]),
            ("RETURN s.", ["`group.power`", "name", "state"]),
            ("RETURN date.tr", ["date.truncate("]), ("CALL impact.", ["impact.down(", "impact.path("]),
            ("CALL ", ["db.labels(", "impact.down(", "impact.path("]), ("RETURN $", ["host"]),
            ("RETURN toU", ["toUpper("]), ("UNWI", ["UNWIND "]), ("unwi", ["unwind "]),
            ("MATCH (s) WHERE EXISTS { MAT", ["MATCH "]), ("RETURN reduce(a = 0, x IN [1] | toU", ["toUpper("]),
        ] as [(String, [String])])
    func places(line: String, expected: [String]) {
        #expect(candidates(line) == expected)
    }

    @Test(
        "Nothing in texts, quoted names and comments, and where everything may stand",
        arguments: [
            "", "MATCH ", "RETURN 'toU", "RETURN \"a'toU", "RETURN 'it\\'s toU", "MATCH (`Sw", "// toU", "/* toU",
            "RETURN 1.5.x", "MATCH (s:Nothing",
        ])
    func nothing(line: String) {
        #expect(candidates(line) == [])
    }

    @Test("After quotes and comments it goes on; lines before this one count")
    func goesOn() {
        #expect(candidates("RETURN 'a', /* b */ toU") == ["toUpper("])
        #expect(candidates("Sw", after: "MATCH (s:") == ["Switch"])
        #expect(candidates("toU", after: "RETURN 1 // it's\n") == ["toUpper("])
        #expect(candidates(":he", after: "RETURN {a") == [])
    }

    @Test(
        "Commands and what they take",
        arguments: [
            (":he", [":help"]), (":pa", [":param ", ":params "]), (":schema Sw", ["Switch"]),
            (":format md", []), (":format nd", ["ndjson"]), (":as-of l", ["latest"]),
            (":explain MATCH (s:Sw", ["Switch"]), (":param x => toU", ["toUpper("]),
        ] as [(String, [String])])
    func commands(line: String, expected: [String]) {
        #expect(candidates(line) == expected)
    }

    @Test("What is certain is filled in, however its letters were written")
    func certain() {
        func certain(_ typed: String, _ candidates: [String]) -> String? {
            LineCompletion(typed: typed, candidates: candidates).certain
        }
        #expect(certain("x", []) == nil)
        #expect(certain("se", ["Server"]) == "Server")
        #expect(certain("se", ["Server", "Service"]) == "Serv")
        #expect(certain("serv", ["Server", "server"]) == "serv")
    }

    @Test("Candidates are listed in columns, and long lists end")
    func listed() {
        #expect(LineCompletion.listed(["a ", "bb", "c"], width: 9) == "a   c\nbb\n")
        #expect(LineCompletion.listed(["long"], width: 1) == "long\n")
        #expect(LineCompletion.listed(Array(repeating: "x", count: 201), width: 600).hasSuffix("… and 1 more\n"))
    }
}
