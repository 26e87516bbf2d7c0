extension QueryWriter {
    mutating func write(_ call: ProcedureCall) {
        text += call.isOptional ? "OPTIONAL CALL " : "CALL "
        text += NameText.qualified(call.name.text)
        if let arguments = call.arguments {
            text += "("
            writeList(arguments)
            text += ")"
        }
        switch call.yields {
        case .unstated: break
        case .all: text += " YIELD *"
        case .items(let items, let predicate):
            text += " YIELD "
            if items.isEmpty { text += "-" } else { write(items) }
            write("WHERE", predicate)
        }
    }

    mutating func write(_ items: [YieldItem]) {
        writeList(items) { writer, item in
            writer.text += NameText.variable(item.column.text)
            if let alias = item.alias { writer.text += " AS " + NameText.variable(alias.text) }
        }
    }

    mutating func write(_ call: SubqueryCall) {
        text += call.isOptional ? "OPTIONAL CALL " : "CALL "
        switch call.imports {
        case .leadingWith: break
        case .all: text += "(*) "
        case .variables(let names):
            text += "("
            writeList(names) { writer, name in writer.text += NameText.variable(name.text) }
            text += ") "
        }
        writeBraces(call.query)
        guard let batches = call.batches else { return }
        text += " IN TRANSACTIONS"
        if let rows = batches.rows {
            write("OF", rows)
            text += " ROWS"
        }
        switch batches.onError {
        case .fail: break
        case .goOn: text += " ON ERROR CONTINUE"
        case .stop: text += " ON ERROR BREAK"
        }
        if let status = batches.status { text += " REPORT STATUS AS " + NameText.variable(status.text) }
    }
}
