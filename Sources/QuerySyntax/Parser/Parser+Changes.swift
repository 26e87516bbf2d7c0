import GraphModel

extension Parser {
    mutating func setItems() throws(QueryError) -> [SetItem] {
        var items = [try setItem()]
        while takesComma() { items.append(try setItem()) }
        return items
    }

    private mutating func setItem() throws(QueryError) -> SetItem {
        if let labels = try labelChange() { return .labels(labels.variable, labels.names) }
        if current.kind.isName {
            switch token(after: 1).kind {
            case .equal:
                let name = try variable()
                advance()
                return .replace(name, try expression())
            case .plusEqual:
                let name = try variable()
                advance()
                return .add(name, try expression())
            default: break
            }
        }
        let target = try changedProperty()
        try expect(.equal, "`=`")
        let value = try expression()
        return switch target {
        case .property(let element, let key): .property(of: element, key: key, value)
        case .dynamicProperty(let element, let key): .dynamicProperty(of: element, key: key, value)
        case .labels(let name, let labels): .labels(name, labels)
        }
    }

    mutating func removeItems() throws(QueryError) -> [RemoveItem] {
        var items: [RemoveItem] = []
        repeat {
            if let labels = try labelChange() {
                items.append(.labels(labels.variable, labels.names))
            } else {
                items.append(try changedProperty())
            }
        } while takesComma()
        return items
    }

    /// `e.key` or `e[key]`, which is set or removed.
    private mutating func changedProperty() throws(QueryError) -> RemoveItem {
        let first = current
        let target = try operandWithLookups()
        switch target.kind {
        case .property(let element, let key): return .property(of: element, key: key)
        case .element(let element, let key): return .dynamicProperty(of: element, key: key)
        default:
            if at(.endOfText) || at(.fault) {
                throw unexpected("a property such as `n.key`, or labels such as `n:Label`")
            }
            throw error(
                .unexpectedSyntax, "expected a property such as `n.key`, or labels such as `n:Label`", at: first)
        }
    }

    /// `n:A:B`, `n IS A`, if that is what stands here.
    private mutating func labelChange() throws(QueryError) -> (variable: Name, names: [LabelName])? {
        guard current.kind.isName else { return nil }
        let next = token(after: 1)
        guard next.kind == .colon || next.keyword == .is else { return nil }
        let name = try variable()
        advance()
        var names = [try changedLabel()]
        while at(.colon) || at(.ampersand) {
            advance()
            names.append(try changedLabel())
        }
        return (name, names)
    }

    private mutating func changedLabel() throws(QueryError) -> LabelName {
        if let (expression, isAny) = try dynamicLabel() {
            guard !isAny else {
                throw QueryError.syntax(
                    .unexpectedSyntax, "`$any` does not say which labels to change",
                    at: position(expression.span.start))
            }
            return .dynamic(expression)
        }
        return .name(try name("a label"))
    }
}
