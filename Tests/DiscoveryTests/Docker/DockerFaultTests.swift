import GraphModel
import Testing

@testable import Discovery

@Suite("Docker: recognition and faults")
struct DockerFaultTests {
    static let names = ["inspect", "containers", "single", "swarm", "volumes", "info"]

    @Test("Its own fixtures are recognised, those of others are not")
    func recognition() throws {
        for (path, head) in try Fixtures.all() {
            let name = String(path.split(separator: "/").last ?? "")
            #expect(DockerImporter.recognises(head, fileName: name) == path.hasPrefix("Docker/"), "\(path)")
        }
        for other in ["", "{}", "[]", "[{\"Id\":\"a\"}]", "{\"Name\":\"a\"}", "[[{\"Id\":1,\"RepoTags\":[]}]]"] {
            #expect(!DockerImporter.recognises(Array(other.utf8), fileName: "x"), "\(other)")
        }
    }

    @Test("Chunks of any length give the same", arguments: names)
    func chunks(name: String) throws {
        let bytes = Array(try Fixtures.text("Docker/Fixtures/\(name).json").utf8)
        let whole = Reading(DockerImporter.self, Inputs.bytes(bytes))
        for seed in 1...3 {
            #expect(Reading(DockerImporter.self, Inputs.cut(bytes, seed: UInt64(seed))) == whole, "seed \(seed)")
        }
    }

    @Test("Cut anywhere: at most one rejection", arguments: names)
    func cuts(name: String) throws {
        let bytes = Array(try Fixtures.text("Docker/Fixtures/\(name).json").utf8)
        for length in stride(from: 0, to: bytes.count - 1, by: 97) {
            let reading = Reading(DockerImporter.self, Inputs.bytes(Array(bytes[..<length])))
            #expect(reading.rejected.count <= 1, "\(length)")
            #expect(reading.failure == nil, "\(length)")
        }
    }

    @Test("Bad records are rejected with their place; the rest goes on")
    func badRecords() {
        let text = """
            [7, {"Id":5}, {"Id":"a","Image":3,"State":[]}, {"IPAM":{},"Id":"n"}, {"Name":"v","Mountpoint":"/v"}]
            {"State":{},"Image":"x","Id":""}
            """
        let reading = Reading(DockerImporter.self, Inputs.text(text))
        #expect(
            reading.rejected == [
                "in:1:2 ($[0]): this is not an object [import.badRecord]",
                "in:1:5 ($[1]): this is no object of a container engine [import.badRecord]\n"
                    + "  Write it with docker inspect.",
                "in:1:48 ($[3]): the network has no Name [import.badRecord]",
                "in:2:1 ($): the container has no Id [import.badRecord]",
            ])
        #expect(reading.records.contains { $0.line == "ContainerVolume docker:volume/v name=v" })
    }

    @Test("The same container twice is one; another of its name is told")
    func repeated() throws {
        let text = try Fixtures.text("Docker/Fixtures/single.json")
        let reading = Reading(
            DockerImporter.self, Inputs.text(text + text + text.replacing("\"Id\": \"22", with: "\"Id\": \"33")))
        #expect(reading.records.count { $0.line.hasPrefix("Container docker:") } == 1)
        #expect(reading.warnings.count == 1)
        #expect(reading.warnings.first?.contains("import.duplicateIdentity") == true)
    }

    @Test("Hostile input")
    func hostile() {
        let deep = "[{\"Id\":" + String(repeating: "[", count: 100_000)
        let huge = "[{\"Id\":\"" + String(repeating: "x", count: 17 << 20) + "\"}]"
        for text in [deep, huge, "[{\"Id\":\"\u{0}"] {
            let reading = Reading(DockerImporter.self, Inputs.text(text))
            #expect(reading.rejected.count == 1)
            #expect(reading.failure == nil)
        }
        // Containers that share each other's network.
        let ring = (1...3).map { number in
            "{\"Id\":\"c\(number)\",\"Name\":\"/c\(number)\",\"Image\":\"i\",\"State\":{\"Status\":\"running\"},"
                + "\"HostConfig\":{\"NetworkMode\":\"container:c\(number % 3 + 1)\"}}"
        }
        let reading = Reading(DockerImporter.self, Inputs.text("[\(ring.joined(separator: ","))]"))
        #expect(reading.records.count { $0.line.contains("DEPENDS_ON") } == 3)
    }

    @Test("Options")
    func options() {
        for values in [["host": ""], ["cluster": "a"]] {
            let reading = Reading(DockerImporter.self, Inputs.text("[]"), options: ImporterOptions(values: values))
            #expect(reading.failure?.contains("import.badMapping") == true, "\(values)")
        }
        #expect(Reading(DockerImporter.self, Inputs.text("[]")).records == [])
    }
}
