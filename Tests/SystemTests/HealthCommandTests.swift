import Foundation
import Testing

@Suite("Health on the command line")
struct HealthCommandTests {
    let folder: TemporaryFolder

    static let lines = """
        {"faultline":1,"source":"cmdb"}
        {"class":"Server","id":"s1","name":"srv-1","state":"stale"}
        {"class":"Application","id":"web","name":"web","environment":"test","businessCriticality":"low"}
        {"type":"RUNS_ON","from":"web","to":"s1"}
        """

    init() throws {
        folder = try TemporaryFolder()
        try folder.write(Self.lines, to: "a.ndjson")
        for arguments in [["init"], ["import", "a.ndjson"]] {
            guard try FaultlineBinary.run(arguments, in: folder.url).status == 0 else {
                throw SystemTestFailure("\(arguments)")
            }
        }
    }

    @Test("Figures as text, JSON and CSV")
    func formats() throws {
        let text = try folder.faultline("health")
        #expect(text.status == 0)
        #expect(text.output.contains("stale                  #1  srv-1  Server  stale"))
        let json = try folder.faultline("health", "--format", "json", "--limit", "0")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        #expect(object["count"] as? Int == 2)
        #expect((object["issues"] as? [Any])?.isEmpty == true)
        let checks = try #require(object["checks"] as? [[String: Any]])
        #expect(checks.first { $0["kind"] as? String == "stale" }?["omitted"] as? Int == 1)
        #expect(json.errors.contains("note: Issues not listed: 1 of recommendedAttributes, 1 of stale"))
        let csv = try folder.faultline("health", "--class", "Server", "--format", "csv")
        let row = "completeness,recommendedAttributes,Recommended attributes missing,,6,6,100,1,0\r\n"
        #expect(csv.output.contains(row))
        let issues = try folder.faultline("health", "--format", "csv", "--table", "issues", "--source", "cmdb")
        #expect(issues.output.hasSuffix("stale,#1,srv-1,Server,stale\r\n"))
        #expect(try folder.faultline("health", "--owner", "nobody").output.contains("No CI in use matches."))
    }

    @Test("A pipeline is told by the exit status")
    func threshold() throws {
        #expect(try folder.faultline("health", "--fail-below", "10").status == 0)
        let low = try folder.faultline("health", "--fail-below", "99.5")
        #expect(low.status == 4 && low.errors.contains("[command.belowScore]"))
        #expect(low.output.contains("Figures"))
        #expect(try folder.faultline("health", "--fail-below", "0", "--source", "typo").status == 4)
        #expect(try folder.faultline("health", "--class", "Servr").status == 4)
        for bad in [["--fail-below", "101"], ["--limit", "-1"], ["--trend", "month"], ["--table", "trend"]] {
            #expect(try FaultlineBinary.run(["health"] + bad, in: folder.url).status == 2, "\(bad)")
        }
    }

    @Test("Rules from a file or a folder, and what is wrong with them")
    func rules() throws {
        try FileManager.default.createDirectory(
            at: folder.url.appending(path: "rules"), withIntermediateDirectories: true)
        try folder.write(
            "rules:\n- {name: tested, query: \"MATCH (a:Application {environment: 'test'}) RETURN a\"}\n",
            to: "rules/a.yaml")
        let outcome = try folder.faultline("health", "--rules", "rules", "--format", "csv")
        #expect(outcome.output.hasSuffix("compliance,tested,tested,medium,1,2,50,1,0\r\n"))
        try folder.write("rules:\n- name: b\n  query: |\n    MATCH (a)\n    RETURN b\n", to: "rules/b.yml")
        let wrong = try folder.faultline("health", "--rules", "rules")
        #expect(wrong.status == 2)
        #expect(wrong.errors.contains("rules/b.yml:5:12: rule `b`: the variable `b` is not defined"))
        #expect(try folder.faultline("health", "--rules", "none.yaml").status == 2)
    }

    @Test("A trend has a row for each time")
    func trend() throws {
        let outcome = try folder.faultline("health", "--trend", "2d", "--step", "1d", "--format", "csv")
        let rows = outcome.output.split(separator: "\r\n")
        #expect(rows.count == 4)
        #expect(rows.dropFirst().prefix(2).allSatisfy { $0.hasSuffix("before the first commit") })
        #expect(rows.last?.contains(",2,2,") == true)
    }
}
