import GraphModel

extension Parser {
    /// Path patterns between commas.
    mutating func patterns() throws(QueryError) -> [PathPattern] {
        var patterns = [try pathPattern()]
        while takesComma() { patterns.append(try pathPattern()) }
        return patterns
    }

    /// `p = SHORTEST 2 (a)-->+(b)`
    mutating func pathPattern() throws(QueryError) -> PathPattern {
        let first = index
        var variable: Name?
        if current.kind.isName, token(after: 1).kind == .equal {
            variable = try self.variable()
            advance()
        }
        var pattern: PathPattern
        if atShortestPathCall {
            pattern = try shortestPathCall()
        } else {
            let (selector, mode) = try pathPrefix()
            pattern = try path()
            pattern.selector = selector
            pattern.mode = mode
        }
        pattern.variable = variable
        pattern.span = span(from: first)
        return pattern
    }

    var atShortestPathCall: Bool {
        (at(.shortestPath) || at(.allShortestPaths)) && token(after: 1).kind == .leftParen
    }

    /// `shortestPath((a)-[*]->(b))`
    mutating func shortestPathCall() throws(QueryError) -> PathPattern {
        let first = index
        let selector: PathSelector = at(.shortestPath) ? .shortest(count: nil) : .allShortest
        advance()
        let outside = try enter()
        try expect(.leftParen, "`(`")
        var pattern = try path()
        try expect(.rightParen, "`)`")
        try leave(outside)
        pattern.selector = selector
        pattern.span = span(from: first)
        return pattern
    }

    /// A path pattern without variable and selector.
    ///
    /// - Parameter isOperand: the pattern stands where operators may follow it.
    mutating func path(isOperand: Bool = false) throws(QueryError) -> PathPattern {
        let first = index
        var elements: [PathElement] = []
        guard at(.leftParen) else { throw unexpected("a pattern such as `(n)`", words: Parser.pathWords) }
        if let inner = try wholeInParentheses() { return inner }
        try endElement(&elements)
        while true {
            if atRelationship {
                if case .quantified = elements.last { elements.append(emptyNode()) }
                elements.append(.relationship(try relationship()))
                try endElement(&elements)
            } else if at(.leftParen), isQuantified(elements.last) || token(after: 1).kind == .leftParen {
                try endElement(&elements)
            } else {
                break
            }
        }
        if !isOperand, current.kind.isDash || current.kind.isLeftArrow {
            if current.kind.isLeftArrow { advance() }
            if current.kind.isDash { advance() }
            throw unexpected("a relationship such as `-->` or `-[r:TYPE]->`")
        }
        return PathPattern(elements: elements, span: span(from: first))
    }

    /// A node or a quantified path. After a relationship stands a node: one that says nothing where none is written.
    private mutating func endElement(_ elements: inout [PathElement]) throws(QueryError) {
        guard at(.leftParen) else { throw unexpected("a node such as `(n)`") }
        if token(after: 1).kind == .leftParen {
            if case .relationship = elements.last { elements.append(emptyNode()) }
            elements.append(.quantified(try quantifiedPath()))
        } else {
            elements.append(.node(try node()))
        }
    }

    private func isQuantified(_ element: PathElement?) -> Bool {
        if case .quantified = element { true } else { false }
    }

    private func emptyNode() -> PathElement {
        .node(NodePattern(span: Span(start: Int(current.start), end: Int(current.start))))
    }

    /// `((a)-->(b))`: parentheses around the whole, which mean nothing.
    private mutating func wholeInParentheses() throws(QueryError) -> PathPattern? {
        guard token(after: 1).kind == .leftParen, current.partner != 0 else { return nil }
        let after = token(at: Int(current.partner) + 1).kind
        let goesOn = after == .leftBrace || after == .plus || after == .star || after == .leftParen
        if goesOn || after.isDash || after.isLeftArrow { return nil }
        let first = index
        let outside = try enter()
        advance()
        var pattern = try path()
        if at(.where) {
            throw error(
                .unexpectedSyntax, "a path in parentheses with a WHERE needs a quantifier such as `{1,3}`",
                at: current, advice: "Put the condition into the clause's WHERE.")
        }
        try expect(.rightParen, "`)`")
        try leave(outside)
        pattern.span = span(from: first)
        return pattern
    }

    /// `((a)-[r]->(b) WHERE p){1,3}`
    private mutating func quantifiedPath() throws(QueryError) -> QuantifiedPath {
        let first = index
        let outside = try enter()
        advance()
        let pattern = try path()
        let predicate = try predicate()
        try expect(.rightParen, "a relationship, `WHERE` or `)`")
        try leave(outside)
        guard let range = try quantifier() else {
            throw unexpected("a quantifier such as `{1,3}`, `+` or `*`")
        }
        return QuantifiedPath(pattern: pattern, predicate: predicate, range: range, span: span(from: first))
    }

    /// `(n:A {key: 1} WHERE p)`
    private mutating func node() throws(QueryError) -> NodePattern {
        let first = index
        let outside = try enter()
        advance()
        var node = NodePattern(span: Span(start: 0, end: 0))
        node.variable = try elementVariable(end: .rightParen)
        if take(.colon) || take(.is) { node.labels = try labels(isPattern: true) }
        node.properties = try elementProperties()
        node.predicate = try predicate()
        try expect(.rightParen, "a label, properties, `WHERE` or `)`")
        try leave(outside)
        node.span = span(from: first)
        return node
    }

    /// The variable of a node or relationship. `IS` and `WHERE` are variables only where nothing else makes sense.
    mutating func elementVariable(end: TokenKind) throws(QueryError) -> Name? {
        guard current.kind.isName else { return nil }
        let next = token(after: 1)
        let isAlone = next.kind == end || next.kind == .colon || next.kind == .leftBrace
        if at(.is), !isAlone, next.keyword != .is, next.keyword != .where { return nil }
        if at(.where), !isAlone, next.keyword != .is { return nil }
        return try variable()
    }

    /// A map or a parameter.
    mutating func elementProperties() throws(QueryError) -> Expression? {
        guard at(.leftBrace) || current.kind.isParameter else { return nil }
        let properties = at(.leftBrace) ? try map() : try parameter()
        tallest = max(tallest, height)
        return properties
    }
}
