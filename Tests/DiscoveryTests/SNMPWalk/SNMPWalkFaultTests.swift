import Foundation
import GraphModel
import Testing

@testable import Discovery

@Suite("SNMP: values and faults")
struct SNMPWalkFaultTests {
    typealias Tests = SNMPWalkImporterTests

    @Test(
        "Values",
        arguments: [
            ("INTEGER: 6", SNMPValue.number(6)), ("INTEGER: up(1)", .number(1)), ("INTEGER: -7", .number(-7)),
            ("INTEGER: 1500 octets", .number(1_500)), ("Timeticks: (150) 0:00:01.50", .number(150)),
            ("310", .number(310)),
            ("Counter64: 9223372036854775807", .number(.max)), ("\"\"", .octets([])), ("STRING: ", .octets([])),
            ("STRING: \"a\\\"b\\\\\"", .octets(Array("a\"b\\".utf8))), ("STRING: plain", .octets(Array("plain".utf8))),
            ("Hex-STRING: 00 1B \n21 ", .octets([0, 0x1B, 0x21])),
            ("BITS: 28 00 bridge(2) router(4) ", .octets([0x28, 0])),
            ("OID: .1.3.6", .identifier([1, 3, 6])), ("IpAddress: 10.0.0.1", .address("10.0.0.1")),
            ("Wrong Type (should be INTEGER): Gauge32: 4", .number(4)),
        ])
    func values(text: String, expected: SNMPValue) {
        #expect(SNMPValue(text) == expected)
    }

    @Test(
        "No values",
        arguments: [
            "", "NULL", "No Such Instance currently exists at this OID",
            "No Such Object available on this agent at this OID",
            "No more variables left in this MIB View (It is past the end of the MIB tree)", "INTEGER: ", "INTEGER: x",
            "Counter64: 99999999999999999999", "Opaque: Float: 0.1", "OID: ccitt.0", "Timeticks: (", ":",
        ])
    func noValues(text: String) {
        #expect(SNMPValue(text) == nil)
    }

    @Test(
        "IPv6 as RFC 5952 writes it",
        arguments: [
            ([UInt8](repeating: 0, count: 16), "::"), ([UInt8](repeating: 0, count: 15) + [1], "::1"),
            ([0x20, 1, 0xD, 0xB8, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1], "2001:db8:0:1::1"),
            ([0xFE, 0x80] + [UInt8](repeating: 0, count: 14), "fe80::"),
            ((0..<16).map { UInt8($0) }, "1:203:405:607:809:a0b:c0d:e0f"),
        ])
    func addresses(bytes: [UInt8], text: String) {
        #expect(IPv6Text.of(bytes) == text)
    }

    @Test("Which device it is of: sysName, option, file name")
    func name() throws {
        let nameless = ".1.3.6.1.2.1.1.1.0 = STRING: \"box\"\n"
        #expect(try Tests.run([("-", nameless)], options: ["host": "h"]).item("h") != nil)
        #expect(try Tests.run([("walks/sw9.txt", nameless)]).item("sw9") != nil)
        let refused = try Tests.run([("-", nameless)])
        #expect(refused.items == [])
        #expect(refused.rejections.map(\.advice) == ["Name it: --option host=NAME"])
        let named = nameless + ".1.3.6.1.2.1.1.5.0 = STRING: n\n"
        #expect(
            try Tests.run([("-", named)], options: ["host": "h", "site": "lab"]).items.map(\.nativeID) == ["lab:n"])
        #expect(throws: ImportError.self) { try Tests.run([], options: ["host": ""]) }
        #expect(throws: ImportError.self) { try Tests.run([], options: ["community": "x"]) }
        let twice = try Tests.run([("a", named), ("b", named)])
        #expect(twice.items.count == 1)
        #expect(twice.warnings.map(\.kind) == [.duplicateIdentity])
    }

    @Test("Names in words are told once, with how many")
    func names() throws {
        let text = "SNMPv2-MIB::sysDescr.0 = STRING: x\nSNMPv2-MIB::sysName.0 = STRING: y\n"
        #expect(!SNMPWalkImporter.recognises(Array(text.utf8), fileName: "x"))
        let run = try Tests.run([("a", text)])
        #expect(
            run.warnings.map { "\($0)" } == [
                """
                a:1:1: lines without an object identifier in numbers are not read: 2 [import.badRecord]
                  Walk with `snmpwalk -On`.
                """
            ])
    }

    @Test("Every cut ends without a rejection or a crash")
    func everyCut() throws {
        let whole = Array(try Tests.fixture("sw1.txt").utf8)
        for length in stride(from: 0, to: whole.count, by: 13) {
            let run = try Tests.run([("sw1", String(decoding: whole.prefix(length), as: UTF8.self))])
            #expect(run.rejections == [])
            #expect(Set(run.items.map(\.nativeID)).count == run.items.count)
        }
    }

    @Test(
        "Odd lines never crash",
        arguments: [
            ".1.3.6.1.2.1.2.2.1.2 = STRING: \"x\"", ".1.3.6.1.2.1.2.2.1.2.1.2.3 = STRING: \"x\"",
            ".1.3.6.1.2.1.4.34.1.3.1 = INTEGER: 1",
            ".1.3.6.1.2.1.4.34.1.3.2.16.1 = INTEGER: 1", ".1.3.6.1.2.1.4.34.1.3.1.4294967295.1 = INTEGER: 1",
            ".1.3.6.1.2.1.47.1.1.1.1.4.1 = INTEGER: 1\n.1.3.6.1.2.1.47.1.1.1.1.5.1 = INTEGER: 3",
            ".1.0.8802.1.1.2.1.4.1.1.5.1 = Hex-STRING: 00", ".1.0.8802.1.1.2.1.4.1.1.5.1.2.3 = \"\"",
            ".1.3.6.1.2.1.2.2.1.5.1 = Gauge32: -9223372036854775808\n.1.3.6.1.2.1.2.2.1.2.1 = STRING: \"x\"",
            ".1.3.6.1.2.1.1.5.0 = STRING: \"\0\u{1}\"", ".99999999999.1.3 = INTEGER: 1", "= = =", ". = INTEGER: 1",
        ])
    func odd(line: String) throws {
        _ = try Tests.run([("-", line + "\n.1.3.6.1.2.1.1.5.0 = STRING: \"n\"\n")])
    }

    @Test("Recognition", arguments: ["sw1.txt", "sw2.txt"])
    func recognition(name: String) throws {
        let text = try Tests.fixture(name)
        #expect(try Importers.recognising(ImportInput(name: name, bytes: Array(text.utf8))).format == "snmpwalk")
        for other in ["", "a = b\n", "Package: a\n", "{\"lldp\":{}}", "1.2.3.4 = host\n"] {
            #expect(!SNMPWalkImporter.recognises(Array(other.utf8), fileName: "x"))
        }
    }

    @Test("What the installed snmpd and snmpwalk say", .enabled(if: canWalk), arguments: ["-On", "-One"])
    func realOutput(format: String) throws {
        let port = 20_000 + Int(getpid()) % 20_000 + (format == "-On" ? 0 : 1)
        // The test's thread blocks signals that ask a program to end, and its children inherit that.
        let script = """
            d=$(mktemp -d); printf 'rocommunity public 127.0.0.1\\nsysName agent.example.com\\nsysLocation "Room 2"\\n' > $d/conf
            /usr/sbin/snmpd -f -Lf $d/log -C -c $d/conf -p $d/pid udp:127.0.0.1:\(port) >/dev/null 2>&1 & server=$!
            for i in 1 2 3 4 5 6 7 8 9 10; do
              snmpwalk -v2c -c public \(format) -r 1 -t 1 127.0.0.1:\(port) .1.3.6.1.2.1 2>/dev/null && break; sleep 0.2
            done
            kill -9 $server; wait $server 2>/dev/null; rm -rf $d
            """
        let text = try ExternalTool.output(of: "/bin/sh", ["-c", script], input: "")
        #expect(SNMPWalkImporter.recognises(Array(text.utf8.prefix(65_536)), fileName: "-"))
        let run = try Tests.run([("-", text)])
        #expect(run.rejections == [])
        #expect(run.warnings == [])
        #expect(run.item("agent.example.com")?.ciClass == "ComputeResource")
        #expect(run.attribute("location", of: "agent.example.com") == "\"Room 2\"")
        #expect(run.edges.allSatisfy { $0.hasSuffix(" PART_OF agent.example.com") })
    }

    private static let canWalk = ["/usr/sbin/snmpd", "/usr/bin/snmpwalk"].allSatisfy(ExternalTool.exists)
}
