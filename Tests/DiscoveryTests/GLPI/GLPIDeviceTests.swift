import GraphModel
import Testing

@testable import Discovery

@Suite("GLPI: devices in the network")
struct GLPIDeviceTests {
    @Test("What agent 1.7 writes of a switch: ports, an aggregate, neighbours, a power supply")
    func current() throws {
        let run = try GLPIImporterTests.read(fixtures: "switch.json")
        #expect(run.rejections.isEmpty && run.warnings.isEmpty)
        let device = "device/FCW0001"
        #expect(
            GLPIImporterTests.lines(run, without: device) == [
                "Switch \(device) name=sw1.example.com fqdn=sw1.example.com "
                    + "description=Cisco IOS Software, Catalyst L3 Switch Software manufacturer=Cisco "
                    + "model=Catalyst 3850-24T serialNumber=FCW0001 firmwareVersion=16.12.4 "
                    + "macAddress=00:1b:54:00:00:01 managementAddress=10.1.0.2 addresses=[10.1.0.2] "
                    + "locationText=Room 1",
                "NetworkInterface if/Gi1/0/1 name=Gi1/0/1 description=GigabitEthernet1/0/1 "
                    + "macAddress=00:1b:54:00:00:11 interfaceIndex=1i speedMegabits=1000.0f mtu=1500i "
                    + "enabled=<true> linkUp=<true> vlans=[10]",
                "NetworkInterface if/Gi1/0/2 name=Gi1/0/2 description=GigabitEthernet1/0/2 interfaceIndex=2i "
                    + "enabled=<true> linkUp=<false>",
                "NetworkInterface if/Te1/1/1 name=Te1/1/1 description=TenGigabitEthernet1/1/1 interfaceIndex=25i "
                    + "linkUp=<true>",
                "NetworkInterface if/Te1/1/2 name=Te1/1/2 description=TenGigabitEthernet1/1/2 interfaceIndex=26i "
                    + "linkUp=<true>",
                "LinkAggregate if/Po1 name=Po1 description=Port-channel1 interfaceIndex=100i linkUp=<true> "
                    + "group.members=atLeast 1",
                "NetworkModule device/LIT0001 name=Power Supply 1 model=PWR-C1-350WAC serialNumber=LIT0001",
                "NetworkDevice sw2.example.com name=sw2.example.com fqdn=sw2.example.com "
                    + "description=Cisco IOS Software addresses=[10.1.0.3] managementAddress=10.1.0.3 "
                    + "macAddress=00:1b:54:00:00:02",
                "NetworkInterface sw2.example.com/if/TenGigabitEthernet1/1/2 name=TenGigabitEthernet1/1/2",
                "Router rt9 name=rt9 description=JUNOS router model=Example Router addresses=[10.1.0.9] "
                    + "managementAddress=10.1.0.9",
                "NetworkInterface rt9/if/ge-0/0/1 name=ge-0/0/1",
            ])
        #expect(
            run.edges.filter { !$0.contains("/if/") || !$0.contains("PART_OF") } == [
                "\(device)/if/Te1/1/1 CONNECTS_TO sw2.example.com/if/TenGigabitEthernet1/1/2",
                "\(device)/if/Te1/1/1 MEMBER_OF \(device)/if/Po1 {group: members, inferred: true}",
                "\(device)/if/Te1/1/2 CONNECTS_TO rt9/if/ge-0/0/1",
                "\(device)/if/Te1/1/2 MEMBER_OF \(device)/if/Po1 {group: members, inferred: true}",
                "device/LIT0001 PART_OF \(device)",
            ])
    }

    @Test("Several devices of an older agent: a switch, a printer, one that was only found, one that says nothing")
    func older() throws {
        let run = try GLPIImporterTests.read(fixtures: "snmp.xml")
        #expect(run.rejections.map(\.message) == ["the device has no serial, address or name"])
        #expect(
            run.items.filter { $0.ciClass != "NetworkInterface" }.map { "\($0.ciClass) \($0.nativeID)" } == [
                "Switch device/FCW0002", "LinkAggregate device/FCW0002/if/Po1", "NetworkModule device/FOC0002",
                "Printer device/PR0007", "UninterruptiblePowerSupply device/ups1.example.com",
                "NetworkDevice sw1.example.com",
            ])
        let port = run.item("device/FCW0002/if/Te1/1/2")
        #expect(port?.attributes.contains(Property("vlans", .list([.string("10"), .string("20")]))) == true)
        // What 32 bits cannot say is not said.
        #expect(port?.attributes.contains { $0.key == "speedMegabits" } == false)
    }

    @Test("One cable that both ends tell of, in both formats, is one; a sole address is the computer that has it")
    func together() throws {
        let run = try GLPIImporterTests.read(fixtures: "snmp.xml", "computer.json", "switch.json", "fusion.xml")
        #expect(
            run.edges.filter { $0.contains("CONNECTS_TO") } == [
                "device/FCW0001/if/Gi1/0/1 CONNECTS_TO 4c4c4544-0042-3510-8057-b4c04f503732/if/eno1 {inferred: true}",
                "device/FCW0001/if/Te1/1/1 CONNECTS_TO device/FCW0002/if/Te1/1/2",
                "device/FCW0001/if/Te1/1/2 CONNECTS_TO rt9/if/ge-0/0/1",
                "device/FCW0002/if/Gi1/0/5 CONNECTS_TO NB0042/if/Intel Ethernet {inferred: true}",
            ])
        #expect(run.items.filter { $0.nativeID == "sw2.example.com" }.isEmpty)
    }

    @Test("Access points of a controller")
    func accessPoints() throws {
        let run = try GLPIImporterTests.read([
            """
            {"content":{"network_device":{"name":"wlc1","type":"Networking","model":"AIR-CT5520-K9","serial":"W1"},
            "network_components":[{"index":56,"ip":"10.4.84.213","mac":"00:FE:C8:E8:3E:70","model":"AIR-CAP2702E-E-K9",
            "name":"AP2700","serial":"A1","firmware":"8.2"}]},"deviceid":"foo","itemtype":"NetworkEquipment"}
            """
        ])
        #expect(
            run.items.map { DiscoveredRecord.item($0).line } == [
                "WirelessController device/W1 name=wlc1 model=AIR-CT5520-K9 serialNumber=W1",
                "WirelessAccessPoint device/A1 name=AP2700 model=AIR-CAP2702E-E-K9 serialNumber=A1 "
                    + "firmwareVersion=8.2 macAddress=00:fe:c8:e8:3e:70 managementAddress=10.4.84.213",
            ])
        #expect(run.edges == ["device/W1 MANAGES device/A1"])
    }
}
