internal import GraphModel
internal import InventoryHealth
internal import QueryRuntime
internal import QueryValues

/// The health of the inventory, as rows.
enum HealthProcedures {
    static func summary(_ topologies: TopologySource) -> Procedure {
        let name = "health.summary"
        let signature = ProcedureSignature(
            name, [.init("options", .map)], required: 0,
            gives: [
                .init("category", .string), .init("kind", .string), .init("count", .integer),
                .init("total", .integer), .init("percent", .float), .init("score", .float),
            ],
            "What is missing or wrong in the inventory, and the scores: options class, owner, source.")
        return Procedure(signature) { arguments, context, emit in
            let session = try QuerySession.of(context, topologies, name)
            let options = try ProcedureOptions(arguments[0], name, known: ["class", "owner", "source"])
            guard let findings = try session.healthFindings(options.health(limit: 0, context)) else { return }
            let report = try findings.report()
            for check in report.checks {
                let row: [Value] = [
                    .string(check.category.rawValue), .string(check.kind), .integer(Int64(check.count)),
                    .integer(Int64(check.total)), check.percent.map(Value.float) ?? .null, .null,
                ]
                guard try emit(row) else { return }
            }
            let scores = HealthCategory.allCases.map { ($0.rawValue, report.scores[$0]) }
            for (category, score) in scores + [("overall", report.scores.overall)] {
                let cell: Value = score.map(Value.float) ?? .null
                guard try emit([.string(category), .null, .null, .null, .null, cell]) else { return }
            }
        }
    }

    static func issues(_ topologies: TopologySource) -> Procedure {
        let name = "health.issues"
        let signature = ProcedureSignature(
            name, [.init("options", .map)], required: 0,
            gives: [
                .init("ci", .node), .init("category", .string), .init("kind", .string), .init("detail", .string),
            ],
            "The CIs with something wrong, one row for each kind of issue: options class, kind, owner, source.")
        return Procedure(signature) { arguments, context, emit in
            let session = try QuerySession.of(context, topologies, name)
            let options = try ProcedureOptions(arguments[0], name, known: ["class", "kind", "owner", "source"])
            let kinds = try options.strings("kind")?.map { try HealthProcedures.kind($0, name) }
            guard let findings = try session.healthFindings(options.health(limit: 0, context)) else { return }
            try findings.forEachIssue(kinds ?? HealthKind.allCases) { kind, issue in
                if context.shouldEnd() { return false }
                return try emit([
                    .node(issue.id), .string(kind.category.rawValue), .string(kind.rawValue), .string(issue.detail),
                ])
            }
        }
    }

    private static func kind(_ text: String, _ procedure: String) throws -> HealthKind {
        if let kind = HealthKind(rawValue: text) { return kind }
        let names = HealthKind.allCases.map(\.rawValue)
        throw QueryError(
            .invalidArgumentValue, .argument, .runtime, "`\(procedure)` knows no kind of issue `\(text)`",
            advice: NameSuggestions.question(for: text, among: names) ?? "It knows: \(names.joined(separator: ", ")).")
    }
}

extension ProcedureOptions {
    fileprivate func health(limit: Int, _ context: ProcedureContext) throws -> HealthRequest {
        HealthRequest(
            ciClass: try string("class"), owner: try string("owner"), source: try string("source"), limit: limit,
            shouldStop: context.shouldEnd)
    }
}
