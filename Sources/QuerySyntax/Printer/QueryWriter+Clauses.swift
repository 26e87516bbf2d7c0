extension QueryWriter {
    mutating func write(_ clause: Clause) {
        switch clause.kind {
        case .match(let match):
            text += match.isOptional ? "OPTIONAL MATCH " : "MATCH "
            writeList(match.patterns) { writer, pattern in writer.write(pattern) }
            writePredicate(match.predicate)
        case .unwind(let list, let name):
            text += "UNWIND "
            write(list)
            text += " AS " + NameText.variable(name.text)
        case .with(let projection, let predicate):
            text += "WITH "
            write(projection)
            writePredicate(predicate)
        case .returning(let projection):
            text += "RETURN "
            write(projection)
        case .finish: text += "FINISH"
        case .create(let patterns):
            text += "CREATE "
            writeList(patterns) { writer, pattern in writer.write(pattern) }
        case .merge(let pattern, let actions): writeMerge(pattern, actions)
        case .set(let items):
            text += "SET "
            writeList(items) { writer, item in writer.write(item) }
        case .remove(let items):
            text += "REMOVE "
            writeList(items) { writer, item in writer.write(item) }
        case .delete(let elements, let isDetaching):
            text += isDetaching ? "DETACH DELETE " : "DELETE "
            writeList(elements)
        case .forEach(let name, let list, let clauses): writeForEach(name, list, clauses)
        case .call(let call): write(call)
        case .subquery(let call): write(call)
        }
    }

    /// `WHERE …` of a clause.
    private mutating func writePredicate(_ predicate: Expression?) {
        guard let predicate else { return }
        writeBreak()
        text += "WHERE "
        write(predicate)
    }

    mutating func write(_ projection: Projection) {
        if projection.isDistinct { text += "DISTINCT " }
        if projection.includesAll { text += projection.items.isEmpty ? "*" : "*, " }
        writeList(projection.items) { writer, item in writer.write(item) }
        writeOrder(projection.order, projection.skip, projection.limit)
    }

    private mutating func write(_ item: ProjectionItem) {
        if let alias = item.alias {
            write(item.expression)
            text += " AS " + NameText.variable(alias.text)
        } else if keepsColumnNames {
            text += item.columnName
        } else {
            write(item.expression)
        }
    }

    mutating func writeOrder(_ order: [SortItem], _ skip: Expression?, _ limit: Expression?) {
        if !order.isEmpty {
            text += " ORDER BY "
            writeList(order) { writer, item in
                writer.write(item.expression)
                if item.isDescending { writer.text += " DESC" }
            }
        }
        write("SKIP", skip)
        write("LIMIT", limit)
    }

    private mutating func writeMerge(_ pattern: PathPattern, _ actions: [MergeAction]) {
        text += "MERGE "
        write(pattern)
        for action in actions {
            writeBreak()
            text += action.isOnCreate ? "ON CREATE SET " : "ON MATCH SET "
            writeList(action.items) { writer, item in writer.write(item) }
        }
    }

    private mutating func writeForEach(_ name: Name, _ list: Expression, _ clauses: [Clause]) {
        text += "FOREACH (\(NameText.variable(name.text)) IN "
        write(list)
        text += " | "
        depth += 1
        write(clauses)
        depth -= 1
        text += ")"
    }

    private mutating func write(_ item: SetItem) {
        switch item {
        case .property(let element, let key, let value):
            writeProperty(element, key)
            text += " = "
            write(value)
        case .dynamicProperty(let element, let key, let value):
            writeElement(element, key)
            text += " = "
            write(value)
        case .replace(let name, let value):
            text += NameText.variable(name.text) + " = "
            write(value)
        case .add(let name, let value):
            text += NameText.variable(name.text) + " += "
            write(value)
        case .labels(let name, let labels): write(name, labels)
        }
    }

    private mutating func write(_ item: RemoveItem) {
        switch item {
        case .property(let element, let key): writeProperty(element, key)
        case .dynamicProperty(let element, let key): writeElement(element, key)
        case .labels(let name, let labels): write(name, labels)
        }
    }

    private mutating func write(_ name: Name, _ labels: [LabelName]) {
        text += NameText.variable(name.text)
        for label in labels {
            switch label {
            case .name(let label): text += ":" + NameText.name(label.text)
            case .dynamic(let expression):
                text += ":$("
                write(expression)
                text += ")"
            }
        }
    }
}
