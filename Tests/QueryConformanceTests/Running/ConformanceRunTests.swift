import Foundation
import GraphModel
import QueryConformance
import TestSupport
import Testing

@Suite("Runs and reports")
struct ConformanceRunTests {
    /// A feature of so many scenarios that pass, then so many that fail.
    static func feature(_ name: String, passing: Int, failing: Int = 0, tag: String = "") -> String {
        let scenarios = (0..<passing + failing).map { index in
            """
              \(tag)
              Scenario: [\(index + 1)] of \(name)
                Given any graph
                When executing query:
                  \"""
                  one
                  \"""
                Then the result should be, in any order:
                  | n |
                  | \(index < passing ? 1 : 2) |
            """
        }
        return "Feature: \(name)\n" + scenarios.joined(separator: "\n\n") + "\n"
    }

    static let files = [
        FeatureFile(path: "x/a/1.feature", folder: "a", bytes: Array(feature("first", passing: 2).utf8)),
        FeatureFile(path: "x/a/2.feature", folder: "a", bytes: Array(feature("second", passing: 1, failing: 1).utf8)),
        FeatureFile(path: "x/b/3.feature", folder: "b", bytes: Array("Feature: F\nScenario: S\n| a".utf8)),
    ]

    static func report(_ run: ConformanceRun = ConformanceRun()) -> ConformanceReport {
        run.report(on: files) { ScriptedEngine(ScriptedEngine.standard) }
    }

    @Test("The report for people")
    func text() {
        let table = """
            folder  passed  failed
            a            3       1
            b            0       1
            3 passed, 2 failed

            """
        #expect(Self.report().text() == table)
        #expect(
            Self.report().text(verbose: true) == """
                x/a/2.feature:20:5: [2] of second
                  other rows than expected
                  query:
                    one
                  expected:
                    | n |
                    | 2 |
                  actual:
                    | n |
                    | 1 |

                x/b/3.feature:3:1: the file cannot be read
                  expected a scenario


                """ + table)
    }

    @Test("The report for programs")
    func json() throws {
        let json = try Self.report().json()
        let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        #expect(object["passed"] as? Int == 3)
        #expect(object["failed"] as? Int == 2)
        let failures = try #require(object["failures"] as? [[String: Any]])
        #expect(failures.map { $0["scenario"] as? String } == ["[2] of second", "the file cannot be read"])
        #expect(failures[0]["file"] as? String == "x/a/2.feature")
        #expect(failures[0]["line"] as? Int == 20)
        #expect(failures[0]["query"] as? String == "one")
        #expect(failures[0]["expected"] as? String == "| n |\n| 2 |")
        #expect(failures[1]["query"] == nil)
        let folders = try #require(object["folders"] as? [[String: Any]])
        #expect(folders.map { $0["name"] as? String } == ["a", "b"])
    }

    static let filters: [(String, Int, Int)] = [
        ("first", 2, 1), ("[2]", 1, 2), ("x/a/2.feature:", 1, 2), ("2.feature:3", 1, 1), ("nowhere", 0, 1),
    ]

    @Test("A filter chooses by place and title", arguments: filters)
    func filter(text: String, passed: Int, failed: Int) {
        let report = Self.report(ConformanceRun(filter: text))
        // The file that cannot be read always counts.
        #expect(report.passed == passed)
        #expect(report.failed == failed)
    }

    @Test("Success needs a scenario that passed, and none that failed")
    func success() {
        func isSuccess(passing: Int, failing: Int) -> Bool {
            QueryConformanceTests.report(on: Self.feature("F", passing: passing, failing: failing)).isSuccess
        }
        #expect(isSuccess(passing: 1, failing: 0))
        #expect(!isSuccess(passing: 1, failing: 1))
        #expect(!isSuccess(passing: 0, failing: 1))
        #expect(!isSuccess(passing: 0, failing: 0))
        #expect(ConformanceReport().text() == "folder  passed  failed\n0 passed, 0 failed\n")
    }

    @Test("Scenarios that are marked to be ignored do not run")
    func ignored() {
        let report = QueryConformanceTests.report(on: Self.feature("F", passing: 0, failing: 2, tag: "@ignore"))
        #expect(report == ConformanceReport())
    }

    @Test("Many threads give the report of one", arguments: [0, 1, 2, 7, 1_000])
    func jobs(jobs: Int) {
        let text = (1...40).map { Self.feature("F\($0)", passing: 3, failing: $0 % 3) }
        let files = text.enumerated().map {
            FeatureFile(path: "\($0.offset).feature", folder: "\($0.offset % 5)", bytes: Array($0.element.utf8))
        }
        func report(_ jobs: Int) -> ConformanceReport {
            ConformanceRun(jobs: jobs).report(on: files) { ScriptedEngine(ScriptedEngine.standard) }
        }
        #expect(report(jobs) == report(1))
        #expect(report(jobs).passed == 120)
        #expect(report(jobs).failed == 40)
    }

    @Test("An engine that cannot be made fails the scenario")
    func noEngine() {
        let report = ConformanceRun().report(on: [Self.files[0]]) { throw ScriptedEngine.Confusion(query: "none") }
        #expect(report.failed == 2)
    }

    @Test("Files are found in folders, by extension, in order, once")
    func loading() throws {
        let folder = try temporaryFolder()
        for name in ["f/b/2.feature", "f/a/c/1.feature", "f/0.feature", "f/a/notes.txt", "other.feature"] {
            let path = folder.path(name)
            try FileManager.default.createDirectory(
                atPath: String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)]), withIntermediateDirectories: true)
            try name.write(toFile: path, atomically: true, encoding: .utf8)
        }
        let root = folder.path("f")
        let files = try FeatureFile.load([root, folder.path("f/b/2.feature"), folder.path("f/../other.feature")])
        #expect(
            files.map(\.path) == [
                root + "/0.feature", root + "/a/c/1.feature", root + "/b/2.feature", folder.path("f/../other.feature"),
            ])
        #expect(files.prefix(3).map(\.folder) == ["f", "a/c", "b"])
        #expect(files.map { String(decoding: $0.bytes, as: UTF8.self) }.last == "other.feature")
        #expect(try FeatureFile.load([root + "/"]).map(\.path) == files.prefix(3).map(\.path))
        let error = try #require(throws: ConformanceError.self) { try FeatureFile.load([folder.path("none")]) }
        #expect(error.message == "no such file or folder")
    }
}
