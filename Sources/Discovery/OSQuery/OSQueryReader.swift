import GraphModel

/// Rows that one query gave on one host at one time.
struct OSQueryResult {
    enum Action { case added, removed, snapshot }

    var host: String
    /// What the host calls itself, where a decorator says.
    var hostName: String?
    var query: String
    var action: Action
    var rows: [JSONValue]
    var position: SourcePosition
}

/// Reads results logs: one result a row (`action`, `columns`), one a query (`diffResults`), and snapshots; lines,
/// arrays, and what the TLS logger posts (`data`). One result is in memory at a time.
final class OSQueryReader {
    private let reader: JSONReader
    private let sink: any DiscoverySink
    private let take: (OSQueryResult) throws(ImportError) -> Void

    init(
        _ input: ImportInput, _ sink: any DiscoverySink, take: @escaping (OSQueryResult) throws(ImportError) -> Void
    ) throws(ImportError) {
        reader = try JSONReader(input, framing: .sequence)
        self.sink = sink
        self.take = take
    }

    func readAll() throws(ImportError) {
        do throws(ImportError) {
            while try reader.nextDocument() { try readResults() }
        } catch {
            guard error.isDamage else { throw error }
            sink.reject(error)
        }
    }

    /// One result, or a list of them.
    private func readResults() throws(ImportError) {
        guard reader.token == .beginArray else { return try readResult() }
        while try reader.nextElement() { try readResult() }
    }

    private func readResult() throws(ImportError) {
        try reader.readRecord(into: sink) { () throws(ImportError) in
            try reader.beginObject()
            let position = reader.position
            var members: [JSONObject.Member] = []
            var isPosted = false
            while try reader.nextKey() {
                if reader.keyIs("data"), try reader.next() == .beginArray {
                    isPosted = true
                    while try reader.nextElement() { try readResult() }
                } else if reader.keyIs("node_key") {
                    // It lets in whoever has it.
                    try reader.skipValue()
                } else {
                    members.append(JSONObject.Member(reader.keyText, try reader.readValue()))
                }
            }
            if !isPosted { try deliver(JSONFields(JSONObject(members), at: position)) }
        }
    }

    private func deliver(_ fields: JSONFields) throws(ImportError) {
        guard let host = try fields.string("hostIdentifier") else { throw fields.missing("hostIdentifier") }
        guard let query = try fields.string("name") else { throw fields.missing("name") }
        let decorations = fields.value["decorations"] ?? fields.value
        let name = StatedText.of((decorations["hostname"] ?? decorations["computer_name"])?.text)
        func result(_ action: OSQueryResult.Action, _ rows: [JSONValue]) -> OSQueryResult {
            OSQueryResult(
                host: host, hostName: name, query: query, action: action, rows: rows, position: fields.position)
        }
        if let snapshot = fields.value["snapshot"] {
            return try take(result(.snapshot, snapshot.elements))
        }
        if let difference = fields.value["diffResults"] {
            // What is gone first: a changed row is one that went and one that came.
            try take(result(.removed, difference["removed"]?.elements ?? []))
            return try take(result(.added, difference["added"]?.elements ?? []))
        }
        guard let row = fields.value["columns"] else { throw fields.missing("columns") }
        switch try fields.string("action") {
        case "added": try take(result(.added, [row]))
        case "removed": try take(result(.removed, [row]))
        // A row of a snapshot that is logged row by row: what else was in it is not known.
        case "snapshot": try take(result(.added, [row]))
        default: throw fields.unknown("action", allowed: "added, removed, snapshot")
        }
    }
}
