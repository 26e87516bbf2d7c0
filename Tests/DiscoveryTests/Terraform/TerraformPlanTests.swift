import GraphModel
import Testing

@testable import Discovery

@Suite("Terraform: plans")
struct TerraformPlanTests {
    @Test("As an import: everything as it will be")
    func values() throws {
        let reading = try TerraformImporterTests.read("plan.json")
        #expect(reading.isClean)
        let lines = TerraformImporterTests.lines(reading)
        #expect(!lines.contains { $0.contains("aws_instance.old") })
        #expect(
            lines.filter { $0.contains("->") } == [
                "aws_instance.same -DEPENDS_ON-> aws_subnet.a", "aws_instance.moved -DEPENDS_ON-> aws_subnet.b",
                "aws_instance.moved -SECURED_BY-> aws#sg-0000000000000000a",
                // Through a variable, an output of another module and its variable.
                "module.app.aws_instance.new[0] -DEPENDS_ON-> aws_subnet.b",
                "module.app.aws_instance.new[0] -SECURED_BY-> aws_security_group.app",
                "aws_security_group.app -PART_OF-> data.aws_vpc.main",
            ])
    }

    @Test("As changes: what is made, changed and removed, and nothing else")
    func changes() throws {
        let reading = try TerraformImporterTests.read("plan.json", ["plan": "changes"])
        #expect(reading.isClean)
        #expect(
            TerraformImporterTests.lines(reading) == [
                "CloudInstance aws_instance.moved name=moved cloudId=i-0000000000000000f provider=aws "
                    + "resourceType=aws_instance instanceType=t3.large",
                "CloudInstance module.app.aws_instance.new[0] name=new-0 provider=aws resourceType=aws_instance "
                    + "instanceType=t3.micro",
                "SecurityGroup aws_security_group.app name=app provider=aws resourceType=aws_security_group",
                "removed aws_instance.old", "aws_instance.moved -DEPENDS_ON-> aws_subnet.b",
                "module.app.aws_instance.new[0] -DEPENDS_ON-> aws_subnet.b",
                "module.app.aws_instance.new[0] -SECURED_BY-> aws_security_group.app",
                "aws_security_group.app -PART_OF-> data.aws_vpc.main",
                "aws_instance.moved -DEPENDS_ON-> aws_subnet.a",
            ])
        #expect(reading.records.compactMap(Self.removal) == ["terraform:aws_subnet.a"])
    }

    private static func removal(_ record: DiscoveredRecord) -> String? {
        guard case .relationship(let relationship) = record, relationship.isRemoved else { return nil }
        return relationship.target.described
    }

    @Test("Dependencies: what is reached through another is left out, cycles stay")
    func reduction() {
        let direct = TerraformDependencies.direct([1: [2, 3, 4], 2: [3], 3: [], 4: [5], 5: [4], 6: [4, 5]])
        #expect(direct.map(\.0) == [1, 2, 3, 4, 5, 6])
        #expect(direct.map(\.1) == [[2, 4], [3], [], [5], [4], [4, 5]])
    }
}
