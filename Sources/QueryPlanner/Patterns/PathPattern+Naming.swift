import QuerySyntax

extension [PathElement] {
    /// The variable of a node, which gets a hidden one where it has none.
    mutating func nameNode(at place: Int, _ planner: Planner) -> String {
        guard case .node(var node) = self[place] else { return "" }
        if let name = node.variable { return name.text }
        let name = Scope.hiddenName(planner.newSlot())
        node.variable = Name(name, node.span)
        self[place] = .node(node)
        return name
    }

    /// Gives the ends the variables that the surrounding pattern has for them; what it says of them is said there.
    mutating func nameEnds(_ first: String?, _ last: String?) {
        for (place, name) in [(startIndex, first), (index(before: endIndex), last)] {
            guard case .node(let node) = self[place], let name else { continue }
            self[place] = .node(NodePattern(variable: Name(name, node.span), span: node.span))
        }
    }
}

extension PathPattern {
    /// The variables of its relationships in reading order; those without one get a hidden one.
    mutating func nameRelationships(_ planner: Planner) -> [String] {
        var names: [String] = []
        for place in elements.indices {
            guard case .relationship(var relationship) = elements[place] else { continue }
            if relationship.variable == nil {
                relationship.variable = Name(Scope.hiddenName(planner.newSlot()), relationship.span)
                elements[place] = .relationship(relationship)
            }
            names.append(relationship.variable?.text ?? "")
        }
        return names
    }
}

extension PathPattern {
    /// Gives every node and relationship a variable.
    mutating func nameElements(_ planner: Planner) {
        for place in elements.indices { _ = elements.nameNode(at: place, planner) }
        _ = nameRelationships(planner)
    }
}
