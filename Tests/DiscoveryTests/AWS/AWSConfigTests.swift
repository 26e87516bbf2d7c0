import GraphModel
import Testing

@testable import Discovery

@Suite("AWS: Config")
struct AWSConfigTests {
    @Test("A snapshot")
    func snapshot() throws {
        let reading = try AWSImporterTests.read("config-snapshot")
        #expect(reading.isClean)
        let mail = "arn:aws:lambda:eu-west-1:111122223333:function:mail"
        let acl = "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/front/acl1"
        let whose = "region=eu-west-1 account=111122223333"
        #expect(
            AWSImporterTests.lines(reading) == [
                "CloudInstance i-0a0b0c0d name=app cloudId=i-0a0b0c0d provider=aws resourceType=AWS::EC2::Instance "
                    + "\(whose) instanceType=t2.micro zone=eu-west-1a powerState=running addresses=[10.1.0.9]",
                "i-0a0b0c0d -DEPENDS_ON-> subnet-0a0b0c0d", "i-0a0b0c0d -SECURED_BY-> sg-0a0b0c0d",
                "i-0a0b0c0d -PROVISIONED_FROM-> ami-0a0b0c0d",
                "AvailabilityZone eu-west-1a name=eu-west-1a cloudId=eu-west-1a provider=aws region=eu-west-1",
                "i-0a0b0c0d -LOCATED_IN-> eu-west-1a", "i-0a0b0c0d -DEPENDS_ON-> vpc-0a0b0c0d",
                "vol-0a0b0c0d -ATTACHED_TO-> i-0a0b0c0d", "eipalloc-0a0b0c0d -BOUND_TO-> i-0a0b0c0d",
                "CloudFunction \(mail) name=mail cloudId=\(mail) provider=aws resourceType=AWS::Lambda::Function "
                    + "\(whose) runtime=python3.12",
                "CloudIdentity arn:aws:iam::111122223333:role/mail name=mail "
                    + "cloudId=arn:aws:iam::111122223333:role/mail provider=aws resourceType=AWS::IAM::Role "
                    + "region=global account=111122223333",
                // The subnet's own record says once more that it contains the instance.
                "CloudSubnet subnet-0a0b0c0d name=subnet-0a0b0c0d cloudId=subnet-0a0b0c0d provider=aws "
                    + "resourceType=AWS::EC2::Subnet \(whose) prefix=10.1.0.0/24 zone=eu-west-1a",
                "subnet-0a0b0c0d -PART_OF-> vpc-0a0b0c0d", "subnet-0a0b0c0d -LOCATED_IN-> eu-west-1a",
                "removed vol-0a0b0c0f",
                "CloudResource \(acl) name=front cloudId=\(acl) provider=aws resourceType=AWS::WAFv2::WebACL \(whose)",
                "\(acl) -RELATES_TO-> i-0a0b0c0d",
                // One role is named by an id that is not its own here, the other by its name only.
                "\(mail) -AUTHENTICATES_WITH-> arn:aws:iam::111122223333:role/mail",
                "\(mail) -AUTHENTICATES_WITH-> CloudIdentity:audit",
            ])
    }

    @Test("A history: the last state counts, in whatever order")
    func history() throws {
        let expected = [
            "BlockVolume vol-0a0b0c0d name=vol-0a0b0c0d cloudId=vol-0a0b0c0d provider=aws "
                + "resourceType=AWS::EC2::Volume region=eu-west-1 account=111122223333 sizeGigabytes=16.0f",
            "vol-0a0b0c0d -ATTACHED_TO-> i-0a0b0c0e",
            "AvailabilityZone eu-west-1a name=eu-west-1a cloudId=eu-west-1a provider=aws region=eu-west-1",
            "vol-0a0b0c0d -LOCATED_IN-> eu-west-1a",
        ]
        #expect(AWSImporterTests.lines(try AWSImporterTests.read("config-history")) == expected)
        let text = try Fixtures.text("AWS/Fixtures/config-history.json").replacing("2026-08-01", with: "2026-08-03")
        let other = Reading(AWSImporter.self, Inputs.text(text))
        #expect(other.records.contains { $0.line.contains("sizeGigabytes=8.0f") })
        #expect(other.records.count == 4)
    }
}
