import GraphModel
import Testing

@testable import Discovery

@Suite("AWS: what the command line describes")
struct AWSImporterTests {
    static func read(_ name: String, _ options: [String: String] = [:]) throws -> Reading {
        Reading(
            AWSImporter.self, Inputs.text(try Fixtures.text("AWS/Fixtures/\(name).json")),
            options: ImporterOptions(values: options))
    }

    /// Records as lines with short names for the long ones.
    static func lines(_ reading: Reading) -> [String] {
        let balancing = "arn:aws:elasticloadbalancing:eu-central-1:111122223333:"
        let scaling =
            "arn:aws:autoscaling:eu-central-1:111122223333:autoScalingGroup:930d940e-891e-4781-a11a-7b0acd480f03:"
        return reading.records.map { record in
            record.line.replacing(balancing + "loadbalancer/app/shop/50dc6c495c0c9188", with: "SHOP")
                .replacing(balancing + "targetgroup/web/73e2d6bc24d8a067", with: "WEB")
                .replacing(balancing + "targetgroup/api/0000000000000001", with: "API")
                .replacing(scaling + "autoScalingGroupName/web", with: "ASG")
                .replacing("arn:aws:rds:eu-central-1:111122223333:", with: "RDS:")
                .replacing(" inferred=<true>", with: "").replacing("00000000000000", with: "..")
        }
    }

    @Test("Items, with their redundancy")
    func items() throws {
        let lines = Self.lines(try Self.read("describe"))
        let whose = "region=eu-central-1 account=111122223333"
        for expected in [
            "CloudInstance i-..00a name=web-a cloudId=i-..00a provider=aws resourceType=AWS::EC2::Instance \(whose) "
                + "instanceType=m5.large zone=eu-central-1a powerState=running architecture=x86_64 "
                + "operatingSystem=Linux/UNIX processors=1i addresses=[10.0.1.5] macAddresses=[02:ab:cd:00:00:01]",
            "AutoScalingGroup ASG name=web cloudId=ASG provider=aws resourceType=AWS::AutoScaling::AutoScalingGroup "
                + "\(whose) minimumSize=2i desiredSize=2i maximumSize=4i group.subnets=atLeast 1 "
                + "group.members=atLeast 2",
            "ManagedDatabase RDS:db:shop-1 name=shop-1 cloudId=RDS:db:shop-1 provider=aws "
                + "resourceType=AWS::RDS::DBInstance \(whose) engine=aurora-postgresql engineVersion=16.3 "
                + "multiZone=<true> endpoint=shop-1.c1.eu-central-1.rds.amazonaws.com zone=eu-central-1a "
                + "group.subnets=atLeast 1",
            "CloudLoadBalancer SHOP name=shop cloudId=SHOP provider=aws "
                + "resourceType=AWS::ElasticLoadBalancingV2::LoadBalancer \(whose) scheme=internet-facing "
                + "dnsName=shop-1.eu-central-1.elb.amazonaws.com group.subnets=atLeast 1 group.backends=atLeast 1",
            "TargetGroup WEB name=web cloudId=WEB provider=aws "
                + "resourceType=AWS::ElasticLoadBalancingV2::TargetGroup \(whose) port=80i protocol=HTTP "
                + "group.members=atLeast 1",
            "ObjectBucket arn:aws:s3:::shop-assets name=shop-assets cloudId=arn:aws:s3:::shop-assets provider=aws "
                + "resourceType=AWS::S3::Bucket",
        ] { #expect(lines.contains(expected), "\(expected)") }
        // What is terminated is no more; secrets of functions and tags stay where they are.
        #expect(!lines.contains { $0.contains("i-..00f") || $0.contains("hunter2") })
    }

    @Test("Relationships")
    func relationships() throws {
        let lines = Self.lines(try Self.read("describe")).filter { $0.contains("->") }
        #expect(
            Set(lines) == [
                "i-..00a -DEPENDS_ON-> subnet-..00a", "i-..00a -SECURED_BY-> sg-..00a",
                "vol-..00a -ATTACHED_TO-> i-..00a", "eni-..00a -ATTACHED_TO-> i-..00a",
                "i-..00a -PROVISIONED_FROM-> ami-0abcdef1234567890",
                "i-..00a -AUTHENTICATES_WITH-> arn:aws:iam::111122223333:instance-profile/web",
                "i-..00a -LOCATED_IN-> eu-central-1a", "i-..00b -DEPENDS_ON-> subnet-..00b",
                "i-..00b -LOCATED_IN-> eu-central-1b", "subnet-..00a -PART_OF-> vpc-..00a",
                "subnet-..00a -LOCATED_IN-> eu-central-1a", "vol-..00a -LOCATED_IN-> eu-central-1a",
                "vol-..00a -SECURED_BY-> arn:aws:kms:eu-central-1:111122223333:"
                    + "key/11111111-2222-3333-4444-555555555555",
                "rtb-..00a -PART_OF-> vpc-..00a", "subnet-..00a -DEPENDS_ON-> rtb-..00a",
                "rtb-..00a -DEPENDS_ON-> nat-..00a effect=soft", "SHOP -DEPENDS_ON-> subnet-..00a group=subnets",
                "SHOP -DEPENDS_ON-> subnet-..00b group=subnets", "SHOP -SECURED_BY-> sg-..00a",
                "SHOP -DEPENDS_ON-> vpc-..00a", "WEB -DEPENDS_ON-> vpc-..00a", "API -DEPENDS_ON-> vpc-..00a",
                "ASG -PROVISIONED_FROM-> lt-..00a", "ASG -DEPENDS_ON-> subnet-..00a group=subnets",
                "ASG -DEPENDS_ON-> subnet-..00b group=subnets", "i-..00a -MEMBER_OF-> ASG",
                "i-..00b -MEMBER_OF-> ASG", "RDS:db:shop-1 -DEPENDS_ON-> subnet-..00a group=subnets",
                "RDS:db:shop-1 -DEPENDS_ON-> subnet-..00b group=subnets", "RDS:db:shop-1 -SECURED_BY-> sg-..00a",
                "RDS:db:shop-1 -LOCATED_IN-> eu-central-1a effect=soft",
                "RDS:db:shop-1 -MEMBER_OF-> RDS:cluster:shop", "RDS:db:shop-2 -MEMBER_OF-> RDS:cluster:shop",
                "arn:aws:lambda:eu-central-1:111122223333:function:mail -DEPENDS_ON-> subnet-..00a",
                "arn:aws:lambda:eu-central-1:111122223333:function:mail -AUTHENTICATES_WITH-> "
                    + "arn:aws:iam::111122223333:role/mail",
                // Of two targets one answers; the scaling group that registers them stands for neither. The other
                // group's target is an address.
                "i-..00a -MEMBER_OF-> WEB", "i-..00b -MEMBER_OF-> API",
                "SHOP -ROUTES_TO-> WEB group=backends", "SHOP -DEPENDS_ON-> WEB effect=soft",
                "SHOP -ROUTES_TO-> API group=backends", "SHOP -DEPENDS_ON-> API effect=soft",
            ])
        #expect(Set(lines).count == lines.count)
    }

    @Test("A list that nobody reads is told")
    func unread() throws {
        let reading = try Self.read("describe")
        #expect(reading.rejected == [])
        #expect(
            reading.warnings == ["in:41:14 ($.KeyPairs): KeyPairs are not read (1 found) [import.badRecord]"])
    }

    @Test("Classic load balancers")
    func classic() throws {
        let name = "old-1.eu-west-1.elb.amazonaws.com"
        let reading = try Self.read("classic")
        #expect(reading.isClean)
        #expect(
            Self.lines(reading) == [
                "\(name) -DEPENDS_ON-> subnet-0a0b0c0d group=subnets",
                "\(name) -DEPENDS_ON-> subnet-0a0b0c0e group=subnets", "\(name) -SECURED_BY-> sg-0a0b0c0d",
                "\(name) -DEPENDS_ON-> vpc-0a0b0c0d", "i-0a0b0c0d -MEMBER_OF-> \(name)",
                "i-0a0b0c0e -MEMBER_OF-> \(name)",
                "CloudLoadBalancer \(name) name=old cloudId=\(name) provider=aws "
                    + "resourceType=AWS::ElasticLoadBalancing::LoadBalancer scheme=internal dnsName=\(name) "
                    + "group.subnets=atLeast 1",
            ])
    }

    static let group = "{\"TargetGroups\":[{\"TargetGroupArn\":\"arn:aws:elasticloadbalancing:r:1:targetgroup/a/1\"}]}"
    static let health =
        "{\"TargetHealthDescriptions\":[{\"Target\":{\"Id\":\"i-0a0b0c0d\"},"
        + "\"TargetHealth\":{\"State\":\"unhealthy\"}},{\"Target\":{\"Id\":\"10.9.9.9\"},"
        + "\"TargetHealth\":{\"State\":\"healthy\"}}]}"

    @Test("Targets: of which group, and where nobody answers")
    func targets() {
        let one = Reading(AWSImporter.self, Inputs.text(Self.group + Self.health))
        #expect(one.warnings.count == 1)
        #expect(one.warnings.first?.contains("1 targets are addresses that no interface here has") == true)
        #expect(one.records.map { $0.line.contains("group.members") } == [false])
        let down = Self.health.replacing("\"healthy\"", with: "\"draining\"")
        let dead = Reading(AWSImporter.self, Inputs.text(Self.group + down))
        #expect(dead.isClean)
        #expect(dead.records.map { $0.line.hasSuffix("group.members=atLeast 1") } == [true])
        let alone = Reading(AWSImporter.self, Inputs.text(Self.health))
        #expect(alone.warnings.first?.contains("2 targets do not say of which target group they are") == true)
        let named = Reading(
            AWSImporter.self, Inputs.text(Self.health.replacing("unhealthy", with: "healthy")),
            options: ImporterOptions(values: ["targetGroup": "arn:aws:elasticloadbalancing:r:1:targetgroup/b/2"]))
        #expect(
            named.records.map(\.line) == [
                "i-0a0b0c0d -MEMBER_OF-> arn:aws:elasticloadbalancing:r:1:targetgroup/b/2"
            ])
    }
}
