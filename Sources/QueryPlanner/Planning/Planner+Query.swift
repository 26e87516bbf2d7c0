import GraphModel
import QuerySyntax
import QueryValues

extension Planner {
    /// The pipeline of a query within a scope, and the columns that its rows have.
    ///
    /// - Parameter outer: what it sees throughout, also after its own projections; nil: all of the scope.
    func plan(
        query: Query, _ scope: Scope, outer: Scope? = nil
    ) throws(QueryError) -> (PipelineBuilder, [Plan.Column]) {
        let outer = outer ?? scope
        guard !query.others.isEmpty else {
            var builder = PipelineBuilder()
            let columns = try plan(query.first, scope, outer: outer, &builder)
            return (builder, columns)
        }
        var result = PipelineBuilder()
        var branches: [Pipeline] = []
        var columns: [Plan.Column] = []
        var rows = 0.0
        for part in [query.first] + query.others.map(\.query) {
            var builder = PipelineBuilder()
            let own = try plan(part, scope, outer: outer, &builder)
            if columns.isEmpty { columns = own.map { Plan.Column(name: $0.name, slot: newSlot($0.name)) } }
            // Columns of the same names may come in another order.
            let assignments = columns.compactMap { column in
                own.first { $0.name == column.name }.map { Assignment(column.slot, .slot($0.slot)) }
            }
            builder.append(.assign(assignments), self)
            if builder.isWriting { builder.append(.barrier(keeping: columns.map(\.slot)), self) }
            rows += builder.rows
            result.hasOpenReads = result.hasOpenReads || builder.hasOpenReads
            result.isWriting = result.isWriting || builder.isWriting
            branches.append(builder.pipeline)
        }
        result.append(.union(branches), rows: rows, self)
        if query.others.contains(where: { !$0.keepsRepeats }) {
            result.append(.distinct(columns.map(\.slot)), self)
        }
        return (result, columns)
    }

    private func plan(
        _ query: SingleQuery, _ scope: Scope, outer: Scope, _ builder: inout PipelineBuilder
    ) throws(QueryError) -> [Plan.Column] {
        var scope = scope
        var columns: [Plan.Column] = []
        let isAlone = query.clauses.count == 1
        for clause in query.clauses {
            switch clause.kind {
            case .match(let match): scope = try plan(match, scope, &builder)
            case .unwind(let list, let name): scope = try plan(unwind: list, name, scope, &builder)
            case .with(let projection, let predicate):
                (scope, _) = try plan(projection, where: predicate, isFinal: false, outer: outer, scope, &builder)
            case .returning(let projection):
                (scope, columns) = try plan(projection, where: nil, isFinal: true, outer: outer, scope, &builder)
            case .finish:
                builder.settleWrites(keeping: scope, self)
                builder.append(.finish, rows: 0, self)
            case .call(let call):
                (scope, columns) = try plan(call, isAlone: isAlone, scope, &builder)
            case .subquery(let call): scope = try plan(call, scope, &builder)
            default: scope = try plan(update: clause, scope, &builder)
            }
        }
        return columns
    }

    private func plan(
        _ match: MatchClause, _ scope: Scope, _ builder: inout PipelineBuilder
    ) throws(QueryError) -> Scope {
        builder.settleWrites(keeping: scope, self)
        builder.hasOpenReads = true
        guard match.isOptional else {
            return try plan(patterns: match.patterns, where: match.predicate, scope, &builder)
        }
        var inner = PipelineBuilder()
        let result = try plan(patterns: match.patterns, where: match.predicate, scope, &inner)
        let new = result.slots.filter { scope[$0.key] != $0.value }.map(\.value).sorted()
        builder.append(.optional(inner.pipeline, nulls: new), rows: builder.rows * max(1, inner.rows), self)
        return result
    }

    private func plan(
        unwind list: Expression, _ name: Name, _ scope: Scope, _ builder: inout PipelineBuilder
    ) throws(QueryError) -> Scope {
        if list.readsGraph { settle(reading: scope, &builder) }
        let values: PlanExpression = try bind(list, scope)
        let (inner, slot) = binding(name, scope)
        builder.append(.unwind(values, slot), rows: builder.rows * 10, self)
        return inner
    }

    /// What follows reads the graph in its expressions.
    func settle(reading scope: Scope, _ builder: inout PipelineBuilder) {
        builder.settleWrites(keeping: scope, self)
        builder.hasOpenReads = true
    }

    private func plan(
        _ call: ProcedureCall, isAlone: Bool, _ scope: Scope, _ builder: inout PipelineBuilder
    ) throws(QueryError) -> (Scope, [Plan.Column]) {
        guard let signature = environment.procedure(call.name.text) else {
            throw QueryError(
                .procedureNotFound, .procedure, .compileTime, "there is no procedure `\(call.name.text)`")
        }
        settle(reading: scope, &builder)
        let arguments: [PlanExpression] =
            if let given = call.arguments {
                try bind(given, scope)
            } else {
                signature.inputs.map { PlanExpression.parameter($0.name) }
            }
        var result = scope
        var outputs: [(column: Int, slot: Slot)] = []
        var columns: [Plan.Column] = []
        for (name, alias) in Self.columns(of: call, signature) {
            let (next, slot) = binding(alias, result)
            result = next
            outputs.append((signature.outputs.firstIndex { $0.name == name } ?? 0, slot))
            columns.append(Plan.Column(name: alias.text, slot: slot))
        }
        builder.append(
            .call(
                ProcedureStep(
                    signature: signature, arguments: arguments, outputs: outputs, isOptional: call.isOptional)),
            rows: builder.rows * 10, self)
        if signature.isWriting { builder.isWriting = true }
        if case .items(_, let predicate?) = call.yields { try filter(predicate, result, &builder) }
        return (result, isAlone ? columns : [])
    }

    /// The columns that a call binds: the procedure's name of each, and the statement's.
    private static func columns(of call: ProcedureCall, _ signature: ProcedureSignature) -> [(String, Name)] {
        if case .items(let items, _) = call.yields {
            return items.map { ($0.column.text, $0.alias ?? $0.column) }
        }
        return signature.outputs.map { ($0.name, Name($0.name, call.name.span)) }
    }

    func filter(
        _ predicate: Expression, _ scope: Scope, _ builder: inout PipelineBuilder
    ) throws(QueryError) {
        if predicate.readsGraph { settle(reading: scope, &builder) }
        builder.append(.filter(try bind(predicate, scope)), rows: builder.rows / 2, self)
    }

    private func plan(
        _ call: SubqueryCall, _ scope: Scope, _ builder: inout PipelineBuilder
    ) throws(QueryError) -> Scope {
        var inner = Scope()
        var outer: Scope?
        var query = call.query
        switch call.imports {
        case .all: inner = scope
        case .variables(let names):
            for name in names { if let slot = scope[name.text] { inner.bind(name.text, slot) } }
        case .leadingWith:
            inner = scope
            outer = Scope()
            query = query.importingByLeadingWith()
        }
        builder.settleWrites(keeping: scope, self)
        var (body, columns) = try plan(query: query, inner, outer: outer)
        if call.isOptional || call.batches != nil { separate(&columns, from: scope, &body) }
        var result = scope
        for column in columns { result.bind(column.name, column.slot) }
        if let batches = call.batches {
            return try plan(batches, of: call, body, columns, outside: scope, result, &builder)
        }
        if body.isWriting {
            builder.settleReads(keeping: scope, self)
            builder.isWriting = true
            builder.openWrites = .deletions
        }
        builder.hasOpenReads = true
        let pipeline: Operation =
            call.isOptional && !columns.isEmpty
            ? .optional(body.pipeline, nulls: columns.map(\.slot))
            : .apply(body.pipeline, isUnit: columns.isEmpty)
        builder.append(pipeline, rows: builder.rows * (columns.isEmpty ? 1 : max(1, body.rows)), self)
        return result
    }

    /// Gives columns that are variables of the outside places of their own, so that one can be null without the other.
    private func separate(_ columns: inout [Plan.Column], from scope: Scope, _ body: inout PipelineBuilder) {
        let outside = Set(scope.allSlots)
        var assignments: [Assignment] = []
        for place in columns.indices where outside.contains(columns[place].slot) {
            let slot = newSlot(columns[place].name)
            assignments.append(Assignment(slot, .slot(columns[place].slot)))
            columns[place].slot = slot
        }
        if !assignments.isEmpty { body.append(.assign(assignments), self) }
    }
}

extension Query {
    /// A leading `WITH a, b` of a subquery says what it sees of the outside; without one it sees nothing.
    fileprivate func importingByLeadingWith() -> Query {
        var query = self
        query.first = first.importing()
        for place in query.others.indices { query.others[place].query = others[place].query.importing() }
        return query
    }
}

extension SingleQuery {
    fileprivate func importing() -> SingleQuery {
        if case .with? = clauses.first?.kind { return self }
        var query = self
        let nothing = Clause(.with(Projection(items: []), where: nil), span)
        query.clauses.insert(nothing, at: 0)
        return query
    }
}
