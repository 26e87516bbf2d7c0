import GraphModel

extension RedundancyGroup {
    /// What to write for a threshold, for messages.
    static let advice =
        "Write `atLeast 2`, `percent 60` or `weight 3.5`, then optionally `of PARENT` and `weight W`."

    /// The group whose threshold a text states, such as `atLeast 2`.
    ///
    /// - Throws: `import.badRecord`.
    init(
        _ name: String, threshold text: String, at position: @autoclosure () -> SourcePosition
    ) throws(ImportError) {
        do {
            self.init(name: name, try GroupThreshold(parsing: text))
        } catch {
            throw ImportError(.badRecord, error.reason, at: position(), advice: Self.advice)
        }
    }
}
