import Foundation
import ImpactAnalysis
import Testing
import Topology

@testable import FaultlineCommand

@Suite("Impact for programs")
struct ImpactFormatTests {
    let report = ImpactTables.report(SampleImpact.report)

    @Test("JSON is JSON, with everything in it")
    func json() throws {
        let value = try JSONSerialization.jsonObject(with: Data(report.json.utf8))
        let object = try #require(value as? [String: Any])
        #expect(object["version"] as? Int == 17)
        #expect(object["complete"] as? Bool == true)
        #expect((object["impacted"] as? [Any])?.count == 4)
        let service = try #require((object["services"] as? [[String: Any]])?.first)
        #expect(service["owners"] as? [String] == ["payments-team <payments@example.com>"])
    }

    @Test("NDJSON has a line for each impacted CI")
    func ndjson() throws {
        let lines = report.ndjson.split(separator: "\n")
        #expect(lines.count == 4)
        let first = """
            {"id":"#2","name":"srv-1","class":"Server","verdict":"down","distance":1,"joint":false,"group":null,\
            "requirement":null,"lost":["pdu-a"],"members":1}
            """
        #expect(String(lines[0]) == first)
    }

    @Test("CSV has a header and a row for each impacted CI")
    func csv() {
        let lines = report.csv.split(separator: "\r\n")
        #expect(lines.first == "id,name,class,verdict,distance,joint,group,requirement,lost,members")
        #expect(lines.last == "#5,card-payments,BusinessService,degraded,3,yes,,,vm-1,1")
        #expect(lines.count == 5)
    }

    @Test("A picture in Graphviz's language")
    func dot() {
        let dot = Drawing(SampleImpact.report).dot
        #expect(dot.hasPrefix("digraph faultline {\n"))
        #expect(
            dot.contains(
                "  n1 [label=\"pdu-a\\nPowerDistributionUnit\", fillcolor=\"#c62828\", color=\"#7f0000\", penwidth=3];\n"
            ))
        #expect(dot.contains("  n1 -> n3 [label=\"power\"];\n"))
        #expect(dot.contains("  n4 -> n5;\n"))
    }

    @Test("Graphviz accepts it", .enabled(if: Graphviz.find("dot") != nil))
    func svg() throws {
        let svg = try Graphviz.svg(Drawing(SampleImpact.report))
        #expect(svg.contains("<svg"))
        #expect(svg.contains("card&#45;payments") || svg.contains("card-payments"))
    }

    @Test("Names cannot break out of a label")
    func quoting() {
        let box = Drawing.Box(
            id: SampleImpact.unit.id, name: "a\"]; evil [\\\n", ciClass: "Server", verdict: nil)
        let dot = Drawing(title: "t", boxes: [box], arrows: []).dot
        #expect(dot.contains("label=\"a\\\"]; evil [\\\\\\n\\nServer\""))
    }

    @Test("Too many boxes are refused with a way out")
    func tooLarge() {
        let box = Drawing.Box(id: SampleImpact.unit.id, name: "a", ciClass: "Server", verdict: nil)
        let drawing = Drawing(title: "t", boxes: Array(repeating: box, count: Graphviz.mostBoxes + 1), arrows: [])
        #expect(throws: CommandError.self) { try Graphviz.svg(drawing) }
    }
}
