internal import GraphModel
internal import GraphStore
internal import QueryPlanner
internal import QuerySyntax
internal import QueryValues
internal import Schema

extension QueryEngine {
    /// A statement that is sound and may be run here.
    func check(_ request: QueryRequest) throws -> CheckedStatement {
        let checked = try checkText(of: request)
        if checked.isWriting { try requireWritable(request) }
        return checked
    }

    private func requireWritable(_ request: QueryRequest) throws(QueryError) {
        if isReadOnly {
            throw QueryError(
                .notAllowed, .semantic, .compileTime, "this statement writes, and the store was opened for reading",
                advice: "Open it for writing.")
        }
        if request.asOf != nil {
            throw QueryError(
                .notAllowed, .semantic, .compileTime, "this statement writes, and the past cannot be written",
                advice: "Leave out AS OF.")
        }
    }

    func checkText(of request: QueryRequest) throws -> CheckedStatement {
        let key = PlanCache.Key(request)
        if let known = cache[key] { return known }
        let statement = try QueryParser.parse(request.text)
        let environment = SemanticEnvironment(
            functions: functions, procedure: { [procedures] in procedures[$0]?.signature },
            procedureNames: { [procedures] in procedures.all.map(\.signature.name) },
            text: SourceText(request.text), parameters: key.parameters,
            knownNames: SemanticEnvironment.KnownNames(try store.snapshot()))
        let checked = CheckedStatement(statement, try SemanticAnalyzer.check(statement, environment))
        // A warning of a name that is not there holds until somebody uses it: such a statement is checked anew.
        if checked.report.warnings.isEmpty { cache.note(checked, key) }
        return checked
    }
}

extension PlanCache.Key {
    init(_ request: QueryRequest) {
        self.init(
            text: request.text, disabled: request.disabledRewrites, parameters: Set(request.parameters.keys))
    }
}

extension SemanticEnvironment.KnownNames {
    /// The names that elements have or had, and those that the schema declares.
    fileprivate init(_ reader: GraphReader) {
        let schema = reader.schema
        let attributes = schema.classes.flatMap { schema.attributes(of: $0.code).map(\.name) }
        self.init(
            labels: Set(reader.knownLabels + schema.classes.map(\.name)),
            types: Set(reader.knownTypes + schema.relationshipTypes.map(\.name)),
            propertyKeys: Set(reader.knownPropertyKeys + attributes))
    }
}
