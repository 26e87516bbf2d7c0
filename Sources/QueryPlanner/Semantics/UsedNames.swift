import QuerySyntax

/// The labels, types and property keys that a statement names.
struct UsedNames {
    struct Use {
        var kind: QueryWarning.Kind
        var name: Name
    }

    private struct Key: Hashable {
        var kind: QueryWarning.Kind
        var name: String
    }

    /// Those that are looked for in the graph, each once.
    private(set) var uses: [Use] = []
    private var seen: Set<Key> = []
    /// Those that the statement gives to elements itself.
    private var made: Set<Key> = []

    mutating func note(_ kind: QueryWarning.Kind, _ name: Name) {
        if seen.insert(Key(kind: kind, name: name.text)).inserted { uses.append(Use(kind: kind, name: name)) }
    }

    mutating func note(_ kind: QueryWarning.Kind, _ labels: LabelExpression?) {
        for name in labels?.names ?? [] { note(kind, name) }
    }

    /// Notes the keys of a property map.
    mutating func note(keysOf properties: Expression?) {
        guard let properties, case .map(let entries) = properties.kind else { return }
        for entry in entries { note(.unknownPropertyKey, entry.key) }
    }

    mutating func noteMade(_ kind: QueryWarning.Kind, _ name: String) { made.insert(Key(kind: kind, name: name)) }

    func isMade(_ use: Use) -> Bool { made.contains(Key(kind: use.kind, name: use.name.text)) }
}
