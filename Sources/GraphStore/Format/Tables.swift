package import KeyValueStore

/// The tables of a store; docs/format.md describes their records.
extension Table {
    static let meta = Table(number: 1, name: "meta")
    static let tokens = Table(number: 2, name: "tokens")
    static let labelSets = Table(number: 3, name: "labelSets")
    static let nodes = Table(number: 4, name: "nodes")
    static let adjacency = Table(number: 5, name: "adjacency")
    static let relationships = Table(number: 6, name: "relationships")
    static let labelNodes = Table(number: 7, name: "labelNodes")
    static let typeSources = Table(number: 8, name: "typeSources")
    static let indexes = Table(number: 9, name: "indexes")
    static let definitions = Table(number: 10, name: "definitions")
    static let counters = Table(number: 11, name: "counters")
    static let commits = Table(number: 12, name: "commits")
    static let touched = Table(number: 13, name: "touched")
    static let nodeHistory = Table(number: 14, name: "nodeHistory")
    static let relationshipHistory = Table(number: 15, name: "relationshipHistory")
    static let definitionHistory = Table(number: 16, name: "definitionHistory")
    /// Came after version 2 of the format: a store that is only read may lack it.
    static let runs = Table(number: 17, name: "runs", isOptional: true)

    package static let all: [Table] = [
        .meta, .tokens, .labelSets, .nodes, .adjacency, .relationships, .labelNodes, .typeSources, .indexes,
        .definitions, .counters, .commits, .touched, .nodeHistory, .relationshipHistory, .definitionHistory,
        .runs,
    ]
}
