import Faultline
import Synchronization
import TestSupport

/// A small inventory with one of everything that can be wrong.
///
///     Shop ─DEPENDS_ON→ web ─RUNS_ON→ srv-1 ; Forum ─DEPENDS_ON→ forum (on nothing) ; web ─DEPENDS_ON→ old (retired)
struct HealthEstate {
    let database: Database
    let folder: TemporaryFolder

    /// The first of September 2026.
    static let start = Timestamp(microsecondsSinceEpoch: 1_788_220_800_000_000)
    let clock = HandClock(Self.start)

    static let lines = """
        {"faultline":1,"source":"cmdb"}
        {"class":"Server","id":"s1","name":"srv-1","serialNumber":"SN-1","manufacturer":"A","model":"M","operatingSystem":"Debian","environment":"production","businessCriticality":"high","owner":"Ada"}
        {"class":"Server","id":"s2","name":"srv-2","serialNumber":"SN-2","manufacturer":"A","model":"M","operatingSystem":"Debian","environment":"production","owner":"Ada"}
        {"class":"Server","id":"s3","name":"srv-2","manufacturer":"","state":"stale"}
        {"class":"Server","id":"s4","name":"old","state":"retired"}
        {"class":"Server","id":"s5","name":"older","state":"disposed"}
        {"class":"Server","id":"s6","name":"next","state":"planned"}
        {"class":"Application","id":"web","name":"web","environment":"production","businessCriticality":"high"}
        {"class":"Application","id":"forum","name":"forum"}
        {"class":"BusinessService","id":"shop","name":"Shop","environment":"production","businessCriticality":"high"}
        {"class":"BusinessService","id":"f","name":"Forum","environment":"production","businessCriticality":"low"}
        {"class":"Team","id":"t","name":"Shop team"}
        {"type":"RUNS_ON","from":"web","to":"s1"}
        {"type":"RUNS_ON","from":"web","to":"s4"}
        {"type":"DEPENDS_ON","from":"shop","to":"web"}
        {"type":"DEPENDS_ON","from":"f","to":"forum"}
        {"type":"DEPENDS_ON","from":"forum","to":"nowhere"}
        {"type":"OWNED_BY","from":"shop","to":"t"}
        {"type":"OWNED_BY","from":"web","to":"t"}
        {"type":"OWNED_BY","from":"s2","to":"t"}
        """

    init(importing: Bool = true) throws {
        folder = try temporaryFolder()
        database = try Database.create(at: folder.path("store"), author: "tests", clock: { [clock] in clock.now })
        if importing { try run(Self.lines) }
    }

    func run(_ text: String, source: String = "cmdb") throws {
        _ = try database.run(
            ImportRequest(run: ImportRun(source: source), author: "tests"),
            with: InterchangeImporter(options: ImporterOptions()),
            from: [ImportInput(name: "test.ndjson", bytes: Array(text.utf8))])
    }

    func write(_ statement: String) throws { try database.rows(statement) }
}

extension HealthReport {
    subscript(_ kind: HealthKind) -> HealthCheck? { checks.first { $0.kind == kind.rawValue } }

    /// `count/total` and the names of the CIs with what is said of them.
    func line(_ kind: HealthKind) -> String {
        guard let check = self[kind] else { return "" }
        let cis = check.issues.map { $0.detail.isEmpty ? $0.name : "\($0.name): \($0.detail)" }
        return "\(check.count)/\(check.total) [\(cis.joined(separator: "; "))]"
    }

    func group(_ grouping: HealthGroup.Grouping, _ name: String?) -> HealthGroup? {
        groups.first { $0.grouping == grouping && $0.name == name }
    }
}

/// A clock that moves when it is told to.
final class HandClock: Sendable {
    private let microseconds: Mutex<Int64>

    init(_ start: Timestamp) { microseconds = Mutex(start.microsecondsSinceEpoch) }

    var now: Timestamp { Timestamp(microsecondsSinceEpoch: microseconds.withLock(\.self)) }

    func advance(days: Int64) { microseconds.withLock { $0 += days * 86_400_000_000 } }
}
