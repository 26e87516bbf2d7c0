public import QuerySyntax
public import QueryValues

/// What the semantic pass knows besides the statement.
public struct SemanticEnvironment {
    /// Names that the graph has, to warn of those that it does not have.
    public struct KnownNames: Sendable {
        public var labels: Set<String>
        public var types: Set<String>
        public var propertyKeys: Set<String>

        public init(labels: Set<String>, types: Set<String>, propertyKeys: Set<String>) {
            self.labels = labels
            self.types = types
            self.propertyKeys = propertyKeys
        }
    }

    public var functions: FunctionCatalog
    public var procedure: (String) -> ProcedureSignature?
    /// For suggestions.
    public var procedureNames: () -> [String]
    /// The statement's text, for lines and columns.
    public var text: SourceText
    /// The parameters that are given; nil where that is not known yet. Only those that a procedure takes without
    /// naming them are looked for: others may turn out not to be needed.
    public var parameters: Set<String>?
    /// nil: no warnings of unknown names.
    public var knownNames: KnownNames?

    public init(
        functions: FunctionCatalog, procedure: @escaping (String) -> ProcedureSignature? = { _ in nil },
        procedureNames: @escaping () -> [String] = { [] }, text: SourceText, parameters: Set<String>? = nil,
        knownNames: KnownNames? = nil
    ) {
        self.functions = functions
        self.procedure = procedure
        self.procedureNames = procedureNames
        self.text = text
        self.parameters = parameters
        self.knownNames = knownNames
    }
}
