import Foundation
import Testing

@Suite("What if a Terraform plan were applied")
struct TerraformWhatIfTests {
    /// What a plan starts from, as the state would have it.
    private static let state = """
        {"faultline": 1, "source": "terraform"}
        {"class": "CloudSubnet", "id": "terraform:aws_subnet.a", "name": "net-a"}
        {"class": "CloudSubnet", "id": "terraform:aws_subnet.b", "name": "net-b"}
        {"class": "CloudResource", "id": "terraform:data.aws_vpc.main", "name": "vpc"}
        {"class": "CloudInstance", "id": "terraform:aws_instance.old", "name": "old"}
        {"class": "CloudInstance", "id": "terraform:aws_instance.moved", "name": "moved"}
        {"type": "DEPENDS_ON", "from": "terraform:aws_instance.old", "to": "terraform:aws_subnet.b"}
        {"type": "DEPENDS_ON", "from": "terraform:aws_instance.moved", "to": "terraform:aws_subnet.a"}

        """

    @Test("The plan that terraform show -json prints is the proposed change; nothing is written")
    func plan() throws {
        let folder = try TemporaryFolder()
        #expect(try folder.faultline("init").status == 0)
        try folder.write(Self.state, to: "state.ndjson")
        #expect(try folder.faultline("import", "state.ndjson").status == 0)
        let plan = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "DiscoveryTests/Terraform/Fixtures/plan.json").path
        func down(_ more: String...) throws -> [String] {
            let outcome = try FaultlineBinary.run(["impact", "net-b", "--format", "csv"] + more, in: folder.url)
            #expect(outcome.status == 0, "\(outcome.errors)")
            return ["old", "moved", "new-0"].filter { outcome.output.contains(",\($0),") }
        }
        #expect(try down() == ["old"])
        // `old` is destroyed, `moved` changes its subnet, and a new one comes.
        #expect(try down("--what-if", plan) == ["moved", "new-0"])
        #expect(try down() == ["old"])
    }
}
