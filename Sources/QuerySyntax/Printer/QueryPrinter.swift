/// Writes trees as statements.
///
///     QueryPrinter().text(of: try QueryParser.parse("match(n)where(n.a)>1 return n"))
///     // MATCH (n)
///     // WHERE n.a > 1
///     // RETURN n
///
/// What the parser made prints as a text that parses to an equal tree: keywords in upper case, one clause a line,
/// parentheses only where they are needed, names in backticks only where they are needed. Comments are lost.
public struct QueryPrinter: Sendable {
    /// A result without an alias is called as it was written, so it is printed as it was written; otherwise in the
    /// printer's own way, and the column is called differently.
    public var keepsColumnNames: Bool

    public init(keepsColumnNames: Bool = true) { self.keepsColumnNames = keepsColumnNames }

    public func text(of statement: Statement) -> String {
        var writer = QueryWriter(keepsColumnNames: keepsColumnNames)
        writer.write(statement)
        return writer.text
    }

    /// On one line.
    public func text(of expression: Expression) -> String {
        var writer = QueryWriter(keepsColumnNames: keepsColumnNames)
        writer.write(expression)
        return writer.text
    }

    /// On one line.
    public func text(of pattern: PathPattern) -> String {
        var writer = QueryWriter(keepsColumnNames: keepsColumnNames)
        writer.write(pattern)
        return writer.text
    }

    /// A name as a statement must write it: in backticks unless it is a plain word that no keyword spells.
    public static func quoted(_ name: String) -> String { NameText.variable(name) }
}
