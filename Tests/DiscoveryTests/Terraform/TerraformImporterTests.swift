import GraphModel
import Testing

@testable import Discovery

@Suite("Terraform: states")
struct TerraformImporterTests {
    static func read(_ name: String, _ options: [String: String] = [:]) throws -> Reading {
        Reading(
            TerraformImporter.self, Inputs.text(try Fixtures.text("Terraform/Fixtures/\(name)")),
            options: ImporterOptions(values: options))
    }

    /// Records as lines, without the state's name and the mark that everything inferred has.
    static func lines(_ reading: Reading) -> [String] {
        reading.records.map { $0.line.replacing("terraform:", with: "").replacing(" inferred=<true>", with: "") }
    }

    @Test("Version 4: attributes")
    func attributes() throws {
        let lines = Self.lines(try Self.read("state-v4.tfstate"))
        let arn = "arn:aws:elasticloadbalancing:eu-central-1:111122223333:loadbalancer/app/shop/50dc6c495c0c9188"
        let whose = "region=eu-central-1 account=111122223333"
        for expected in [
            "CloudInstance aws_instance.web[\"a\"] name=web-a cloudId=i-0000000000000000a provider=aws "
                + "resourceType=aws_instance \(whose) zone=eu-central-1a instanceType=t3.large powerState=running "
                + "addresses=[10.0.1.5]",
            // Its address is marked as sensitive.
            "CloudInstance aws_instance.web[\"b\"] name=web-b cloudId=i-0000000000000000b provider=aws "
                + "resourceType=aws_instance \(whose) zone=eu-central-1b instanceType=t3.large powerState=running",
            "CloudInstance aws_instance.web[\"b\"] (deposed 0a1b2c3d) name=web-b cloudId=i-0000000000000000c "
                + "provider=aws resourceType=aws_instance instanceType=t3.small",
            "CloudLoadBalancer aws_lb.shop name=shop cloudId=\(arn) provider=aws resourceType=aws_lb \(whose) "
                + "dnsName=shop-1.eu-central-1.elb.amazonaws.com scheme=internet-facing group.subnets=atLeast 1",
            "ManagedDatabase aws_db_instance.shop name=shop cloudId=arn:aws:rds:eu-central-1:111122223333:db:shop "
                + "provider=aws resourceType=aws_db_instance \(whose) engine=postgres engineVersion=16.3 "
                + "multiZone=<true> endpoint=shop.c1.eu-central-1.rds.amazonaws.com:5432",
        ] { #expect(lines.contains(expected), "\(expected)") }
        #expect(lines.count { !$0.contains("->") } == 15)
        // The VPC that is looked up is the one that is managed.
        #expect(!lines.contains { $0.contains("data.aws_vpc.same") })
    }

    @Test("Version 4: relationships and redundancy")
    func relationships() throws {
        let lines = Self.lines(try Self.read("state-v4.tfstate")).filter { $0.contains("->") }
        #expect(
            Set(lines) == [
                "module.net.aws_subnet.private[0] -PART_OF-> aws_vpc.main",
                "module.net.aws_subnet.private[0] -LOCATED_IN-> zone/eu-central-1a",
                "module.net.aws_subnet.private[1] -PART_OF-> aws_vpc.main",
                "module.net.aws_subnet.private[1] -LOCATED_IN-> zone/eu-central-1b",
                "aws_instance.web[\"a\"] -PROVISIONED_FROM-> aws#ami-0123456789abcdef0",
                "aws_instance.web[\"a\"] -LOCATED_IN-> zone/eu-central-1a",
                "aws_instance.web[\"a\"] -DEPENDS_ON-> module.net.aws_subnet.private[0]",
                "aws_instance.web[\"a\"] -SECURED_BY-> data.aws_security_group.other",
                "aws#vol-0000000000000000a -ATTACHED_TO-> aws_instance.web[\"a\"]",
                "aws_instance.web[\"b\"] -PROVISIONED_FROM-> aws#ami-0123456789abcdef0",
                "aws_instance.web[\"b\"] -LOCATED_IN-> zone/eu-central-1b",
                "aws_instance.web[\"b\"] -DEPENDS_ON-> module.net.aws_subnet.private[1]",
                "aws_instance.web[\"b\"] -SECURED_BY-> data.aws_security_group.other",
                "aws_instance.web[\"b\"] (deposed 0a1b2c3d) -DEPENDS_ON-> module.net.aws_subnet.private[1]",
                "aws_lb.shop -DEPENDS_ON-> module.net.aws_subnet.private[0] group=subnets",
                "aws_lb.shop -DEPENDS_ON-> module.net.aws_subnet.private[1] group=subnets",
                "aws_lb.shop -SECURED_BY-> data.aws_security_group.other",
                "aws_lb.shop -DEPENDS_ON-> aws_vpc.main", "aws_lb.shop -ROUTES_TO-> aws_lb_target_group.shop",
                "aws_lb_target_group.shop -DEPENDS_ON-> aws_vpc.main",
                "aws_instance.web[\"a\"] -MEMBER_OF-> aws_lb_target_group.shop",
                "aws_instance.web[\"b\"] -MEMBER_OF-> aws_lb_target_group.shop",
                "aws_db_instance.shop -DEPENDS_ON-> aws_db_subnet_group.shop",
                "aws_db_instance.shop -SECURED_BY-> data.aws_security_group.other",
                "aws_db_subnet_group.shop -DEPENDS_ON-> module.net.aws_subnet.private[0] group=subnets",
                "aws_db_subnet_group.shop -DEPENDS_ON-> module.net.aws_subnet.private[1] group=subnets",
                "aws_sqs_queue.orders -DEPENDS_ON-> aws_instance.web[\"a\"] effect=soft",
                "aws_sqs_queue.orders -DEPENDS_ON-> aws_instance.web[\"b\"] effect=soft",
                "aws_sqs_queue.orders -DEPENDS_ON-> aws_db_instance.shop",
                // The two depend on each other.
                "aws_sqs_queue.orders -DEPENDS_ON-> aws_sqs_queue.dead",
                "aws_sqs_queue.dead -DEPENDS_ON-> aws_sqs_queue.orders",
            ])
        #expect(Set(lines).count == lines.count)
    }

    @Test("Nothing secret is kept", arguments: ["state-v4.tfstate", "show-state.json", "plan.json"])
    func secrets(name: String) throws {
        let all = Self.lines(try Self.read(name)).joined(separator: "\n")
        for secret in ["hunter2", "correct-horse", "c2VjcmV0", "s3cret", "secret-key", "10.0.2.5"] {
            #expect(!all.contains(secret), "\(secret)")
        }
    }

    @Test("What becomes no item is told once each")
    func unread() throws {
        let reading = try Self.read("state-v4.tfstate")
        #expect(reading.rejected == [])
        #expect(
            reading.warnings.map { String($0.drop { $0 != " " }) } == [
                " ($.resources[0].instances[0]): data.aws_caller_identity is no item and is not read (1 found) "
                    + "[import.badRecord]",
                " ($.resources[14].instances[0]): random_id is no item and is not read (1 found) [import.badRecord]",
            ])
    }

    @Test("Version 3")
    func older() throws {
        let reading = try Self.read("state-v3.tfstate")
        #expect(reading.isClean)
        #expect(
            Self.lines(reading) == [
                "CloudSubnet module.net.aws_subnet.main name=module.net.aws_subnet.main cloudId=subnet-0a0b0c0d "
                    + "provider=aws resourceType=aws_subnet region=eu-west-1 zone=eu-west-1a prefix=10.1.0.0/24",
                "VirtualPrivateCloud module.net.aws_vpc.main name=module.net.aws_vpc.main cloudId=vpc-0a0b0c0d "
                    + "provider=aws resourceType=aws_vpc",
                "CloudInstance aws_instance.app[0] name=app-0 cloudId=i-0a0b0c0d provider=aws "
                    + "resourceType=aws_instance region=eu-west-1 zone=eu-west-1a instanceType=m4.large "
                    + "addresses=[10.1.0.9]",
                "CloudInstance aws_instance.app[0] (deposed 0) name=aws_instance.app[0] cloudId=i-99999999 "
                    + "provider=aws resourceType=aws_instance",
                "MachineImage data.aws_ami.debian name=debian-stretch cloudId=ami-12345678 provider=aws "
                    + "resourceType=aws_ami",
                "AvailabilityZone zone/eu-west-1a name=eu-west-1a cloudId=eu-west-1a region=eu-west-1",
                "aws_instance.app[0] -PROVISIONED_FROM-> data.aws_ami.debian",
                "aws_instance.app[0] -LOCATED_IN-> zone/eu-west-1a",
                "aws#vol-0a0b0c0d -ATTACHED_TO-> aws_instance.app[0]",
                "aws_instance.app[0] -DEPENDS_ON-> module.net.aws_subnet.main",
                "aws_instance.app[0] -SECURED_BY-> aws#sg-0a0b0c0d",
                "aws_instance.app[0] (deposed 0) -DEPENDS_ON-> module.net.aws_subnet.main",
                "module.net.aws_subnet.main -PART_OF-> module.net.aws_vpc.main",
                "module.net.aws_subnet.main -LOCATED_IN-> zone/eu-west-1a",
            ])
    }

    @Test("What show -json prints of a state: Azure, Google, Kubernetes, vSphere")
    func shown() throws {
        let reading = try Self.read("show-state.json")
        #expect(reading.isClean)
        let lines = Self.lines(reading)
        let vm = "module.vm[\"a.b\"].azurerm_linux_virtual_machine.vm"
        #expect(
            lines.filter { $0.contains("->") } == [
                "azurerm_lb.front -PART_OF-> azurerm_resource_group.rg",
                "google_compute_instance.g -LOCATED_IN-> zone/europe-west3-b",
                "google_compute_disk.g -ATTACHED_TO-> google_compute_instance.g",
                "google_compute_disk.g -LOCATED_IN-> zone/europe-west3-b",
                "kubernetes_deployment.web -PART_OF-> kubernetes_namespace.shop",
                "vsphere_virtual_machine.db -STORED_ON-> data.vsphere_datastore.fast",
                "vsphere_virtual_machine.db -GETS_RESOURCES_FROM-> data.vsphere_compute_cluster.c",
                "module.vm[\"a.b\"].azurerm_network_interface.nic -ATTACHED_TO-> \(vm)",
                "\(vm) -PART_OF-> azurerm_resource_group.rg",
                // The interface is a member of the pool, and stands for its machine.
                "\(vm) -MEMBER_OF-> azurerm_lb_backend_address_pool.pool",
                "azurerm_lb.front -ROUTES_TO-> azurerm_lb_backend_address_pool.pool",
            ])
        #expect(
            lines.contains(
                "VirtualMachine vsphere_virtual_machine.db name=db cloudId=4229a1b2-0000-1111-2222-333344445555 "
                    + "provider=vsphere resourceType=vsphere_virtual_machine processors=4i memoryMegabytes=8192.0f "
                    + "operatingSystem=debian12_64Guest biosUUID=4229a1b2-0000-1111-2222-333344445555 "
                    + "addresses=[10.8.0.3, fe80::1] macAddresses=[00:50:56:a9:01:02]"))
    }

    @Test("Addresses without keys")
    func addresses() {
        let address = "module.a[\"x.[\\\"y\"].module.b[0].aws_instance.c[\"]\"]"
        #expect(TerraformAddress.withoutKeys(address) == "module.a.module.b.aws_instance.c")
        #expect(TerraformAddress.module(of: address, type: "aws_instance") == "module.a[\"x.[\\\"y\"].module.b[0]")
        #expect(TerraformAddress.module(of: "aws_instance.c", type: "aws_instance") == "")
    }
}
