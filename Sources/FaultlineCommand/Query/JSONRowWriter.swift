import Faultline

/// One JSON object: the columns, an object for each row, and what else happened.
final class JSONRowWriter: RowWriter {
    private let stream: StandardStream
    private var columns: [String]?
    private var keys: [String] = []
    private var count = 0

    init(_ stream: StandardStream) { self.stream = stream }

    func begin(_ columns: [String]) throws {
        self.columns = columns
        keys = columns.map { JSONText.quoted($0) }
        try stream.write("{\n  \"columns\": [\(keys.joined(separator: ", "))],\n  \"rows\": [")
    }

    func write(_ row: [QueryValue]) throws {
        try stream.write((count == 0 ? "\n    " : ",\n    ") + JSONText.object(row, keys))
        count += 1
    }

    func end(_ summary: QuerySummary) throws {
        if columns == nil { try begin([]) }
        var text = count == 0 ? "]" : "\n  ]"
        text += ",\n  \"version\": \(summary.version)"
        if !summary.counters.isEmpty {
            let counters = summary.counters.entries.map { "\"\($0.name)\": \($0.count)" }
            text += ",\n  \"counters\": {\(counters.joined(separator: ", "))}"
        }
        if !summary.warnings.isEmpty {
            let warnings = summary.warnings.map { warning in
                let position = warning.position.map { JSONText.quoted("\($0)") } ?? "null"
                let advice = warning.advice.map { JSONText.quoted($0) } ?? "null"
                return "{\"kind\": \"\(warning.kind.rawValue)\", \"message\": \(JSONText.quoted(warning.message)), "
                    + "\"position\": \(position), \"advice\": \(advice)}"
            }
            text += ",\n  \"warnings\": [\(warnings.joined(separator: ", "))]"
        }
        if let plan = summary.plan { text += ",\n  \"plan\": \(JSONText.quoted(plan))" }
        try stream.write(text + "\n}\n")
        try stream.flush()
    }

    func abandon() throws { try stream.flush() }
}

/// Pieces of JSON.
enum JSONText {
    static func quoted(_ text: String) -> String {
        var writer = JSONWriter(isIndented: false)
        writer.string(text)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// - Parameter keys: quoted.
    static func object(_ row: [QueryValue], _ keys: [String]) -> String {
        var text = "{"
        for (place, value) in row.enumerated() {
            if place > 0 { text += ", " }
            text += keys[place]
            text += ": "
            value.writeJSON(into: &text)
        }
        return text + "}"
    }
}
