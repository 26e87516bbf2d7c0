import GraphModel
import Testing

@testable import Discovery

@Suite("Terraform: recognition and faults")
struct TerraformFaultTests {
    static let names = ["state-v4.tfstate", "state-v3.tfstate", "show-state.json", "plan.json"]

    @Test("Its own fixtures are recognised, those of others are not")
    func recognition() throws {
        for (path, head) in try Fixtures.all() {
            let name = String(path.split(separator: "/").last ?? "")
            #expect(
                TerraformImporter.recognises(head, fileName: name) == path.hasPrefix("Terraform/"), "\(path)")
        }
        for other in ["", "{}", "[]", "{\"version\":4}", "{\"resources\":[]}", "{\"format_version\":\"1\"}", "nil"] {
            #expect(!TerraformImporter.recognises(Array(other.utf8), fileName: "x.tfstate"), "\(other)")
        }
        #expect(
            TerraformImporter.recognises(Array("{\"version\":4,\"serial\":1,\"lineage\":\"a\"".utf8), fileName: "x"))
    }

    @Test("Chunks of any length give the same", arguments: names)
    func chunks(name: String) throws {
        let bytes = Array(try Fixtures.text("Terraform/Fixtures/\(name)").utf8)
        let whole = Reading(TerraformImporter.self, Inputs.bytes(bytes))
        for seed in 1...3 {
            #expect(Reading(TerraformImporter.self, Inputs.cut(bytes, seed: UInt64(seed))) == whole, "seed \(seed)")
        }
    }

    @Test("Cut anywhere: at most one rejection, and what came before counts", arguments: names)
    func cuts(name: String) throws {
        let bytes = Array(try Fixtures.text("Terraform/Fixtures/\(name)").utf8)
        for length in stride(from: 0, to: bytes.count - 1, by: 97) {
            let reading = Reading(TerraformImporter.self, Inputs.bytes(Array(bytes[..<length])))
            #expect(reading.rejected.count <= 1, "\(length)")
            #expect(reading.failure == nil, "\(length)")
        }
    }

    @Test("Bad records are rejected with their place; the rest goes on")
    func badRecords() {
        let text = """
            {"version":4,"terraform_version":"1","resources":[7,{"mode":"managed"},{"type":1},
            {"mode":"managed","type":"aws_vpc","name":"a","instances":[null,{"attributes":[]},{"attributes":{"id":7}}]},
            {"instances":[{"attributes":{"id":"vpc-00000000"}}],"mode":"managed","name":"late","type":"aws_vpc"}]}
            """
        let reading = Reading(TerraformImporter.self, Inputs.text(text))
        #expect(
            reading.rejected == [
                "in:1:51 ($.resources[0]): an object is needed here, and this is a number [import.badRecord]",
                "in:1:53 ($.resources[1]): a resource has a type and a name [import.badRecord]",
                "in:1:80 ($.resources[2].type): a string is needed here, and this is a number [import.badRecord]",
                "in:2:60 ($.resources[3].instances[0]): an instance is an object [import.badRecord]",
            ])
        #expect(reading.warnings.count == 1)
        #expect(
            reading.records.map(\.line) == [
                "VirtualPrivateCloud terraform:aws_vpc.a name=aws_vpc.a provider=aws resourceType=aws_vpc",
                "VirtualPrivateCloud terraform:aws_vpc.late name=aws_vpc.late cloudId=vpc-00000000 provider=aws "
                    + "resourceType=aws_vpc",
            ])
    }

    @Test("Hostile input")
    func hostile() {
        let deep =
            "{\"terraform_version\":\"1\",\"values\":{\"root_module\":"
            + String(repeating: "{\"child_modules\":[", count: 50_000)
        let huge =
            "{\"terraform_version\":\"1\",\"resources\":[{\"type\":\"aws_vpc\",\"name\":\"a\",\"instances\":["
            + "{\"attributes\":{\"id\":\"" + String(repeating: "x", count: 17 << 20) + "\"}}]}]}"
        for text in [deep, huge] {
            let reading = Reading(TerraformImporter.self, Inputs.text(text))
            #expect(reading.rejected.count == 1)
            #expect(reading.failure == nil)
        }
        let dots =
            "{\"terraform_version\":\"0.11\",\"modules\":[{\"path\":[\"root\"],\"resources\":{\"aws_vpc.a\":{"
            + "\"primary\":{\"id\":\"vpc-1\",\"attributes\":{\"" + String(repeating: "a.", count: 100_000)
            + "\":\"x\"}}}}}]}"
        #expect(Reading(TerraformImporter.self, Inputs.text(dots)).rejected == [])
        var bytes = Array("{\"terraform_version\":\"1\",\"resources\":[{\"type\":\"aws_\u{0}\",\"name\":\"".utf8)
        bytes.append(0xFF)
        #expect(Reading(TerraformImporter.self, Inputs.bytes(bytes)).rejected.count == 1)
    }

    @Test("Something else under this name is said to be")
    func wrongFormat() {
        let reading = Reading(TerraformImporter.self, Inputs.text("{\"items\":[]}"))
        #expect(
            reading.rejected == [
                "in:1:1 ($): this is no state and no plan of Terraform [import.badRecord]\n"
                    + "  Plans: terraform show -json FILE"
            ])
    }

    @Test("Options, and several states")
    func options() throws {
        for values in [["state": ""], ["plan": "all"], ["cluster": "a"]] {
            let reading = Reading(
                TerraformImporter.self, Inputs.text("{}"), options: ImporterOptions(values: values))
            #expect(reading.failure?.contains("import.badMapping") == true, "\(values)")
        }
        let named = try TerraformImporterTests.read("state-v3.tfstate", ["state": "prod"])
        #expect(named.records.first?.line.hasPrefix("CloudSubnet prod:module.net.aws_subnet.main ") == true)
        let one = try Fixtures.text("Terraform/Fixtures/state-v3.tfstate")
        let run = try ImporterRun(
            try TerraformImporter(options: ImporterOptions()),
            [("a", one), ("b", one.replacing("5b3c7a52", with: "ffffffff"))])
        #expect(run.items.count { $0.ciClass == "VirtualPrivateCloud" } == 1)
        #expect(run.warnings.first?.message == "these are several states, whose addresses may be the same")
        #expect(run.warnings.dropFirst().allSatisfy { $0.kind == .duplicateIdentity })
        #expect(run.warnings.count == 1 + 5)
    }
}
