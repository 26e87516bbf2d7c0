import ArgumentParser
import Faultline

/// How a command that prints a report writes it.
struct OutputOptions: ParsableArguments {
    @Option(help: ArgumentHelp("text, json, ndjson, csv or markdown.", valueName: "format"))
    var format: OutputFormat = .text

    func write(_ report: Report) throws {
        try OutputOptions.write(report, format)
    }

    /// Writes a report that has a text of its own.
    func write(_ report: Report, text: (Style) -> String) throws {
        guard format == .text else { return try OutputOptions.write(report, format) }
        let output = StandardStream.output()
        try output.write(text(Terminal.current.outputStyle))
        try output.flush()
    }

    /// Writes a report, unless its format draws pictures.
    static func write(_ report: Report, _ format: OutputFormat) throws {
        let output = StandardStream.output()
        switch format {
        case .text: try output.write(report.text(Terminal.current.outputStyle))
        case .json: try report.writeJSON(output.write)
        case .ndjson: try report.writeNDJSON(output.write)
        case .csv: try report.writeCSV(output.write)
        case .markdown: try output.write(report.markdown)
        case .dot, .svg:
            let names = OutputFormat.tabular.map(\.rawValue).joined(separator: ", ")
            throw CommandError(
                .format, "this command has no format `\(format.rawValue)`", advice: "It has: \(names).")
        }
        try output.flush()
        if [.json, .ndjson, .csv].contains(format) { try writeNotes(report) }
    }

    /// What formats for programs have no place for: whoever looks must know that a list was cut.
    private static func writeNotes(_ report: Report) throws {
        let errors = StandardStream.error()
        for note in report.notes { try errors.write("note: \(note)\n") }
        try errors.flush()
    }
}

/// The same for commands that can draw as well.
struct DrawingOptions: ParsableArguments {
    @Option(help: ArgumentHelp("text, json, ndjson, csv, markdown, dot or svg.", valueName: "format"))
    var format: OutputFormat = .text

    func write(_ report: Report, text: (Style) -> String, drawing: () -> Drawing) throws {
        let output = StandardStream.output()
        switch format {
        case .text: try output.write(text(Terminal.current.outputStyle))
        case .dot: try output.write(drawing().dot)
        case .svg: try output.write(Graphviz.svg(drawing()))
        case .json, .ndjson, .csv, .markdown: return try OutputOptions.write(report, format)
        }
        try output.flush()
    }
}
