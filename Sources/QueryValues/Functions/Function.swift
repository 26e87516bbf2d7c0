public import GraphModel

/// A function of the language, by name, signature and what it computes.
public struct Function: Sendable {
    public struct Parameter: Sendable {
        public var name: String
        /// What it takes, besides null.
        public var kinds: ValueKinds
        public var isOptional: Bool

        public init(_ name: String, _ kinds: ValueKinds, optional: Bool = false) {
            self.name = name
            self.kinds = kinds
            isOptional = optional
        }
    }

    /// In its usual spelling, with namespaces: `date.truncate`. Names compare without regard to case.
    public var name: String
    public var parameters: [Parameter]
    /// Whether the last parameter may be repeated.
    public var isVariadic: Bool
    public var result: ValueKinds
    /// Whether one call after the other with the same arguments gives the same within a statement.
    public var isDeterministic: Bool
    /// One sentence for `SHOW FUNCTIONS` and the reference.
    public var summary: String
    /// Arguments are as many as the signature allows, and of any kind: what the text of a query does not tell is found
    /// here, as an `InvalidArgumentValue` or whatever else the suite calls it.
    public var evaluate: @Sendable (_ arguments: [Value], _ context: FunctionContext) throws -> Value

    public init(
        _ name: String, _ parameters: [Parameter], variadic: Bool = false, gives result: ValueKinds,
        deterministic: Bool = true, _ summary: String,
        _ evaluate: @escaping @Sendable (_ arguments: [Value], _ context: FunctionContext) throws -> Value
    ) {
        self.name = name
        self.parameters = parameters
        isVariadic = variadic
        self.result = result
        isDeterministic = deterministic
        self.summary = summary
        self.evaluate = evaluate
    }
}

/// What functions may know of the world.
public struct FunctionContext {
    /// When the statement began: what `datetime()` and its relatives give, as the same moment throughout.
    public var statementTime: Timestamp
    /// When the transaction began.
    public var transactionTime: Timestamp
    /// The time now, for `datetime.realtime()`.
    public var clock: @Sendable () -> Timestamp
    /// The zone of `datetime()` without one: an IANA name or an offset.
    public var zone: String
    /// Numbers in 0 ..< 1.
    public var random: @Sendable () -> Double
    public var graph: any GraphAccess

    public init(
        statementTime: Timestamp, transactionTime: Timestamp, clock: @escaping @Sendable () -> Timestamp,
        zone: String = "UTC", random: @escaping @Sendable () -> Double, graph: any GraphAccess
    ) {
        self.statementTime = statementTime
        self.transactionTime = transactionTime
        self.clock = clock
        self.zone = zone
        self.random = random
        self.graph = graph
    }
}

/// What functions and expressions read of the graph. Of an element that the query deleted, every read throws
/// `query.deletedEntityAccess`.
public protocol GraphAccess: AnyObject {
    /// Ascending.
    func labels(of node: NodeID) throws -> [String]
    func hasLabel(_ node: NodeID, _ label: String) throws -> Bool
    /// Ascending by key.
    func properties(of node: NodeID) throws -> [Property]
    func properties(of relationship: RelationshipValue) throws -> [Property]
    /// nil: there is no such property.
    func property(of node: NodeID, _ key: String) throws -> PropertyValue?
    func property(of relationship: RelationshipValue, _ key: String) throws -> PropertyValue?
    /// How many relationships a node has, of some types or (nil) of any.
    func degree(of node: NodeID, _ direction: Direction, types: [String]?) throws -> Int
}

/// Every function that a query may call, by name without regard to case.
public struct FunctionCatalog: Sendable {
    private let functions: [String: Function]

    public init(_ functions: [Function]) {
        self.functions = Dictionary(functions.map { ($0.name.lowercased(), $0) }) { first, _ in first }
    }

    public subscript(name: String) -> Function? { functions[name.lowercased()] }

    /// In alphabetical order.
    public var all: [Function] { functions.values.sorted { $0.name < $1.name } }
}
