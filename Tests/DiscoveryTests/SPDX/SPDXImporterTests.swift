import GraphModel
import Testing

@testable import Discovery

@Suite("SPDX")
struct SPDXImporterTests {
    static let names = ["shop-2.3.spdx.json", "shop-2.3.spdx", "shop-3.0.spdx.json"]

    @Test("All notations say the same: inverse names, scopes, parts, files", arguments: names)
    func relationships(name: String) throws {
        let run = try ImporterRun(
            try SPDXImporter(options: ImporterOptions()), [(name, try Fixtures.text("SPDX/Fixtures/\(name)"))])
        let bill = "spdx:https://example.com/spdx/shop-1"
        #expect(
            run.edges.filter { !$0.contains("DESCRIBES_COMPONENT") } == [
                "pkg:npm/web@5.3 DEPENDS_ON shop#json {inferred: true}", "shop DEPENDS_ON pkg:npm/web@5.3",
                "shop DEPENDS_ON shop#opt {effect: soft}", "shop DEVELOPED_WITH shop#mock",
                "shop DOCUMENTED_BY \(bill)", "shop SUPPLIED_BY organisation:Example Retail",
            ])
        #expect(run.item("shop")?.ciClass == "Application")
        #expect(run.attribute("version", of: "pkg:npm/web@5.3") == "5.3")
        #expect(run.edges.count { $0.hasPrefix("\(bill) DESCRIBES_COMPONENT") } == 4)
        #expect(run.rejections == [])
        #expect(run.warnings.map(\.message) == ["files are no items (1 found)"])
    }

    @Test("Its own fixtures are recognised, those of others are not")
    func recognition() throws {
        for (path, head) in try Fixtures.all() {
            let name = String(path.split(separator: "/").last ?? "")
            #expect(SPDXImporter.recognises(head, fileName: name) == path.hasPrefix("SPDX/"), "\(path)")
        }
    }

    @Test("Cut anywhere: at most one rejection", arguments: names)
    func cuts(name: String) throws {
        let bytes = Array(try Fixtures.text("SPDX/Fixtures/\(name)").utf8)
        for length in stride(from: 0, to: bytes.count - 2, by: 97) {
            let reading = Reading(SPDXImporter.self, Inputs.bytes(Array(bytes[..<length])))
            #expect(reading.rejected.count <= 2 && reading.failure == nil, "\(length)")
        }
    }

    @Test("Bad records are rejected with their place; something else is said to be")
    func faults() {
        let text =
            "{\"spdxVersion\":\"SPDX-2.2\",\"packages\":[7,{\"SPDXID\":\"a\",\"name\":\"b\"}],\"relationships\":[{}]}"
        let reading = Reading(SPDXImporter.self, Inputs.text(text))
        #expect(reading.rejected.count == 2)
        #expect(reading.records.first?.line == "SoftwarePackage in#b name=b")
        #expect(Reading(SPDXImporter.self, Inputs.text("{\"items\":[]}")).rejected.count == 1)
    }
}
