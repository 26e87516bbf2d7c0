public import GraphModel

extension ConformanceValue {
    /// The deepest nesting of lists, maps and elements that is read.
    public static let nestingLimit = 100

    /// Reads the text of one value.
    ///
    /// - Parameter position: Where the text begins, for errors.
    /// - Throws: `ConformanceError` for anything that is not exactly one value.
    public init(reading text: String, at position: SourcePosition? = nil) throws {
        var reader = ValueReader(text, at: position)
        self = try reader.wholeText()
    }
}
