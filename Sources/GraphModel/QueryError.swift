/// Why a query was refused or failed.
///
/// The openCypher conformance suite tells errors apart by category, phase and detail; the code is made of the detail
/// alone.
public struct QueryError: FaultlineError, Hashable {
    /// When the fault was found.
    public enum Phase: Hashable, Sendable {
        /// Before anything was read or written.
        case compileTime
        case runtime
    }

    /// The openCypher names of the kinds of errors.
    public enum Category: String, Hashable, Sendable {
        case syntax = "SyntaxError"
        case semantic = "SemanticError"
        case parameterMissing = "ParameterMissing"
        case procedure = "ProcedureError"
        case constraintVerification = "ConstraintVerificationFailed"
        case constraintValidation = "ConstraintValidationFailed"
        case entityNotFound = "EntityNotFound"
        case type = "TypeError"
        case argument = "ArgumentError"
        case arithmetic = "ArithmeticError"
        /// A limit was passed or the query was cancelled; the suite has no name for it.
        case limit = "LimitExceeded"
    }

    public var detail: QueryErrorDetail
    public var category: Category
    public var phase: Phase
    public var message: String
    /// Line and column of the statement.
    public var position: SourcePosition?
    public var advice: String?

    public var code: String { detail.rawValue }

    public init(
        _ detail: QueryErrorDetail, _ category: Category, _ phase: Phase, _ message: String,
        at position: SourcePosition? = nil, advice: String? = nil
    ) {
        self.detail = detail
        self.category = category
        self.phase = phase
        self.message = message
        self.position = position
        self.advice = advice
    }

    /// A fault of the statement's text.
    public static func syntax(
        _ detail: QueryErrorDetail, _ message: String, at position: SourcePosition? = nil, advice: String? = nil
    ) -> QueryError {
        QueryError(detail, .syntax, .compileTime, message, at: position, advice: advice)
    }

    /// A value of a kind that an operation does not take.
    public static func type(_ detail: QueryErrorDetail, _ message: String) -> QueryError {
        QueryError(detail, .type, .runtime, message)
    }

    /// A value outside what an operation takes.
    public static func argument(_ detail: QueryErrorDetail, _ message: String) -> QueryError {
        QueryError(detail, .argument, .runtime, message)
    }
}

/// The details of `QueryError`: those of the openCypher conformance suite in its own words, and ours.
public enum QueryErrorDetail: String, ErrorCode {
    /// Text that no rule of the grammar fits.
    case unexpectedSyntax = "query.unexpectedSyntax"
    case undefinedVariable = "query.undefinedVariable"
    case variableAlreadyBound = "query.variableAlreadyBound"
    case variableTypeConflict = "query.variableTypeConflict"
    case invalidArgumentType = "query.invalidArgumentType"
    case invalidArgumentValue = "query.invalidArgumentValue"
    case invalidArgumentExpression = "query.invalidArgumentExpression"
    case invalidArgumentPassingMode = "query.invalidArgumentPassingMode"
    case invalidNumberOfArguments = "query.invalidNumberOfArguments"
    case negativeIntegerArgument = "query.negativeIntegerArgument"
    case numberOutOfRange = "query.numberOutOfRange"
    case integerOverflow = "query.integerOverflow"
    case floatingPointOverflow = "query.floatingPointOverflow"
    case invalidNumberLiteral = "query.invalidNumberLiteral"
    case invalidUnicodeLiteral = "query.invalidUnicodeLiteral"
    case invalidUnicodeCharacter = "query.invalidUnicodeCharacter"
    case nonConstantExpression = "query.nonConstantExpression"
    case invalidAggregation = "query.invalidAggregation"
    case nestedAggregation = "query.nestedAggregation"
    case ambiguousAggregationExpression = "query.ambiguousAggregationExpression"
    case invalidParameterUse = "query.invalidParameterUse"
    case missingParameter = "query.missingParameter"
    case invalidClauseComposition = "query.invalidClauseComposition"
    case noExpressionAlias = "query.noExpressionAlias"
    case noVariablesInScope = "query.noVariablesInScope"
    case columnNameConflict = "query.columnNameConflict"
    case differentColumnsInUnion = "query.differentColumnsInUnion"
    case noSingleRelationshipType = "query.noSingleRelationshipType"
    case requiresDirectedRelationship = "query.requiresDirectedRelationship"
    case invalidRelationshipPattern = "query.invalidRelationshipPattern"
    case relationshipUniquenessViolation = "query.relationshipUniquenessViolation"
    case creatingVarLength = "query.creatingVarLength"
    case invalidDelete = "query.invalidDelete"
    case deleteConnectedNode = "query.deleteConnectedNode"
    case deletedEntityAccess = "query.deletedEntityAccess"
    case mergeReadOwnWrites = "query.mergeReadOwnWrites"
    case invalidPropertyType = "query.invalidPropertyType"
    case invalidElementAccess = "query.invalidElementAccess"
    case mapElementAccessByNonString = "query.mapElementAccessByNonString"
    case listElementAccessByNonInteger = "query.listElementAccessByNonInteger"
    case propertyAccessOnNonMap = "query.propertyAccessOnNonMap"
    case unknownFunction = "query.unknownFunction"
    case procedureNotFound = "query.procedureNotFound"
    /// An integer divided by zero.
    case divisionByZero = "query.divisionByZero"
    /// Expressions or clauses inside each other beyond the limit.
    case nestingLimit = "query.nestingLimit"
    case timeLimit = "query.timeLimit"
    case memoryLimit = "query.memoryLimit"
    case rowLimit = "query.rowLimit"
    case pathLimit = "query.pathLimit"
    case cancelled = "query.cancelled"
    /// Another commit came between what a transaction read and its first change.
    case transactionConflict = "query.transactionConflict"
    /// A statement of the transaction failed: all that can be done with it is to roll it back.
    case transactionFailed = "query.transactionFailed"
    /// A statement of the transaction is still running.
    case transactionBusy = "query.transactionBusy"
    /// The transaction was committed or rolled back before.
    case transactionEnded = "query.transactionEnded"
    /// Something of the language that a query may not do here, such as reading a file or writing to the past.
    case notAllowed = "query.notAllowed"
    /// A constraint of the store or a rule of its schema refused what a query wrote.
    case constraintViolated = "query.constraintViolated"
}
