import GraphModel
import Testing

@testable import Discovery

@Suite("CycloneDX: recognition and faults")
struct CycloneDXFaultTests {
    @Test("Its own fixtures are recognised, those of others are not")
    func recognition() throws {
        for (path, head) in try Fixtures.all() {
            let name = String(path.split(separator: "/").last ?? "")
            #expect(
                CycloneDXImporter.recognises(head, fileName: name) == path.hasPrefix("CycloneDX/"), "\(path)")
        }
        for other in ["", "{}", "[]", "{\"components\":[]}", "<bom/>", "{\"metadata\":{}}"] {
            #expect(!CycloneDXImporter.recognises(Array(other.utf8), fileName: "bom.json"), "\(other)")
        }
    }

    @Test("Cut anywhere: at most one rejection", arguments: ["shop-1.6.json", "shop-1.6.xml"])
    func cuts(name: String) throws {
        let bytes = Array(try Fixtures.text("CycloneDX/Fixtures/\(name)").utf8)
        for length in stride(from: 0, to: bytes.count - 2, by: 97) {
            let reading = Reading(CycloneDXImporter.self, Inputs.bytes(Array(bytes[..<length])))
            #expect(reading.rejected.count <= 1, "\(length)")
            #expect(reading.failure == nil, "\(length)")
        }
    }

    @Test("Bad records are rejected with their place; the rest goes on")
    func badRecords() {
        let text = """
            {"bomFormat":"CycloneDX","components":[7,{"type":"library"},
            {"name":"a","purl":"nonsense","bom-ref":"x","components":[{}]},{"name":"b","bom-ref":"x"}],
            "dependencies":[{"dependsOn":["x"]}],"vulnerabilities":[{}]}
            """
        let reading = Reading(CycloneDXImporter.self, Inputs.text(text))
        #expect(
            reading.rejected == [
                "in:1:40 ($.components[0]): an object is needed here, and this is a number [import.badRecord]",
                "in:1:42 ($.components[1]): a component has a name, and this has none [import.badRecord]",
                "in:2:59 ($.components[2].components[0]): a component has a name, and this has none [import.badRecord]",
                "in:3:17 ($.dependencies[0]): a dependency has a ref, and this has none [import.badRecord]",
                "in:3:57 ($.vulnerabilities[0]): a vulnerability has an id, and this has none [import.badRecord]",
            ])
        #expect(
            reading.warnings == [
                "in:2:64 ($.components[3]): the bom-ref x was used before, for something else "
                    + "[import.duplicateIdentity]\n  The first counts."
            ])
        #expect(
            reading.records.first?.line == "SoftwareLibrary in#library:a name=a", "\(reading.records.map(\.line))")
    }

    @Test("Something else under this name is said to be")
    func wrongFormat() {
        #expect(
            Reading(CycloneDXImporter.self, Inputs.text("{\"items\":[]}")).rejected == [
                "in:1:1 ($): this is no bill of materials of CycloneDX [import.badRecord]\n"
                    + "  Its `bomFormat` would be CycloneDX."
            ])
        #expect(Reading(CycloneDXImporter.self, Inputs.text("<nmaprun/>")).rejected.count == 1)
        for values in [["application": ""], ["cluster": "a"]] {
            let reading = Reading(CycloneDXImporter.self, Inputs.text("{}"), options: ImporterOptions(values: values))
            #expect(reading.failure?.contains("import.badMapping") == true, "\(values)")
        }
    }

    @Test("Package URLs of the same package are the same text")
    func packageURLs() {
        for (given, canonical) in [
            ("pkg:npm/@angular/core@1.0", "pkg:npm/%40angular/core@1.0"),
            ("pkg:npm/@angular/core", "pkg:npm/%40angular/core"),
            ("PKG://PyPI/Typing_Extensions@4", "pkg:pypi/typing-extensions@4"),
            (
                "pkg:deb/Debian/curl@7.50.3-1%2Bb1?distro=jessie&Arch=i386&x=",
                "pkg:deb/debian/curl@7.50.3-1%2Bb1?arch=i386&distro=jessie"
            ),
            ("pkg:golang/a.b/c@v1#/./sub/../x/", "pkg:golang/a.b/c@v1#sub/x"),
            ("pkg:generic/a@1?vcs_url=git+https://u:p@h/x", "pkg:generic/a@1?vcs_url=git%2Bhttps://h/x"),
            ("pkg:generic/%zz@", "pkg:generic/%25zz"),
        ] { #expect(PackageURL(given)?.text == canonical, "\(given)") }
        for given in [nil, "", "pkg:", "pkg:npm", "pkg:npm/", "npm/a@1", "pkg:/a"] { #expect(PackageURL(given) == nil) }
    }

    private static let tool = ExternalTool.python("cyclonedx-py")

    @Test(
        "What the installed cyclonedx-py prints", .enabled(if: tool != nil),
        arguments: ["1.2", "1.3", "1.4", "1.5", "1.6"], ["JSON", "XML"])
    func realOutput(version: String, format: String) throws {
        let requirements = "requests==2.32.3\nflask==3.0.3\n"
        let text = try ExternalTool.output(
            of: try #require(Self.tool), ["requirements", "--sv", version, "--of", format, "-o", "-", "-"],
            input: requirements)
        #expect(CycloneDXImporter.recognises(Array(text.utf8.prefix(65_536)), fileName: "-"))
        let run = try ImporterRun(try CycloneDXImporter(options: ImporterOptions()), [("-", text)])
        #expect(run.rejections == [])
        #expect(run.item("pkg:pypi/requests@2.32.3") != nil)
        #expect(run.item("pkg:pypi/flask@3.0.3")?.ciClass == "SoftwareLibrary")
    }
}
