import GraphModel
import Testing

@testable import Discovery

@Suite("LLDP: neighbours as lldpctl prints them")
struct LLDPImporterTests {
    static func fixture(_ name: String) throws -> String {
        try RepositoryFiles.text("Tests/DiscoveryTests/LLDP/Fixtures/\(name)")
    }

    static func run(_ names: String..., options: [String: String] = [:], chunk: Int = 1 << 20) throws -> ImporterRun {
        let inputs = try names.map { (name: "lldp/\($0)", text: try fixture($0)) }
        return try ImporterRun(LLDPImporter(options: ImporterOptions(values: options)), inputs, chunk: chunk)
    }

    static func read(_ text: String, name: String = "-", options: [String: String] = ["host": "me"]) throws
        -> ImporterRun
    {
        try ImporterRun(LLDPImporter(options: ImporterOptions(values: options)), [(name, text)])
    }

    @Test(
        "What lldpd 1.0.16 prints of one cable, in every format",
        arguments: [["left.json", "right.json"], ["left.json0", "right.json"], ["right.xml", "left.json0"]])
    func oneCable(names: [String]) throws {
        let inputs = try names.map {
            (name: $0.replacing("right", with: "right.example.com"), text: try Self.fixture($0))
        }
        let run = try ImporterRun(LLDPImporter(options: ImporterOptions()), inputs)
        #expect(run.rejections == [])
        #expect(
            run.edges == [
                "left.example.com/if/eno1 CONNECTS_TO right.example.com/if/Ethernet1",
                "left.example.com/if/eno1 PART_OF left.example.com",
                "right.example.com/if/Ethernet1 PART_OF right.example.com",
            ])
        #expect(run.attribute("macAddress", of: "right.example.com/if/Ethernet1") == "62:c5:5c:bd:21:ff")
        #expect(run.attribute("addresses", of: "right.example.com") == ["198.51.100.2"])
        #expect(run.attribute("macAddresses", of: "left.example.com") == ["22:ec:18:90:ae:cf"])
        #expect(
            run.items.map(\.ciClass).sorted() == [
                "ComputeResource", "NetworkInterface", "NetworkInterface", "Switch",
            ])
    }

    @Test("The machine's own ports, as `show interfaces` lists them")
    func ownPorts() throws {
        let run = try Self.run("left-interfaces.json")
        #expect(run.edges == ["left.example.com/if/eno1 PART_OF left.example.com"])
        #expect(run.attribute("macAddress", of: "left.example.com/if/eno1") == "22:ec:18:90:ae:cf")
    }

    @Test("A server with two uplinks, heard from both ends and by two protocols")
    func uplinks() throws {
        let run = try Self.run("srv1.json", "leaf1.json")
        #expect(run.rejections == [])
        #expect(
            run.edges.filter { $0.contains("CONNECTS_TO") } == [
                "00:11:22:33:44:99/if/2 CONNECTS_TO srv1/if/eth2",
                "leaf1.example.com/if/Ethernet1/49 CONNECTS_TO spine1.example.com/if/Ethernet1/1",
                "leaf1.example.com/if/Ethernet1/7 CONNECTS_TO srv1/if/eth0",
                "leaf1.example.com/if/Ethernet1/8 CONNECTS_TO srv1/if/eth1",
                "phone7/if/00:04:F2:11:22:33 CONNECTS_TO srv1/if/eth3",
            ])
        #expect(
            run.items.filter { !$0.nativeID.contains("/") }.map { "\($0.ciClass) \($0.nativeID)" }.sorted() == [
                "Appliance phone7", "ComputeResource 00:11:22:33:44:99", "ComputeResource srv1",
                "Switch leaf1.example.com", "Switch spine1.example.com",
            ])
        #expect(run.attribute("managementAddress", of: "leaf1.example.com") == "10.0.0.1")
        #expect(run.attribute("vlans", of: "leaf1.example.com/if/Ethernet1/7") == ["10", "20"])
        #expect(run.attribute("serialNumber", of: "phone7") == "0004f2112233")
        #expect(run.attribute("assetTag", of: "phone7") == nil)
        #expect(run.groups == ["leaf1.example.com/lag/369098752 [links] atLeast 1"])
        #expect(
            run.edges.filter { $0.hasPrefix("leaf1.example.com/lag") } == [
                "leaf1.example.com/lag/369098752 DEPENDS_ON leaf1.example.com/if/Ethernet1/7 {group: links, inferred: true}",
                "leaf1.example.com/lag/369098752 DEPENDS_ON leaf1.example.com/if/Ethernet1/8 {group: links, inferred: true}",
                "leaf1.example.com/lag/369098752 PART_OF leaf1.example.com",
            ])
    }

    @Test("The order of the inputs changes nothing")
    func order() throws {
        let one = try Self.run("srv1.json", "leaf1.json")
        let other = try Self.run("leaf1.json", "srv1.json")
        #expect(one.edges == other.edges)
        #expect(one.items.map(\.nativeID).sorted() == other.items.map(\.nativeID).sorted())
        #expect(one.groups == other.groups)
    }

    @Test("Devices with one name and different identifiers are different")
    func sameName() throws {
        func neighbour(_ id: String) -> String {
            "{\"chassis\":{\"Switch\":{\"id\":{\"type\":\"mac\",\"value\":\"\(id)\"}}},\"port\":{\"id\":{\"type\":\"local\",\"value\":\"1\"}}}"
        }
        let text =
            "{\"lldp\":{\"interface\":{\"e1\":\(neighbour("00:00:00:00:00:01")),\"e2\":\(neighbour("00-00-00-00-00-02"))}}}"
        let run = try Self.read(text)
        #expect(
            run.edges.filter { $0.contains("CONNECTS") } == [
                "Switch@00:00:00:00:00:01/if/1 CONNECTS_TO me/if/e1",
                "Switch@00:00:00:00:00:02/if/1 CONNECTS_TO me/if/e2",
            ])
    }

    @Test("Which machine it is of: option, file name, or an error")
    func host() throws {
        let text = try Self.fixture("right.json")
        #expect(try Self.read(text).item("me") != nil)
        #expect(try Self.read(text, name: "a/sw9.json.gz", options: [:]).item("sw9") != nil)
        #expect(try Self.read(text, options: ["host": "me", "site": "lab"]).item("lab:me/if/Ethernet1") != nil)
        #expect(throws: ImportError.self) { try Self.read(text, options: [:]) }
        #expect(throws: ImportError.self) { try Self.read(text, options: ["host": ""]) }
    }

    @Test("Nobody is heard")
    func nobody() throws {
        for text in ["{\"lldp\":{\n}}", "{\"lldp\":[{}]}", "<?xml version=\"1.0\"?>\n<lldp label=\"LLDP neighbors\"/>"]
        {
            let run = try Self.read(text, options: [:])
            #expect(run.items == [])
            #expect(run.rejections == [])
            #expect(LLDPImporter.recognises(Array(text.utf8), fileName: "x"))
        }
    }

    @Test("Bad neighbours are rejected with their place; the rest goes on")
    func rejections() throws {
        let run = try Self.read(
            "{\"lldp\":{\"interface\":{\"e1\":3,\"e2\":{\"chassis\":{}},\"e3\":{\"chassis\":{\"a\":{\"descr\":\"x\"}}}}}} {\"lldp\":7}"
        )
        #expect(run.rejections.map(\.kind) == [.badRecord, .badRecord, .badRecord])
        #expect(run.rejections.first?.position?.path == "$.lldp.interface.e1")
        #expect(run.edges.filter { $0.contains("CONNECTS") } == ["a CONNECTS_TO me/if/e3"])
    }

    @Test("Every cut ends in at most one rejection", arguments: ["srv1.json", "left.json0", "right.xml"])
    func everyCut(name: String) throws {
        let whole = Array(try Self.fixture(name).utf8)
        for length in stride(from: 0, to: whole.count, by: 7) {
            let run = try Self.read(String(decoding: whole.prefix(length), as: UTF8.self))
            #expect(run.rejections.count <= 1)
        }
    }

    @Test(
        "Chunks and recognition",
        arguments: ["srv1.json", "leaf1.json", "left.json", "left.json0", "right.xml", "right.json"])
    func recognition(name: String) throws {
        let text = try Self.fixture(name)
        #expect(try Importers.recognising(ImportInput(name: name, bytes: Array(text.utf8))).format == "lldp")
        #expect(try Self.run(name, chunk: 3).items == (try Self.run(name).items))
        for other in AnsibleFactsImporterTests.all {
            let text = try AnsibleFactsImporterTests.fixture(other)
            #expect(!LLDPImporter.recognises(Array(text.utf8), fileName: other))
        }
    }
}
