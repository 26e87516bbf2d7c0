/// What the command line passes to an importer.
public struct ImporterOptions: Sendable {
    /// `--mapping FILE`: the text of a mapping file, for formats that have one.
    public var mapping: String?
    /// The path of `mapping`, for messages.
    public var mappingName: String
    /// `--option KEY=VALUE`, for what only one format knows.
    public var values: [String: String]

    public init(mapping: String? = nil, mappingName: String = "mapping", values: [String: String] = [:]) {
        self.mapping = mapping
        self.mappingName = mappingName
        self.values = values
    }
}
