/// Every limit on the text of a statement, with its unit in its name.
public enum SyntaxLimits {
    /// Brackets, subqueries and other constructs inside each other.
    public static let nestingLevels = 200
    /// Height of an expression's tree. Chains of `AND`, `OR` and `XOR` count by their logarithm, because the parser
    /// balances them; other chains, such as `a + b + c`, by their length.
    public static let expressionLevels = 400
    /// Longest text that is parsed.
    public static let statementBytes = 64 << 20
}
