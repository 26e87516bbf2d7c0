import GraphModel

/// What documents say of reconciliation, before names are looked up; several documents' lists are joined.
struct ReconciliationDeclarations {
    var placeholders: [String] = []
    var sources: [SourceDeclaration] = []
    var precedence: [PrecedenceDeclaration] = []
    var missing: [MissingDeclaration] = []

    mutating func append(_ other: ReconciliationDeclarations) {
        placeholders += other.placeholders
        sources += other.sources
        precedence += other.precedence
        missing += other.missing
    }
}

struct SourceDeclaration {
    var pattern: Located<ReconciliationRules.SourcePattern>
    var effectiveDays: Int?
    /// Stands in place of an earlier rule.
    var replaces = false
}

struct PrecedenceDeclaration {
    var position: SourcePosition
    /// Stated by every rule that the reader lets through.
    var ciClass: Located<String>?
    /// Empty for all.
    var attributes: [Located<String>] = []
    var order: [ReconciliationRules.SourcePattern] = []
    var replaces = false
}

struct MissingDeclaration {
    /// Stated by every rule that the reader lets through, as is the policy.
    var ciClass: Located<String>?
    var policy: ReconciliationRules.MissingPolicy?
    var afterDays: Located<Int>?
    var replaces = false
}
