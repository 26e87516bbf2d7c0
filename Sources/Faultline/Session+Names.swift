public import GraphModel
internal import GraphStore
internal import Reconciliation
internal import Schema

extension Session {
    /// The CI that a person means: `#12`, a native identity (`source#id` or `id` alone), a name, or `class:name`.
    ///
    /// - Throws: `ci.notFound` with the closest names, `ci.ambiguous` with the candidates.
    public func resolve(_ text: String) throws -> NodeID {
        if let id = try nodeNumber(text) { return id }
        var candidates = try named(text)
        if candidates.isEmpty { candidates = try identified(text) }
        if candidates.isEmpty, let (label, rest) = classPrefix(text) {
            candidates = try (named(rest) + identified(rest)).filter { try hasLabel($0, label) }
        }
        candidates = Set(candidates).sorted()
        guard let first = candidates.first else { throw try notFound(text) }
        guard candidates.count == 1 else { throw try ambiguous(text, candidates) }
        return first
    }

    private func nodeNumber(_ text: String) throws -> NodeID? {
        guard text.hasPrefix("#"), let number = UInt64(text.dropFirst()) else { return nil }
        let id = NodeID(number)
        guard try snapshot.node(id) != nil else {
            throw EngineError(.ciNotFound, "there is no CI \(text) in this version of the graph")
        }
        return id
    }

    private func named(_ name: String) throws -> [NodeID] {
        try indexes.nodes(named: name, in: snapshot)
    }

    /// Native identities are indexed behind the name of their source; the sources are few.
    private func identified(_ text: String) throws -> [NodeID] {
        let exact = try indexes.nodes(identity: text, in: snapshot)
        if !exact.isEmpty { return exact }
        return try sources().flatMap { source in
            try indexes.nodes(identity: "\(source)#\(text)", in: snapshot)
        }
    }

    /// The names of the sources that have reported CIs, found by skipping from one to the next in the index.
    func sources() throws -> Set<String> {
        var sources: Set<String> = []
        for index in indexes.identity {
            var from = ""
            while let next = try firstIdentity(in: index, from: from) {
                let source = String(next.prefix { $0 != "#" })
                sources.insert(source)
                // `$` follows `#` in ASCII, so this passes every identity of the source.
                from = source + "$"
            }
        }
        return sources
    }

    private func firstIdentity(in index: String, from text: String) throws -> String? {
        var found: NodeID?
        try snapshot.walk(index: index, from: text) { node in
            found = node
            return false
        }
        guard let found else { return nil }
        let identities = try snapshot.property(ConventionalProperty.identity, of: found)?.strings ?? []
        return identities.filter { !$0.utf8.lexicographicallyPrecedes(text.utf8) }
            .min { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// `vm:web-01` or `VirtualMachine:web-01`: the class as the schema spells it, whatever the case, and the rest.
    private func classPrefix(_ text: String) -> (label: String, rest: String)? {
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let prefix = text[..<colon].lowercased()
        guard let ciClass = snapshot.schema.classes.first(where: { $0.name.lowercased() == prefix }) else { return nil }
        return (ciClass.name, String(text[text.index(after: colon)...]))
    }

    private func hasLabel(_ id: NodeID, _ label: String) throws -> Bool {
        try snapshot.node(id)?.labels.contains(label) ?? false
    }

    private func notFound(_ text: String) throws -> EngineError {
        var nodes: [NodeID] = []
        for index in indexes.name {
            try snapshot.walk(index: index, from: "") { node in
                nodes.append(node)
                return nodes.count < Self.namesCompared
            }
        }
        let names = try nodes.compactMap { try snapshot.property(ConventionalProperty.name, of: $0)?.string }
        return EngineError(
            .ciNotFound, "no CI is called `\(text)`",
            advice: NameSuggestions.question(for: text, among: names)
                ?? "`faultline find \(text)` searches names and identities.")
    }

    /// How many names a failed look-up compares for suggestions.
    private static let namesCompared = 200_000

    private func ambiguous(_ text: String, _ candidates: [NodeID]) throws -> EngineError {
        let shown = try candidates.prefix(5).map { id in
            let summary = try summary(of: id)
            return "\(summary.ciClass):\(summary.name) (\(id))"
        }
        let more = candidates.count > 5 ? " and \(candidates.count - 5) more" : ""
        return EngineError(
            .ciAmbiguous, "`\(text)` names \(candidates.count) CIs: \(shown.joined(separator: ", "))\(more)",
            advice: "Name one by class:name or by its number.")
    }
}
