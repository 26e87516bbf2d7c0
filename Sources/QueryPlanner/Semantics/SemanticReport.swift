public import GraphModel
public import QueryValues

/// What the semantic pass found out about a sound statement.
public struct SemanticReport: Sendable, Hashable {
    public struct Column: Sendable, Hashable {
        public var name: String
        /// The kinds that its values can have, besides null.
        public var kinds: ValueKinds
    }

    /// Whether running it can change the graph or its schema.
    public var isWriting: Bool
    /// Whether it writes in transactions of its own (`CALL { … } IN TRANSACTIONS`).
    public var commitsInBatches: Bool
    /// The columns of its rows in their order; empty where it gives no rows. `*` stands for names in ascending order.
    public var columns: [Column]
    /// The parameters that it names, and those that a procedure takes without being told: ascending.
    public var parameters: [String]
    /// In the order of the text.
    public var warnings: [QueryWarning]
}

/// Something in a statement that is allowed and probably not meant.
public struct QueryWarning: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case unknownLabel
        case unknownRelationshipType
        case unknownPropertyKey
        /// Parts of a `MATCH` that nothing ties: each row of one with each row of the other.
        case cartesianProduct
        /// A form that the language has a better one for.
        case deprecatedForm
    }

    public var kind: Kind
    public var message: String
    public var position: SourcePosition?
    public var advice: String?

    public init(_ kind: Kind, _ message: String, at position: SourcePosition?, advice: String? = nil) {
        self.kind = kind
        self.message = message
        self.position = position
        self.advice = advice
    }
}
