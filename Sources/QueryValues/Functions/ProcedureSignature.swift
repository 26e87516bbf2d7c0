/// What a procedure takes and gives.
public struct ProcedureSignature: Sendable, Hashable {
    public struct Field: Sendable, Hashable {
        public var name: String
        /// Its kinds, besides null. A field of floats takes integers too, which become floats.
        public var kinds: ValueKinds

        public init(_ name: String, _ kinds: ValueKinds) {
            self.name = name
            self.kinds = kinds
        }
    }

    /// With its namespaces: `impact.down`.
    public var name: String
    public var inputs: [Field]
    /// How many inputs must be given; the others are null when left out.
    public var required: Int
    /// The columns of the rows that it yields; none: it is called for what it does, and gives one row for each.
    public var outputs: [Field]
    public var isWriting: Bool
    /// One sentence for `SHOW PROCEDURES` and the reference.
    public var summary: String

    public init(
        _ name: String, _ inputs: [Field], required: Int? = nil, gives outputs: [Field], writing: Bool = false,
        _ summary: String
    ) {
        self.name = name
        self.inputs = inputs
        self.required = required ?? inputs.count
        self.outputs = outputs
        isWriting = writing
        self.summary = summary
    }
}
