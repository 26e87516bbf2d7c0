import Foundation
import GraphModel
import Testing

@testable import Discovery

@Suite("Ansible: shapes and faults")
struct AnsibleFactsFaultTests {
    typealias Tests = AnsibleFactsImporterTests

    static let web = "{\"ansible_facts\":{\"ansible_hostname\":\"web\",\"ansible_fqdn\":\"web.example.com\"}}"

    @Test("Recognition", arguments: AnsibleFactsImporterTests.all)
    func recognition(name: String) throws {
        let text = try Tests.fixture(name)
        #expect(AnsibleFactsImporter.recognises(Array(text.utf8), fileName: name))
        let found = try Importers.recognising(ImportInput(name: name, bytes: Array(text.utf8)))
        #expect(found.format == "ansible-facts")
    }

    @Test(
        "What is none",
        arguments: [
            "", "{}", "[]", "Package: a\nVersion: 1\n", "name,class\nweb | SUCCESS,Server\n",
            "{\"kind\":\"List\",\"apiVersion\":\"v1\"}",
            "a | b\n", "{\"hostname\":\"a\"}",
        ])
    func notRecognised(text: String) {
        #expect(!AnsibleFactsImporter.recognises(Array(text.utf8), fileName: "x"))
    }

    @Test("A file of several documents is not named after its host")
    func severalDocuments() throws {
        let other = Self.web.replacing("web", with: "app")
        #expect(
            try Tests.run(("all", Self.web + "\n" + other)).items.map(\.nativeID) == [
                "web.example.com", "app.example.com",
            ])
        #expect(try Tests.run(("d/one", Self.web)).items.map(\.nativeID) == ["one"])
        #expect(try Tests.run(("-", Self.web)).items.map(\.nativeID) == ["web.example.com"])
        #expect(try Tests.run(("localhost", Self.web)).items.map(\.nativeID) == ["web.example.com"])
        #expect(try Tests.run(("all", Self.web + "\n{\"x")).items.map(\.nativeID) == ["web.example.com"])
    }

    @Test("The option keeps inventories apart")
    func options() throws {
        #expect(try Tests.run(("one", Self.web), options: ["inventory": "lab"]).items.map(\.nativeID) == ["lab:one"])
        #expect(throws: ImportError.self) { try Tests.run(("one", Self.web), options: ["inventory": ""]) }
        #expect(throws: ImportError.self) { try Tests.run(("one", Self.web), options: ["host": "a"]) }
    }

    @Test("The same host twice is told, and one item")
    func repeated() throws {
        let run = try Tests.run(("a/one", Self.web), ("b/one", Self.web))
        #expect(run.items.count == 1)
        #expect(run.warnings.map(\.kind) == [.duplicateIdentity])
    }

    @Test("Bad results are rejected with their place; the rest goes on")
    func rejections() throws {
        let text =
            "a | SUCCESS => {\"ansible_facts\": 3}\nb | SUCCESS => {\n  \"ansible_facts\": {,}\n}\nc | SUCCESS => \(Self.web)\n"
        let run = try Tests.run(("out", text))
        #expect(run.items.map(\.nativeID) == ["c"])
        #expect(run.rejections.map { $0.position?.line } == [1, 3])
        #expect(run.rejections.map(\.kind) == [.badRecord, .syntax])
        let payload = try Tests.run(("s1_x", "{\"__payload__\":\"{\\\"ansible_hostname\\\": \"}"))
        #expect(payload.rejections.map(\.kind) == [.badRecord])
        #expect(payload.items == [])
    }

    @Test(
        "Every cut of a file ends in at most one rejection, never in a crash",
        arguments: ["db1", "setup.txt", "s1_hyp1.example.com"])
    func everyCut(name: String) throws {
        let whole = Array(try Tests.fixture(name).utf8)
        for length in stride(from: 0, to: whole.count, by: 11) {
            let run = try Tests.run((name, String(decoding: whole.prefix(length), as: UTF8.self)))
            #expect(run.rejections.count <= 1)
        }
    }

    @Test(
        "Odd values never crash",
        arguments: [
            "\"ansible_interfaces\":[3,null,[],{\"macaddress\":7}]", "\"ansible_mounts\":{\"a\":[]}",
            "\"ansible_mounts\":[{\"device\":\":/\",\"fstype\":\"nfs\"},{\"device\":\"//\",\"fstype\":\"cifs\"}]",
            "\"ansible_processor_count\":9223372036854775807,\"ansible_processor_cores\":9223372036854775807",
            "\"ansible_lvm\":\"N/A\"", "\"ansible_net_neighbors\":{\"a\":3}", "\"ansible_lastboot\":\"\\u0000\"",
        ])
    func odd(members: String) throws {
        let run = try Tests.run(("one", "{\"ansible_hostname\":\"h\",\(members)}"))
        #expect(run.item("one") != nil)
        #expect(run.rejections == [])
    }

    @Test("What the installed ansible prints", .enabled(if: ansible != nil))
    func realOutput() throws {
        let path = try #require(Self.ansible)
        let text = try ExternalTool.output(
            of: path, ["localhost", "-c", "local", "-m", "ansible.builtin.setup"], input: "")
        #expect(AnsibleFactsImporter.recognises(Array(text.utf8.prefix(65_536)), fileName: "-"))
        let run = try Tests.run(("-", text))
        #expect(run.rejections == [])
        #expect(run.warnings == [])
        let host = try #require(run.items.first { !$0.nativeID.contains("/") })
        #expect(host.attributes.contains { $0.key == "operatingSystem" })
        #expect(!"\(run.items)".contains("PATH"))
    }

    private static let ansible = ["/usr/bin/ansible", "/usr/local/bin/ansible"].first(where: ExternalTool.exists)
}
