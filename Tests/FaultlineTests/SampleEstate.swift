import Faultline
import TestSupport

/// A small estate in a store of its own: a shop on two servers behind a load balancer, a database on one of them.
///
///     Shop ─DEPENDS_ON→ web (1 of 2: web-1, web-2) ; Shop ─DEPENDS_ON→ db-1 ; web-1, db-1 ─RUNS_ON→ srv-1 ; web-2
///     ─RUNS_ON→ srv-2
struct SampleEstate {
    let database: Database
    let folder: TemporaryFolder

    static let lines = """
        {"faultline":1,"source":"cmdb"}
        {"class":"Server","id":"s1","name":"srv-1","serialNumber":"SN-1"}
        {"class":"Server","id":"s2","name":"srv-2","serialNumber":"SN-2"}
        {"class":"Application","id":"w1","name":"web-1"}
        {"class":"Application","id":"w2","name":"web-2"}
        {"class":"DatabaseInstance","id":"d1","name":"db-1"}
        {"class":"BusinessService","id":"shop","name":"Shop","groups":{"web":"atLeast 1"}}
        {"class":"Team","id":"t","name":"Shop team","email":"shop@example.com"}
        {"type":"RUNS_ON","from":"w1","to":"s1"}
        {"type":"RUNS_ON","from":"w2","to":"s2"}
        {"type":"RUNS_ON","from":"d1","to":"s1"}
        {"type":"DEPENDS_ON","from":"shop","to":"w1","group":"web"}
        {"type":"DEPENDS_ON","from":"shop","to":"w2","group":"web"}
        {"type":"DEPENDS_ON","from":"shop","to":"d1"}
        {"type":"OWNED_BY","from":"shop","to":"t"}
        """

    init(importing: Bool = true) throws {
        folder = try temporaryFolder()
        database = try Database.create(at: folder.path("store"), author: "tests")
        if importing { try run(Self.lines) }
    }

    @discardableResult
    func run(_ text: String, source: String = "cmdb", isDryRun: Bool = false) throws -> ImportOutcome {
        var request = ImportRequest(run: ImportRun(source: source), author: "tests")
        request.isDryRun = isDryRun
        return try database.run(
            request, with: InterchangeImporter(options: ImporterOptions()),
            from: [ImportInput(name: "test.ndjson", bytes: Array(text.utf8))])
    }

    func impact(_ names: String..., session: Session? = nil) throws -> ImpactReport {
        let session = try session ?? database.session()
        return try session.impact(ImpactRequest(failing: names.map { try session.resolve($0) }))
    }
}

extension ImpactReport {
    /// `name verdict` for every impacted CI, in order of names.
    var lines: [String] { impacted.map { "\($0.ci.name) \($0.verdict.rawValue)" }.sorted() }
}
