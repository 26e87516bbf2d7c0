import QuerySyntax

extension [PathElement] {
    /// The variable of a node, which gets a hidden one where it has none.
    mutating func nameNode(at place: Int, _ planner: Planner) -> String {
        guard case .node(var node) = self[place] else { return "" }
        let name = node.variable ?? planner.hiddenName(node.span)
        node.variable = name
        self[place] = .node(node)
        return name.text
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
    /// Puts a node where the pattern begins or ends with a quantified path, which begins and ends with one anyhow.
    mutating func completeEnds() {
        if case .quantified? = elements.first { elements.insert(.node(NodePattern(span: span)), at: 0) }
        if case .quantified? = elements.last { elements.append(.node(NodePattern(span: span))) }
    }

    /// The variables of its relationships in reading order, each for one or for a list of them; those without one get a
    /// hidden one.
    mutating func nameRelationships(_ planner: Planner) -> [String] {
        var names: [String] = []
        for place in elements.indices {
            switch elements[place] {
            case .node: continue
            case .relationship(var relationship):
                let name = relationship.variable ?? planner.hiddenName(relationship.span)
                relationship.variable = name
                elements[place] = .relationship(relationship)
                names.append(name.text)
            case .quantified(var path):
                let name = planner.hiddenName(path.span)
                path.relationships = name
                elements[place] = .quantified(path)
                names.append(name.text)
            }
        }
        return names
    }

    /// Gives every node and relationship a variable.
    mutating func nameElements(_ planner: Planner) {
        for place in elements.indices { _ = elements.nameNode(at: place, planner) }
        _ = nameRelationships(planner)
    }
}

extension Planner {
    /// A variable that no statement can name.
    func hiddenName(_ span: Span) -> Name { Name(Scope.hiddenName(newSlot()), span) }
}
