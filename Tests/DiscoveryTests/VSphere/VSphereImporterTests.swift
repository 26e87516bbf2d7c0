import GraphModel
import Testing

@testable import Discovery

@Suite("vSphere")
struct VSphereImporterTests {
    static func read(_ name: String, _ options: [String: String] = ["vcenter": "vc"]) throws -> Reading {
        Reading(
            VSphereImporter.self, Inputs.text(try Fixtures.text("VSphere/Fixtures/\(name).json")),
            options: ImporterOptions(values: options))
    }

    /// Records as lines, without the vCenter's name.
    static func lines(_ reading: Reading) -> [String] {
        reading.records.map { $0.line.replacing("vc:", with: "").replacing(" inferred=<true>", with: "") }
    }

    @Test("Items, in both capitalisations", arguments: ["modern", "capitals"])
    func items(name: String) throws {
        let reading = try Self.read(name)
        #expect(reading.rejected == [])
        #expect(
            reading.warnings == ["in:10:1 ($): EventManager are not read (1 found) [import.badRecord]"])
        let lines = Self.lines(reading)
        let uuids = "instanceUUID=5029a1b2-0000-1111-2222-000000000001 biosUUID=4229a1b2-0000-1111-2222-000000000001"
        for expected in [
            "VirtualMachine vm-1 name=db/1 \(uuids) powerState=poweredOn "
                + "operatingSystem=Debian GNU/Linux 12 (64-bit) fqdn=vm1.example.com processors=2i "
                + "memoryMegabytes=4096.0f diskGigabytes=10.0f addresses=[10.8.0.1, fe80::250:56ff:fea9:1] "
                + "macAddresses=[00:50:56:a9:00:01] guestTools=guestToolsRunning",
            "Hypervisor host-3 name=esx3.example.com fqdn=esx3.example.com manufacturer=Dell Inc. "
                + "model=PowerEdge R650 serialNumber=ABC0003 biosUUID=4c4c4544-0000-1111-2222-000000000003 "
                + "product=VMware ESXi version=8.0.2 operatingSystem=VMware ESXi 8.0.2 build-22380479 processors=2i "
                + "cores=32i memoryMegabytes=262144.0f addresses=[10.8.1.3] "
                + "macAddresses=[ac:1f:6b:00:00:03, 00:50:56:60:00:03] state=maintenance",
            "Datastore datastore-11 name=fast capacityGigabytes=1024.0f usedGigabytes=512.0f",
            "Datastore datastore-12 name=share", "ResourcePool resgroup-8 name=Resources",
            "VirtualDatacenter datacenter-2 name=DC0", "VirtualNetwork dvportgroup-6 name=backup",
            "VirtualSwitch dvs-9 name=DVS0", "VirtualisationManager vcenter name=vc",
            // A third of three hosts may fail; the fourth is in maintenance.
            "HypervisorCluster domain-c7 name=prod hostFailuresTolerated=1i group.members=atLeast 2",
        ] { #expect(lines.contains(expected), "\(expected)") }
        #expect(lines.count { $0.hasPrefix("VirtualMachineTemplate vm-3 ") } == 1)
        #expect(!lines.contains { $0.contains("hunter2") })
    }

    @Test("Relationships, in both capitalisations", arguments: ["modern", "capitals"])
    func relationships(name: String) throws {
        let lines = Self.lines(try Self.read(name)).filter { $0.contains("->") }
        #expect(Set(lines).count == lines.count)
        #expect(
            Set(lines.filter { !$0.contains("MANAGES") && !$0.contains("CONNECTS_TO") }) == [
                "vm-1 -STORED_ON-> datastore-11", "vm-1 -REACHED_THROUGH-> network-5",
                // The cluster restarts it elsewhere when its host fails.
                "vm-1 -VIRTUALISED_BY-> host-1 effect=soft", "vm-1 -GETS_RESOURCES_FROM-> resgroup-8",
                "vm-2 -STORED_ON-> datastore-11", "vm-2 -STORED_ON-> datastore-12",
                "vm-2 -REACHED_THROUGH-> network-5 effect=soft", "vm-2 -REACHED_THROUGH-> dvportgroup-6 effect=soft",
                "vm-2 -VIRTUALISED_BY-> host-2 effect=soft", "vm-2 -GETS_RESOURCES_FROM-> resgroup-8",
                "vm-3 -STORED_ON-> datastore-12", "vm-4 -STORED_ON-> datastore-12",
                "vm-4 -REACHED_THROUGH-> network-5", "vm-4 -VIRTUALISED_BY-> host-21",
                "datastore-11 -PART_OF-> group-p9", "datastore-11 -STORED_ON-> StorageVolume:naa.600508b1001c0001",
                "datastore-12 -STORED_ON-> FileServer:nas1.example.com",
                "resgroup-8 -GETS_RESOURCES_FROM-> domain-c7", "dvportgroup-6 -PART_OF-> dvs-9",
                "host-1 -MEMBER_OF-> domain-c7", "host-2 -MEMBER_OF-> domain-c7",
                "host-3 -MEMBER_OF-> domain-c7 effect=none", "host-4 -MEMBER_OF-> domain-c7",
                "domain-c7 -PART_OF-> datacenter-2",
            ])
        #expect(lines.count { $0.contains("vcenter -MANAGES-> ") } == 6)
        #expect(lines.count { $0.hasSuffix(" -CONNECTS_TO-> datastore-11") } == 5)
    }

    @Test("Lists: objects of which only the path is known")
    func list() throws {
        let alone = try Self.read("ls")
        #expect(alone.isClean)
        #expect(Self.lines(alone) == ["VirtualMachine vm-31 name=web", "VirtualNetwork network-5 name=VM Network"])
        let text = try Fixtures.text("VSphere/Fixtures/ls.json").replacing("vm-31", with: "vm-1")
        let both = Reading(
            VSphereImporter.self, Inputs.text(text + (try Fixtures.text("VSphere/Fixtures/modern.json"))))
        #expect(both.records.count { $0.line.hasPrefix("VirtualMachine vsphere:vm-1 ") } == 1)
        #expect(both.records.contains { $0.line.hasPrefix("VirtualMachine vsphere:vm-1 name=db/1 ") })
    }

    @Test(
        "How many hosts may fail",
        arguments: [
            ("{\"enabled\":false,\"failoverLevel\":2}", nil), ("{\"enabled\":true}", nil),
            ("{\"enabled\":true,\"failoverLevel\":2}", 2), ("{\"enabled\":true,\"failoverLevel\":9}", 4),
            ("{\"enabled\":true,\"admissionControlEnabled\":false,\"failoverLevel\":2}", nil),
            ("{\"enabled\":true,\"failoverLevel\":1,\"admissionControlPolicy\":{\"failoverLevel\":2}}", 2),
            (
                "{\"enabled\":true,\"admissionControlPolicy\":{\"cpuFailoverResourcesPercent\":25,"
                    + "\"memoryFailoverResourcesPercent\":40}}", 1
            ),
            (
                "{\"enabled\":true,\"admissionControlPolicy\":{\"failoverHosts\":["
                    + "{\"type\":\"HostSystem\",\"value\":\"host-1\"}]}}", 1
            ),
        ] as [(String, Int?)])
    func availability(das: String, expected: Int?) throws {
        let text =
            "{\"self\":{\"type\":\"ClusterComputeResource\",\"value\":\"c\"},"
            + "\"configurationEx\":{\"dasConfig\":\(das)}}"
        let value = try JSONReader(Inputs.text(text)).readValue()
        let cluster = try #require(VSphereShape.object(value, at: SourcePosition(file: "x")))
        #expect(VSphereAvailability(cluster).hostFailuresTolerated(of: 5) == expected)
    }
}
