import GraphModel
import QueryConformance
import Testing

@Suite("Reading feature files")
struct FeatureReaderTests {
    @Test("A feature with everything, and where it stands")
    func complete() throws {
        let feature = try feature(
            """
            # a licence
            #encoding: utf-8

            @all
            Feature: Deeds
              Free text about deeds.

              Background:
                Given an empty graph

              # in between
              @slow @odd # why
              Scenario: [1] Do it
                When executing query:
                  \"""
                  MATCH (n)
                    WHERE n.p # 1

                  RETURN n
                  \"""
                Then the result should be, in any order:
                  | n  |
                  # a comment between rows
                  | () |
                And no side effects

              Example: [2] Leave it
                * any graph
                But no side effects
            """)
        #expect(feature.name == "Deeds")
        #expect(feature.scenarios.map(\.name) == ["[1] Do it", "[2] Leave it"])
        #expect(feature.scenarios.map(\.position) == [place(13, 3), place(27, 3)])
        let first = feature.scenarios[0]
        #expect(first.tags == ["@all", "@slow", "@odd"])
        #expect(first.example == nil)
        #expect(
            first.steps == [
                Step("an empty graph", at: place(9, 5)),
                Step("executing query:", .text("MATCH (n)\n  WHERE n.p # 1\n\nRETURN n"), at: place(14, 5)),
                Step(
                    "the result should be, in any order:",
                    .table(
                        Table([Table.Row(["n"], at: place(22, 7)), Table.Row(["()"], at: place(24, 7))])),
                    at: place(21, 5)),
                Step("no side effects", at: place(25, 5)),
            ])
        #expect(feature.scenarios[1].tags == ["@all"])
        #expect(feature.scenarios[1].steps.map(\.text) == ["an empty graph", "any graph", "no side effects"])
    }

    @Test("An outline is expanded by every row of every table")
    func outline() throws {
        let feature = try feature(
            """
            Feature: F
              Scenario Outline: [1] About <x>
                Given an empty graph
                When executing <x> query:
                  \"""
                  MATCH <x>-[:<y>]-<z> RETURN <x y>
                  \"""
                Then table:
                  | <x> | is <y> |

                @first
                Examples:
                  | x   | y   | x y |
                  | <y> | two | 3   |
                  | 4   | 5   | 6   |

                Examples: more
                  | y | x |
                  | 8 | 7 |
              Scenario: [2] After
                Given any graph
            """)
        let scenarios = feature.scenarios
        #expect(scenarios.map(\.example) == [1, 2, 3, nil])
        // What an example brings is not replaced again.
        #expect(scenarios.map(\.name) == ["[1] About <y>", "[1] About 4", "[1] About 7", "[2] After"])
        #expect(scenarios[1].title == "[1] About 4 (example 2)")
        #expect(scenarios.map(\.tags) == [["@first"], ["@first"], [], []])
        #expect(scenarios.map { $0.position.line } == [14, 15, 19, 20])
        #expect(
            scenarios.prefix(3).map { $0.steps[1].argument } == [
                .text("MATCH <y>-[:two]-<z> RETURN 3"), .text("MATCH 4-[:5]-<z> RETURN 6"),
                .text("MATCH 7-[:8]-<z> RETURN <x y>"),
            ])
        #expect(scenarios[2].steps[1].text == "executing 7 query:")
        #expect(
            scenarios[2].steps[2].argument == .table(Table([Table.Row(["7", "is 8"], at: place(9, 7))])))
    }

    @Test("Tags in front of a scenario after an outline stay with it")
    func tagsAfterOutline() throws {
        let feature = try feature(
            "Feature: F\nScenario Template: A\nGiven x\nScenarios:\n|a|\n|b|\n@t\nScenario: B\nGiven x\n")
        #expect(feature.scenarios.map(\.tags) == [[], ["@t"]])
    }

    static let docStrings: [(String, String)] = [
        ("  \"\"\"\n  a\n  \"\"\"", "a"),
        ("\"\"\"\n  a\n\"\"\"", "  a"),
        ("    \"\"\"\n  a\n     b\n    \"\"\"", "a\n b"),
        ("\t\"\"\"\n\ta\n\t\tb\n\t\"\"\"", "a\n\tb"),
        ("\"\"\"cypher\na\n\"\"\"", "a"),
        ("\"\"\"\n\"\"\"", ""),
        ("\"\"\"\n\n\n\"\"\"", "\n"),
        ("\"\"\"\nx \\\"\\\"\\\" y \\n\n\"\"\"", "x \"\"\" y \\n"),
        ("\"\"\"\n# no comment\n| no table |\n\"\"\"", "# no comment\n| no table |"),
        ("```\n\"\"\"\n```", "\"\"\""),
        ("\"\"\"\r\na\r\n\"\"\"\r", "a"),
        ("\"\"\"\na  \n\"\"\"", "a  "),
    ]

    @Test("Doc strings", arguments: docStrings)
    func docString(text: String, expected: String) throws {
        let feature = try feature("Feature: F\nScenario: S\nGiven x:\n\(text)\nThen y")
        #expect(feature.scenarios[0].steps.map(\.text) == ["x:", "y"])
        #expect(feature.scenarios[0].steps[0].argument == .text(expected))
    }

    static let rows: [(String, [String])] = [
        ("| a | b |", ["a", "b"]),
        ("|a|b|  ", ["a", "b"]),
        ("|\ta \t|| ", ["a", ""]),
        ("|", []),
        (#"| a\|b | \\ | \n | \x \' |"#, ["a|b", "\\", "\n", "\\x \\'"]),
        (#"| \\n | \\\| |"#, ["\\n", "\\|"]),
        ("| 'ü | |", ["'ü", ""]),
        ("| a # b |", ["a # b"]),
    ]

    @Test("Cells", arguments: rows)
    func cells(text: String, expected: [String]) throws {
        let feature = try feature("Feature: F\nScenario: S\nGiven x:\n\(text)")
        guard case .table(let table) = feature.scenarios[0].steps[0].argument else {
            Issue.record("no table")
            return
        }
        #expect(table.rows.map(\.cells) == [expected])
    }

    @Test("A mark at the beginning, line ends of two bytes, no line end at the end")
    func oddEnds() throws {
        let feature = try feature("\u{FEFF}Feature: F \r\n\r\n Scenario: S \r\n Given an empty graph ")
        #expect(feature.name == "F")
        #expect(feature.scenarios.map(\.name) == ["S"])
        #expect(feature.scenarios[0].steps.map(\.text) == ["an empty graph"])
    }

    @Test("A feature without scenarios is one")
    func empty() throws {
        #expect(try feature("Feature: F\n\n  Nothing yet.\n") == Feature(name: "F", scenarios: []))
    }

    static let faults: [(String, String, Int?)] = [
        ("", "no feature", 1),
        ("# only a comment", "no feature", 1),
        ("Scenario: S", "expected \"Feature:\"", 1),
        ("Feature: F\nScenario: S\nGiven x\nGivn y", "expected a scenario", 4),
        ("Feature: F\nRule: R\n", "expected a scenario", 2),
        ("Feature: F\nFeature: G\n", "expected a scenario", 2),
        ("Feature: F\nScenario: S\nGiven x\nExamples:\n|a|\n|b|", "expected a scenario", 4),
        ("Feature: F\nScenario: S\nGiven x:\n\"\"\"\nabc", "a doc string without an end", 4),
        ("Feature: F\nScenario: S\nGiven x:\n| a | b |\n| c |", "1 cells where the first row has 2", 5),
        ("Feature: F\nScenario: S\nGiven x:\n| a | b", "a row without a bar at its end", 4),
        ("Feature: F\nScenario: S\nGiven x:\n| a \\|", "a row without a bar at its end", 4),
        ("Feature: F\nScenario: S\nGiven x:\n| a \\", "a row without a bar at its end", 4),
        ("Feature: F\nScenario Outline: S\nGiven <x>", "an outline without examples", 2),
        ("Feature: F\nScenario Outline: S\nGiven <x>\nExamples:\n| x |", "an outline without examples", 2),
        ("Feature: F\nScenario Outline: S\nGiven <x>\nExamples:\nScenario: T", "expected a table", 4),
        ("Feature: F\n@tag", "tags without a scenario", 2),
        ("Feature: F\n@tag other\nScenario: S", "expected a tag", 2),
    ]

    @Test("What cannot be read is an error with its place", arguments: faults)
    func fault(text: String, message: String, line: Int?) throws {
        let error = try #require(throws: ConformanceError.self) { try feature(text) }
        #expect(error.message == message)
        #expect(error.position?.file == "a.feature")
        #expect(error.position?.line == line)
    }

    @Test("Text that is not UTF-8 is an error")
    func encoding() throws {
        let error = try #require(throws: ConformanceError.self) {
            try Feature(reading: Array("Feature: ".utf8) + [0xFF], file: "a.feature")
        }
        #expect(error.description == "a.feature: not UTF-8")
    }
}
