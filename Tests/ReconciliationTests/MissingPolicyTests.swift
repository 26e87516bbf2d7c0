import Discovery
import GraphModel
import Reconciliation
import TestSupport
import Testing

/// What becomes of items that their source no longer reports, with time.
@Suite struct MissingPolicyTests {
    private func missing(_ estate: Estate, _ day: Int, _ records: [DiscoveredRecord] = []) throws -> ImportReport {
        try estate.importing(records, scope: .full(.byClass), day: day)
    }

    private func state(_ estate: Estate, _ key: String = "cmdb#1") throws -> PropertyValue? {
        try estate.ci(key)?["state"]
    }

    @Test func aServerIsStaleForAMonthAndThenRetires() throws {
        let estate = try Estate()
        try estate.importing([item("Server", "1")], day: 100)
        #expect(try missing(estate, 101).itemsDisappeared == 1)
        #expect(try state(estate) == "stale")
        #expect(try estate.ci("cmdb#1")?["missing"] == .integer(101 * 86_400_000_000))
        for day in [101, 115, 130] {
            #expect(try missing(estate, day).changedNothing)
            #expect(try state(estate) == "stale")
        }
        #expect(try missing(estate, 131).itemsDisappeared == 1)
        #expect(try state(estate) == "retired")
        #expect(try missing(estate, 400).changedNothing)
        #expect(try estate.ci("cmdb#1")?["missing"] == .integer(101 * 86_400_000_000))
    }

    @Test func whatIsBackIsAsItWas() throws {
        for gone in [1, 60] {
            let estate = try Estate()
            let records = [item("Server", "1", [Property("cores", 4), Property("costCentre", "17")])]
            try estate.importing(records)
            let before = try #require(try estate.ci("cmdb#1"))
            _ = try missing(estate, 0)
            _ = try missing(estate, gone)
            #expect(try missing(estate, 61, records).itemsUpdated == 1)
            #expect(try estate.ci("cmdb#1")?.properties == before.properties)
            // Its time begins anew.
            _ = try missing(estate, 70)
            #expect(try state(estate) == "stale")
        }
    }

    @Test func whatIsBackHasTheStateThatItsSourceStates() throws {
        let estate = try Estate()
        let records = [item("Server", "1", [Property("state", "maintenance")])]
        try estate.importing(records)
        _ = try missing(estate, 0)
        #expect(try state(estate) == "stale")
        _ = try missing(estate, 1, records)
        #expect(try state(estate) == "maintenance")
    }

    @Test func whatSchedulersMakeIsDeleted() throws {
        let estate = try Estate()
        try estate.importing([
            item("Pod", "1"), item("Server", "2"), relationship(.native("1"), "RUNS_ON", .native("2")),
        ])
        let report = try missing(estate, 0, [item("Server", "2")])
        #expect(report.itemsDisappeared == 1)
        #expect(try estate.identities() == ["cmdb#2"])
    }

    @Test("What people keep stays", arguments: ["Room", "Site", "Person", "Contract"])
    func whatPeopleKeep(ciClass: String) throws {
        let estate = try Estate()
        try estate.importing([item(ciClass, "1")])
        #expect(try missing(estate, 0).changedNothing)
        #expect(try missing(estate, 1_000).changedNothing)
    }

    @Test func aServiceIsStaleForGood() throws {
        let estate = try Estate()
        try estate.importing([item("Service", "1")])
        _ = try missing(estate, 0)
        #expect(try missing(estate, 1_000).changedNothing)
        #expect(try state(estate) == "stale")
    }

    @Test("The policy of a run overrules the classes'", arguments: ImportRun.MissingPolicy.allCases)
    func policyOfTheRun(policy: ImportRun.MissingPolicy) throws {
        let estate = try Estate()
        try estate.importing([item("Pod", "1"), item("Server", "2")])
        for _ in 0..<2 { try estate.importing([], scope: .full(policy)) }
        let expected: [PropertyValue?] =
            switch policy {
            case .byClass: [nil, "stale"]
            case .keep, .delete: [nil, nil]
            case .stale: ["stale", "stale"]
            case .retire: ["retired", "retired"]
            }
        #expect(try [state(estate), state(estate, "cmdb#2")] == expected)
        #expect(try estate.identities().count == (policy == .byClass ? 1 : policy == .delete ? 0 : 2))
        #expect(try estate.importing([], scope: .full(policy)).changedNothing)
    }

    @Test func anEmptyFullRunRetiresWhatItsSourceAloneReported() throws {
        let estate = try Estate()
        let machine = Property("machineId", "m")
        try estate.importing([item("Server", "1", [machine]), item("Server", "2")], scope: .full(.retire))
        try estate.importing([item("Server", "a", [machine]), item("Server", "b")], source: "agent")
        #expect(try estate.importing([], scope: .full(.retire)).itemsDisappeared == 1)
        #expect(try state(estate, "cmdb#2") == "retired")
        #expect(try estate.identities() == ["agent#a", "agent#b", "cmdb#2"])
        #expect(try state(estate, "agent#a") == nil)
        #expect(try state(estate, "agent#b") == nil)
    }

    @Test func aSourceWithALikeNameIsAnother() throws {
        let estate = try Estate()
        for source in ["cmdb", "cmdb-2", "cmd"] { try estate.importing([item("Server", "1")], source: source) }
        try estate.importing([], scope: .full(.delete))
        #expect(try estate.identities() == ["cmd#1", "cmdb-2#1"])
    }

    @Test func afterRecordsThatCannotBeUsedNothingIsMissed() throws {
        let estate = try Estate()
        let records = [
            item("Server", "1"), item("Server", "2"), relationship(.native("1"), "DEPENDS_ON", .native("2")),
        ]
        try estate.importing(records)
        let report = try estate.importing([item("Servre", "1"), item("Server", "2")], scope: .full(.delete))
        #expect(report.itemsDisappeared == 0)
        #expect(report.relationshipsDeleted == 0)
        #expect(
            report.warnings.first.map(\.message) == [
                "1 records could not be used, so nothing is taken to have disappeared"
            ])
        #expect(try estate.importing(records).changedNothing)
    }

    /// What is missed and found by another source is there.
    @Test func anotherSourceBringsItBack() throws {
        let estate = try Estate()
        let machine = Property("machineId", "m")
        try estate.importing([item("Server", "1", [machine])])
        _ = try missing(estate, 0)
        try estate.importing([item("Server", "a", [machine])], source: "agent", day: 1)
        #expect(try estate.identities() == ["agent#a cmdb#1"])
        #expect(try state(estate) == nil)
        #expect(try estate.ci("cmdb#1")?["missing"] == nil)
        // Its own source misses it still, which leaves the other's word.
        _ = try missing(estate, 2)
        #expect(try estate.identities() == ["agent#a"])
        #expect(try state(estate, "agent#a") == nil)
    }
}
