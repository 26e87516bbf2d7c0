import Faultline

/// Writes the rows of a statement as they come.
protocol RowWriter: AnyObject {
    /// Gets the names of the columns, before any row.
    func begin(_ columns: [String]) throws
    func write(_ row: [QueryValue]) throws
    /// After the last row.
    func end(_ summary: QuerySummary) throws
    /// Instead of `end`, when the statement fails: writes out the rows that are still kept.
    func abandon() throws
}

/// The writers of the formats.
enum RowOutput {
    /// - Throws: `command.format` for formats that draw pictures.
    static func writer(
        _ format: OutputFormat, to stream: StandardStream, notes: StandardStream = .error(), _ style: Style
    ) throws -> any RowWriter {
        switch format {
        case .text: return TextRowWriter(stream, style)
        case .json: return JSONRowWriter(stream)
        case .ndjson: return LineRowWriter(stream, notes: notes, .ndjson)
        case .csv: return LineRowWriter(stream, notes: notes, .csv)
        case .markdown: return LineRowWriter(stream, notes: notes, .markdown)
        case .dot, .svg:
            throw CommandError(
                .format, "this command has no format `\(format.rawValue)`",
                advice: "It has: \(OutputFormat.tabular.map(\.rawValue).joined(separator: ", ")).")
        }
    }
}

extension QuerySummary {
    /// What happened besides the rows, in lines for people.
    var notes: [String] {
        warnings.flatMap { warning in
            let position = warning.position.map { "\($0): " } ?? ""
            return ["warning: \(position)\(warning.message)"] + (warning.advice.map { ["  \($0)"] } ?? [])
        } + (counters.isEmpty ? [] : [counters.text + " (commit \(version))"])
    }
}

extension QueryCounters {
    /// What was written: the name of each counter, how many, and the same in words.
    var entries: [(name: String, count: Int, words: String)] {
        func entry(_ name: String, _ count: Int, _ one: String, _ many: String, _ verb: String) -> (
            name: String, count: Int, words: String
        ) {
            (name, count, "\(count) \(count == 1 ? one : many) \(verb)")
        }
        return [
            entry("nodesCreated", nodesCreated, "node", "nodes", "created"),
            entry("nodesDeleted", nodesDeleted, "node", "nodes", "deleted"),
            entry("relationshipsCreated", relationshipsCreated, "relationship", "relationships", "created"),
            entry("relationshipsDeleted", relationshipsDeleted, "relationship", "relationships", "deleted"),
            entry("propertiesSet", propertiesSet, "property", "properties", "set"),
            entry("labelsAdded", labelsAdded, "label", "labels", "added"),
            entry("labelsRemoved", labelsRemoved, "label", "labels", "removed"),
            entry("indexesAdded", indexesAdded, "index", "indexes", "added"),
            entry("indexesRemoved", indexesRemoved, "index", "indexes", "removed"),
            entry("constraintsAdded", constraintsAdded, "constraint", "constraints", "added"),
            entry("constraintsRemoved", constraintsRemoved, "constraint", "constraints", "removed"),
        ].filter { $0.count > 0 }
    }

    var text: String { entries.map(\.words).joined(separator: ", ") }
}

extension QueryValue {
    /// For people: texts as they are, everything else as the language writes it.
    var shown: String {
        switch self {
        case .property(.string(let text)): text
        case .property(let value): Self.isQuoted(value) ? value.description : description
        default: description
        }
    }

    /// Times stand without the quotes of the language.
    private static func isQuoted(_ value: PropertyValue) -> Bool {
        switch value {
        case .date, .localTime, .zonedTime, .localDateTime, .zonedDateTime, .duration: true
        default: false
        }
    }

    /// For CSV: null is nothing, texts and times are as they are, lists, maps and elements are JSON.
    var csv: String {
        switch self {
        case .null: return ""
        case .property(.list), .list, .map, .node, .relationship, .path:
            var text = ""
            writeJSON(into: &text)
            return text
        case .property: return shown
        }
    }

    var isNumber: Bool {
        switch self {
        case .property(.integer), .property(.double): true
        default: false
        }
    }
}
