import Foundation
import Testing

@Suite("Statements on the command line")
struct QueryCommandTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        guard try folder.faultline("init").status == 0 else { throw SystemTestFailure("init") }
    }

    @Test("A statement of the arguments, of a file, of standard input")
    func sources() throws {
        let argument = try folder.faultline("query", "RETURN 1 AS a", "--format", "ndjson")
        #expect(argument.status == 0 && argument.output == "{\"a\": 1}\n")
        try folder.write("RETURN 2 AS a", to: "a.cypher")
        #expect(try folder.faultline("query", "--file", "a.cypher", "--format", "csv").output == "a\r\n2\r\n")
        let input = try folder.faultline("query", "--format", "csv", input: Data("RETURN 3 AS a;".utf8))
        #expect(input.output == "a\r\n3\r\n")
        #expect(try folder.faultline("query", "--file", "missing").errors.contains("import.unreadable"))
        #expect(try folder.faultline("query", input: Data([0x52, 0xFF])).errors.contains("not UTF-8"))
    }

    @Test("Several statements run one after the other, until one fails")
    func scripts() throws {
        let script = "CREATE (:Thing {a: 1});\nMATCH (t:Thing)\n  RETURN t.a AS a;\nRETURN b;\nRETURN 9"
        let outcome = try folder.faultline("query", script, "--format", "csv", "--author", "ada", "--reason", "r")
        #expect(outcome.status == 2 && outcome.output == "a\r\n1\r\n")
        #expect(outcome.errors.contains("1 node created, 1 property set, 1 label added (commit 2)"))
        #expect(
            outcome.errors.hasSuffix(
                """
                error: query:4:8: the variable `b` is not defined [query.undefinedVariable]
                4 | RETURN b;
                  |        ^

                """))
        let history = try folder.faultline("history", "--format", "csv").output
        #expect(history.contains("ada") && history.contains("faultline query"))
    }

    @Test("Exit statuses tell what went wrong")
    func statuses() throws {
        #expect(try folder.faultline("query", "RETURN").status == 2)
        #expect(try folder.faultline("query", "RETURN $a").status == 2)
        #expect(try folder.faultline("query", "RETURN $a", "--param", "a=b").errors.contains("command.usage"))
        #expect(try folder.faultline("query", "CALL impact.down('nobody')").status == 3)
        #expect(try folder.faultline("query", "CREATE (:Thing)", "--as-of", "1").status == 4)
        #expect(try folder.faultline("query", "UNWIND [1, 2] AS x RETURN x", "--limit-rows", "1").status == 8)
        let slow = "UNWIND range(1, 1000000000) AS x RETURN sum(x)"
        #expect(try folder.faultline("query", slow, "--timeout", "0.1").errors.contains("query.timeLimit"))
        let json = try folder.faultline("query", "RETURN b", "--format", "json")
        #expect(json.errors.hasPrefix("{\"error\":{\"code\":\"query.undefinedVariable\""))
        #expect(json.errors.contains("\"position\":\"query:1:8\""))
    }

    @Test("Whoever reads the first rows only is no error")
    func closedPipe() throws {
        let statement = "UNWIND range(1, 1000000) AS x RETURN x"
        let line = "faultline query '\(statement)' --format csv | head -2; echo ${PIPESTATUS[0]}"
        #expect(try FaultlineBinary.shell(line, in: folder.url).output == "x\r\n1\r\n0\n")
    }
}
