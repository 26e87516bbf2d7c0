/// The class of a network device from what it says of itself.
enum NetworkDeviceClass {
    static let unknown = "NetworkDevice"

    /// Words of descriptions, product names and system names, the most telling first.
    private static let words: [(ciClass: String, words: [String])] = [
        (
            "Firewall",
            [
                "adaptive security appliance", "asa5", "firepower", "fortigate", "fortios", "palo alto", "panos",
                "pan-os", "pa-", "srx", "checkpoint", "check point", "sonicwall", "pfsense", "opnsense", "firewall",
            ]
        ),
        ("LoadBalancer", ["big-ip", "bigip", "netscaler", "load balancer", "a10 thunder"]),
        ("WirelessController", ["wireless lan controller", "wireless controller", "air-ct", "mobility controller"]),
        ("WirelessAccessPoint", ["access point", "air-ap", "air-cap", "aironet", "unifi ap", "uap-", "instant ap"]),
        ("StorageSwitch", ["brocade", "fibre channel switch", "mds 9", "mds9"]),
        ("PowerDistributionUnit", ["pdu", "power distribution"]),
        ("UninterruptiblePowerSupply", ["smart-ups", "uninterruptible", " ups "]),
        ("Printer", ["jetdirect", "laserjet", "printer", "officejet"]),
        ("ConsoleServer", ["console server", "opengear", "avocent"]),
        (
            "Switch",
            [
                "nx-os", "nxos", "nexus", "catalyst", "ws-c", "c9200", "c9300", "c9400", "c9500", "c2960", "c3560",
                "c3650", "c3750", "c3850", "c4500", "c6500", "arista", "eos", "procurve", "aruba", "ex2", "ex3", "ex4",
                "qfx", "cumulus", "sonic", "icx", "powerconnect", "dell emc networking", "comware", "dnos",
                "edgeswitch", "usw-", "switch", "l2 software", "cloudengine",
            ]
        ),
        (
            "Router",
            [
                "ios-xr", "ios xr", "iosxr", "asr", "isr", "mx80", "mx104", "mx240", "mx480", "mx960", "mx204", "vyos",
                "routeros", "mikrotik", "edgerouter", "router",
            ]
        ),
    ]

    /// Nil when none of the texts tells.
    static func telling(_ texts: String?...) -> String? {
        let said = texts.compactMap { $0?.lowercased() }
        for (ciClass, words) in words {
            if said.contains(where: { text in words.contains { contains(text, $0) } }) { return ciClass }
        }
        return nil
    }

    /// Whether a description, in small letters, is that of an operating system which only network devices have.
    static func isSystem(_ description: String) -> Bool {
        ["cisco ios", "nx-os", "junos", "routeros", "comware", "extremexos", "arubaos"].contains {
            description.contains($0)
        }
    }

    /// Whether a word stands in the text, not in the middle of another.
    private static func contains(_ text: String, _ word: String) -> Bool {
        var rest = text[...]
        while let found = rest.firstRange(of: word) {
            let before = found.lowerBound == text.startIndex ? nil : text[text.index(before: found.lowerBound)]
            if before.map({ !$0.isLetter && !$0.isNumber }) ?? true { return true }
            rest = rest[found.upperBound...]
        }
        return false
    }
}
