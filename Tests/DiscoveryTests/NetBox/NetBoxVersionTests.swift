import GraphModel
import Testing

@testable import Discovery

/// What lists of the REST API looked like before the versions of the fixtures.
@Suite("NetBox: older REST lists")
struct NetBoxVersionTests {
    static func list(_ objects: String...) -> String {
        "{\"count\": \(objects.count), \"next\": null, \"previous\": null, \"results\": [\(objects.joined(separator: ","))]}"
    }

    static func nested(_ endpoint: String, _ id: Int, _ more: String) -> String {
        "{\"id\": \(id), \"url\": \"http://netbox/api/\(endpoint)/\(id)/\", \(more)}"
    }

    static func device(_ id: Int, _ name: String, role: String, status: String) -> String {
        let manufacturer = nested("dcim/manufacturers", 1, "\"name\": \"Example Systems\", \"slug\": \"es\"")
        let type = nested(
            "dcim/device-types", 1,
            "\"manufacturer\": \(manufacturer), \"model\": \"ES-1\", \"slug\": \"es-1\", \"display_name\": \"ES-1\"")
        let role = nested("dcim/device-roles", 1, "\"name\": \"\(role)\", \"slug\": \"r\"")
        return nested(
            "dcim/devices", id,
            "\"name\": \"\(name)\", \"display_name\": \"\(name)\", \"device_type\": \(type), \"device_role\": \(role), "
                + "\"status\": \(status), \"tags\": [\"blue\"], \"position\": 4, \"serial\": \"N/A\"")
    }

    /// Choices had numbers before version 2.8, and ends one peer before version 3.3.
    @Test(
        "Choices as numbers with labels and as words; one traced end",
        arguments: [
            ("{\"value\": 6, \"label\": \"Decommissioning\"}", "retired"),
            ("{\"value\": \"offline\", \"label\": \"Offline\", \"id\": 0}", "maintenance"),
        ])
    func choices(status: String, state: String) throws {
        func interface(_ id: Int, device: Int, peer: Int) -> String {
            let end = Self.nested("dcim/interfaces", peer, "\"name\": \"eth\(peer)\", \"connection_status\": true")
            let owner = Self.nested("dcim/devices", device, "\"name\": \"d\(device)\"")
            return Self.nested(
                "dcim/interfaces", id,
                "\"device\": \(owner), \"name\": \"eth\(id)\", \"type\": {\"value\": 1000, \"label\": \"1000BASE-T\"}, "
                    + "\"connected_endpoint_type\": \"dcim.interface\", \"connected_endpoint\": \(end)")
        }
        let run = try NetBoxImporterTests.run(
            text: Self.list(
                Self.device(1, "web", role: "Server", status: status),
                Self.device(2, "sw", role: "Switch", status: status))
                + Self.list(interface(1, device: 1, peer: 2), interface(2, device: 2, peer: 1)))
        #expect(run.rejections == [])
        #expect(
            run.edges == [
                "dcim.device/1 REACHED_THROUGH dcim.device/2 {inferred: true}",
                "dcim.interface/1 CONNECTS_TO dcim.interface/2 {inferred: true}",
                "dcim.interface/1 PART_OF dcim.device/1", "dcim.interface/2 PART_OF dcim.device/2",
            ])
        #expect(run.attribute("state", of: "dcim.device/1") == .string(state))
        #expect(run.attribute("manufacturer", of: "dcim.device/2") == .string("Example Systems"))
        #expect(run.attribute("rackPosition", of: "dcim.device/2") == .integer(4))
        #expect(run.attribute("serialNumber", of: "dcim.device/2") == nil)
        #expect(run.items.map(\.ciClass).sorted() == ["NetworkInterface", "NetworkInterface", "Server", "Switch"])
    }

    @Test("Cables with two ends of one kind, as a label, a flag or a word state them")
    func cables() throws {
        func cable(_ id: Int, _ status: String) -> String {
            Self.nested(
                "dcim/cables", id,
                "\"termination_a_type\": \"dcim.interface\", \"termination_a_id\": \(id * 10), "
                    + "\"termination_b_type\": \"dcim.interface\", \"termination_b_id\": \(id * 10 + 1), "
                    + "\"status\": \(status)")
        }
        let ports = (1...4).flatMap { [$0 * 10, $0 * 10 + 1] }.map { id in
            Self.nested(
                "dcim/interfaces", id,
                "\"name\": \"e\(id)\", \"device\": \(Self.nested("dcim/devices", id, "\"name\": \"d\""))")
        }
        let run = try NetBoxImporterTests.run(
            text: ports.joined(separator: "\n")
                + Self.list(
                    cable(1, "{\"value\": true, \"label\": \"Connected\"}"),
                    cable(2, "{\"value\": false, \"label\": \"Planned\"}"),
                    cable(3, "{\"value\": \"connected\", \"label\": \"Connected\"}"),
                    cable(4, "{\"value\": \"decommissioning\", \"label\": \"Decommissioning\"}")))
        #expect(run.rejections == [])
        #expect(
            run.edges.filter { $0.contains("CONNECTS_TO") } == [
                "dcim.interface/10 CONNECTS_TO dcim.interface/11 {inferred: true}",
                "dcim.interface/30 CONNECTS_TO dcim.interface/31 {inferred: true}",
            ])
    }
}
