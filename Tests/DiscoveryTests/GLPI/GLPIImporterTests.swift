import GraphModel
import Testing

@testable import Discovery

@Suite("GLPI: computers")
struct GLPIImporterTests {
    static let fixtures = ["computer.json", "partial.json", "switch.json", "fusion.xml", "snmp.xml"]

    static func fixture(_ name: String) throws -> String {
        try RepositoryFiles.text("Tests/DiscoveryTests/GLPI/Fixtures/\(name)")
    }

    static func read(_ texts: [String], chunk: Int = 1 << 20, _ options: [String: String] = [:]) throws -> ImporterRun {
        try ImporterRun(
            GLPIImporter(options: ImporterOptions(values: options)), texts.map { ("in", $0) }, chunk: chunk)
    }

    static func read(fixtures names: String...) throws -> ImporterRun { try read(try names.map(fixture)) }

    /// Items with the identifier of the computer left out where it begins others.
    static func lines(_ run: ImporterRun, without host: String) -> [String] {
        run.items.map { DiscoveredRecord.item($0).line.replacing(" \(host)/", with: " ") }
    }

    static func edges(_ run: ImporterRun, without host: String) -> [String] {
        run.edges.map { $0.replacing("\(host)/", with: "") }
    }

    @Test("What agent 1.7 writes of a hypervisor")
    func computer() throws {
        let run = try Self.read(fixtures: "computer.json")
        let host = "4c4c4544-0042-3510-8057-b4c04f503732"
        #expect(run.rejections.isEmpty)
        #expect(run.warnings.map(\.message) == ["sections `shiny_things` are not read: 1"])
        #expect(
            Self.lines(run, without: host) == [
                "Hypervisor \(host) name=kvm1 fqdn=kvm1.example.com domain=example.com biosUUID=\(host) "
                    + "manufacturer=Example Inc. model=RackServer 740 serialNumber=EX7400017 assetTag=A-1017 "
                    + "firmwareVersion=2.4.1 operatingSystem=Debian GNU/Linux 12 (bookworm) "
                    + "operatingSystemVersion=12.5 kernelVersion=6.1.0-18-amd64 architecture=x86_64 processors=2i "
                    + "cores=32i memoryMegabytes=196608.0f addresses=[10.1.0.17, 2001:db8::17] "
                    + "macAddresses=[3c:ec:ef:00:00:01, 3c:ec:ef:00:00:02]",
                "NetworkInterface if/eno1 name=eno1 macAddress=3c:ec:ef:00:00:01 interfaceType=ethernet "
                    + "speedMegabits=10000.0f linkUp=<true>",
                "NetworkInterface if/eno2 name=eno2 macAddress=3c:ec:ef:00:00:02 interfaceType=ethernet "
                    + "speedMegabits=10000.0f linkUp=<false>",
                "LinkAggregate if/bond0 name=bond0 macAddress=3c:ec:ef:00:00:01 addresses=[10.1.0.17, 2001:db8::17] "
                    + "interfaceType=aggregate mtu=9000i linkUp=<true> group.members=atLeast 1",
                "Disk disk/sda name=sda manufacturer=Example model=SSD960 serialNumber=S4N0001 firmwareVersion=D3MU "
                    + "capacityGigabytes=960.197f",
                "FileSystem fs// name=/ capacityGigabytes=100.0f usedGigabytes=50.0f fileSystemType=ext4 "
                    + "volume=/dev/sda2",
                "SoftwareInstallation software/deb/openssl/3.0.11-1/amd64 name=openssl version=3.0.11-1 "
                    + "architecture=amd64 vendor=Debian packageKind=deb",
                "SoftwareInstallation software/snap/core name=core packageKind=snap",
                "VirtualMachine vm/c37f7ce8-af95-4676-b454-0959f2c5e162 name=web1 "
                    + "biosUUID=c37f7ce8-af95-4676-b454-0959f2c5e162 "
                    + "macAddresses=[52:54:00:01:02:03, 52:54:00:01:02:04] processors=2i memoryMegabytes=4096.0f "
                    + "powerState=running",
                "VirtualMachine vm/old name=old memoryMegabytes=1024.0f powerState=off",
                "Container vm/5506c9cf948e name=proxy containerId=5506c9cf948e image=nginx:1.25 powerState=running",
                "DatabaseInstance db/PostgreSQL:5432 name=PostgreSQL engine=postgresql version=15.6 port=5432i",
                "Database db/PostgreSQL:5432/orders name=orders sizeGigabytes=2.0f",
                "Database db/PostgreSQL:5432/stock name=stock",
            ])
        #expect(
            Self.edges(run, without: host) == [
                "db/PostgreSQL:5432 RUNS_ON \(host)", "db/PostgreSQL:5432/orders RUNS_ON db/PostgreSQL:5432",
                "db/PostgreSQL:5432/stock RUNS_ON db/PostgreSQL:5432", "disk/sda PART_OF \(host)",
                "fs// PART_OF \(host)", "if/bond0 PART_OF \(host)",
                "if/eno1 MEMBER_OF if/bond0 {group: members, inferred: true}", "if/eno1 PART_OF \(host)",
                "if/eno2 MEMBER_OF if/bond0 {group: members, inferred: true}", "if/eno2 PART_OF \(host)",
                "software/deb/openssl/3.0.11-1/amd64 INSTALLED_ON \(host)", "software/snap/core INSTALLED_ON \(host)",
                "vm/5506c9cf948e RUNS_ON \(host)", "vm/old VIRTUALISED_BY \(host)",
                "vm/c37f7ce8-af95-4676-b454-0959f2c5e162 VIRTUALISED_BY \(host)",
            ])
        #expect(!"\(run.items)".contains("s3cret"))
    }

    @Test("What FusionInventory writes of a notebook with Windows")
    func fusionInventory() throws {
        let run = try Self.read(fixtures: "fusion.xml")
        #expect(run.rejections.isEmpty && run.warnings.isEmpty)
        #expect(
            Self.lines(run, without: "NB0042") == [
                "Workstation NB0042 name=NOTE42 manufacturer=Example Inc. model=Note 14 serialNumber=NB0042 "
                    + "operatingSystem=Microsoft Windows 10 Pro kernelVersion=10.0.19045 processors=1i cores=4i "
                    + "memoryMegabytes=16384.0f addresses=[10.2.0.42] macAddresses=[8c:16:45:00:00:42]",
                "NetworkInterface if/Intel Ethernet name=Intel Ethernet macAddress=8c:16:45:00:00:42 "
                    + "addresses=[10.2.0.42] speedMegabits=1000.0f linkUp=<true>",
                "Disk disk/\\\\.\\PHYSICALDRIVE0 name=\\\\.\\PHYSICALDRIVE0 model=NVMe 512 serialNumber=NV0042 "
                    + "capacityGigabytes=512.11f",
                "FileSystem fs/C: name=C: capacityGigabytes=200.0f usedGigabytes=199.0f fileSystemType=NTFS",
                "SoftwareInstallation software/registry/7-Zip/23.01/x86_64 name=7-Zip version=23.01 "
                    + "architecture=x86_64 vendor=Igor Pavlov packageKind=registry",
                "VirtualMachine vm/0f0e0d0c-0b0a-4908-8706-050403020100 name=lab "
                    + "biosUUID=0f0e0d0c-0b0a-4908-8706-050403020100 processors=1i memoryMegabytes=2048.0f "
                    + "powerState=off",
            ])
        #expect(!"\(run.items)".contains("s3cret"))
    }

    @Test("A partial inventory adds to the machine; a second whole one is told, and the first counts")
    func partial() throws {
        let whole = try Self.read(fixtures: "computer.json")
        let both = try Self.read(fixtures: "computer.json", "partial.json")
        let host = "4c4c4544-0042-3510-8057-b4c04f503732"
        #expect(both.warnings.count == whole.warnings.count)
        #expect(
            both.items.dropFirst(whole.items.count).map { DiscoveredRecord.item($0).line } == [
                "ComputeResource \(host) name=kvm1 biosUUID=\(host) serialNumber=EX7400017",
                "SoftwareInstallation \(host)/software/deb/curl/8.5 name=curl version=8.5 packageKind=deb",
            ])
        let turned = try Self.read(fixtures: "partial.json", "computer.json")
        #expect(turned.items.count == both.items.count)
        let twice = try Self.read(fixtures: "fusion.xml", "fusion.xml")
        #expect(twice.items.count == 6)
        #expect(twice.warnings.map(\.kind) == [.duplicateIdentity])
        let site = try Self.read([try Self.fixture("partial.json")], ["site": "dc1"])
        #expect(site.items.map(\.nativeID) == ["dc1:\(host)", "dc1:\(host)/software/deb/curl/8.5"])
    }

    @Test(
        "Classes of computers",
        arguments: [
            ("\"hardware\":{\"name\":\"a\",\"vmsystem\":\"VMware\"}", "VirtualMachine"),
            ("\"hardware\":{\"name\":\"a\",\"vmsystem\":\"Docker\"}", "ComputeResource"),
            ("\"hardware\":{\"name\":\"a\"},\"bios\":{\"smanufacturer\":\"QEMU\"}", "VirtualMachine"),
            ("\"hardware\":{\"name\":\"a\",\"chassis_type\":\"Blade\"}", "BladeServer"),
            ("\"hardware\":{\"name\":\"a\",\"chassis_type\":\"Mini Tower\"}", "Workstation"),
            ("\"hardware\":{\"name\":\"a\",\"osname\":\"Microsoft Windows Server 2022\"}", "Server"),
            ("\"hardware\":{\"name\":\"a\",\"chassis_type\":\"Unknown\"}", "ComputeResource"),
            (
                "\"hardware\":{\"name\":\"a\"},\"virtualmachines\":[{\"name\":\"b\",\"vmtype\":\"lxc\"}]",
                "ComputeResource"
            ),
            (
                "\"hardware\":{\"name\":\"a\"},\"virtualmachines\":[{\"name\":\"b\",\"vmtype\":\"hyperv\"}]",
                "Hypervisor"
            ),
        ])
    func classes(content: String, ciClass: String) throws {
        let run = try Self.read(["{\"content\":{\(content)},\"deviceid\":\"web-2-2024-01-02-03-04-05\"}"])
        #expect(run.items.first?.ciClass == ciClass)
        #expect(run.items.first?.nativeID == "web-2")
    }

    @Test("Bad records are rejected with their place; the rest goes on; options")
    func rejections() throws {
        let run = try Self.read([
            "{\"content\":{\"softwares\":[3,{\"name\":\"a\"}],\"bios\":7},\"deviceid\":\"d\"}{\"deviceid\":\"e\"}"
                + "{\"content\":{\"bios\":{}}}"
        ])
        #expect(run.items.map(\.nativeID) == ["d", "d/software/a"])
        #expect(
            run.rejections.map { "\($0.position?.path ?? "") \($0.message)" } == [
                "$.content.softwares[0] this is not an object", "$.content.bios this is not an object",
                "$ this is no inventory: it has no content", "$ the field deviceid is missing",
            ])
        let other = try Self.read(["<?xml version=\"1.0\"?><nmaprun></nmaprun>"])
        #expect(other.rejections.map(\.message) == ["the document is `nmaprun`, not an inventory"])
        #expect(throws: ImportError.self) { try Self.read([""], ["site": ""]) }
        #expect(throws: ImportError.self) { try Self.read([""], ["server": "a"]) }
    }

    @Test("Every cut ends without a crash", arguments: fixtures)
    func everyCut(name: String) throws {
        let whole = Array(try Self.fixture(name).utf8)
        for length in stride(from: 0, to: whole.count, by: 7) {
            let run = try Self.read([String(decoding: whole.prefix(length), as: UTF8.self)])
            #expect(run.rejections.count <= 1)
        }
    }

    @Test("Chunks and recognition", arguments: fixtures)
    func recognition(name: String) throws {
        let text = try Self.fixture(name)
        #expect(try Importers.recognising(ImportInput(name: name, bytes: Array(text.utf8))).format == "glpi")
        #expect(try Self.read([text], chunk: 3).items == (try Self.read([text])).items)
        for none in ["", "{\"content\":1}", "<nmaprun/>", "<REQUEST></REQUEST>"] {
            #expect(!GLPIImporter.recognises(Array(none.utf8), fileName: name))
        }
    }

    private static let tool = "/usr/bin/fusioninventory-inventory"

    @Test("What the installed FusionInventory agent writes of this machine", .enabled(if: ExternalTool.exists(tool)))
    func realOutput() throws {
        let text = try ExternalTool.output(of: Self.tool, ["--no-category=process"], input: "")
        #expect(try Importers.recognising(ImportInput(name: "in", bytes: Array(text.utf8))).format == "glpi")
        let run = try Self.read([text])
        #expect(run.rejections.isEmpty && run.warnings.isEmpty)
        let host = try #require(run.items.first)
        #expect(host.attributes.contains { $0.key == "operatingSystem" && "\($0.value)".contains("Linux") })
        let packages = try ExternalTool.output(
            of: "/usr/bin/dpkg-query", ["-W", "-f", "${db:Status-Status} ${Package}\\n"], input: "")
        let installed = Set(
            packages.split(separator: "\n").filter { $0.hasPrefix("installed ") }.map { $0.dropFirst(10) })
        let found = run.items.filter { $0.nativeID.hasPrefix("\(host.nativeID)/software/deb/") }
        let names = found.compactMap { item in item.attributes.first { $0.key == "name" }?.value.string }
        #expect(Set(names.map { $0[...] }) == installed)
        #expect(run.edges.filter { $0.hasSuffix("INSTALLED_ON \(host.nativeID)") }.count >= found.count)
    }
}
