import GraphModel

/// What one schema document says, before names are looked up.
struct SchemaDeclarations {
    var name: String?
    var version: String?
    var enumerations: [EnumerationDeclaration] = []
    var lifecycles: [Located<Lifecycle>] = []
    var classes: [ClassDeclaration] = []
    var types: [TypeDeclaration] = []
    var reconciliation = ReconciliationDeclarations()
}

struct EnumerationDeclaration {
    var name: Located<String>
    var values: [String]
}

struct ClassDeclaration {
    var name: Located<String>
    /// Adds to a class that an earlier document declares.
    var extends = false
    var parent: Located<String>?
    var description: String?
    var isService: Bool?
    var lifecycle: Located<String>?
    var attributes: [AttributeDeclaration] = []
    var identity: [IdentityDeclaration] = []
}

struct AttributeDeclaration {
    var name: Located<String>
    var type: Located<String>
    /// Stated in place of `type`.
    var values: [String] = []
    var need = AttributeDefinition.Need.optional
    var description = ""
}

struct IdentityDeclaration {
    var attributes: [Located<String>]
    var within: Located<String>?
    var isExclusive = false
}

struct TypeDeclaration {
    var name: Located<String>
    var extends = false
    var forward: String?
    var reverse: String?
    var description: String?
    var aliases: [Located<String>] = []
    var reversedAliases: [Located<String>] = []
    var attributes: [AttributeDeclaration] = []
    var impact: Located<ImpactSpec>?
    var overrides: [OverrideDeclaration] = []
    var rules: [RuleDeclaration] = []
    var responsibility: Responsibility?
}

struct OverrideDeclaration {
    /// Empty for every class.
    var sources: [Located<String>] = []
    /// Empty for every class.
    var targets: [Located<String>] = []
    var spec: ImpactSpec
    var position: SourcePosition
}

struct RuleDeclaration {
    var sources: [Located<String>] = []
    var targets: [Located<String>] = []
    var targetsPerSource = Cardinality.any
    var sourcesPerTarget = Cardinality.any
}
