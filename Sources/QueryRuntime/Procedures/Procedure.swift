public import GraphModel
public import GraphStore
public import QueryValues

/// A procedure: its signature, and the rows that it gives for some arguments.
public struct Procedure: Sendable {
    public var signature: ProcedureSignature
    /// Hands each row to `emit`, with as many values as the signature has outputs, until that returns false. Arguments
    /// are as many as the signature has inputs, and of their kinds or null.
    public var body:
        @Sendable (_ arguments: [Value], _ context: ProcedureContext, _ emit: ([Value]) throws -> Bool) throws -> Void

    public init(
        _ signature: ProcedureSignature,
        _ body:
            @escaping @Sendable (
                _ arguments: [Value], _ context: ProcedureContext, _ emit: ([Value]) throws -> Bool
            ) throws -> Void
    ) {
        self.signature = signature
        self.body = body
    }
}

/// What a procedure may use.
public struct ProcedureContext {
    /// The version of the graph that the query reads.
    public let reader: GraphReader
    public let statementTime: Timestamp
    /// What procedures keep between calls of one query.
    public let memory: ProcedureMemory
    /// Whether the query was cancelled or its time is up. Long work asks between its steps, and ends early.
    public let shouldEnd: @Sendable () -> Bool
}

/// A place for what the procedures of one query share, such as what was opened for the first of many calls.
public final class ProcedureMemory {
    private var kept: [ObjectIdentifier: AnyObject] = [:]

    /// What is kept of a type, made at the first time.
    public func value<Kept: AnyObject>(_ make: () throws -> Kept) rethrows -> Kept {
        if let known = kept[ObjectIdentifier(Kept.self)] as? Kept { return known }
        let made = try make()
        kept[ObjectIdentifier(Kept.self)] = made
        return made
    }
}

/// The procedures that queries may call, by name without regard to case.
public struct ProcedureTable: Sendable {
    private let procedures: [String: Procedure]

    public init(_ procedures: [Procedure]) {
        self.procedures = Dictionary(procedures.map { ($0.signature.name.lowercased(), $0) }) { _, last in last }
    }

    public subscript(name: String) -> Procedure? { procedures[name.lowercased()] }

    /// In alphabetical order.
    public var all: [Procedure] { procedures.values.sorted { $0.signature.name < $1.signature.name } }
}
