public import GraphModel

/// What a compiled schema is made of; everything else follows from it.
struct SchemaContent {
    var versions: [String] = []
    /// In preorder of the tree; an element's index is its code.
    var classes: [CIClass] = []
    var relationshipTypes: [RelationshipType] = []
    var reconciliation = ReconciliationRules()
}

/// A schema ready for use: every name looked up, inheritance resolved, impact specs in a table.
///
///     let schema = try CompiledSchema(documents: DefaultSchema.documents)
///     if let machine = schema.classCode("VirtualMachine") {
///         schema.labels(of: machine)  // ["ComputeResource", "ConfigurationItem", "VirtualMachine"]
///     }
///
/// Immutable and shared freely between threads. Compiling the shipped documents takes some tens of milliseconds;
/// decoding what `encode` wrote takes less than one.
public final class CompiledSchema: Sendable {
    /// Name and version of each document, in order.
    public let versions: [String]
    /// By code.
    public let classes: [CIClass]
    /// By code.
    public let relationshipTypes: [RelationshipType]
    /// What to believe of several sources, and what becomes of what they no longer report; see `precedence`,
    /// `missingRule` and `effectiveDays` for the look-ups.
    public let reconciliation: ReconciliationRules

    let classCodes: [String: ClassCode]
    let typeCodes: [String: RelationshipTypeCode]
    /// The own attributes of all classes, one class after the other.
    let attributeTable: [AttributeDefinition]
    let facts: [ClassFacts]
    let impact: ImpactTable
    let precedenceIndex: [ClassCode: [Int]]
    let missingIndex: [ClassCode: Int]

    /// A schema without classes and types, which refuses nothing.
    public static let empty = CompiledSchema(SchemaContent())

    /// Reads documents in order; later ones may add to earlier ones. Throws everything that is wrong with them.
    public convenience init(documents: [SchemaDocument]) throws(SchemaError) {
        self.init(try SchemaCompiler.compile(documents))
    }

    init(_ content: SchemaContent) {
        versions = content.versions
        classes = content.classes
        relationshipTypes = content.relationshipTypes
        classCodes = Dictionary(classes.map { ($0.name, $0.code) }) { first, _ in first }
        typeCodes = Dictionary(relationshipTypes.map { ($0.name, $0.code) }) { first, _ in first }
        attributeTable = classes.flatMap(\.ownAttributes)
        facts = ClassFacts.all(of: classes, table: attributeTable)
        impact = ImpactTable(types: content.relationshipTypes, classes: content.classes, facts: facts)
        reconciliation = content.reconciliation
        precedenceIndex = Self.precedenceIndex(of: content.reconciliation)
        missingIndex = Self.missingIndex(of: content.reconciliation)
    }

    /// Whether there is nothing to refuse elements by.
    public var isEmpty: Bool { classes.isEmpty && relationshipTypes.isEmpty }
}
