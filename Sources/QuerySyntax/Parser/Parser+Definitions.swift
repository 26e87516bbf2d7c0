import GraphModel

extension Parser {
    /// `CREATE INDEX`, `DROP CONSTRAINT` and their relatives, if one stands here.
    mutating func definition() throws(QueryError) -> DefinitionCommand? {
        let subject = token(after: 1)
        let isPattern = token(after: 2).kind == .equal
        if at(.create), !isPattern {
            switch subject.keyword {
            case .index, .range: return try createIndex()
            case .constraint: return try createConstraint()
            case .text, .point, .fulltext, .vector, .lookup:
                throw refused(
                    "indexes are range indexes: CREATE \(text(subject)) INDEX is not available", at: subject)
            case .or where token(after: 2).keyword == .replace:
                throw refused("definitions are not replaced", advice: "Drop the old one first.", at: subject)
            default: return nil
            }
        }
        if at(.drop) {
            advance()
            return try drop()
        }
        return nil
    }

    private mutating func createIndex() throws(QueryError) -> DefinitionCommand {
        advance()
        _ = take(.range)
        try expect(.index)
        if at(.on), token(after: 1).kind == .colon { return try createIndexInTheOldForm() }
        let name = try definitionName()
        let ifNotExists = try ifNotExists()
        let target = try definitionTarget()
        try expect(.on)
        if at(.each) { throw refused("fulltext indexes are not available", at: current) }
        let properties = try propertyKeys(of: target.variable)
        try refuseOptions()
        return .createIndex(name: name, target.element, properties: properties, ifNotExists: ifNotExists)
    }

    /// `CREATE INDEX ON :Label(a, b)`
    private mutating func createIndexInTheOldForm() throws(QueryError) -> DefinitionCommand {
        advance()
        advance()
        let label = try name("a label")
        try expect(.leftParen, "`(`")
        var keys: [Name] = []
        repeat { keys.append(try name("a property key")) } while takesComma()
        try expect(.rightParen, "`,` or `)`")
        return .createIndex(name: nil, .label(label.text), properties: keys, ifNotExists: false)
    }

    private mutating func createConstraint() throws(QueryError) -> DefinitionCommand {
        advance()
        advance()
        var name: Name?
        if !(at(.on) && token(after: 1).kind == .leftParen) { name = try definitionName() }
        let ifNotExists = try ifNotExists()
        let target = try definitionTarget(or: .on)
        if !take(.require), !take(.assert) { throw unexpected("`REQUIRE`", words: [.require]) }
        let properties = try propertyKeys(of: target.variable)
        let kind = try constraintKind()
        try refuseOptions()
        return .createConstraint(name: name, kind, target.element, properties: properties, ifNotExists: ifNotExists)
    }

    private mutating func constraintKind() throws(QueryError) -> ConstraintDefinition.Kind {
        try expect(.is)
        let first = current
        if take(.not) {
            try expect(.null)
            return .existence
        }
        if take(.node) || take(.relationship) || take(.rel) {
            if take(.unique) { return .uniqueness }
        } else if take(.unique) {
            return .uniqueness
        }
        if at(.key) {
            throw refused(
                "key constraints are not available",
                advice: "Create two constraints: one IS UNIQUE, and one IS NOT NULL.", at: first)
        }
        if at(.typed) || at(.doubleColon) {
            throw refused(
                "type constraints are not available", advice: "Declare the type in the schema.", at: first)
        }
        throw unexpected("`UNIQUE` or `NOT NULL`", words: [.unique, .not])
    }

    private mutating func drop() throws(QueryError) -> DefinitionCommand {
        let isIndex = at(.index)
        guard isIndex || at(.constraint) else {
            throw unexpected("`INDEX` or `CONSTRAINT`", words: [.index, .constraint])
        }
        advance()
        if at(.on), !token(after: 1).endsDrop {
            throw refused(
                "definitions are dropped by name",
                advice: "\(isIndex ? "SHOW INDEXES" : "SHOW CONSTRAINTS") lists the names.", at: current)
        }
        let name = try name("a name")
        let ifExists = at(.if)
        if ifExists {
            advance()
            try expect(.exists)
        }
        return isIndex ? .dropIndex(name, ifExists: ifExists) : .dropConstraint(name, ifExists: ifExists)
    }

    /// The name of what is created, if it has one.
    private mutating func definitionName() throws(QueryError) -> Name? {
        let next = token(after: 1)
        if at(.for), next.kind == .leftParen { return nil }
        if at(.if), next.keyword == .not { return nil }
        return try name("a name or `FOR`")
    }

    private mutating func ifNotExists() throws(QueryError) -> Bool {
        guard take(.if) else { return false }
        try expect(.not)
        try expect(.exists)
        return true
    }

    /// `FOR (n:Label)`, `FOR ()-[r:TYPE]-()`
    private mutating func definitionTarget(
        or other: Keyword? = nil
    ) throws(QueryError) -> (variable: Name, element: IndexedElement) {
        if let other, at(other) { advance() } else { try expect(.for) }
        try expect(.leftParen, "`(`")
        if at(.rightParen) { return try relationshipTarget() }
        let variable = try variable()
        try expect(.colon, "`:` and a label")
        let label = try name("a label")
        try expect(.rightParen, "`)`")
        return (variable, .label(label.text))
    }

    private mutating func relationshipTarget() throws(QueryError) -> (variable: Name, element: IndexedElement) {
        advance()
        if current.kind.isLeftArrow { advance() }
        guard current.kind.isDash else { throw unexpected("`-`") }
        advance()
        try expect(.leftBracket, "`[`")
        let variable = try variable()
        try expect(.colon, "`:` and a relationship type")
        let type = try name("a relationship type")
        try expect(.rightBracket, "`]`")
        guard current.kind.isDash else { throw unexpected("`-`") }
        advance()
        if current.kind.isRightArrow { advance() }
        try expect(.leftParen, "`(`")
        try expect(.rightParen, "`)`")
        return (variable, .relationshipType(type.text))
    }

    /// `n.a`, `(n.a, n.b)`
    private mutating func propertyKeys(of variable: Name) throws(QueryError) -> [Name] {
        guard take(.leftParen) else { return [try propertyKey(of: variable)] }
        var keys: [Name] = []
        repeat { keys.append(try propertyKey(of: variable)) } while takesComma()
        try expect(.rightParen, "`,` or `)`")
        return keys
    }

    private mutating func propertyKey(of variable: Name) throws(QueryError) -> Name {
        let first = current
        let name = try self.variable()
        guard name.text == variable.text else {
            throw error(
                .undefinedVariable, "`\(name.text)` is not the variable of the definition, `\(variable.text)`",
                at: first)
        }
        try expect(.dot, "`.` and a property key")
        return try self.name("a property key")
    }

    private func refuseOptions() throws(QueryError) {
        if at(.options) { throw refused("indexes and constraints take no options", at: current) }
    }
}

extension Token {
    /// Whether a `DROP` command is over, or goes on with `IF`.
    fileprivate var endsDrop: Bool { kind == .endOfText || kind == .semicolon || keyword == .if }
}
