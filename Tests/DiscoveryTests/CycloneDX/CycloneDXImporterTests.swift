import GraphModel
import Testing

@testable import Discovery

@Suite("CycloneDX: what follows from a document")
struct CycloneDXImporterTests {
    static func read(_ names: String..., options: [String: String] = [:]) throws -> ImporterRun {
        try ImporterRun(
            try CycloneDXImporter(options: ImporterOptions(values: options)),
            try names.map { ("boms/\($0)", try Fixtures.text("CycloneDX/Fixtures/\($0)")) })
    }

    private static let digest = "sha256:b5b2b2c507a0944348e0303114d8d93aaaa081732b86451d9bce1f432a537bc7"
    private static let bill = "urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79"

    /// Items as lines, with what is long shortened.
    static func items(_ run: ImporterRun) -> [String] {
        run.items.map { short(DiscoveredRecord.item($0).line) }
    }

    static func edges(_ run: ImporterRun) -> [String] { run.edges.map(short) }

    private static func short(_ line: String) -> String {
        line.replacing(digest, with: "sha256:…").replacing(bill, with: "BILL").replacing(
            "pkg:maven/org.example/", with: "…/")
    }

    @Test("Components, services, vulnerabilities and the document are items")
    func itemsOfADocument() throws {
        let run = try Self.read("shop-1.6.json")
        #expect(
            Self.items(run) == [
                "SoftwareLibrary …/web-shaded@1 name=web-shaded version=1 packageURL=…/web-shaded@1",
                "SoftwareLibrary …/web@5.3?type=jar name=org.example/web version=5.3 packageURL=…/web@5.3?type=jar "
                    + "description=Serves the web licence=Apache-2.0, MIT vendor=Example Frameworks "
                    + "supplier=Example Frameworks "
                    + "hash=SHA-256:aa456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef01 "
                    + "cpe=cpe:2.3:a:example:web:5.3:*:*:*:*:*:*:* swidTag=swidgen-1",
                "Organisation organisation:Example Frameworks name=Example Frameworks",
                // The package URL states no version, the component does.
                "SoftwareLibrary …/json@1.0 name=json version=1.0 packageURL=…/json@1.0 "
                    + "licence=EPL-2.0 OR GPL-2.0-only",
                "SoftwareLibrary pkg:npm/%40example/fonts@2 name=fonts packageURL=pkg:npm/%40example/fonts@2",
                "SoftwareLibrary pkg:npm/%40example/mock@3 name=mock packageURL=pkg:npm/%40example/mock@3",
                "ContainerImage pkg:oci/base@sha256:…?arch=amd64&tag=12 name=registry.example.com/base "
                    + "version=sha256:… packageURL=pkg:oci/base@sha256:…?arch=amd64&tag=12 architecture=amd64 "
                    + "digest=sha256:… tag=12",
                "MachineLearningModel pkg:huggingface/example/ranker@1 name=ranker "
                    + "packageURL=pkg:huggingface/example/ranker@1",
                "TechnicalService service:https://pay.example.com/v1 name=payments supplier=Example Payments "
                    + "endpoints=[https://pay.example.com/v1]",
                "Organisation organisation:Example Payments name=Example Payments",
                "Vulnerability vulnerability:CVE-2026-0001 name=CVE-2026-0001 description=Runs what it is sent "
                    + "severity=critical score=9.8f vector=AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H source=NVD "
                    + "recommendation=Update to 5.4 publishedAt=<2026-02-01T00:00Z>",
                "Vulnerability vulnerability:CVE-2026-0002 name=CVE-2026-0002",
                "Application com.example/shop name=shop version=2.1.0 packageURL=pkg:maven/com.example/shop@2.1.0 "
                    + "licence=Proprietary repository=https://git.example.com/shop.git",
                "Organisation organisation:Example Retail name=Example Retail",
                "ApplicationComponent com.example/shop#application:package-lock.json name=package-lock.json",
                "SoftwareLibrary com.example/shop#library:com.example/internal@7 name=com.example/internal version=7",
                "OperatingSystem com.example/shop#operating-system:debian@12 name=debian version=12",
                "CryptographicAsset com.example/shop#cryptographic-asset:AES-128-GCM name=AES-128-GCM "
                    + "assetType=algorithm",
                "TechnicalService com.example/shop#service:com.example/ledger@1 name=com.example/ledger version=1",
                "SoftwareBillOfMaterials BILL name=Bill of materials of com.example/shop format=CycloneDX 1.6 "
                    + "serialNumber=urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79 createdAt=<2026-03-01T10:00Z> "
                    + "tools=[bom-maker 4.2] completeness=[complete, incomplete_third_party_only]",
            ])
        #expect(!"\(run.items)".contains("hunter") && !"\(run.items)".contains("secret"))
        #expect(run.rejections == [])
        #expect(
            run.warnings.map(\.message) == [
                "1 relationships are with what the document does not describe", "files are no items (2 found)",
                "annotations are not read (1 found)",
            ])
    }

    @Test("Relationships: scopes, parts, cycles, what is provided, suppliers and what is affected")
    func relationships() throws {
        let edges = Self.edges(try Self.read("shop-1.6.json"))
        #expect(
            Set(edges.filter { !$0.contains("DESCRIBES_COMPONENT") }) == [
                "com.example/shop DEPENDS_ON …/web@5.3?type=jar",
                "com.example/shop DEPENDS_ON pkg:huggingface/example/ranker@1",
                "com.example/shop DEPENDS_ON pkg:npm/%40example/fonts@2 {effect: soft}",
                "com.example/shop DEPENDS_ON pkg:oci/base@sha256:…?arch=amd64&tag=12",
                "com.example/shop DEPENDS_ON service:https://pay.example.com/v1",
                "com.example/shop DEVELOPED_WITH pkg:npm/%40example/mock@3",
                "com.example/shop DOCUMENTED_BY BILL", "com.example/shop SUPPLIED_BY organisation:Example Retail",
                "…/json@1.0 DEPENDS_ON …/web@5.3?type=jar",
                "…/json@1.0 DOCUMENTED_BY urn:cdx:ac1e5b9d-0000-4000-8000-000000000001",
                "…/json@1.0 PROVIDES com.example/shop#cryptographic-asset:AES-128-GCM",
                "…/web@5.3?type=jar DEPENDS_ON …/json@1.0",
                // Nobody described it, and its reference tells what it is.
                "…/web@5.3?type=jar DEPENDS_ON …/logging@1.2",
                "…/web@5.3?type=jar DEPENDS_ON …/web-shaded@1 {inferred: true}",
                "…/web@5.3?type=jar SUPPLIED_BY organisation:Example Frameworks",
                "pkg:oci/base@sha256:…?arch=amd64&tag=12 DEPENDS_ON com.example/shop#operating-system:debian@12",
                "service:https://pay.example.com/v1 DEPENDS_ON com.example/shop#service:com.example/ledger@1 "
                    + "{inferred: true}",
                "service:https://pay.example.com/v1 SUPPLIED_BY organisation:Example Payments",
                "BILL RELATES_TO urn:cdx:ac1e5b9d-0000-4000-8000-000000000002",
                "vulnerability:CVE-2026-0001 AFFECTS …/web@5.3?type=jar {analysis: exploitable}",
                "vulnerability:CVE-2026-0002 RELATES_TO …/json@1.0 {analysis: not_affected}",
            ])
        #expect(edges.count { $0.contains("DESCRIBES_COMPONENT") } == 9)
        #expect(Set(edges).count == edges.count)
    }

    @Test("XML says the same as JSON")
    func markup() throws {
        let json = try Self.read("shop-1.6.json")
        let xml = try Self.read("shop-1.6.xml")
        #expect(Set(Self.items(xml)) == Set(Self.items(json)))
        #expect(Set(Self.edges(xml)) == Set(Self.edges(json).filter { !$0.contains("logging") }))
        #expect(xml.rejections == [])
        #expect(xml.warnings.map(\.message) == ["files are no items (2 found)"])
    }

    @Test("Older versions say less of the same", arguments: ["shop-1.2.xml", "shop-1.4.json"])
    func olderVersions(name: String) throws {
        let old = Set(Self.edges(try Self.read(name)))
        let new = Set(Self.edges(try Self.read("shop-1.6.json")))
        #expect(old.isSubset(of: new))
        #expect(old.contains("com.example/shop DEPENDS_ON …/web@5.3?type=jar"))
        #expect(old.contains("com.example/shop DEVELOPED_WITH pkg:npm/%40example/mock@3"))
        #expect(old.contains { $0.contains("AFFECTS") } == (name == "shop-1.4.json"))
    }

    @Test("An environment without a subject, its format named at the end; a subject by option")
    func environment() throws {
        let run = try Self.read("environment-1.6.json")
        #expect(
            Self.edges(run).filter { $0.contains("DEPENDS_ON") } == [
                "pkg:pypi/arrow@1.4.0 DEPENDS_ON pkg:pypi/python-dateutil@4.0.0",
                "pkg:pypi/arrow@1.4.0 DEPENDS_ON pkg:pypi/tzdata@2026.6",
                "pkg:pypi/python-dateutil@4.0.0 DEPENDS_ON pkg:pypi/tzdata@2026.6",
            ])
        #expect(run.item("bom:environment-1.6") != nil)
        let named = try Self.read("environment-1.6.json", options: ["application": "watch"])
        #expect(named.item("watch")?.ciClass == "Application")
        // Only what nothing else needs.
        #expect(
            Self.edges(named).filter { $0.hasPrefix("watch ") } == [
                "watch DEPENDS_ON pkg:pypi/arrow@1.4.0 {inferred: true}", "watch DOCUMENTED_BY bom:watch",
            ])
    }

    @Test("Documents refer to each other, in any order", arguments: [false, true])
    func links(isReversed: Bool) throws {
        let run =
            try isReversed ? Self.read("vex.json", "shop-1.6.json") : Self.read("shop-1.6.json", "vex.json")
        #expect(
            Self.edges(run).filter { $0.contains("CVE-2026-0003") } == [
                "vulnerability:CVE-2026-0003 AFFECTS com.example/shop#application:package-lock.json",
                "vulnerability:CVE-2026-0003 AFFECTS pkg:npm/far@1",
            ])
        #expect(
            run.warnings.map(\.message).contains("CVE-2026-0003 affects something that no document describes"))
    }

    @Test("Two applications share a package version, and keep what only they know")
    func sharing() throws {
        func text(_ name: String) -> String {
            """
            {"bomFormat":"CycloneDX","specVersion":"1.7","metadata":{"component":{"type":"application","name":"\(name)"}},
            "components":[{"type":"library","bom-ref":"1","name":"left","purl":"pkg:npm/left@1"},
            {"type":"library","bom-ref":"2","name":"own","version":"1","isExternal":false}]}
            """
        }
        let run = try ImporterRun(
            try CycloneDXImporter(options: ImporterOptions()), [("a", text("a")), ("b", text("b"))])
        #expect(run.items.count { $0.nativeID == "pkg:npm/left@1" } == 1)
        #expect(
            run.edges.filter { $0.contains("DEPENDS_ON") } == [
                "a DEPENDS_ON a#library:own@1 {inferred: true}", "a DEPENDS_ON pkg:npm/left@1 {inferred: true}",
                "b DEPENDS_ON b#library:own@1 {inferred: true}", "b DEPENDS_ON pkg:npm/left@1 {inferred: true}",
            ])
        #expect(run.warnings == [])
    }
}
