import GraphModel
import Testing

@testable import Discovery

@Suite("AWS: recognition and faults")
struct AWSFaultTests {
    static let names = ["describe", "classic", "config-snapshot", "config-history"]

    @Test("Its own fixtures are recognised, those of others are not")
    func recognition() throws {
        for (path, head) in try Fixtures.all() {
            let name = String(path.split(separator: "/").last ?? "")
            #expect(AWSImporter.recognises(head, fileName: name) == path.hasPrefix("AWS/"), "\(path)")
        }
        // Every output of the fixture by itself too, but for the one that nobody reads.
        for line in try Fixtures.text("AWS/Fixtures/describe.json").split(separator: "\n") where line.hasPrefix("{\"") {
            let isKnown = !line.hasPrefix("{\"KeyPairs\"")
            #expect(AWSImporter.recognises(Array(line.utf8), fileName: "x") == isKnown, "\(line.prefix(40))")
        }
        for other in [
            "", "{}", "{\"Volumes\":[{\"Name\":\"a\"}],\"Warnings\":null}", "{\"services\":[{\"name\":\"a\"}]}",
            "{\"Name\":\"Volumes\",\"VolumeId\":1}", "{\"Images\":[{\"Id\":\"sha256:1\"}]}",
        ] { #expect(!AWSImporter.recognises(Array(other.utf8), fileName: "x"), "\(other)") }
    }

    @Test("Chunks of any length give the same", arguments: names)
    func chunks(name: String) throws {
        let bytes = Array(try Fixtures.text("AWS/Fixtures/\(name).json").utf8)
        let whole = Reading(AWSImporter.self, Inputs.bytes(bytes))
        for seed in 1...3 {
            #expect(Reading(AWSImporter.self, Inputs.cut(bytes, seed: UInt64(seed))) == whole, "seed \(seed)")
        }
    }

    @Test("Cut anywhere: at most one rejection", arguments: names)
    func cuts(name: String) throws {
        let bytes = Array(try Fixtures.text("AWS/Fixtures/\(name).json").utf8)
        for length in stride(from: 0, to: bytes.count - 1, by: 97) {
            let reading = Reading(AWSImporter.self, Inputs.bytes(Array(bytes[..<length])))
            #expect(reading.rejected.count <= 1, "\(length)")
            #expect(reading.failure == nil, "\(length)")
        }
    }

    @Test("Bad records are rejected with their place; the rest goes on")
    func badRecords() {
        let text = """
            {"Vpcs":[7,{},{"VpcId":5},{"VpcId":["a"]},{"VpcId":"vpc-0a0b0c0d","Tags":7}]}
            [{"Subnets":[null]},3]
            {"Listeners":[{}],"TargetHealthDescriptions":[{}],"Volumes":"none"}
            {"configurationItems":[{},{"resourceType":"T"},{"resourceType":"T","resourceId":"r","configuration":"{"}]}
            """
        let reading = Reading(AWSImporter.self, Inputs.text(text))
        #expect(
            reading.rejected == [
                "in:1:10 ($.Vpcs[0]): this is not an object [import.badRecord]",
                "in:1:12 ($.Vpcs[1]): the field VpcId is missing [import.badRecord]",
                "in:1:27 ($.Vpcs[3]): the field VpcId is missing [import.badRecord]",
                "in:2:14 ($[0].Subnets[0]): this is not an object [import.badRecord]",
                "in:2:21 ($[1]): an object is needed here, and this is a number [import.badRecord]",
                "in:3:15 ($.Listeners[0]): the listener names no load balancer [import.badRecord]",
                "in:3:47 ($.TargetHealthDescriptions[0]): the target has no Id [import.badRecord]",
                "in:4:24 ($.configurationItems[0]): the field resourceType is missing [import.badRecord]",
                "in:4:27 ($.configurationItems[1]): the field resourceId is missing [import.badRecord]",
                "in:4:48 ($.configurationItems[2]): the configuration is no JSON: the input ends where a "
                    + "member's name in double quotes should be [import.badRecord]",
            ])
        #expect(
            reading.records.map { $0.line.prefix(34) } == [
                "VirtualPrivateCloud 5 name=5 cloud", "VirtualPrivateCloud vpc-0a0b0c0d n",
            ])
    }

    @Test("Hostile input")
    func hostile() {
        let deep = "{\"Unknown\":" + String(repeating: "[", count: 100_000)
        let huge = "{\"Vpcs\":[{\"VpcId\":\"" + String(repeating: "x", count: 17 << 20) + "\"}]}"
        let nested =
            "{\"configurationItems\":[{\"resourceType\":\"T\",\"resourceId\":\"r\",\"configuration\":\""
            + String(repeating: "[", count: 100_000) + "\"}]}"
        for text in [deep, huge, nested, "{\"Vpcs\":[\u{0}"] {
            let reading = Reading(AWSImporter.self, Inputs.text(text))
            #expect(reading.rejected.count == 1)
            #expect(reading.failure == nil)
        }
    }

    @Test("Options")
    func options() throws {
        for values in [["account": ""], ["region": "a"]] {
            let reading = Reading(AWSImporter.self, Inputs.text("{}"), options: ImporterOptions(values: values))
            #expect(reading.failure?.contains("import.badMapping") == true, "\(values)")
        }
        let reading = try AWSImporterTests.read("describe", ["account": "main"])
        #expect(reading.records.contains { $0.line.hasPrefix("AvailabilityZone main/eu-central-1a ") })
    }
}
