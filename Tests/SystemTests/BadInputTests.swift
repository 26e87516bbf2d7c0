import Foundation
import Testing

@Suite("Bad input, as a user meets it")
struct BadInputTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        guard try folder.faultline("init").status == 0 else { throw SystemTestFailure("init") }
    }

    struct Case: CustomTestStringConvertible, Sendable {
        let name: String
        let file: String
        let bytes: [UInt8]
        let status: Int32
        let code: String

        init(_ name: String, _ file: String, _ text: String, _ status: Int32, _ code: String) {
            self.init(name, file, bytes: Array(text.utf8), status, code)
        }

        init(_ name: String, _ file: String, bytes: [UInt8], _ status: Int32, _ code: String) {
            self.name = name
            self.file = file
            self.bytes = bytes
            self.status = status
            self.code = code
        }

        var testDescription: String { name }
    }

    static let head = "{\"faultline\":1,\"source\":\"t\"}\n"

    static let cases: [Case] = [
        Case("unknown format", "a.bin", "garbage garbage", 2, "import.unknownFormat"),
        Case("empty file", "a.bin", "", 2, "import.unknownFormat"),
        Case("broken JSON", "a.ndjson", head + "{\"class\":\"Server\",\"id\":", 8, "import.syntax"),
        Case("no id", "a.ndjson", head + "{\"class\":\"Server\"}\n", 8, "import.badRecord"),
        Case(
            "wrong type", "a.ndjson", head + "{\"class\":\"Server\",\"id\":\"a\",\"name\":\"a\",\"cores\":\"many\"}\n",
            8,
            "import."),
        Case(
            "unknown class", "a.ndjson", head + "{\"class\":\"Spaceship\",\"id\":\"a\",\"name\":\"a\"}\n", 8, "import."),
        Case(
            "deep nesting", "a.ndjson",
            head + "{\"class\":\"Server\",\"id\":\"a\",\"x\":" + String(repeating: "[", count: 100_000) + "\n", 8,
            "import."),
        Case("bad CSV row", "a.csv", "class,id,name\nServer,a,b,c,d\n", 8, "import.badRecord"),
        Case("bad UTF-8", "a.csv", bytes: Array("class,id,name\nServer,a,".utf8) + [0xFF, 0xFE, 0x0A], 8, "import."),
        Case("YAML that is no mapping", "a.csv", "a,b\n1,2\n", 2, "import.badMapping"),
    ]

    @Test("Each fault is told with its code, and the exit status says it", arguments: cases)
    func rejected(fault: Case) throws {
        try Data(fault.bytes).write(to: folder.url.appending(path: fault.file))
        let outcome = try folder.faultline("import", fault.file)
        #expect([fault.status, 2].contains(outcome.status), "\(outcome.status) \(outcome.errors)")
        #expect(outcome.errors.contains(fault.code), "\(outcome.errors)")
        #expect(try folder.faultline("verify").status == 0)
    }

    @Test("Good records beside a bad one are kept")
    func goodBesideBad() throws {
        try folder.write(
            "class,id,name\nServer,s1,alpha\nServer,,beta\nServer,s3,gamma\n", to: "servers.csv")
        let outcome = try folder.faultline("import", "servers.csv")
        #expect(outcome.status == 8)
        #expect(outcome.errors.contains("servers.csv:3"))
        #expect(try folder.faultline("show", "alpha").status == 0)
        #expect(try folder.faultline("show", "gamma").status == 0)
    }

    @Test("A dangling reference waits for its target")
    func dangling() throws {
        try folder.write("class,id,name,RUNS_ON\nVirtualMachine,v1,vm-1,s1\n", to: "machines.csv")
        try folder.write("class,id,name\nServer,s1,srv-1\n", to: "servers.csv")
        let first = try folder.faultline("import", "machines.csv", "--source", "csv")
        #expect(first.status == 0, "\(first.errors)")
        #expect(try folder.faultline("import", "servers.csv", "--source", "csv").status == 0)
        let impact = try folder.faultline("impact", "srv-1", "--format", "ndjson")
        #expect(impact.output.contains("\"name\":\"vm-1\""))
        #expect(impact.output.contains("\"verdict\":\"down\""))
    }

    @Test("The same input twice changes nothing")
    func idempotent() throws {
        try folder.write("class,id,name\nServer,s1,srv-1\n", to: "servers.csv")
        #expect(try folder.faultline("import", "servers.csv").status == 0)
        let before = try folder.faultline("history", "--format", "ndjson").output
        #expect(try folder.faultline("import", "servers.csv").status == 0)
        #expect(try folder.faultline("history", "--format", "ndjson").output == before)
    }

    @Test("A missing file")
    func missingFile() throws {
        let outcome = try folder.faultline("import", "nowhere.csv")
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("import.unreadable"))
    }
}
