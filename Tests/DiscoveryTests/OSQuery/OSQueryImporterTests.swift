import GraphModel
import Testing

@testable import Discovery

@Suite("osquery: results logs")
struct OSQueryImporterTests {
    static func fixture(_ name: String) throws -> String {
        try RepositoryFiles.text("Tests/DiscoveryTests/OSQuery/Fixtures/\(name)")
    }

    static func read(_ text: String, chunk: Int = 1 << 20, options: [String: String] = [:]) throws -> [String] {
        let reading = Reading(
            OSQueryImporter.self, Inputs.cut(Array(text.utf8), every: chunk), options: ImporterOptions(values: options))
        return reading.records.map(\.line) + reading.rejected + reading.warnings
            + [reading.failure].compactMap { $0 }
    }

    static func event(_ name: String, _ columns: String, _ action: String = "added", host: String = "h") -> String {
        "{\"name\":\"\(name)\",\"hostIdentifier\":\"\(host)\",\"columns\":{\(columns)},\"action\":\"\(action)\"}\n"
    }

    @Test("Events: software, ports, interfaces, the host; what went")
    func events() throws {
        #expect(
            try Self.read(try Self.fixture("events.log")) == [
                """
                SoftwareInstallation web1.example.com/deb/nginx/1.22.1-9/amd64 name=nginx version=1.22.1-9 \
                architecture=amd64 vendor=Debian Nginx Maintainers packageKind=deb
                """,
                "web1.example.com/deb/nginx/1.22.1-9/amd64 -INSTALLED_ON-> web1.example.com",
                """
                SoftwareInstallation web1.example.com/deb/openssl/3.0.9-1/amd64 name=openssl version=3.0.9-1 \
                architecture=amd64 packageKind=deb
                """,
                "web1.example.com/deb/openssl/3.0.9-1/amd64 -INSTALLED_ON-> web1.example.com",
                "removed web1.example.com/deb/openssl/3.0.9-1/amd64",
                """
                SoftwareInstallation web1.example.com/deb/openssl/3.0.11-1/amd64 name=openssl version=3.0.11-1 \
                architecture=amd64 packageKind=deb
                """,
                "web1.example.com/deb/openssl/3.0.11-1/amd64 -INSTALLED_ON-> web1.example.com",
                "removed web1.example.com/deb/oldlib/1/amd64",
                """
                RuntimeService web1.example.com/port/tcp/443 name=nginx 443/tcp port=443i protocol=tcp process=nginx
                """,
                "web1.example.com/port/tcp/443 -RUNS_ON-> web1.example.com",
                """
                VirtualMachine web1.example.com name=web1.example.com fqdn=web1.example.com \
                hostIdentifier=web1.example.com biosUUID=421a2b3c-0000-1111-2222-333344445555 \
                manufacturer=VMware, Inc. model=VMware7,1 serialNumber=VMware-42 1a processors=2i cores=4i \
                memoryMegabytes=8192.0f operatingSystem=Debian GNU/Linux operatingSystemVersion=12 (bookworm) \
                architecture=x86_64 addresses=[10.1.0.11] macAddresses=[00:50:56:9a:11:01]
                """,
                """
                NetworkInterface web1.example.com/if/ens192 name=ens192 macAddress=00:50:56:9a:11:01 \
                addresses=[10.1.0.11] mtu=1500i speedMegabits=10000.0f
                """,
                "web1.example.com/if/ens192 -PART_OF-> web1.example.com",
                "removed web1.example.com/if/ens224",
                "in:20:1 ($): rows of the query pack_users are not read: 2 [import.badRecord]",
            ])
    }

    @Test("Batches and snapshots; a later snapshot takes away what it no longer has")
    func batches() throws {
        let lines = try Self.read(try Self.fixture("batches.log"))
        #expect(
            lines.filter { $0.hasPrefix("removed") || $0.contains("->") } == [
                "removed WIN1/program/7-Zip/21.07", "WIN1/program/7-Zip/23.01 -INSTALLED_ON-> WIN1",
                "rpm1/rpm/a/1-2.el9/x86_64 -INSTALLED_ON-> rpm1", "rpm1/rpm/b/1-1/noarch -INSTALLED_ON-> rpm1",
                "removed rpm1/rpm/b/1-1/noarch", "mac1/app/App/2.1 -INSTALLED_ON-> mac1",
            ])
        #expect(lines.contains { $0.hasPrefix("Server WIN1 name=WIN1") })
        #expect(lines.contains { $0.hasPrefix("ComputeResource mac1 name=mac1.example.com fqdn=mac1.example.com") })
        #expect(lines.count == 6 + 4 + 3)
    }

    @Test("A port that is open on two addresses stays until both are closed")
    func twoAddresses() throws {
        func port(_ address: String, _ action: String) -> String {
            Self.event("p", "\"port\":\"22\",\"protocol\":\"6\",\"address\":\"\(address)\"", action)
        }
        let both = port("0.0.0.0", "added") + port("::", "added")
        #expect(try Self.read(both + port("::", "removed")).filter { $0.hasPrefix("removed") } == [])
        let none = both + port("::", "removed") + port("0.0.0.0", "removed")
        #expect(try Self.read(none).filter { $0.hasPrefix("removed") } == ["removed h/port/tcp/22"])
        #expect(try Self.read(both + both).filter { $0.hasPrefix("RuntimeService") }.count == 1)
    }

    @Test("Arrays, what the TLS logger posts, chunks")
    func shapes() throws {
        let text = try Self.fixture("events.log")
        let lines = text.split(separator: "\n").joined(separator: ",")
        let records = try Self.read(text).dropLast()
        #expect(try Self.read("[\(lines)]").dropLast() == records)
        #expect(
            try Self.read("{\"node_key\":\"k\",\"log_type\":\"result\",\"data\":[\(lines)]}").dropLast() == records)
        #expect(try Self.read(text, chunk: 3).dropLast() == records)
        #expect(try Self.read(text, options: ["fleet": "eu"]).contains { $0.hasPrefix("VirtualMachine eu:web1") })
        #expect(try Self.read("", options: ["fleet": ""]) == ["the option fleet is empty [import.badMapping]"])
    }

    @Test("Bad results are rejected with their place; the rest goes on")
    func rejections() throws {
        let text =
            "{\"name\":\"a\"}\n3\n" + Self.event("x", "\"name\":1", "changed")
            + "{\"name\":\"a\",\"hostIdentifier\":7,\"columns\":{}}\n{\"hostIdentifier\":\"h\",\"name\":\"q\"}\n"
            + Self.event("k", "\"name\":\"n\",\"version\":\"1\",\"arch\":\"all\"")
        let reading = Reading(OSQueryImporter.self, Inputs.text(text))
        #expect(reading.rejected.count == 5)
        #expect(reading.rejected.first == "in:1:1 ($): the field hostIdentifier is missing [import.badRecord]")
        #expect(reading.records.count == 3)
    }

    @Test("Every cut ends in at most one rejection", arguments: ["events.log", "batches.log"])
    func everyCut(name: String) throws {
        let whole = Array(try Self.fixture(name).utf8)
        for length in stride(from: 0, to: whole.count, by: 17) {
            let reading = Reading(OSQueryImporter.self, Inputs.bytes(Array(whole.prefix(length))))
            #expect(reading.rejected.count <= 1)
            #expect(reading.failure == nil)
        }
    }

    @Test(
        "Odd rows never crash",
        arguments: [
            "\"port\":\"99999999999999999999\",\"protocol\":\"6\"", "\"port\":\"-1\",\"protocol\":\"6\"",
            "\"interface\":[],\"mac\":{}",
            "\"hardware_serial\":\"x\",\"physical_memory\":\"-9223372036854775808\"",
            "\"name\":\"\",\"version\":\"\",\"arch\":\"\"", "",
        ])
    func odd(columns: String) throws {
        #expect(try Self.read(Self.event("q", columns)).contains { $0.hasPrefix("ComputeResource h ") })
    }

    @Test("Recognition", arguments: ["events.log", "batches.log"])
    func recognition(name: String) throws {
        let text = try Self.fixture(name)
        #expect(try Importers.recognising(ImportInput(name: name, bytes: Array(text.utf8))).format == "osquery")
        for other in ["", "{}", "{\"hostIdentifier\":1}", "{\"action\":\"added\",\"columns\":{}}", "{\"lldp\":{}}"] {
            #expect(!OSQueryImporter.recognises(Array(other.utf8), fileName: name))
        }
    }
}
