/// A value as test texts write it, which is also what the results of queries are compared as.
///
/// Elements of the graph have no identity here. A temporal value is the string of its canonical text.
public indirect enum ConformanceValue: Hashable, Sendable {
    case null
    case boolean(Bool)
    case integer(Int64)
    case float(Double)
    case string(String)
    case list([ConformanceValue])
    case map([String: ConformanceValue])
    case node(ConformanceNode)
    case relationship(ConformanceRelationship)
    case path(ConformancePath)
}

public struct ConformanceNode: Hashable, Sendable {
    public var labels: Set<String>
    public var properties: [String: ConformanceValue]

    public init(_ labels: Set<String> = [], _ properties: [String: ConformanceValue] = [:]) {
        self.labels = labels
        self.properties = properties
    }
}

public struct ConformanceRelationship: Hashable, Sendable {
    public var type: String
    public var properties: [String: ConformanceValue]

    public init(_ type: String, _ properties: [String: ConformanceValue] = [:]) {
        self.type = type
        self.properties = properties
    }
}

public struct ConformancePath: Hashable, Sendable {
    public struct Link: Hashable, Sendable {
        public var relationship: ConformanceRelationship
        /// Whether the relationship leads towards `node`.
        public var isForward: Bool
        public var node: ConformanceNode

        public init(_ relationship: ConformanceRelationship, isForward: Bool, _ node: ConformanceNode) {
            self.relationship = relationship
            self.isForward = isForward
            self.node = node
        }
    }

    public var start: ConformanceNode
    public var links: [Link]

    public init(_ start: ConformanceNode, _ links: [Link] = []) {
        self.start = start
        self.links = links
    }
}
