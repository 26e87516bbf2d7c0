public import GraphModel

/// A rule that a schema document, a node or a relationship breaks.
public typealias SchemaViolation = CodedError<SchemaViolationCode>

/// The codes of `SchemaViolation`.
public enum SchemaViolationCode: String, ErrorCode {
    /// The document is not the YAML that schemas are written in.
    case syntax = "schema.syntax"
    /// The document nests too deep.
    case nesting = "schema.nesting"
    /// A key or value that the schema language does not have.
    case badDeclaration = "schema.badDeclaration"
    /// Two declarations contradict each other.
    case conflict = "schema.conflict"
    /// A name that a document uses and no document declares.
    case unknownName = "schema.unknownName"
    /// A class is its own ancestor.
    case cycle = "schema.cycle"
    /// More classes or types than codes.
    case tooMany = "schema.tooMany"
    /// A compiled schema that cannot be decoded.
    case damaged = "schema.damaged"
    /// A label that is no class.
    case unknownClass = "schema.unknownClass"
    /// The labels of a node do not name one class and its ancestors.
    case labels = "schema.labels"
    case unknownRelationshipType = "schema.unknownRelationshipType"
    /// A required attribute is absent.
    case missingAttribute = "schema.missingAttribute"
    /// A value is not of its attribute's type.
    case wrongType = "schema.wrongType"
    /// A life-cycle state that the class does not have.
    case unknownState = "schema.unknownState"
    /// A threshold of a redundancy group that cannot be read, or groups that contain each other.
    case badThreshold = "schema.badThreshold"
    /// No rule allows the relationship type between the two classes.
    case relationshipNotAllowed = "schema.relationshipNotAllowed"
    /// More relationships than the rule's cardinality.
    case cardinality = "schema.cardinality"
}

/// Why schema documents cannot be used: everything that is wrong with them, in order of position.
public struct SchemaError: FaultlineError, Hashable {
    /// At least one.
    public let problems: [SchemaViolation]

    public init(_ first: SchemaViolation, _ others: [SchemaViolation] = []) {
        problems = [first] + others
    }

    public var code: String { problems[0].code }
    public var position: SourcePosition? { problems[0].position }
    public var advice: String? { problems[0].advice }
    public var message: String {
        problems.count == 1 ? problems[0].message : "\(problems[0].message) (and \(problems.count - 1) more)"
    }

    /// Every problem, one after the other.
    public var description: String { problems.map(\.description).joined(separator: "\n") }
}
