public import GraphModel
internal import GraphStore
internal import Schema

extension Session {
    /// Hands out the CIs that match, in order of their numbers, until `body` returns false. Cost: a look at every CI of
    /// the class.
    public func find(_ request: FindRequest, _ body: (Node) throws -> Bool) throws {
        var label = ConventionalLabel.configurationItem
        if let ciClass = request.ciClass {
            label = snapshot.schema[try snapshot.schema.resolveClass(ciClass)].name
        }
        let text = request.text?.lowercased()
        try eachNode(withLabel: label) { node in
            let matches = Self.contains(node, text) && Self.has(node, request.attributes)
            return try matches ? body(node) : true
        }
    }

    /// Hands out whole nodes, in order of their numbers, until `body` returns false.
    func eachNode(withLabel label: String, _ body: (Node) throws -> Bool) throws {
        var failure: (any Error)?
        try snapshot.nodes(withLabel: label) { id in
            do {
                guard let node = try snapshot.node(id) else { return true }
                return try body(node)
            } catch {
                failure = error
                return false
            }
        }
        if let failure { throw failure }
    }

    private static func contains(_ node: Node, _ text: String?) -> Bool {
        guard let text else { return true }
        let names =
            (node[ConventionalProperty.name]?.strings ?? []) + (node[ConventionalProperty.identity]?.strings ?? [])
        return names.contains { $0.lowercased().contains(text) }
    }

    private static func has(_ node: Node, _ attributes: [(key: String, value: String)]) -> Bool {
        attributes.allSatisfy { wanted in node[wanted.key].map { "\($0)" } == wanted.value }
    }
}
