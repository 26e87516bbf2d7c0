extension QueryParser {
    /// The words of the grammar, as they are usually written.
    public static let keywords = Keyword.allCases.map(\.text)
}
