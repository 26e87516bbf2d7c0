import Discovery
import GraphModel
import Reconciliation
import TestSupport
import Testing

/// What is identified within another: interfaces by their switch, rooms by their site, objects by their cluster.
@Suite struct DependentTests {
    typealias Run = (source: String, records: [DiscoveredRecord])

    private func part(
        _ ciClass: String, _ id: String, named name: String, of whole: String, by type: String = "PART_OF"
    ) -> [DiscoveredRecord] {
        [item(ciClass, id, [Property("name", .string(name))]), relationship(.native(id), type, .native(whole))]
    }

    /// Imports the runs in every order, and expects the same CIs and relationships each time.
    private func expect(
        _ identities: [String], _ ciClass: String, of runs: [Run], sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        var first: [String]?
        for order in runs.permutations {
            let estate = try Estate()
            let warnings = try estate.warnings(order)
            let names = order.map(\.source)
            #expect(
                try estate.identities(ciClass) == identities, "\(names): \(warnings)", sourceLocation: sourceLocation)
            let lines = try estate.wholeLines()
            #expect(lines == first ?? lines, "\(names)", sourceLocation: sourceLocation)
            first = first ?? lines
            for run in order {
                #expect(
                    try estate.importing(run.records, source: run.source).changedNothing, "\(names): \(run.source)",
                    sourceLocation: sourceLocation)
            }
        }
    }

    private func aSwitch(_ source: String, _ ports: [String], _ attributes: [Property]) -> Run {
        (
            source,
            [item("Switch", "sw", attributes)] + ports.flatMap { part("NetworkInterface", $0, named: $0, of: "sw") }
        )
    }

    private let address = Property("macAddress", "00:1b:21:aa:00:01")

    @Test func interfacesOfOneSwitchThatTwoSourcesReportAreOne() throws {
        try expect(
            ["lldp#Gi1", "lldp#Gi2 snmp#Gi2", "snmp#Gi3"], "NetworkInterface",
            of: [aSwitch("snmp", ["Gi2", "Gi3"], [address]), aSwitch("lldp", ["Gi1", "Gi2"], [address])])
    }

    @Test func interfacesOfTwoSwitchesAreNot() throws {
        try expect(
            ["lldp#Gi1", "snmp#Gi1"], "NetworkInterface",
            of: [
                aSwitch("snmp", ["Gi1"], [address]),
                aSwitch("lldp", ["Gi1"], [Property("macAddress", "00:1b:21:aa:00:02")]),
            ])
    }

    /// Two sources that know nothing of each other's names, and a third that knows both.
    @Test func partsAreJoinedWhenTheirWholesAre() throws {
        try expect(
            ["lldp#Gi1 snmp#Gi1"], "NetworkInterface",
            of: [
                aSwitch("snmp", ["Gi1"], [Property("managementAddress", "10.0.0.7")]),
                aSwitch("lldp", ["Gi1"], [address]),
                ("netbox", [item("Switch", "7", [address, Property("managementAddress", "10.0.0.7")])]),
            ])
    }

    @Test func partsArriveInARunOfTheirOwn() throws {
        let estate = try Estate()
        for source in ["snmp", "lldp"] { try estate.importing([item("Switch", "sw", [address])], source: source) }
        for source in ["snmp", "lldp"] {
            try estate.importing(part("NetworkInterface", "Gi1", named: "Gi1", of: "sw"), source: source)
        }
        #expect(try estate.identities("NetworkInterface") == ["lldp#Gi1 snmp#Gi1"])
        let explanation = try estate.explain("lldp#Gi1", "snmp#Gi1")
        #expect(explanation.findings.contains { $0.hasPrefix("name within ") && $0.contains("=Gi1 makes one of") })
    }

    @Test func partsPartWhenTheirWholesDo() throws {
        let estate = try Estate()
        _ = try estate.warnings([aSwitch("snmp", ["Gi1"], [address]), aSwitch("lldp", ["Gi1"], [address])])
        let shared = try #require(try estate.ci("snmp#sw"))
        _ = try estate.deciding { try $0.separate("snmp#sw", from: shared.id) }
        #expect(try estate.identities("NetworkInterface") == ["lldp#Gi1", "snmp#Gi1"])
        #expect(
            try estate.relationships().count == 2, "each interface is part of one switch")
    }

    private func places(_ source: String, _ sites: [String]) -> Run {
        (
            source,
            sites.flatMap { site in
                [item("Site", site)] + part("Room", "\(site)/1", named: "Room 1", of: site, by: "LOCATED_IN")
            }
        )
    }

    @Test func roomsOfOneNameAreThoseOfTheirSites() throws {
        try expect(
            ["cmdb#Bern/1 netbox#Bern/1", "cmdb#Zurich/1 netbox#Zurich/1", "itop#Basel/1"], "Room",
            of: [places("cmdb", ["Zurich", "Bern"]), places("netbox", ["Bern", "Zurich"]), places("itop", ["Basel"])])
    }

    /// Racks within rooms within sites: each is known only when what it is within is.
    @Test func whatIsWithinWhatIsWithin() throws {
        func run(_ source: String) -> Run {
            let (name, records) = places(source, ["Bern", "Zurich"])
            return (
                name,
                records
                    + ["Bern", "Zurich"].flatMap {
                        part("Rack", "\($0)/1/A", named: "A", of: "\($0)/1", by: "LOCATED_IN")
                    }
            )
        }
        try expect(
            ["cmdb#Bern/1/A itop#Bern/1/A netbox#Bern/1/A", "cmdb#Zurich/1/A itop#Zurich/1/A netbox#Zurich/1/A"],
            "Rack", of: [run("cmdb"), run("netbox"), run("itop")])
    }

    private func cluster(_ source: String, _ name: String, uid: String?, _ namespaces: [String]) -> Run {
        let own = uid.map { [Property("uid", .string($0))] } ?? []
        return (
            source,
            [item("KubernetesCluster", "cluster", own + [Property("name", .string(name))])]
                + namespaces.flatMap { namespace in
                    [
                        item(
                            "Deployment", "\(namespace)/web",
                            [
                                Property("name", "web"), Property("namespace", .string(namespace)),
                            ]),
                        relationship(.native("\(namespace)/web"), "PART_OF", .native("cluster")),
                    ]
                }
        )
    }

    @Test func objectsOfOneNameInTwoNamespacesAreTwo() throws {
        try expect(
            ["k8s#shop/web kiali#shop/web", "k8s#test/web kiali#test/web"], "Deployment",
            of: [
                cluster("k8s", "prod", uid: nil, ["shop", "test"]),
                cluster("kiali", "prod", uid: nil, ["test", "shop"]),
            ])
    }

    @Test func objectsOfOneNameInTwoClustersAreTwo() throws {
        try expect(
            ["k8s-1#shop/web", "k8s-2#shop/web"], "Deployment",
            of: [cluster("k8s-1", "prod", uid: nil, ["shop"]), cluster("k8s-2", "test", uid: nil, ["shop"])])
    }

    /// Installers call every cluster `kubernetes`.
    @Test func clustersOfOneNameAreTwo() throws {
        try expect(
            ["k8s-1#shop/web", "k8s-2#shop/web"], "Deployment",
            of: [
                cluster("k8s-1", "kubernetes", uid: "u-1", ["shop"]),
                cluster("k8s-2", "kubernetes", uid: "u-2", ["shop"]),
            ])
    }
}
