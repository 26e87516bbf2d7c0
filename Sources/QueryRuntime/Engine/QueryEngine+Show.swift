internal import GraphModel
internal import GraphStore
internal import QueryPlanner
internal import QuerySyntax
internal import QueryValues

extension QueryEngine {
    /// `SHOW …`: a table made from the store's definitions or the catalogues, asked like any rows.
    func show(
        _ command: ShowCommand, _ asked: Asked, _ emit: ([QueryValue]) throws -> Bool
    ) throws -> QuerySummary {
        let snapshot = try store.snapshot()
        let table = try table(of: command, asked, snapshot)
        let environment = PlanningEnvironment(
            functions: functions, procedure: { $0 == table.signature.name ? table.signature : nil },
            statistics: StoreStatistics(reader: snapshot))
        let plan = try QueryPlanner.plan(command.query(calling: table.signature), environment)
        let run = execution(
            slots: plan.slotNames.count, asked, QueryGraph(snapshot), writing: nil,
            procedures: ProcedureTable([table]))
        var summary = QuerySummary(columns: plan.columns.map(\.name), version: snapshot.commit)
        summary.rows = try Program(plan, isCounting: false).perform(run, mostRows: asked.request.limits.rows, emit)
        return summary
    }

    private func table(of command: ShowCommand, _ asked: Asked, _ snapshot: GraphSnapshot) throws -> Procedure {
        let rows: [[Value]] =
            switch command.subject {
            case .indexes:
                snapshot.indexes.map { $0.row(owner: .null) }
                    + snapshot.constraints.filter { $0.kind == .uniqueness }.map {
                        IndexDefinition(name: $0.name, element: $0.element, properties: $0.properties)
                            .row(owner: .string($0.name))
                    }
            case .constraints: snapshot.constraints.map(\.row)
            case .functions: functions.all.map(\.row) + AggregateFunction.allCases.map(\.row)
            case .procedures: procedures.all.map(\.signature.row)
            case .transactions: running.all.map { $0.status(at: asked.time).row }
            case .terminations: try terminations(command.arguments, asked)
            }
        return Procedure(ProcedureSignature("show", [], gives: command.subject.columns, "What SHOW shows.")) {
            _, _, emit in
            for row in rows { guard try emit(row) else { return } }
        }
    }

    /// Ends what the identities name, and tells for each whether it was there.
    private func terminations(_ identities: [Expression], _ asked: Asked) throws -> [[Value]] {
        var ids: [String] = []
        for identity in identities { ids += try constant(identity, asked).names() }
        return ids.map { id in
            let found = running[id]
            found?.terminate()
            return [
                .string(id), found.map { .string($0.author) } ?? .null,
                .string(found == nil ? "There is no such transaction." : "The transaction is terminated."),
            ]
        }
    }
}

extension ShowCommand {
    /// The same as a query that calls a procedure.
    fileprivate func query(calling signature: ProcedureSignature) -> Query {
        let span = Span(start: 0, end: 0)
        let stated = yields.flatMap { $0.isEmpty ? nil : $0 }
        let items = stated ?? signature.outputs.map { YieldItem(column: Name($0.name, span), alias: nil) }
        let call = ProcedureCall(
            name: Name(signature.name, span), arguments: [], yields: .items(items, where: nil))
        var clauses = [Clause(.call(call), span)]
        let ordered = Projection(includesAll: true, items: [], order: order, skip: skip, limit: limit)
        clauses.append(Clause(.with(ordered, where: predicate), span))
        let names = items.map { $0.alias ?? $0.column }
        let columns = names.map {
            ProjectionItem(expression: Expression(.variable($0.text), span), alias: $0, columnName: $0.text)
        }
        clauses.append(Clause(.returning(returns ?? Projection(items: columns)), span))
        return Query(first: SingleQuery(clauses: clauses, span: span))
    }
}
