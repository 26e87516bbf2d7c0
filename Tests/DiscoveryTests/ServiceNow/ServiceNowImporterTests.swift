import GraphModel
import Testing

@testable import Discovery

@Suite("ServiceNow")
struct ServiceNowImporterTests {
    /// The names of the fixtures' records, by the identifiers that stand in them.
    static let names = [
        "9f82518d468b9fee614fcc92f76bb163": "Shop", "d1ca35ad1db2b303d9060bc33ebb47aa": "Shop production",
        "e694aa37abf20c91a442da4841aeccdf": "web1", "bbddbd575d47c5d8a629979213e34add": "web2",
        "120bc18f0fedeb6d40768c19c8c5ea47": "old1", "cf7ab46209c6d3be84fa81c940cd6249": "sw1",
        "f39bbee7e803fb904f826ab4d56e44c3": "clu1", "164546f60261c7e4be0c5f5f9aaeec86": "node1",
        "acf79ac0db57f59ac70ce840ff84ada0": "SQL@clu1", "a1a5b3d22e82bbd6f878d26feacc2c7d": "eth0",
        "d279186428a75016b17e4df5ea43d080": "r2", "e45a3c57dee6a25d6b099693bbc9c627": "Alex Example",
        "06d0dda29cd771d30396aeee18c6203e": "Shop Team", "57216cb12feadd0ae176d9a617bc785f": "Linux Team",
        "2b29c5739ec4158573c66d2124e2c7e9": "Zurich", "3ad08396dc5afa78f34f548eea3c1d64": "Switzerland",
        "cda522d4353b166cc2dee84673307b4e": "R1", "ec6ef230f1828039ee794566b9c58adc": "ups-a",
        "1d665b9b1467944c128a5575119d1cfd": "pdu-a", "780c462e85ba4399a5d42e88f69a15ca": "Billing",
    ]

    static func run(_ names: [String], options: [String: String] = [:], chunk: Int = 4_096) throws -> ImporterRun {
        let importer = try ServiceNowImporter(options: ImporterOptions(values: options))
        var inputs: [(String, String)] = []
        for name in names { inputs.append((name, try Fixtures.text("ServiceNow/Fixtures/\(name)"))) }
        return try ImporterRun(importer, inputs, chunk: chunk)
    }

    /// A text with identifiers replaced by names.
    static func named(_ text: String) -> String {
        names.reduce(text) { $0.replacing($1.key, with: $1.value) }
    }

    static func edges(_ run: ImporterRun) -> [String] { run.edges.map(named).sorted() }

    static func items(_ run: ImporterRun) -> [String] { run.items.map { named(DiscoveredRecord.item($0).line) } }

    @Test(
        "The same records, whatever sysparm_display_value is",
        arguments: [
            ["table-all.json", "relations-all.json"], ["table-true.json", "relations-true.json"],
            ["cmdb_rel_type.json", "table-false.json", "relations-false.json"],
            ["relations-false.json", "table-false.json", "cmdb_rel_type.json"],
        ])
    func displayValues(names: [String]) throws {
        let run = try Self.run(names)
        #expect(run.rejections == [])
        // A reversed type that is named in `cmdb_rel_ci` only.
        let isNamed = !names.contains("relations-false.json")
        #expect(
            Self.edges(run).filter { !$0.contains("DEPENDS_ON") && !$0.hasPrefix("web2") } == [
                "SQL@clu1 RUNS_ON clu1", "Shop OWNED_BY Alex Example", "Shop SUPPORTED_BY Shop Team",
                "eth0 PART_OF web1", "node1 MEMBER_OF clu1", "node1 RUNS_ON web2", "sw1 LOCATED_IN R1",
                "web1 CONNECTS_TO sw1", "web1 CONTAINS eth0", "web1 LOCATED_IN Zurich",
                "web1 RELATES_TO web2 {relationship: Loves::Loved by}", "web1 SUPPORTED_BY Linux Team",
            ])
        #expect(
            Self.edges(run).filter { $0.contains("DEPENDS_ON") } == ["Shop DEPENDS_ON Shop production"]
                + ["Shop production DEPENDS_ON web1"] + (isNamed ? ["Shop production DEPENDS_ON web2"] : []))
        let seesNames = names[0] != "relations-false.json" && names[0] != "cmdb_rel_type.json"
        let robot = names[0] == "table-true.json" ? "cmdb_ci_robot" : "u_cmdb_ci_robot"
        #expect(
            Self.items(run) == [
                "BusinessService Shop name=Shop state=live businessCriticality=missionCritical",
                "ApplicationSystem Shop production name=Shop production state=live environment=production",
                "Server web1 name=web1 state=live serialNumber=SN-1"
                    + (seesNames ? " manufacturer=Example Systems model=Example Systems ES-100" : "")
                    + " addresses=[192.0.2.10] macAddresses=[52:54:00:aa:00:01] fqdn=web1.example.com "
                    + "operatingSystem=Linux Debian operatingSystemVersion=12 processors=2i memoryMegabytes=4096.0f "
                    + "diskGigabytes=40.0f",
                "VirtualMachine web2 name=web2 state=live addresses=[192.0.2.11]",
                "Server old1 name=old1 state=retired",
                "Switch sw1 name=sw1 state=maintenance managementAddress=192.0.2.2",
                "FailoverCluster clu1 name=clu1 state=live", "ApplicationInstance node1 name=node1 state=live",
                "DatabaseInstance SQL@clu1 name=SQL@clu1 state=live version=16.0 port=1433i engine=SQL Server",
                "NetworkInterface eth0 name=eth0 state=live macAddress=52:54:00:aa:00:01",
                "ConfigurationItem r2 name=r2 state=live table=\(robot)",
            ])
        #expect(
            run.warnings.map(\.message) == (isNamed ? [] : ["1 relationship of an unknown type carries no failure"])
                + ["1 relationship of the type `Loves::Loved by` carries no failure"])
        #expect(!run.items.contains { "\($0)".contains("never-stored") })
    }

    @Test("Places and people; tables that are not read are told")
    func people() throws {
        let run = try Self.run(["people.json"])
        #expect(
            Self.items(run) == [
                "Site Zurich name=Zurich address=Example Street 1, Zurich, Switzerland "
                    + "position=<point(wgs-84, 8.51, 47.39)>",
                "Team Linux Team name=Linux Team email=linux@example.com",
                "Person Alex Example name=Alex Example email=alex@example.com jobTitle=Engineer",
            ])
        #expect(
            Self.edges(run) == ["Alex Example CONTACT_FOR Linux Team", "Zurich LOCATED_IN Switzerland"])
        #expect(run.warnings.map(\.message) == ["2 records of incident are not read"])
        #expect(!run.items.contains { "\($0)".contains("never-stored") })
    }

    @Test("Records of JSONv2, with a group that is only named")
    func records() throws {
        let run = try Self.run(["records.json"])
        #expect(
            Self.items(run) == [
                "UninterruptiblePowerSupply ups-a name=ups-a state=maintenance",
                "PowerDistributionUnit pdu-a name=pdu-a",
            ])
        #expect(Self.edges(run) == ["pdu-a SUPPORTED_BY Team:Facilities", "ups-a POWERS pdu-a"])
    }

    @Test("A payload for the identification engine")
    func payload() throws {
        let run = try Self.run(["ire.json"])
        #expect(run.rejections == [])
        #expect(
            Self.items(run) == [
                "Server cmdb_ci_linux_server/app1 name=app1 serialNumber=SN-9 addresses=[192.0.2.50]",
                "ApplicationServer cmdb_ci_app_server_tomcat/Tomcat name=Tomcat port=8080i",
                "ApplicationServer cmdb_ci_app_server_tomcat/Tomcat#2 name=Tomcat port=8081i",
                "VirtualMachine cmdb_ci_vmware_instance/vcenter-1/vm-42 name=app1 "
                    + "biosUUID=4203a1b2-0000-1111-2222-333344445555 powerState=on",
            ])
        #expect(
            run.edges == [
                "cmdb_ci_app_server_tomcat/Tomcat RUNS_ON cmdb_ci_linux_server/app1",
                "cmdb_ci_app_server_tomcat/Tomcat#2 RUNS_ON cmdb_ci_linux_server/app1",
                "cmdb_ci_linux_server/app1 VIRTUALISED_BY cmdb_ci_vmware_instance/vcenter-1/vm-42",
            ])
    }

    @Test("An instance with its relationships both ways")
    func instance() throws {
        let run = try Self.run(["instance.json"])
        #expect(Self.items(run) == ["ApplicationInstance Billing name=Billing state=live"])
        #expect(Self.edges(run) == ["Billing DEPENDS_ON SQL@clu1", "Shop DEPENDS_ON Billing"])
    }

    @Test(
        "Types of relationships",
        arguments: [
            ("Depends on::Used by", "DEPENDS_ON", false), ("Used by::Depends on", "DEPENDS_ON", true),
            ("DEPENDS ON::USED BY", "DEPENDS_ON", false), ("Uses::Used by", "USES", false),
            ("Used by::Uses", "USES", true), ("Hosts::Hosted on", "HOSTED_ON", true),
            ("Contains::Contained by", "CONTAINS", false), ("contained_by::contains", "CONTAINS", true),
            ("Members::Member of", "MEMBER_OF", true), ("Member of::Members", "MEMBER_OF", false),
            ("Powered by::Powers", "POWERS", true), (" Runs  on :: Runs ", "RUNS_ON", false),
            ("Virtualizes::Virtualized by", "VIRTUALISED_BY", true),
            ("Load balanced by::Load balances", "ROUTES_TO", true), ("Connected by::Connects", "CONNECTS_TO", true),
            ("Instantiated by::Instantiates", "PROVISIONED_FROM", false),
            // One half has been renamed.
            ("Benötigt::Used by", "DEPENDS_ON", false), ("Betreibt::runs ON", "RUNS_ON", true),
        ])
    func types(name: String, type: String, isReversed: Bool) {
        let relation = ServiceNowRelation(name)
        #expect(relation.type == type)
        #expect(relation.isReversed == isReversed)
        #expect(relation.unknown == nil)
    }

    @Test("A cluster is the whole, whichever end it stands at")
    func clusters() throws {
        for (parent, child) in [("c", "n"), ("n", "c")] {
            let rows = """
                [{"sys_id": "c", "sys_class_name": "cmdb_ci_cluster", "name": "c"},
                 {"sys_id": "n", "sys_class_name": "cmdb_ci_server", "name": "n"},
                 {"parent": {"value": "\(parent)"}, "child": {"value": "\(child)"},
                  "type": {"display_value": "Cluster of::Cluster"}}]
                """
            let importer = try ServiceNowImporter(options: ImporterOptions())
            #expect(try ImporterRun(importer, [("x", rows)]).edges == ["n MEMBER_OF c"])
        }
    }

    @Test("An end point hangs on what implements it, whichever end it stands at")
    func endPoints() throws {
        for (parent, child) in [("e", "a"), ("a", "e")] {
            let rows = """
                {"result": [{"parent": {"value": "\(parent)"}, "child": {"value": "\(child)"},
                   "type": {"display_value": "Implement End Point To::Implement End Point From"}},
                 {"parent": {"value": "b"}, "child": {"value": "e"},
                   "type": {"display_value": "Use End Point To::Use End Point From"}},
                 {"sys_id": "e", "sys_class_name": "cmdb_ci_endpoint_http", "name": "https://shop.example.com"},
                 {"sys_id": "a", "sys_class_name": "cmdb_ci_appl", "name": "a"}]}
                """
            let importer = try ServiceNowImporter(options: ImporterOptions())
            #expect(try ImporterRun(importer, [("x", rows)]).edges == ["b USES e", "e DELIVERED_BY a"])
        }
    }

    @Test("JSONv2 of early releases: everything is a text, references are identifiers")
    func early() throws {
        let server = "e694aa37abf20c91a442da4841aeccdf"
        let place = "2b29c5739ec4158573c66d2124e2c7e9"
        let text = """
            {"records": [{"__status": "success", "sys_id": "\(server)", "sys_class_name": "cmdb_ci_win_server",
              "name": "win1", "virtual": "false", "install_status": "6", "hardware_status": "in_stock",
              "operational_status": "1", "location": "\(place)", "support_group": "", "ram": "8192",
              "serial_number": "To be filled by O.E.M.", "ip_address": "127.0.0.1"},
             {"__status": "success", "sys_id": "\(place)", "name": "Zurich", "latitude": "47.39", "longitude": "8.51",
              "street": "Example Street 1"}]}
            """
        let run = try ImporterRun(try ServiceNowImporter(options: ImporterOptions()), [("x", text)])
        #expect(run.rejections == [])
        #expect(
            Self.items(run) == [
                "Server web1 name=win1 state=inStock memoryMegabytes=8192.0f",
                "Location Zurich name=Zurich address=Example Street 1 position=<point(wgs-84, 8.51, 47.39)>",
            ])
        #expect(Self.edges(run) == ["web1 LOCATED_IN Zurich"])
    }

    @Test("Relationships of which only names were asked for")
    func names() throws {
        let rows = """
            {"result": [{"parent.name": "Shop", "parent.sys_class_name": "cmdb_ci_service_business",
               "child.name": "web1", "child.sys_class_name": "Linux Server", "type.name": "DEPENDS ON::used by"},
             {"parent.sys_id": "1", "child.name": "web2", "type.name": "Runs on::Runs"}]}
            """
        let importer = try ServiceNowImporter(options: ImporterOptions(values: ["table": "cmdb_rel_ci"]))
        #expect(
            try ImporterRun(importer, [("x", rows)]).edges == [
                "1 RUNS_ON ConfigurationItem:web2", "BusinessService:Shop DEPENDS_ON Server:web1",
            ])
    }
}
