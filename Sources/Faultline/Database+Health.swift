public import GraphModel
internal import GraphStore
public import InventoryHealth
public import QueryRuntime
public import Schema

extension Database {
    /// What is missing, wrong, against the rules or unconnected in one version of the inventory.
    ///
    ///     let rules = try HealthRule.read([SchemaDocument(name: "rules.yaml", text: text)])
    ///     let report = try database.health(HealthRequest(ciClass: "Server"), rules: rules)
    ///     report.scores.overall
    ///
    /// Cost: seconds for a million CIs, in one pass over nodes and relationships, and a query for each rule.
    ///
    /// - Parameters:
    ///   - rules: queries that find the CIs which break them. Each ends at `limits`.
    /// - Throws: `schema.unknownClass`; what the query of a rule throws, with its place in the rules' file, and
    ///   `query.notAllowed` for one that writes; `query.cancelled` when the request's `shouldStop` ended it; what
    ///   reading throws.
    public func health(
        _ request: HealthRequest = HealthRequest(), at point: PointInTime = .latest, rules: [HealthRule] = [],
        limits: QueryLimits = .healthRule
    ) throws -> HealthReport {
        let session = try session(at: point)
        guard let findings = try session.healthFindings(request) else { throw QueryError.healthCancelled }
        for rule in rules {
            try findings.add(rule) { broken in
                do {
                    try run(rule, at: session.version, limits, broken.note)
                } catch {
                    throw rule.placed(error)
                }
            }
        }
        return try findings.report()
    }

    /// Hands each CI that breaks a rule to `note`.
    private func run(
        _ rule: HealthRule, at version: CommitNumber, _ limits: QueryLimits, _ note: (NodeID) -> Void
    ) throws {
        let request = QueryRequest(rule.query, limits: limits, asOf: version)
        if try isWriting(request) {
            throw QueryError(
                .notAllowed, .semantic, .compileTime, "it changes the graph",
                advice: "A rule only reads: MATCH … RETURN the CIs that break it.")
        }
        // `EXPLAIN` has no columns.
        var givesRows = false
        let columns = { (names: [String]) in givesRows = !names.isEmpty }
        try query(request, author: "faultline", source: "faultline health", columns: columns) { row in
            guard case .node(let node)? = row.first else {
                throw QueryError(
                    .invalidArgumentType, .type, .runtime, "its first column is no CI in some row",
                    advice: "RETURN the CIs that break the rule.")
            }
            note(node.id)
            return true
        }
        if !givesRows {
            throw QueryError(
                .notAllowed, .semantic, .compileTime, "it gives no rows",
                advice: "A rule RETURNs the CIs that break it.")
        }
    }
}

extension QueryLimits {
    /// For the query of a rule: a minute, half a gigabyte.
    public static var healthRule: QueryLimits {
        var limits = QueryLimits()
        limits.milliseconds = 60_000
        limits.keptBytes = 1 << 29
        return limits
    }
}

extension HealthRule {
    /// The error of the rule's query, at its place in the rules' file.
    fileprivate func placed(_ error: any Error) -> any Error {
        if var error = error as? QueryError {
            error.message = "rule `\(name)`: \(error.message)"
            error.position = position(ofQueryLine: error.position?.line, column: error.position?.column)
            return error
        }
        if var error = error as? EngineError {
            error.message = "rule `\(name)`: \(error.message)"
            error.position = position(ofQueryLine: nil, column: nil)
            return error
        }
        return error
    }
}

extension QueryError {
    fileprivate static let healthCancelled = QueryError(
        .cancelled, .limit, .runtime, "the look at the inventory was ended before it was through")
}

extension Session {
    /// What is wrong with the items of this version; nil when the request's `shouldStop` ended the work. See
    /// `HealthFindings`.
    func healthFindings(_ request: HealthRequest) throws -> HealthFindings? {
        try ask { try HealthFindings(request, $0, snapshot) }
    }
}
