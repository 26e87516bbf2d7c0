public import QueryValues

/// A procedure that a scenario defines by a table of what it takes and gives.
public struct MockProcedure: Hashable, Sendable {
    public struct Row: Hashable, Sendable {
        public var inputs: [QueryValue]
        public var outputs: [QueryValue]

        public init(inputs: [QueryValue], outputs: [QueryValue]) {
            self.inputs = inputs
            self.outputs = outputs
        }
    }

    public var signature: ProcedureSignature
    /// As many inputs and outputs as the signature has.
    public var rows: [Row]

    public init(_ signature: ProcedureSignature, rows: [Row]) {
        self.signature = signature
        self.rows = rows
    }

    /// What a call with these arguments gives: the outputs of every row with equal inputs, null equal to null.
    ///
    /// The engine has converted the arguments to the kinds of the signature's inputs.
    public func results(for arguments: [QueryValue]) -> [[QueryValue]] {
        rows.filter { $0.inputs == arguments }.map(\.outputs)
    }
}
