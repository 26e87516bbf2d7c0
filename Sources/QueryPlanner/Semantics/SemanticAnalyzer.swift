public import GraphModel
public import QuerySyntax
import QueryValues

/// The semantic pass: names, kinds of values, aggregation and the order of clauses.
///
/// It finds every fault of a statement that its text shows, as an error of the phase `compileTime`, and stops at the
/// first. It reads nothing but the environment. It descends by recursion: the parser bounds how deep a statement
/// nests.
public struct SemanticAnalyzer {
    let environment: SemanticEnvironment
    var scope = NameScope()
    var isWriting = false
    /// The batches that were found, and whether what is checked stands in one.
    var batches = (areFound: false, areOpen: false)
    var parameters: Set<String> = []
    var warnings: [(span: Span, warning: QueryWarning)] = []
    var names = UsedNames()
    /// Why nothing may be written here; nil: writing is allowed.
    var writeRefusal: WriteRefusal?
    /// How many subqueries and loops are open.
    var subqueryDepth = 0

    private init(_ environment: SemanticEnvironment) { self.environment = environment }

    /// Checks a statement.
    ///
    /// - Throws: `QueryError` of the phase `compileTime`, with the position in the text.
    /// - Complexity: linear in the size of the statement, but for projections, whose items are compared with each
    ///   other's parts by hash.
    public static func check(
        _ statement: Statement, _ environment: SemanticEnvironment
    ) throws(QueryError) -> SemanticReport {
        var analyzer = SemanticAnalyzer(environment)
        try analyzer.check(statement.time)
        try analyzer.checkMode(of: statement)
        let columns = try analyzer.check(statement.body, statement.span, isTimed: statement.time != nil)
        analyzer.warnOfUnknownNames()
        return SemanticReport(
            isWriting: analyzer.isWriting, commitsInBatches: analyzer.batches.areFound,
            columns: columns.map { SemanticReport.Column(name: $0.name, kinds: $0.type.kinds) },
            parameters: analyzer.parameters.sorted(),
            warnings: analyzer.warnings.sorted { $0.span.start < $1.span.start }.map(\.warning))
    }

    private func checkMode(of statement: Statement) throws(QueryError) {
        if statement.mode == .run { return }
        if case .query = statement.body { return }
        throw error(
            .invalidClauseComposition, "EXPLAIN and PROFILE stand in front of queries only", statement.span,
            advice: "Leave them out: this is done without a plan.")
    }

    private mutating func check(
        _ body: Statement.Body, _ span: Span, isTimed: Bool
    ) throws(QueryError) -> [OutputColumn] {
        switch body {
        case .query(let query):
            if isTimed { writeRefusal = .pastVersion }
            return try check(query, as: .statement)
        case .definition(let command):
            try refuseWrite(WriteRefusal.pastVersion, when: isTimed, at: span)
            try check(command)
            isWriting = true
            return []
        case .show(let command):
            return try check(command, span)
        }
    }

    private mutating func check(_ time: StatementTime?) throws(QueryError) {
        switch time {
        case .commit(let number):
            try checkConstant(number, .integer, "the number of a commit")
        case .moment(let moment):
            try checkConstant(moment, [.zonedDateTime, .localDateTime, .date, .string], "the moment of AS OF")
        case nil:
            return
        }
    }

    private func check(_ command: DefinitionCommand) throws(QueryError) {
        let properties: [Name] =
            switch command {
            case .createIndex(_, _, let properties, _), .createConstraint(_, _, _, let properties, _): properties
            case .dropIndex, .dropConstraint: []
            }
        var seen: Set<String> = []
        for property in properties where !seen.insert(property.text).inserted {
            throw error(.columnNameConflict, "the property `\(property.text)` is named twice", property.span)
        }
    }
}

/// A column that a query hands on.
struct OutputColumn: Hashable {
    var name: String
    var type: StaticType
    var span: Span
}

/// Where nothing may be written.
enum WriteRefusal {
    case pastVersion
    case expression(SubqueryKind)
}

extension SemanticAnalyzer {
    /// An error of the text at a place in it.
    func error(
        _ detail: QueryErrorDetail, _ message: String, _ span: Span, advice: String? = nil
    ) -> QueryError {
        .syntax(detail, message, at: position(of: span), advice: advice)
    }

    func position(of span: Span) -> SourcePosition { environment.text.position(of: span) }

    /// Notes that a clause writes, and refuses it where nothing may be written.
    mutating func noteWrite(_ span: Span) throws(QueryError) {
        isWriting = true
        if batches.areFound, !batches.areOpen {
            throw error(
                .invalidClauseComposition, "beside a subquery IN TRANSACTIONS nothing else may write", span,
                advice: "Write in the subquery, or with a second statement.")
        }
        if let writeRefusal { try refuseWrite(writeRefusal, when: true, at: span) }
    }

    private func refuseWrite(_ refusal: WriteRefusal, when isRefused: Bool, at span: Span) throws(QueryError) {
        guard isRefused else { return }
        switch refusal {
        case .pastVersion:
            throw QueryError(
                .notAllowed, .semantic, .compileTime, "a past version of the graph cannot be changed",
                at: position(of: span), advice: "Leave out AS OF to write.")
        case .expression(let kind):
            throw error(
                .invalidClauseComposition, "\(kind.rawValue) { … } can only read", span,
                advice: "Write in a clause after it, or in CALL (…) { … }.")
        }
    }

    /// Runs a check in a scope of its own, and comes back to the one before.
    mutating func inScope<Result>(
        _ inner: NameScope, _ body: (inout SemanticAnalyzer) throws(QueryError) -> Result
    ) throws(QueryError) -> Result {
        let saved = scope
        scope = inner
        defer { scope = saved }
        return try body(&self)
    }

    /// Runs a check with more variables, which hide others of their names.
    mutating func binding<Result>(
        _ variables: [(name: String, type: StaticType)],
        _ body: (inout SemanticAnalyzer) throws(QueryError) -> Result
    ) throws(QueryError) -> Result {
        var inner = scope
        for variable in variables { inner.bind(variable.name, variable.type) }
        return try inScope(inner, body)
    }
}
