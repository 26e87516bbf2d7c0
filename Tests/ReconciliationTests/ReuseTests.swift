import Discovery
import GraphModel
import Reconciliation
import TestSupport
import Testing

/// Native identities that a source gives to another thing once the first is gone.
@Suite struct ReuseTests {
    private func machine(_ name: String, _ uuid: String, _ attributes: [Property] = []) -> DiscoveredRecord {
        item(
            "VirtualMachine", "vm-12",
            [Property("name", .string(name)), Property("instanceUUID", .string(uuid))] + attributes)
    }

    private let listed = item("VirtualMachine", "web", [Property("instanceUUID", "u-1"), Property("costCentre", "17")])

    @Test func theFirstIsMissedAndTheSecondIsNew() throws {
        let estate = try Estate()
        try estate.importing([machine("web", "u-1", [Property("powerState", "on")])], source: "vsphere")
        let warnings = try estate.warnings([("vsphere", [machine("db", "u-2")])])
        #expect(warnings == ["vsphere#vm-12 now names another item: instanceUUID=u-1 became instanceUUID=u-2"])
        let first = try #require(try estate.named("web").first)
        #expect(first["state"] == "stale")
        #expect(first["identity"]?.strings?.contains("vsphere#vm-12") == false)
        let second = try #require(try estate.ci("vsphere#vm-12"))
        #expect(second["name"] == "db")
        #expect(second["powerState"] == nil)
        #expect(try estate.importing([machine("db", "u-2")], source: "vsphere").changedNothing)
    }

    @Test func whatOthersReportOfTheFirstStays() throws {
        let estate = try Estate()
        try estate.importing([listed], source: "cmdb")
        try estate.importing([machine("web", "u-1", [Property("powerState", "on")])], source: "vsphere")
        #expect(try estate.identities("VirtualMachine") == ["cmdb#web vsphere#vm-12"])
        try estate.importing([machine("db", "u-2")], source: "vsphere")
        #expect(try estate.identities("VirtualMachine") == ["cmdb#web", "vsphere#vm-12"])
        let first = try #require(try estate.ci("cmdb#web"))
        #expect(first["state"] == nil)
        #expect(first["powerState"] == nil)
        #expect(first["costCentre"] == "17")
        #expect(try estate.ci("vsphere#vm-12")?["costCentre"] == nil)
    }

    /// The second is what another source knows already.
    @Test func theSecondMayBeKnown() throws {
        let estate = try Estate()
        try estate.importing([machine("web", "u-1")], source: "vsphere")
        try estate.importing([item("VirtualMachine", "db", [Property("instanceUUID", "u-2")])], source: "cmdb")
        try estate.importing([machine("database", "u-2")], source: "vsphere")
        #expect(try estate.ci("cmdb#db")?.id == estate.ci("vsphere#vm-12")?.id)
    }

    @Test func aNewNameOrANewIdentifierAloneIsAChange() throws {
        let estate = try Estate()
        try estate.importing([machine("web", "u-1")], source: "vsphere")
        #expect(try estate.warnings([("vsphere", [machine("web-old", "u-1")])]).isEmpty)
        #expect(try estate.warnings([("vsphere", [machine("web-old", "u-2")])]).isEmpty)
        #expect(try estate.identities("VirtualMachine") == ["vsphere#vm-12"])
    }
}
