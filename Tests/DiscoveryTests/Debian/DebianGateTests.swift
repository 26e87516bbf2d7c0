import GraphModel
import Testing

@testable import Discovery

@Suite("Debian packages: gates")
struct DebianGateTests {
    /// Lines `name[_architecture] version: Field: value; Field: value` to paragraphs; the architecture is amd64 if not
    /// given.
    static func index(_ lines: String...) -> String {
        lines.map { line in
            let halves = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            let head = halves[0].split(separator: " ")
            let name = head[0].split(separator: "_")
            var text = "Package: \(name[0])\nVersion: \(head.count > 1 ? head[1] : "1")\n"
            text += "Architecture: \(name.count > 1 ? name[1] : "amd64")\n"
            if halves.count > 1 {
                for field in halves[1].split(separator: ";") { text += field.drop { $0 == " " } + "\n" }
            }
            return text + "\n"
        }.joined()
    }

    static func run(_ lines: String..., options: [String: String] = [:]) throws -> ImporterRun {
        try DebianPackagesImporterTests.run(lines.map { index($0) }.joined(), options: options)
    }

    @Test("One provider is a plain dependency, said once")
    func plain() throws {
        let run = try Self.run("a:Depends: b, b (>= 1), c | d;Pre-Depends: b | x", "b", "c")
        #expect(run.edges == ["a DEPENDS_ON b", "a DEPENDS_ON c"])
        #expect(run.groups == [])
        #expect(run.warnings == [])
    }

    @Test("Alternatives and providers are a group of which one must stay")
    func alternatives() throws {
        let run = try Self.run("a:Depends: b | c, mail", "b", "c", "d:Provides: mail", "e:Provides: mail")
        #expect(
            run.edges == [
                "a DEPENDS_ON b {group: b | c, inferred: true}", "a DEPENDS_ON c {group: b | c, inferred: true}",
                "a DEPENDS_ON d {group: mail, inferred: true}", "a DEPENDS_ON e {group: mail, inferred: true}",
            ])
        #expect(run.groups == ["a [b | c] atLeast 1", "a [mail] atLeast 1"])
    }

    @Test("A clause with the members of another adds nothing")
    func repeated() throws {
        let run = try Self.run("a:Depends: b | c, c | b, b | c;Pre-Depends: b | c | d", "b", "c")
        #expect(run.groups == ["a [b | c | d] atLeast 1"])
        #expect(run.edges.count == 2)
    }

    @Test("Versions decide who is a member")
    func versions() throws {
        let run = try Self.run(
            "a:Depends: b (>= 2) | c (<< 1:0) | d (= 1.0) | e (>> 1)", "b 1.9", "c 9", "d 1.00", "e 1")
        #expect(run.groups == ["a [b (>= 2) | c (<< 1:0) | d (= 1.0) | e (>> 1)] atLeast 1"])
        #expect(run.edges.map { String($0.prefix(14)) } == ["a DEPENDS_ON c", "a DEPENDS_ON d"])
    }

    @Test("An unversioned provide satisfies no versioned dependency; a versioned one by its own version")
    func versionedProvides() throws {
        let run = try Self.run(
            "a:Depends: v (>= 2)", "b:Depends: v", "c 9:Provides: v", "d 1:Provides: v (= 3)", "e 9:Provides: v (= 1)")
        #expect(
            run.edges == [
                "a DEPENDS_ON d", "b DEPENDS_ON c {group: v, inferred: true}",
                "b DEPENDS_ON d {group: v, inferred: true}",
                "b DEPENDS_ON e {group: v, inferred: true}",
            ])
    }

    @Test("A package that satisfies its own clause has no gate")
    func itself() throws {
        let run = try Self.run("a:Provides: mail;Depends: mail | b, a", "b:Depends: mail")
        #expect(run.edges == ["b DEPENDS_ON a"])
        #expect(run.groups == [])
    }

    @Test("A clause that nothing satisfies is a gate that cannot hold")
    func unsatisfied() throws {
        let run = try Self.run("a:Depends: nowhere, b, nowhere (>= 2)", "b", "c:Depends: a")
        #expect(run.groups == ["a [nowhere (>= 2)] atLeast 1", "a [nowhere] atLeast 1"])
        #expect(run.warnings.map(\.kind) == [.danglingReference, .danglingReference])
        #expect(GateEvaluation(run).down([]) == ["a", "c"])
    }

    @Test("Redundancy holds until the last alternative")
    func evaluation() throws {
        let run = try Self.run("a:Depends: b | c, d", "b:Depends: e", "c", "d", "e:Depends: f", "f:Depends: e")
        let gates = GateEvaluation(run)
        #expect(gates.down([]) == [])
        #expect(gates.down(["e"]) == ["b", "e", "f"])
        #expect(gates.down(["c", "f"]) == ["a", "b", "c", "e", "f"])
        #expect(gates.down(["d"]) == ["a", "d"])
    }

    @Test("Several versions: the newest has the name, all satisfy what they satisfy")
    func severalVersions() throws {
        let run = try Self.run("a 1", "b:Depends: a", "a 10", "c:Depends: a (<< 2)", "a 9")
        #expect(run.items.map(\.nativeID) == ["a:amd64=1", "b", "a", "c", "a:amd64=9"])
        #expect(run.items.map { $0.attributes[0].value } == ["a=1", "b", "a", "c", "a=9"])
        #expect(
            run.edges == [
                "b DEPENDS_ON a {group: a, inferred: true}", "b DEPENDS_ON a:amd64=1 {group: a, inferred: true}",
                "b DEPENDS_ON a:amd64=9 {group: a, inferred: true}", "c DEPENDS_ON a:amd64=1",
            ])
    }

    @Test("What cannot be installed beside a package cannot satisfy what it needs")
    func conflicts() throws {
        let run = try Self.run(
            "rmail:Depends: sendmail | mta;Conflicts: exim, other (<< 2)", "sendmail", "exim:Provides: mta",
            "other 1:Provides: mta", "newer:Provides: mta", "breaker:Provides: mta;Breaks: rmail (<< 2)",
            "x:Depends: y;Conflicts: v (>= 3)", "y:Provides: v (= 3)", "z:Depends: w;Conflicts: v (>= 3), z",
            "w:Provides: v, z", "i:Depends: i (>= 2) | j, k:i386;Conflicts: k", "i 2", "j", "k_i386")
        #expect(
            run.edges == [
                "i:amd64=1 DEPENDS_ON j", "rmail DEPENDS_ON newer {group: sendmail | mta, inferred: true}",
                "rmail DEPENDS_ON sendmail {group: sendmail | mta, inferred: true}",
            ])
        #expect(
            run.groups == [
                "i:amd64=1 [k:i386] atLeast 1", "rmail [sendmail | mta] atLeast 1", "x [y] atLeast 1",
                "z [w] atLeast 1",
            ])
    }

    @Test("An upgrade keeps the identity")
    func upgrade() throws {
        for version in ["1", "2:0~rc1-1"] {
            let text = "Package: a\nArchitecture: amd64\nVersion: \(version)\n"
            #expect(try DebianPackagesImporterTests.run(text).items.map(\.nativeID) == ["a"])
        }
    }

    @Test("The same version again: the last description counts")
    func duplicates() throws {
        let run = try Self.run("a:Depends: b", "b", "a 1-1:Depends: c", "a 1-0:Depends: d", "c", "d")
        #expect(run.items.map(\.nativeID) == ["b", "a", "a:amd64=1-0", "c", "d"])
        #expect(
            run.warnings.map(\.description) == [
                """
                Packages1:1: a 1 is described again further on [import.duplicateIdentity]
                  The last description counts.
                """
            ])
        #expect(run.edges == ["a DEPENDS_ON c", "a:amd64=1-0 DEPENDS_ON d"])
    }

    @Test("Architectures: own or foreign-capable, :any where allowed, exactly the named one")
    func architectures() throws {
        let run = try Self.run(
            "first", "p_i386:Depends: lib, tool, perl:any", "q:Depends: lib, data, perl, perl:any", "lib", "lib_i386",
            "tool:Multi-Arch: foreign", "data_all", "perl:Multi-Arch: allowed",
            "r:Depends: lib:i386, only:i386 | first",
            "s_i386:Depends: lib:native", "t:Depends: v:any, w:any", "u:Provides: v",
            "w_i386:Provides: v", "x:Provides: v;Multi-Arch: allowed", "y:Depends: tool:i386",
            options: ["architecture": "amd64"])
        #expect(
            run.edges == [
                "p:i386 DEPENDS_ON lib:i386", "p:i386 DEPENDS_ON perl", "p:i386 DEPENDS_ON tool", "q DEPENDS_ON data",
                "q DEPENDS_ON lib", "q DEPENDS_ON perl", "r DEPENDS_ON first", "r DEPENDS_ON lib:i386",
                "s:i386 DEPENDS_ON lib", "t DEPENDS_ON w:i386", "t DEPENDS_ON x", "y DEPENDS_ON tool",
            ])
        #expect(run.groups == [])
    }

    @Test("Restrictions to other architectures demand nothing")
    func restrictions() throws {
        let run = try Self.run("a:Depends: b [i386], c [amd64] | d [i386], e [!amd64] | f", "c", "d", "f")
        #expect(run.edges == ["a DEPENDS_ON c", "a DEPENDS_ON f"])
        #expect(run.groups == [])
    }

    @Test("Recommends: off unless asked for, then soft, and only what one package alone can give")
    func recommends() throws {
        let lines = ["a:Depends: d;Recommends: b, c | d, nowhere, d", "b", "c", "d"]
        #expect(try Self.run(lines[0], lines[1], lines[2], lines[3]).edges == ["a DEPENDS_ON d"])
        let run = try Self.run(lines[0], lines[1], lines[2], lines[3], options: ["recommends": "yes"])
        #expect(run.edges == ["a DEPENDS_ON b {effect: soft}", "a DEPENDS_ON d"])
        #expect(GateEvaluation(run).down(["b"]) == ["b"])
        #expect(run.warnings == [])
    }

    @Test("Long clauses are cut, and stay apart")
    func longClauses() throws {
        let stem = (0..<40).map { "alternative-\($0)" }.joined(separator: " | ")
        let run = try Self.run("a:Depends: \(stem) | b | c, \(stem) | c | d", "b", "c", "d")
        #expect(run.groups.count == 2)
        let names = run.items[0].groups.map(\.name)
        #expect(names.map(\.utf8.count) == [200, 203])
        #expect(names[0].hasSuffix("...") && names[1].hasSuffix("... #2"))
        #expect(run.edges.count == 4)
    }

    @Test("Inputs together: a provider may come from another file")
    func severalInputs() throws {
        let run = try DebianPackagesImporterTests.run(Self.index("a:Depends: b"), Self.index("b"))
        #expect(run.edges == ["a DEPENDS_ON b"])
        #expect(run.items.map(\.position.file) == ["Packages1", "Packages2"])
    }
}
