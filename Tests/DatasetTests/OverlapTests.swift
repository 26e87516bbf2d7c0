import Faultline
import Testing

@Suite("What several tools say of the bank's things comes together")
struct OverlapTests {
    private var estate: OverlappingEstate { get throws { try OverlappingEstate.shared.get() } }

    @Test("Each tool is read whole; what is not one is told")
    func counts() throws {
        let expected = [
            "servicenow": (17, 4, 4), "netbox": (58, 65, 36), "vsphere": (29, 0, 2), "ansible": (18, 10, 11),
            "lldp": (14, 12, 8), "nmap": (17, 11, 12),
        ]
        let estate = try estate
        #expect(Set(estate.reports.keys) == Set(expected.keys))
        for (source, report) in estate.reports {
            #expect(report.rejected.count == 0, "\(source)")
            #expect(report.unresolvedReferences == 0, "\(source)")
            #expect(report.itemsRead == expected[source]?.0, "\(source)")
            #expect(report.relationshipsRead == expected[source]?.1, "\(source)")
            #expect(report.itemsCreated == expected[source]?.2, "\(source)")
            #expect(report.warnings.count == (["servicenow", "ansible"].contains(source) ? 1 : 0), "\(source)")
        }
    }

    @Test(
        "One thing is one CI",
        arguments: [
            ("db-n-01", "Server", "ansible hardware lldp netbox nmap servicenow"),
            ("db-s-01", "Server", "hardware servicenow"),
            ("hv-n-03", "Hypervisor", "hardware netbox vsphere"),
            ("web-n-1", "VirtualMachine", "ansible nmap servicenow virtualisation vsphere"),
            ("mon-n-1", "VirtualMachine", "ansible virtualisation vsphere"),
            ("jump-n-1", "VirtualMachine", "nmap vsphere"),
            ("core-n-1", "Switch", "netbox network servicenow"),
            ("acc-n1-r04-a", "Switch", "lldp netbox network"),
            ("Data centre Nordhof", "Site", "facilities netbox"),
            ("Nordhof hall 1", "Room", "facilities netbox"),
            ("rack-n1-r04", "Rack", "facilities netbox"),
            ("Head office Kronplatz", "Site", "facilities servicenow"),
            ("SEPA Engine", "Application", "architecture servicenow"),
        ])
    func joined(_ name: String, _ ciClass: String, _ sources: String) throws {
        #expect(try estate.sources(of: name, ciClass) == [sources])
    }

    @Test("Parts are one where their wholes are")
    func parts() throws {
        let estate = try estate
        for name in ["eno1", "eno2"] {
            #expect(try estate.sources(of: name, "NetworkInterface") == ["ansible lldp", "ansible lldp"])
        }
        for name in ["Ethernet21", "Ethernet22"] {
            #expect(try estate.sources(of: name, "NetworkInterface") == ["lldp netbox", "lldp netbox"])
        }
    }

    @Test("Nothing is one that is not: clones of an image, serial numbers that say nothing")
    func apart() throws {
        let estate = try estate
        for (name, records) in try estate.items() {
            let sources = records.map { $0.prefix { $0 != "#" } }
            #expect(Set(sources).count == sources.count, "\(name): \(records)")
        }
        let (first, second) = (try estate.node("VirtualMachine:web-n-1"), try estate.node("VirtualMachine:web-n-2"))
        #expect(first.id != second.id)
        #expect(first["machineId"] != nil)
        #expect(first["machineId"] == second["machineId"])
        let kiosks = try [estate.node("kiosk-hq-1"), estate.node("kiosk-hq-2")]
        #expect(kiosks[0].id != kiosks[1].id)
        for name in ["kiosk-hq-1", "kiosk-hq-2"] {
            #expect(try estate.sources(of: name, "Server") == ["ansible servicenow"])
        }
    }

    @Test("Only these are new, and but for the parts of machines no more")
    func news() throws {
        let estate = try estate
        let tools = Set(OverlappingEstate.tools)
        let parts = [
            "Dropbear", "Ethernet", "Management", "OpenSSH", "PostgreSQL", "eno", "enp", "ens", "lighttpd", "nginx",
        ]
        let names = try estate.items().filter { item in
            item.records.allSatisfy { tools.contains(String($0.prefix { $0 != "#" })) }
                && !parts.contains { item.name.hasPrefix($0) }
        }.map(\.name)
        let expected = [
            "198.51.100.77", "file-s-01", "jump-n-1", "kiosk-hq-1", "kiosk-hq-2", "patch-test-1", "suedmatt-files",
        ]
        #expect(names.sorted() == expected)
        #expect(try estate.sources(of: "198.51.100.77", "ComputeResource") == ["nmap"])
        #expect(try estate.items().count == 628)
    }

    @Test("Where they disagree, precedence decides")
    func conflicts() throws {
        let estate = try estate
        let machine = "VirtualMachine:web-n-1"
        #expect(
            try estate.statements("memoryMegabytes", of: machine) == [
                "vsphere 16384.0 shown", "ansible 15988.0", "servicenow 8192.0", "virtualisation 8192",
            ])
        let systems = try estate.statements("operatingSystem", of: machine)
        #expect(systems.first == "ansible Debian shown")
        #expect(systems.count == 5)
        // What a machine says of itself, but where it stands people know.
        #expect(
            try estate.statements("operatingSystemVersion", of: "db-n-01") == ["ansible 12.11 shown", "servicenow 11"])
        #expect(try estate.statements("rackPosition", of: "db-n-01") == ["netbox 24 shown", "hardware 22"])
        #expect(
            try estate.statements("model", of: "core-n-1")
                == ["netbox TM-9500 shown", "network TM-9500 shown", "servicenow TM-9400"])
    }

    @Test("A server that was entered twice is found")
    func duplicates() throws {
        let estate = try estate
        let report = try estate.database.health()
        let check = report.checks.first { $0.kind == HealthKind.duplicateIdentifiers.rawValue }
        #expect(check?.issues.map(\.name) == ["web-n-1", "web-n-2", "file-s-01", "suedmatt-files"])
        let session = try estate.database.session()
        func contradictions(_ a: String, _ b: String) throws -> [String] {
            let explanation = try estate.database.explain(session.resolve(a), session.resolve(b))
            #expect(!explanation.isSame)
            return explanation.rules.filter { $0.verdict == .contradicts }.map(\.name)
        }
        #expect(try contradictions("file-s-01", "suedmatt-files") == [])
        #expect(try contradictions("VirtualMachine:web-n-1", "VirtualMachine:web-n-2").contains("instanceUUID"))
    }

    @Test("No relationship is lost, and impact is what it was")
    func impact() throws {
        let estate = try estate
        let after = try estate.relationships()
        for (relationship, count) in try estate.relationships(at: estate.inventory) {
            #expect(after[relationship, default: 0] >= count, "\(relationship)")
        }
        for names in [
            ["ups-n-a"], ["acc-n1-r07-a"], ["core-n-1", "core-n-2"], ["Data centre Nordhof"], ["Rack:rack-n1-r04"],
        ] {
            func impacted(_ point: PointInTime) throws -> Set<String> {
                let session = try estate.database.session(at: point)
                let report = try session.impact(ImpactRequest(failing: names.map { try session.resolve($0) }))
                return Set(report.impacted.map { "\($0.ci.ciClass) \($0.ci.name) \($0.verdict)" })
            }
            let (before, now) = (try impacted(.commit(estate.inventory)), try impacted(.latest))
            #expect(before.isSubset(of: now), "\(names): \(before.subtracting(now))")
            let others = now.subtracting(before).filter {
                !$0.hasPrefix("NetworkInterface ") && !$0.hasPrefix("RuntimeService ")
            }
            #expect(others == [], "\(names)")
        }
    }

    @Test("The order in which the tools report does not matter")
    func order() throws {
        func items(_ estate: OverlappingEstate) throws -> [[String]] {
            try estate.items().map(\.records).sorted { $0.lexicographicallyPrecedes($1) }
        }
        let other = try OverlappingEstate(OverlappingEstate.tools.reversed())
        #expect(try items(other) == items(estate))
        #expect(try other.relationships() == estate.relationships())
    }
}
