import Foundation
import GraphModel
import Testing

@testable import Discovery

@Suite struct NmapImporterTests {
    private func run(_ texts: String..., options: [String: String] = [:]) throws -> ImporterRun {
        try ImporterRun(
            try NmapImporter(options: ImporterOptions(values: options)), texts.map { (name: "scan.xml", text: $0) })
    }

    private func fixture(_ name: String) throws -> String {
        try RepositoryFiles.text("Tests/DiscoveryTests/Nmap/Fixtures/\(name)")
    }

    private func scan(_ hosts: String) -> String {
        "<?xml version=\"1.0\"?>\n<nmaprun scanner=\"nmap\">\n\(hosts)\n</nmaprun>"
    }

    @Test func aNetwork() throws {
        let run = try run(try fixture("office.xml"))
        #expect(run.rejections == [])
        #expect(run.warnings.map(\.message) == ["1 hosts did not answer and are no items"])
        #expect(
            run.items.map { "\($0.ciClass) \($0.nativeID)" } == [
                "ComputeResource 10.20.1.10", "RuntimeService 10.20.1.10/tcp/22", "RuntimeService 10.20.1.10/tcp/443",
                "RuntimeService 10.20.1.10/tcp/5432", "VirtualMachine 10.20.1.11", "Switch 10.20.1.254",
                "RuntimeService 10.20.1.254/tcp/23", "Router 10.0.0.1", "Router 10.0.9.2",
            ])
        let soft = "{effect: soft, inferred: true}"
        #expect(
            run.edges == [
                "10.0.9.2 REACHED_THROUGH 10.0.0.1 \(soft)", "10.20.1.10 REACHED_THROUGH 10.0.9.2 \(soft)",
                "10.20.1.10/tcp/22 RUNS_ON 10.20.1.10", "10.20.1.10/tcp/443 RUNS_ON 10.20.1.10",
                "10.20.1.10/tcp/5432 RUNS_ON 10.20.1.10", "10.20.1.254/tcp/23 RUNS_ON 10.20.1.254",
            ], "over a router that did not answer nothing is said")
    }

    @Test func attributes() throws {
        let run = try run(try fixture("office.xml"))
        #expect(
            run.item("10.20.1.10")?.attributes == [
                Property("name", "web-1.example.com"), Property("fqdn", "web-1.example.com"),
                Property("addresses", .list(["10.20.1.10"])), Property("operatingSystem", "Linux 5.0 - 5.14"),
            ])
        #expect(
            run.item("10.20.1.11")?.attributes == [
                Property("name", "10.20.1.11"), Property("addresses", .list(["10.20.1.11"])),
                Property("macAddresses", .list(["00:50:56:ab:cd:ef"])), Property("networkCardMaker", "VMware"),
            ], "a guess of 85 per cent is not told")
        #expect(
            run.item("10.20.1.10/tcp/22")?.attributes == [
                Property("name", "OpenSSH on web-1.example.com"), Property("port", .integer(22)),
                Property("protocol", "tcp"), Property("applicationProtocol", "ssh"), Property("product", "OpenSSH"),
                Property("version", "9.2p1 Debian 2+deb12u3"), Property("cpe", "cpe:/a:openbsd:openssh:9.2p1"),
            ])
        #expect(run.attribute("applicationProtocol", of: "10.20.1.10/tcp/443") == "http over TLS")
        #expect(run.attribute("product", of: "10.20.1.10/tcp/5432") == nil)
        #expect(run.attribute("name", of: "10.0.0.1") == "gw.example.com")
        #expect(run.attribute("name", of: "10.0.9.2") == "10.0.9.2")
        #expect(
            run.attribute("addresses", of: "10.20.1.254") == .list(["10.20.1.254", "fe80::21a:2bff:fe3c:4d5e"]))
    }

    @Test func anOldVersion() throws {
        let run = try run(try fixture("old.xml"))
        #expect(run.rejections == [] && run.warnings == [])
        #expect(run.items.map(\.ciClass) == ["Router", "RuntimeService"])
        #expect(run.attribute("operatingSystem", of: "192.0.2.7") == "Cisco 2600 router (IOS 12.3)")
    }

    /// A host that was taken for up without asking is there when something of it answered.
    @Test func hostsThatNeverAnswered() throws {
        func host(_ number: Int, _ ports: String) -> String {
            """
            <host><status state="up" reason="user-set"/><address addr="10.0.0.\(number)" addrtype="ipv4"/>
            <ports>\(ports)</ports></host>
            """
        }
        let run = try run(
            scan(
                host(1, "<extraports state=\"filtered\" count=\"1000\"/>")
                    + host(2, "<extraports state=\"closed\" count=\"1000\"/>")
                    + host(3, "<port protocol=\"tcp\" portid=\"80\"><state state=\"open\"/></port>")
                    + host(4, "<port protocol=\"udp\" portid=\"53\"><state state=\"open|filtered\"/></port>")))
        #expect(run.items.map(\.nativeID) == ["10.0.0.2", "10.0.0.3", "10.0.0.3/tcp/80"])
        #expect(run.warnings.map(\.message) == ["2 hosts did not answer and are no items"])
    }

    /// As masscan writes it: a host for each open port, without a status.
    @Test func severalTellingsOfAHost() throws {
        func host(_ port: Int) -> String {
            """
            <host endtime="1"><address addr="10.0.0.9" addrtype="ipv4"/><ports><port protocol="tcp" portid="\(port)">
            <state state="open" reason="syn-ack" reason_ttl="60"/></port></ports></host>
            """
        }
        let run = try run(scan(host(22) + host(80)), scan(host(80) + host(443)), options: ["network": "dmz"])
        #expect(
            run.items.map(\.nativeID) == [
                "dmz:10.0.0.9", "dmz:10.0.0.9/tcp/22", "dmz:10.0.0.9/tcp/80", "dmz:10.0.0.9/tcp/443",
            ])
        #expect(run.attribute("name", of: "dmz:10.0.0.9/tcp/22") == "tcp 22 on 10.0.0.9")
        #expect(run.rejections == [] && run.warnings == [])
    }

    @Test func badPartsCostThemselvesOnly() throws {
        let run = try run(
            scan(
                """
                <host><status state="up"/></host>
                <host><status state="up"/><address addr="10.0.0.1" addrtype="ipv4"/>
                <address addr="00:00:00:00:00:00" addrtype="mac"/>
                <ports><port protocol="tcp" portid="99999"><state state="open"/></port>
                <port protocol="tcp" portid="8080"><state state="open"/></port></ports></host>
                """))
        #expect(run.items.map(\.nativeID) == ["10.0.0.1", "10.0.0.1/tcp/8080"])
        #expect(run.rejections.map { $0.position?.line } == [3, 6])
        #expect(run.attribute("macAddresses", of: "10.0.0.1") == nil)
    }

    @Test func aScanThatWasCutShort() throws {
        let text = try fixture("office.xml")
        let run = try run(String(text.prefix(text.count * 3 / 4)))
        #expect(run.items.count >= 4 && run.rejections.count == 1)
    }

    @Test func otherDocuments() throws {
        #expect(throws: Never.self) { try run("<inventory><host/></inventory>") }
        #expect(try run("<inventory><host/></inventory>").rejections.count == 1)
        #expect(!NmapImporter.recognises(Array("<inventory/>".utf8), fileName: "nmap.xml"))
        #expect(NmapImporter.recognises(Array(try fixture("old.xml").utf8), fileName: "x"))
    }

    /// What the program itself prints about a port of this machine.
    @Test(.enabled(if: ExternalTool.exists("/usr/bin/nmap")))
    func aRealScan() throws {
        let server = Process()
        server.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        server.arguments = [
            "python3", "-c",
            """
            import socket, sys
            server = socket.create_server(('127.0.0.1', 0))
            print(server.getsockname()[1], flush=True)
            sys.stdin.read()
            """,
        ]
        let (output, input) = (Pipe(), Pipe())
        (server.standardOutput, server.standardInput) = (output, input)
        try server.run()
        defer {
            input.fileHandleForWriting.closeFile()
            server.waitUntilExit()
        }
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        let port = try #require(Int(line.trimmingCharacters(in: .whitespacesAndNewlines)))
        let scan = try ExternalTool.output(
            of: "/usr/bin/nmap", ["-sT", "-p", "\(port)", "-oX", "-", "127.0.0.1"], input: "")
        let run = try run(scan)
        #expect(run.rejections == [] && run.warnings == [])
        #expect(run.items.map(\.nativeID) == ["127.0.0.1", "127.0.0.1/tcp/\(port)"])
        #expect(run.edges == ["127.0.0.1/tcp/\(port) RUNS_ON 127.0.0.1"])
    }
}
