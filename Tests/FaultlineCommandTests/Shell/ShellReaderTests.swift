import Faultline
import Testing

@testable import FaultlineCommand

@Suite("Lines of the shell")
struct ShellReaderTests {
    @Test("A statement ends with its semicolon, on whatever line")
    func statements() {
        var reader = ShellReader()
        #expect(reader.accept("MATCH (n)") == [] && reader.isInside)
        #expect(reader.prompt == "       ... ")
        #expect(reader.accept("RETURN n;") == [.statement("MATCH (n)\nRETURN n")])
        #expect(!reader.isInside && reader.prompt == "faultline> ")
    }

    @Test("Several on a line, and the beginning of another")
    func several() {
        var reader = ShellReader()
        #expect(reader.accept("RETURN 1; RETURN 2; RETURN") == [.statement("RETURN 1"), .statement("RETURN 2")])
        #expect(reader.accept("3;") == [.statement("RETURN\n3")])
    }

    @Test("Semicolons and colons inside of texts, names and comments end nothing")
    func quotes() {
        var reader = ShellReader()
        #expect(reader.accept("RETURN 'a;") == [])
        #expect(reader.accept(":quit;' /* ; */ AS `x;y`; // ;") == [.statement("RETURN 'a;\n:quit;' /* ; */ AS `x;y`")])
        #expect(!reader.isInside)
    }

    @Test("Empty lines and comments are no statements")
    func nothing() {
        var reader = ShellReader()
        for line in ["", "   ", "// a comment", ";", " ; ;"] { #expect(reader.accept(line) == [], "\(line)") }
        #expect(!reader.isInside && reader.finish() == [])
    }

    @Test("The last statement of a file may lack its semicolon; a person's is forgotten")
    func end() {
        var reader = ShellReader()
        _ = reader.accept("RETURN 1")
        #expect(reader.finish() == [.statement("RETURN 1")] && !reader.isInside)
        _ = reader.accept("RETURN 2")
        reader.clear()
        #expect(reader.finish() == [])
    }

    @Test(
        "Commands",
        arguments: [
            (":help", ShellCommandLine.help), (":quit", .quit), (" :q ; ", .quit), (":SCHEMA", .schema(nil)),
            (":schema Server", .schema("Server")), (":as-of 3", .asOf("3")), (":as-of latest", .asOf(nil)),
            (":as-of", .asOf(nil)), (":params", .showParameters), (":params clear", .clearParameters),
            (":param a => 1 + 2", .setParameter(name: "a", expression: "1 + 2")),
            (":param $a=>'x';", .setParameter(name: "a", expression: "'x'")),
            (":param a 3", .setParameter(name: "a", expression: "3")), (":format csv", .format("csv")),
            (":format", .format(nil)),
        ])
    func commands(line: String, command: ShellCommandLine) {
        var reader = ShellReader()
        #expect(reader.accept(line) == [.command(command)])
    }

    @Test("Words that people type without the colon are commands, where no statement has begun")
    func words() {
        var reader = ShellReader()
        #expect(reader.accept("help") == [.command(.help)])
        #expect(reader.accept(" Exit; ") == [.command(.quit)])
        #expect(reader.accept("RETURN {help:") == [] && reader.accept("help") == [])
    }

    @Test("A command that is written wrongly is told how it is written")
    func usage() {
        #expect(ShellCommandLine.problem(":param a").hasSuffix(":param NAME => EXPRESSION"))
        #expect(ShellCommandLine.problem(":nothing").hasSuffix(":help lists the commands"))
    }

    @Test("What is no command is told", arguments: [":", ":nothing", ":param a", ":quit now", ":params x", ":explain"])
    func problems(line: String) {
        var reader = ShellReader()
        let actions = reader.accept(line)
        #expect(actions.count == 1)
        guard case .problem(let text)? = actions.first else { return #expect(Bool(false), "\(actions)") }
        #expect(text.contains(line))
    }

    @Test("A command that explains needs no semicolon where the statement is whole")
    func explain() {
        var reader = ShellReader()
        #expect(reader.accept(":explain RETURN 1") == [.statement("EXPLAIN RETURN 1")])
        #expect(reader.accept(":explain RETURN 1;") == [.statement("EXPLAIN RETURN 1")])
        #expect(reader.accept(":explain MATCH (n) RETURN") == [] && reader.isInside)
        #expect(reader.accept("n;") == [.statement("EXPLAIN MATCH (n) RETURN\nn")])
    }

    @Test("Every command of the help is one")
    func help() {
        for (command, _) in ShellCommandLine.list {
            let word = String(command.prefix { $0 != " " })
            let line = [":explain": ":explain RETURN 1", ":param": ":param a 1", ":as-of": ":as-of 1"][word] ?? word
            #expect(ShellCommandLine.parse(line) != nil, "\(command)")
        }
    }
}
