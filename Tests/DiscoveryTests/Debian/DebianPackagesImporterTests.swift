import GraphModel
import TestSupport
import Testing

@testable import Discovery

@Suite("Debian packages: what is read")
struct DebianPackagesImporterTests {
    static func run(
        _ texts: String..., options: [String: String] = [:], chunk: Int = 1 << 20
    ) throws(ImportError) -> ImporterRun {
        let importer = try DebianPackagesImporter(options: ImporterOptions(values: options))
        var inputs: [(String, String)] = []
        for (index, text) in texts.enumerated() { inputs.append(("Packages\(index + 1)", text)) }
        return try ImporterRun(importer, inputs, chunk: chunk)
    }

    static let openssh = """
        Package: openssh-server
        Source: openssh (1:9.2p1-2)
        Version: 1:9.2p1-2+deb12u7
        Installed-Size: 1874
        Maintainer: Debian OpenSSH Maintainers <debian-ssh@lists.debian.org>
        Architecture: amd64
        Provides: ssh-server
        Pre-Depends: init-system-helpers (>= 1.54~)
        Depends: libc6 (>= 2.36),
          default-mta | mail-transport-agent
        Recommends: ncurses-term
        Description: secure shell (SSH) server, for secure access from remote machines
         This is the long text,
         .
         which nobody reads.
        Homepage: https://www.openssh.com/
        Multi-Arch: foreign
        Section: net
        Priority: optional
        Filename: pool/main/o/openssh/openssh-server_9.2p1-2_amd64.deb

        """

    @Test("Attributes")
    func attributes() throws {
        let run = try Self.run(Self.openssh)
        let item = try #require(run.item("openssh-server"))
        #expect(item.ciClass == "DebianPackage")
        #expect(item.position == SourcePosition(file: "Packages1", line: 1))
        #expect(
            item.attributes == [
                Property("name", "openssh-server"), Property("version", "1:9.2p1-2+deb12u7"),
                Property("architecture", "amd64"), Property("section", "net"), Property("priority", "optional"),
                Property("installedSizeKilobytes", 1874),
                Property("maintainer", "Debian OpenSSH Maintainers <debian-ssh@lists.debian.org>"),
                Property("sourcePackage", "openssh"), Property("provides", ["ssh-server"]),
                Property("description", "secure shell (SSH) server, for secure access from remote machines"),
            ])
        #expect(
            run.groups == [
                "openssh-server [default-mta | mail-transport-agent] atLeast 1",
                "openssh-server [init-system-helpers (>= 1.54~)] atLeast 1",
                "openssh-server [libc6 (>= 2.36)] atLeast 1",
            ])
        #expect(run.edges == [])
        #expect(run.rejections == [])
        #expect(
            run.warnings.map(\.description).first
                == """
                Packages1:1: nothing satisfies init-system-helpers (>= 1.54~), which openssh-server needs \
                [import.danglingReference]
                  Import the index that has it as well; until then it is down.
                """)
        #expect(run.warnings.count == 3)
    }

    @Test("The same records whatever the chunks", arguments: [1, 2, 3, 7, 64, 255])
    func chunks(size: Int) throws {
        let whole = try Self.run(Self.openssh, Self.openssh.replacing("openssh-server", with: "other"))
        let pieces = try Self.run(Self.openssh, Self.openssh.replacing("openssh-server", with: "other"), chunk: size)
        #expect(pieces.items == whole.items)
        #expect(pieces.relationships == whole.relationships)
    }

    @Test("Carriage returns, blank lines of spaces, no newline at the end, other cases of field names")
    func lineEnds() throws {
        let run = try Self.run(
            "\r\n\npackage: a\r\nVERSION: 1\r\narchitecture:all\r\n \t \nPackage: b\nVersion: 2\nArchitecture: all")
        #expect(run.items.map(\.nativeID) == ["a", "b"])
        #expect(run.items.map(\.position.line) == [3, 7])
        #expect(run.rejections == [])
    }

    @Test("Of dpkg's status only what is installed")
    func status() throws {
        func stanza(_ name: String, _ status: String) -> String {
            "Package: \(name)\nStatus: \(status)\nArchitecture: amd64\nVersion: 1\n\n"
        }
        let run = try Self.run(
            stanza("a", "install ok installed") + stanza("b", "deinstall ok config-files")
                + stanza("c", "install ok triggers-pending") + stanza("d", "install reinstreq half-installed")
                + stanza("e", "hold ok installed") + stanza("f", "purge ok not-installed")
                + "Package: g\nStatus: unknown ok not-installed\n\n")
        #expect(run.items.map(\.nativeID) == ["a", "c", "e"])
        #expect(run.rejections == [])
    }

    @Test("Bad paragraphs are rejected whole, with their place; the rest goes on")
    func rejections() throws {
        let run = try Self.run(
            """
            Package: a
            Architecture: all

            Package: b
            Version: 1 2
            Architecture: all

            Package: c
            Version: 1
            Architecture: all
            Depends: d (>= 1 , e

            this is no field
            Package: f

             continuation
            Package: g

            Package: h
            Package: h

            Package: i/j
            Version: 1
            Architecture: all

            Package: k
            Version: 1
            Architecture: all
            Multi-Arch: perhaps

            Package: l
            Version: 1
            Architecture: all
            Provides: m (>= 1)

            Package: n
            Version: 1
            Architecture: all
            Breaks: a | b

            Package: z
            Version: 1
            Architecture: all
            """)
        #expect(run.items.map(\.nativeID) == ["z"])
        #expect(
            run.rejections.map(\.description) == [
                "Packages1:1 (Version): the field Version is missing [import.badRecord]",
                "Packages1:4 (Version): the version has a character that versions cannot have [import.badRecord]",
                "Packages1:8 (Depends): a closing parenthesis is missing at byte 9 of Depends [import.badRecord]",
                "Packages1:13: the line has no field name [import.syntax]\n  Lines are `Field: value`.",
                "Packages1:16: a paragraph starts with a continuation line [import.syntax]",
                "Packages1:20: the field Package stands twice in one paragraph [import.badRecord]",
                "Packages1:22 (Package): the name has a character that names cannot have [import.badRecord]",
                "Packages1:26 (Multi-Arch): Multi-Arch is not one of no, same, foreign, allowed [import.badRecord]",
                "Packages1:31 (Provides): Provides takes names and exact versions only at byte 1 of Provides [import.badRecord]",
                "Packages1:36 (Breaks): Breaks takes no alternatives at byte 1 of Breaks [import.badRecord]",
            ])
    }

    @Test("A line without end is a limit, not a crash")
    func endlessLine() throws {
        let importer = try DebianPackagesImporter(options: ImporterOptions())
        let chunk = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
        var left = 40
        let input = ImportInput(name: "zeros") { () throws(ImportError) -> [UInt8] in
            left -= 1
            return left > 0 ? chunk : []
        }
        let sink = try ImporterRun(try DebianPackagesImporter(options: ImporterOptions()), [])
        let error = #expect(throws: ImportError.self) { try importer.read(input, into: sink) }
        #expect(error?.kind == .limit)
        #expect(left > 20)
    }

    @Test("Random bytes never stop it", arguments: Seeds.first(20))
    func noise(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let pieces = [
            "Package: a\n", "Version: 1\n", "Architecture: all\n", "Depends: ", "a", " (>= 1)", "|", ",", "\n", "\n\n",
            ":", " ",
            "\u{0}", "é", "[", "<", "Status: install ok installed\n", "Provides: x (= 2)\n", "\r\n",
        ]
        let text = (0..<400).map { _ in generator.pick(pieces) }.joined()
        let run = try Self.run(text, chunk: 1 + generator.below(40))
        #expect(run.items.allSatisfy { $0.ciClass == "DebianPackage" && !$0.nativeID.isEmpty })
        let known = Set(run.items.map(\.nativeID))
        #expect(known.count == run.items.count, "seed \(seed)")
        #expect(
            run.relationships.allSatisfy { known.contains(run.name($0.source)) && known.contains(run.name($0.target)) })
    }

    @Test("Text that is not UTF-8 is repaired, not dropped")
    func encoding() throws {
        let importer = try DebianPackagesImporter(options: ImporterOptions())
        let sink = try ImporterRun(try DebianPackagesImporter(options: ImporterOptions()), [])
        let bytes = Array("Package: a\nVersion: 1\nArchitecture: all\nMaintainer: J".utf8) + [0xF6] + Array("rg\n".utf8)
        try importer.read(ImportInput(name: "latin", bytes: bytes), into: sink)
        try importer.finish(into: sink)
        #expect(sink.attribute("maintainer", of: "a") == "J\u{FFFD}rg")
    }

    @Test("Options")
    func options() throws {
        let error = #expect(throws: ImportError.self) {
            try DebianPackagesImporter(options: ImporterOptions(values: ["recommends": "perhaps"]))
        }
        #expect(
            error?.description == """
                the option recommends=perhaps is not one of this format's [import.badMapping]
                  Options are recommends=yes|no and architecture=NAME.
                """)
        #expect(throws: ImportError.self) {
            try DebianPackagesImporter(options: ImporterOptions(values: ["colour": "red"]))
        }
    }

    @Test(
        "Recognition",
        arguments: [
            (openssh, true), ("\n\nPackage: a\nStatus: install ok installed\n", true), ("Package: a\n", false),
            ("Package: a\nBinary: a, b\nVersion: 1\n", false), ("{\"Package\": 1}", false), ("", false),
            ("name,version\n", false),
        ])
    func recognition(text: String, expected: Bool) {
        #expect(DebianPackagesImporter.recognises(Array(text.utf8), fileName: "x") == expected)
    }
}
