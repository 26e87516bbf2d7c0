import GraphModel

extension QueryWriter {
    mutating func write(_ statement: Statement) {
        switch statement.mode {
        case .run: break
        case .explain: text += "EXPLAIN "
        case .profile: text += "PROFILE "
        }
        switch statement.time {
        case .commit(let number):
            text += "AS OF COMMIT "
            write(number)
            writeBreak()
        case .moment(let moment):
            text += "AS OF "
            write(moment)
            writeBreak()
        case nil: break
        }
        switch statement.body {
        case .query(let query): write(query)
        case .definition(let command): write(command)
        case .show(let command): write(command)
        }
    }

    mutating func write(_ query: Query) {
        write(query.first.clauses)
        for part in query.others {
            writeBreak()
            text += part.keepsRepeats ? "UNION ALL" : "UNION"
            writeBreak()
            write(part.query.clauses)
        }
    }

    mutating func write(_ clauses: [Clause]) {
        for (index, clause) in clauses.enumerated() {
            if index > 0 { writeBreak() }
            write(clause)
        }
    }

    private mutating func write(_ command: DefinitionCommand) {
        switch command {
        case .createIndex(let name, let element, let properties, let ifNotExists):
            text += "CREATE INDEX "
            writeDefinition(name, element, ifNotExists: ifNotExists)
            text += " ON "
            writeKeys(properties)
        case .createConstraint(let name, let kind, let element, let properties, let ifNotExists):
            text += "CREATE CONSTRAINT "
            writeDefinition(name, element, ifNotExists: ifNotExists)
            text += " REQUIRE "
            writeKeys(properties)
            text += kind == .uniqueness ? " IS UNIQUE" : " IS NOT NULL"
        case .dropIndex(let name, let ifExists):
            text += "DROP INDEX \(NameText.variable(name.text))\(ifExists ? " IF EXISTS" : "")"
        case .dropConstraint(let name, let ifExists):
            text += "DROP CONSTRAINT \(NameText.variable(name.text))\(ifExists ? " IF EXISTS" : "")"
        }
    }

    private mutating func writeDefinition(_ name: Name?, _ element: IndexedElement, ifNotExists: Bool) {
        if let name { text += NameText.variable(name.text) + " " }
        if ifNotExists { text += "IF NOT EXISTS " }
        switch element {
        case .label(let label): text += "FOR (e:\(NameText.name(label)))"
        case .relationshipType(let type): text += "FOR ()-[e:\(NameText.name(type))]-()"
        }
    }

    private mutating func writeKeys(_ keys: [Name]) {
        text += "("
        writeList(keys) { writer, key in writer.text += "e." + NameText.name(key.text) }
        text += ")"
    }

    private mutating func write(_ command: ShowCommand) {
        text += command.subject.rawValue
        if !command.arguments.isEmpty {
            text += " "
            writeList(command.arguments)
        }
        if let yields = command.yields {
            text += " YIELD "
            if yields.isEmpty { text += "*" } else { write(yields) }
        }
        writeOrder(command.order, command.skip, command.limit)
        write("WHERE", command.predicate)
        if let projection = command.returns {
            text += " RETURN "
            write(projection)
        }
    }
}
