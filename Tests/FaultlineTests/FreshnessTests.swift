import Faultline
import Synchronization
import TestSupport
import Testing

@Suite struct FreshnessTests {
    private final class Clock: Sendable {
        private let time = Mutex(Timestamp(microsecondsSinceEpoch: 1_800_000_000_000_000))

        var now: Timestamp { time.withLock(\.self) }

        func advance(days: Int64) {
            time.withLock { $0 = Timestamp(microsecondsSinceEpoch: $0.microsecondsSinceEpoch + days * 86_400_000_000) }
        }
    }

    @Test("A source that has not run for longer than it counts gives way to a fresh one, until it runs again")
    func freshness() throws {
        let folder = try temporaryFolder()
        let clock = Clock()
        let database = try Database.create(at: folder.path("store"), author: "tests", clock: { clock.now })
        func report(_ source: String, _ system: String) throws -> ImportOutcome {
            let attributes = [
                Property("name", "db-01"), Property("serialNumber", "SN-1"),
                Property("operatingSystem", .string(system)),
            ]
            return try database.ingest(
                ImportRequest(run: ImportRun(source: source), author: "tests"), name: "test",
                [
                    .item(
                        DiscoveredItem(
                            ciClass: "Server", nativeID: "1", attributes: attributes,
                            position: SourcePosition(file: "test")))
                ])
        }
        func shown() throws -> PropertyValue? {
            let session = try database.session()
            return try session.node(session.resolve("db-01"))?["operatingSystem"]
        }
        _ = try report("csv-list", "RHEL 8")
        _ = try report("ansible-facts", "RHEL 9.4")
        #expect(try shown() == "RHEL 9.4")
        // Facts count for 30 days, tables for 90.
        clock.advance(days: 40)
        #expect(try report("csv-list", "RHEL 8").report.itemsUpdated == 1)
        #expect(try shown() == "RHEL 8")
        #expect(try report("csv-list", "RHEL 8").report.changedNothing)
        #expect(try report("ansible-facts", "RHEL 9.4").report.itemsUpdated == 1)
        #expect(try shown() == "RHEL 9.4")
        #expect(try database.verify().isSound)
    }
}
