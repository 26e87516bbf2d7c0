import ArgumentParser

/// How a command writes what it found.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
    case text, json, ndjson, csv, markdown, dot, svg

    /// What every command that prints a report has.
    static let tabular: [OutputFormat] = [.text, .json, .ndjson, .csv, .markdown]
}
