/// The text that a printer has written so far.
struct QueryWriter {
    let keepsColumnNames: Bool
    var text = ""
    /// Subqueries around the place, whose clauses stand on one line.
    var depth = 0

    init(keepsColumnNames: Bool) { self.keepsColumnNames = keepsColumnNames }

    mutating func write(_ string: String) { text += string }

    /// The items with a comma between them.
    mutating func writeList<Item>(_ items: [Item], _ writeItem: (inout QueryWriter, Item) -> Void) {
        for (index, item) in items.enumerated() {
            if index > 0 { text += ", " }
            writeItem(&self, item)
        }
    }

    mutating func writeList(_ expressions: [Expression]) {
        writeList(expressions) { writer, expression in writer.write(expression) }
    }

    /// ` KEYWORD e`, if there is an expression.
    mutating func write(_ keyword: String, _ expression: Expression?) {
        guard let expression else { return }
        text += " \(keyword) "
        write(expression)
    }

    /// `{ … }`
    mutating func writeBraces(_ query: Query) {
        text += "{ "
        depth += 1
        write(query)
        depth -= 1
        text += " }"
    }

    /// Between two clauses.
    mutating func writeBreak() { text += depth == 0 ? "\n" : " " }
}
