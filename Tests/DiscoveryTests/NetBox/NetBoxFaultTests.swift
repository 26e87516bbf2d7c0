import GraphModel
import Testing

@testable import Discovery

@Suite("NetBox: cables, faults and recognition")
struct NetBoxFaultTests {
    static func object(_ model: String, _ id: Int, _ fields: String) -> String {
        "{\"model\": \"\(model)\", \"pk\": \(id), \"fields\": {\(fields)}}"
    }

    static func dump(_ objects: [String]) -> String { "[\(objects.joined(separator: ",\n"))]" }

    static func cable(_ id: Int, _ a: (String, Int), _ b: (String, Int)) -> String {
        object(
            "dcim.cable", id,
            "\"termination_a_type\": [\"dcim\", \"\(a.0)\"], \"termination_a_id\": \(a.1), "
                + "\"termination_b_type\": [\"dcim\", \"\(b.0)\"], \"termination_b_id\": \(b.1)")
    }

    static func port(_ model: String, _ id: Int, device: Int, _ more: String = "") -> String {
        object("dcim.\(model)", id, "\"device\": \(device), \"name\": \"p\(id)\"\(more.isEmpty ? "" : ", ")\(more)")
    }

    @Test("Two inlets of one distribution unit fail apart")
    func inlets() throws {
        let run = try NetBoxImporterTests.run(
            text: Self.dump([
                Self.object("dcim.device", 1, "\"name\": \"web\""),
                Self.object("dcim.device", 2, "\"name\": \"strip\""),
                Self.port("powerport", 1, device: 1), Self.port("powerport", 2, device: 1),
                Self.port("powerport", 11, device: 2), Self.port("powerport", 12, device: 2),
                Self.port("poweroutlet", 1, device: 2, "\"power_port\": 11"),
                Self.port("poweroutlet", 2, device: 2, "\"power_port\": 12"),
                Self.object("dcim.powerfeed", 1, "\"name\": \"A\""),
                Self.object("dcim.powerfeed", 2, "\"name\": \"B\""),
                Self.cable(1, ("powerport", 1), ("poweroutlet", 1)),
                Self.cable(2, ("powerport", 2), ("poweroutlet", 2)),
                Self.cable(3, ("powerport", 11), ("powerfeed", 1)), Self.cable(4, ("powerfeed", 2), ("powerport", 12)),
            ]))
        #expect(run.rejections == [])
        #expect(run.item("dcim.device/2")?.ciClass == "PowerDistributionUnit")
        #expect(
            run.edges == [
                "dcim.powerfeed/1 POWERS dcim.device/2 {group: power, inferred: true}",
                "dcim.powerfeed/1 POWERS dcim.powerport/11 {inferred: true}",
                "dcim.powerfeed/2 POWERS dcim.device/2 {group: power, inferred: true}",
                "dcim.powerfeed/2 POWERS dcim.powerport/12 {inferred: true}",
                "dcim.powerport/11 PART_OF dcim.device/2",
                "dcim.powerport/11 POWERS dcim.device/1 {group: power, inferred: true}",
                "dcim.powerport/12 PART_OF dcim.device/2",
                "dcim.powerport/12 POWERS dcim.device/1 {group: power, inferred: true}",
            ])
        #expect(run.groups == ["dcim.device/1 [power] atLeast 1", "dcim.device/2 [power] atLeast 1"])
    }

    @Test("Connections of before version 2.5, which had no cables")
    func connections() throws {
        let run = try NetBoxImporterTests.run(
            text: Self.dump([
                Self.object("dcim.device", 1, "\"name\": \"web\""),
                Self.object("dcim.device", 2, "\"name\": \"sw\", \"device_role\": 1"),
                Self.object("dcim.devicerole", 1, "\"name\": \"Switch\""),
                Self.object("dcim.device", 3, "\"name\": \"pdu\""),
                Self.port("interface", 1, device: 1), Self.port("interface", 2, device: 2),
                Self.port("interface", 3, device: 2),
                Self.object(
                    "dcim.interfaceconnection", 1,
                    "\"interface_a\": 2, \"interface_b\": 1, \"connection_status\": true"),
                Self.object(
                    "dcim.interfaceconnection", 2,
                    "\"interface_a\": 3, \"interface_b\": 1, \"connection_status\": false"),
                Self.port("powerport", 1, device: 1, "\"power_outlet\": 5, \"connection_status\": true"),
                Self.port("poweroutlet", 5, device: 3),
            ]))
        #expect(run.rejections == [])
        #expect(
            run.edges.filter { !$0.contains("PART_OF") } == [
                "dcim.device/1 REACHED_THROUGH dcim.device/2 {inferred: true}",
                "dcim.device/3 POWERS dcim.device/1 {inferred: true}",
                "dcim.interface/1 CONNECTS_TO dcim.interface/2 {inferred: true}",
            ])
    }

    @Test("A circuit without a cable ends in its site; several cables may enter one rear port")
    func circuits() throws {
        let shared = "\"rear_port\": 1, \"rear_port_position\": "
        let run = try NetBoxImporterTests.run(
            text: Self.dump([
                Self.object("circuits.circuit", 1, "\"cid\": \"ET-1\""),
                Self.object("circuits.circuittermination", 1, "\"circuit\": 1, \"site\": 1"),
                Self.object("circuits.circuittermination", 2, "\"circuit\": 1, \"site\": 2"),
                Self.port("interface", 1, device: 1), Self.port("interface", 2, device: 2),
                Self.port("interface", 3, device: 3), Self.port("interface", 4, device: 4),
                Self.object(
                    "dcim.cable", 1,
                    "\"termination_a_type\": \"circuits.circuittermination\", \"termination_a_id\": 2, "
                        + "\"termination_b_type\": \"dcim.interface\", \"termination_b_id\": 4"),
                Self.port("rearport", 1, device: 5, "\"positions\": 2"),
                Self.port("rearport", 2, device: 6, "\"positions\": 2"),
                Self.port("frontport", 1, device: 5, shared + "1"), Self.port("frontport", 2, device: 5, shared + "2"),
                Self.port("frontport", 3, device: 6, "\"rear_port\": 2, \"rear_port_position\": 1"),
                Self.port("frontport", 4, device: 6, "\"rear_port\": 2, \"rear_port_position\": 2"),
                // One interface whose two fibres enter apart.
                Self.cable(2, ("interface", 1), ("frontport", 1)), Self.cable(3, ("interface", 1), ("frontport", 2)),
                Self.cable(4, ("rearport", 1), ("rearport", 2)), Self.cable(5, ("frontport", 3), ("interface", 2)),
                Self.cable(6, ("frontport", 4), ("interface", 3)),
            ]))
        #expect(run.rejections == [])
        #expect(
            run.edges.filter { !$0.contains("PART_OF") } == [
                "circuits.circuit/1 CONNECTS_TO dcim.site/1",
                "dcim.interface/1 CONNECTS_TO dcim.interface/2 {inferred: true}",
                "dcim.interface/1 CONNECTS_TO dcim.interface/3 {inferred: true}",
                "dcim.interface/4 CONNECTS_TO circuits.circuit/1 {inferred: true}",
            ])
    }

    @Test("An address that several machines share is of none of them", arguments: ["\"vrrp\"", "40"])
    func sharedAddresses(role: String) throws {
        let run = try NetBoxImporterTests.run(
            text: Self.dump([
                Self.object("dcim.device", 1, "\"name\": \"web\""), Self.port("interface", 1, device: 1),
                Self.object("ipam.ipaddress", 1, "\"address\": \"192.0.2.1/24\", \"interface\": 1"),
                Self.object(
                    "ipam.ipaddress", 2, "\"address\": \"192.0.2.2/24\", \"interface\": 1, \"role\": \(role)"),
            ]))
        #expect(run.attribute("addresses", of: "dcim.device/1") == .list([.string("192.0.2.1")]))
    }

    @Test("Cables in a circle, and a rear port whose position nobody knows, lead nowhere")
    func circles() throws {
        let run = try NetBoxImporterTests.run(
            text: Self.dump([
                Self.port("interface", 1, device: 1), Self.port("interface", 2, device: 1),
                Self.port("frontport", 1, device: 5, "\"rear_port\": 1, \"rear_port_position\": 1"),
                Self.port("frontport", 2, device: 5, "\"rear_port\": 2, \"rear_port_position\": 1"),
                Self.port("rearport", 1, device: 5, "\"positions\": 1"),
                Self.port("rearport", 2, device: 5, "\"positions\": 1"),
                Self.port("rearport", 3, device: 6, "\"positions\": 2"),
                Self.port("frontport", 3, device: 6, "\"rear_port\": 3, \"rear_port_position\": 1"),
                Self.cable(1, ("rearport", 1), ("rearport", 2)), Self.cable(2, ("frontport", 1), ("frontport", 2)),
                Self.cable(3, ("interface", 1), ("rearport", 3)), Self.cable(4, ("interface", 2), ("frontport", 3)),
            ]))
        #expect(run.rejections == [])
        // From the front the rear port is known, so the link is found from that side alone.
        #expect(
            run.edges == [
                "dcim.interface/1 PART_OF dcim.device/1",
                "dcim.interface/2 CONNECTS_TO dcim.interface/1 {inferred: true}",
                "dcim.interface/2 PART_OF dcim.device/1",
            ])
    }

    @Test("Bad objects are rejected with their place; the rest goes on")
    func rejections() throws {
        let run = try NetBoxImporterTests.run(
            text: Self.dump([
                "3", "null", "{}", Self.object("dcim.site", 1, ""), "{\"model\": \"dcim.site\", \"pk\": 2}",
                "{\"model\": \"dcim.site\", \"pk\": \"x\", \"fields\": {}}",
                Self.object("dcim.site", 3, "\"name\": \"s\", \"region\": \"north\""),
                Self.object("dcim.interface", 1, "\"name\": \"eth0\""),
                Self.object("dcim.cabletermination", 1, "\"cable\": 1"),
                Self.object("dcim.interface", 9_223_372_036_854_775_807, "\"name\": \"a\", \"device\": -1"),
                "{\"url\": \"https://x/api/dcim/sites/4/\"}", Self.object("dcim.site", 5, "\"name\": \"good\""),
            ]))
        #expect(
            run.rejections.map { "\($0.position?.path ?? "") \($0.message)" } == [
                "$[0] an object is needed here, and this is a number",
                "$[1] an object is needed here, and this is null",
                "$[2] the object does not tell what it is", "$[3].fields the field name is missing",
                "$[4] the object does not tell what it is", "$[5] the field pk is missing",
                "$[6].fields.region this is not a reference to an object", "$[7].fields the field device is missing",
                "$[8].fields the field cable, its end or what it ends in is missing", "$[10] the field id is missing",
            ])
        #expect(run.items.map(\.nativeID) == ["dcim.interface/9223372036854775807", "dcim.site/5"])
    }

    @Test("Numbers of content types that are not in the dump, and objects read twice, are told")
    func warnings() throws {
        let cable =
            "\"termination_a_type\": 12, \"termination_a_id\": 1, \"termination_b_type\": -7, \"termination_b_id\": 2"
        let run = try NetBoxImporterTests.run(
            text: Self.dump([
                Self.object("dcim.cable", 1, cable),
                Self.object("dcim.cable", 2, cable.replacing("-7", with: "99")),
                Self.object("dcim.site", 1, "\"name\": \"a\""), Self.object("dcim.site", 1, "\"name\": \"b\""),
            ]))
        #expect(run.rejections.map(\.message) == ["this is not the name of a model"])
        #expect(
            run.warnings.map(\.message) == [
                "1 object was read before", "2 ends of cables name content types that are not in the dump",
            ])
        #expect(run.items.count == 1)
    }

    @Test("Every cut of a file ends in at most one rejection, never in a crash", arguments: NetBoxImporterTests.dumps)
    func everyCut(name: String) throws {
        let whole = Array(try Fixtures.text("NetBox/Fixtures/\(name)").utf8)
        for length in stride(from: 0, to: whole.count, by: 997) {
            let run = try NetBoxImporterTests.run(text: String(decoding: whole.prefix(length), as: UTF8.self))
            #expect(run.rejections.count <= 1)
        }
    }

    @Test("Chunks do not matter")
    func chunks() throws {
        let whole = try NetBoxImporterTests.run("dump-3.6.json", chunk: 1 << 20)
        let pieces = try NetBoxImporterTests.run("dump-3.6.json", chunk: 7)
        #expect(whole.items == pieces.items)
        #expect(whole.relationships == pieces.relationships)
    }

    @Test("Options")
    func options() throws {
        let run = try NetBoxImporterTests.run("rest-4.2.json", options: ["instance": "lab"])
        #expect(run.items.allSatisfy { $0.nativeID.hasPrefix("lab:") })
        #expect(run.edges.contains("lab:dcim.interface/1 CONNECTS_TO lab:dcim.interface/10 {inferred: true}"))
        #expect(throws: ImportError.self) { try NetBoxImporterTests.run(options: ["instance": ""]) }
        #expect(throws: ImportError.self) { try NetBoxImporterTests.run(options: ["site": "a"]) }
    }

    @Test("Recognises its own inputs and no others")
    func recognition() throws {
        for (path, bytes) in try Fixtures.all() {
            #expect(NetBoxImporter.recognises(bytes, fileName: "x") == path.hasPrefix("NetBox/"), "\(path)")
        }
        let other = "[{\"model\": \"shop.order\", \"pk\": 1, \"fields\": {}}]"
        #expect(!NetBoxImporter.recognises(Array(other.utf8), fileName: "x"))
        #expect(!NetBoxImporter.recognises([], fileName: "x"))
    }

    @Test(
        "Roles become classes",
        arguments: [
            ("Core Switch", "Switch"), ("Access Switches", "Switch"), ("ToR", "Switch"), ("Edge Router", "Router"),
            ("Internal Firewall", "Firewall"), ("Wireless AP", "WirelessAccessPoint"), ("Application Server", "Server"),
            ("SAN Switch", "StorageSwitch"), ("NAS", "FileServer"), ("Hypervisors", "Hypervisor"),
            ("PDUs", "PowerDistributionUnit"), ("UPS", "UninterruptiblePowerSupply"), ("Backups", "ComputeResource"),
            ("Console Server", "ConsoleServer"), ("Thing", "ComputeResource"),
        ])
    func roles(role: String, expected: String) {
        #expect(NetBoxWords.ciClass(role: role, model: "X1", manufacturer: nil, hasOutlets: false) == expected)
    }
}
