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
        /// A part of what standard error says: the code, or the place and the reason.
        let told: String

        init(_ name: String, _ file: String, _ text: String, _ status: Int32, _ told: String) {
            self.init(name, file, bytes: Array(text.utf8), status, told)
        }

        init(_ name: String, _ file: String, bytes: [UInt8], _ status: Int32, _ told: String) {
            self.name = name
            self.file = file
            self.bytes = bytes
            self.status = status
            self.told = told
        }

        var testDescription: String { name }
    }

    static let head = "{\"faultline\":1,\"source\":\"t\"}\n"

    static let wide = "class,id,name\nServer,a,b\n"
    static let deep = String(repeating: "[", count: 100_000)

    static let cases: [Case] = [
        Case("UTF-16 with a mark, CSV", "a.csv", bytes: utf16(wide), 2, "a.csv:1:1: the input looks like UTF-16"),
        Case("UTF-16 without a mark", "a.csv", bytes: Array(utf16(wide).dropFirst(2)), 2, "iconv -f UTF-16"),
        Case("UTF-16 with a mark, NDJSON", "a.ndjson", bytes: utf16(head), 2, "a.ndjson:1:1: the input looks like UTF"),
        Case(
            "Latin-1 in CSV", "a.csv", bytes: Array("class,id,name\nServer,a,K".utf8) + [0xE4, 0x0A], 2,
            "a.csv:2:11: the text is not UTF-8 [import.badEncoding]\n  If it is in Latin-1"),
        Case(
            "Latin-1 in NDJSON", "a.ndjson",
            bytes: Array((head + "{\"class\":\"Server\",\"id\":\"a\",\"name\":\"K").utf8) + Array([0xE4])
                + Array("\"}\n".utf8),
            8, "a.ndjson:2:37 ($.name): the text is not UTF-8"),
        Case("an open quote", "a.csv", "class,id,name\nServer,q,\"open\n", 2, "a.csv:2:10: the quote that opens here"),
        Case("NUL", "a.csv", "class,id,name\nServer,q,a\0b\n", 8, "a.csv:2:11: a NUL byte"),
        Case("columns of no convention", "a.csv", "klass,id\nServer,d\n", 2, "import."),
        Case(
            "JSON that ends early", "a.json",
            "{\"faultline\":1,\"source\":\"t\",\"items\":[{\"class\":\"Server\",\"id\":\"a\"", 2,
            "a.json:1:64 ($.items[0]): the input ends"),
        Case("a later version of the format", "a.ndjson", "{\"faultline\":99}\n", 2, "This program reads version 1"),
        Case(
            "one id twice, CSV", "a.csv", "class,id,name\nServer,d,d1\nServer,d,d2\n", 8,
            "a.csv:3: item d was reported before in this run with another `name` [import.duplicateIdentity]\n  Give each"
        ),
        Case(
            "one id twice, NDJSON", "a.ndjson",
            head
                + "{\"class\":\"Server\",\"id\":\"d\",\"name\":\"1\"}\n{\"class\":\"Server\",\"id\":\"d\",\"name\":\"2\"}\n",
            8,
            "a.ndjson:3: item d was reported before"),
        Case(
            "one key twice", "a.ndjson", head + "{\"class\":\"Server\",\"id\":\"e\",\"id\":\"f\",\"name\":\"1\"}\n", 8,
            "a.ndjson:2:28 ($.id): `id` is stated twice"),
        Case(
            "a reference that is a list", "a.ndjson", head + "{\"type\":\"RUNS_ON\",\"from\":\"a\",\"to\":[1]}\n", 8,
            "a.ndjson:2"),
        Case("a list for a record", "a.ndjson", head + "[1]\n", 8, "a.ndjson:2:1 ($): a record is an object"),
        Case("deep Kubernetes", "a.json", "{\"kind\":\"List\",\"apiVersion\":\"v1\",\"items\":" + deep, 8, "a.json:1:"),
        Case("deep JSON", "a.json", "{\"faultline\":1,\"items\":" + deep, 8, "a.json:1:"),
        Case(
            "deep objects", "a.ndjson",
            head + "{\"class\":\"Server\",\"id\":\"a\",\"x\":" + String(repeating: "{\"a\":", count: 100_000) + "\n", 8,
            "a.ndjson:2"),
        Case(
            "a damaged package index", "a_Packages", "Package: a\nVersion: 1\nDepends: (((\n\nVersion: 3\n\n", 8,
            "a_Packages:"),
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
        #expect(outcome.errors.contains(fault.told), "\(outcome.errors)")
        #expect(try folder.faultline("verify").status == 0)
        guard outcome.status == 2 else { return }
        // Refused as a whole: no commit after that of `init`.
        #expect(try folder.faultline("history", "--format", "ndjson").output.split(separator: "\n").count == 1)
    }

    private static func utf16(_ text: String) -> [UInt8] {
        [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    }

    @Test("A byte order mark of UTF-8 is none of the text")
    func byteOrderMark() throws {
        try folder.write("\u{FEFF}class,id,name\nServer,a,alpha\n", to: "a.csv")
        try folder.write(
            "\u{FEFF}" + Self.head + "{\"class\":\"Server\",\"id\":\"b\",\"name\":\"beta\"}\n", to: "b.ndjson")
        #expect(try folder.faultline("import", "a.csv").status == 0)
        #expect(try folder.faultline("import", "b.ndjson").status == 0)
        #expect(try folder.faultline("show", "alpha").status == 0)
        #expect(try folder.faultline("show", "beta").status == 0)
    }

    /// YAML comes as mapping files and as schemas; both name the place, and neither changes the store.
    @Test(
        "YAML that is none, or too much",
        arguments: [
            ("columns: [a\nfoo: }\n", ":2:4: not YAML"), ("- a\n- b\n", ":1:1: "),
            ("clazz: x\n", " has no key `clazz`"),
            ("a: \(deep)", ":1:5: "), ("a: &a [x]\nb: [*a, *a]\n", ":1:4: anchors and aliases are not allowed"),
            ("name: a\nname: b\n", ":1:1: `name` is written twice"),
        ])
    func yaml(text: String, expected: String) throws {
        try folder.write(text, to: "a.yaml")
        try folder.write("a,b\n1,2\n", to: "ok.csv")
        for command in [["import", "csv", "--mapping", "a.yaml", "ok.csv"], ["schema", "add", "a.yaml"]] {
            let outcome = try FaultlineBinary.run(command, in: folder.url)
            #expect(outcome.status == 2, "\(command) \(outcome.errors)")
            #expect(outcome.errors.contains("a.yaml"), "\(outcome.errors)")
            #expect(outcome.errors.contains(expected), "\(outcome.errors)")
        }
        #expect(try folder.faultline("history", "--format", "ndjson").output.split(separator: "\n").count == 1)
    }

    @Test("YAML in another encoding", arguments: [utf16("name: a\n"), Array("a: b\nname: K".utf8) + [0xE4, 0x0A]])
    func yamlEncoding(bytes: [UInt8]) throws {
        try Data(bytes).write(to: folder.url.appending(path: "a.yaml"))
        try folder.write("a,b\n1,2\n", to: "ok.csv")
        for command in [["import", "csv", "--mapping", "a.yaml", "ok.csv"], ["schema", "add", "a.yaml"]] {
            let outcome = try FaultlineBinary.run(command, in: folder.url)
            #expect(outcome.status == 2, "\(command) \(outcome.errors)")
            #expect(
                outcome.errors.contains("a.yaml:\(bytes[0] == 0xFF ? 1 : 2): the text is not UTF-8"),
                "\(outcome.errors)")
            #expect(outcome.errors.contains("iconv"), "\(outcome.errors)")
        }
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
