import GraphModel
import Testing

@testable import Discovery

@Suite("vSphere: recognition and faults")
struct VSphereFaultTests {
    static let names = ["modern", "capitals", "ls"]

    @Test("Its own fixtures are recognised, those of others are not")
    func recognition() throws {
        for (path, head) in try Fixtures.all() {
            let name = String(path.split(separator: "/").last ?? "")
            #expect(VSphereImporter.recognises(head, fileName: name) == path.hasPrefix("VSphere/"), "\(path)")
        }
        for file in ["modern", "capitals"] {
            for line in try Fixtures.text("VSphere/Fixtures/\(file).json").split(separator: "\n") {
                #expect(VSphereImporter.recognises(Array(line.utf8), fileName: "x"), "\(line.prefix(60))")
            }
        }
        for other in ["", "{}", "{\"elements\":[]}", "{\"name\":\"a\",\"self\":\"/x\"}", "[1]"] {
            #expect(!VSphereImporter.recognises(Array(other.utf8), fileName: "x"), "\(other)")
        }
    }

    @Test("Chunks of any length give the same", arguments: names)
    func chunks(name: String) throws {
        let bytes = Array(try Fixtures.text("VSphere/Fixtures/\(name).json").utf8)
        let whole = Reading(VSphereImporter.self, Inputs.bytes(bytes))
        for seed in 1...3 {
            #expect(Reading(VSphereImporter.self, Inputs.cut(bytes, seed: UInt64(seed))) == whole, "seed \(seed)")
        }
    }

    @Test("Cut anywhere: at most one rejection", arguments: names)
    func cuts(name: String) throws {
        let bytes = Array(try Fixtures.text("VSphere/Fixtures/\(name).json").utf8)
        for length in stride(from: 0, to: bytes.count - 1, by: 97) {
            let reading = Reading(VSphereImporter.self, Inputs.bytes(Array(bytes[..<length])))
            #expect(reading.rejected.count <= 1, "\(length)")
            #expect(reading.failure == nil, "\(length)")
        }
    }

    @Test("Bad records are rejected with their place; the rest goes on")
    func badRecords() {
        let text = """
            {"virtualMachines":[7,{"self":{"type":"VirtualMachine"}},{"self":{"type":"VirtualMachine","value":"vm-1"}}]}
            [{"name":"config","op":"assign","val":{}}]
            {"elements":["/DC0/vm/a",{"path":"/DC0/vm/b","object":{"self":{"type":"VirtualMachine","value":"vm-2"}}}]}
            """
        let reading = Reading(VSphereImporter.self, Inputs.text(text))
        #expect(
            reading.rejected == [
                "in:1:21 ($.virtualMachines[0]): this is no managed object [import.badRecord]",
                "in:1:23 ($.virtualMachines[1]): this is no managed object [import.badRecord]",
                "in:1:58 ($.virtualMachines[2]): the object vm-1 has no name [import.badRecord]\n"
                    + "  Collect the property `name` too.",
                "in:2:2 ($[0]): the property does not say of which object it is [import.badRecord]\n"
                    + "  Collect by type: govc object.collect -json -type m / name config …",
                "in:3:14 ($.elements[0]): the element has no path or no object [import.badRecord]",
            ])
        #expect(reading.records.map(\.line) == ["VirtualMachine vsphere:vm-2 name=b"])
    }

    @Test("Hostile input")
    func hostile() {
        let deep = "{\"x\":" + String(repeating: "[", count: 100_000)
        let huge = "{\"virtualMachines\":[{\"name\":\"" + String(repeating: "x", count: 17 << 20) + "\"}]}"
        for text in [deep, huge, "{\"virtualMachines\":[{\"\u{0}"] {
            let reading = Reading(VSphereImporter.self, Inputs.text(text))
            #expect(reading.rejected.count == 1)
            #expect(reading.failure == nil)
        }
        // Folders that lie in each other, and a property with more dots than any has.
        func folder(_ own: String, in parent: String) -> String {
            "{\"obj\":{\"type\":\"Folder\",\"value\":\"\(own)\"},\"changeSet\":[{\"name\":\"parent\","
                + "\"val\":{\"type\":\"Folder\",\"value\":\"\(parent)\"}}]}"
        }
        let dots = String(repeating: "a.", count: 100_000)
        let network =
            "{\"obj\":{\"type\":\"Network\",\"value\":\"n\"},\"changeSet\":[{\"name\":\"name\",\"val\":\"n\"},"
            + "{\"name\":\"\(dots)\",\"val\":1},{\"name\":\"parent\",\"val\":{\"type\":\"Folder\",\"value\":\"a\"}}]}"
        let reading = Reading(
            VSphereImporter.self, Inputs.text(folder("a", in: "b") + folder("b", in: "a") + network))
        #expect(reading.isClean)
        #expect(reading.records.map(\.line) == ["VirtualNetwork vsphere:n name=n"])
    }

    @Test("Options")
    func options() throws {
        for values in [["vcenter": ""], ["host": "a"]] {
            let reading = Reading(VSphereImporter.self, Inputs.text("{}"), options: ImporterOptions(values: values))
            #expect(reading.failure?.contains("import.badMapping") == true, "\(values)")
        }
        // Without a name there is nothing to call the vCenter.
        let unnamed = try VSphereImporterTests.read("modern", [:])
        #expect(!unnamed.records.contains { $0.line.hasPrefix("VirtualisationManager") })
    }
}
