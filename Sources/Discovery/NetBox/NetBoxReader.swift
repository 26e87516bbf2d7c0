import GraphModel

/// Finds the objects in dumps of Django (`[{model, pk, fields}]`, or one on each line), in lists of the REST API
/// (`{count, next, previous, results}`), and in what people cut out of these; several may follow one another.
///
/// One object is in memory at a time.
final class NetBoxReader {
    private let reader: JSONReader
    private let sink: any DiscoverySink
    private let take: (NetBoxObject) throws(ImportError) -> Void
    /// Told the model of every object that is not read.
    private let unknown: (String, SourcePosition) -> Void

    init(
        _ input: ImportInput, _ sink: any DiscoverySink, unknown: @escaping (String, SourcePosition) -> Void,
        take: @escaping (NetBoxObject) throws(ImportError) -> Void
    ) throws(ImportError) {
        reader = try JSONReader(input, framing: .sequence)
        self.sink = sink
        self.unknown = unknown
        self.take = take
    }

    func readAll() throws(ImportError) {
        try reader.readUntilDamage(into: sink) { () throws(ImportError) in
            while try reader.nextDocument() {
                try reader.readRecord(into: sink) { () throws(ImportError) in try readNode() }
            }
        }
    }

    private func readNode() throws(ImportError) {
        guard reader.token == .beginArray else { return try readObject() }
        try readList()
    }

    private func readList() throws(ImportError) {
        try reader.readRecords(into: sink) { () throws(ImportError) in try readNode() }
    }

    private func readObject() throws(ImportError) {
        try reader.beginObject()
        let position = reader.position
        var members: [JSONObject.Member] = []
        var model: String?
        var isList = false
        while try reader.nextKey() {
            if reader.keyIs("results") {
                isList = true
                try readList()
            } else if reader.keyIs("model"), try reader.next() == .string {
                model = reader.stringText
                members.append(JSONObject.Member("model", .string(reader.stringText)))
            } else if reader.keyIs("fields"), let model, NetBoxModel(rawValue: model) == nil {
                try reader.skipValue()
                members.append(JSONObject.Member("fields", .null))
            } else {
                members.append(JSONObject.Member(reader.keyText, try reader.readValue()))
            }
        }
        if !isList { try deliver(JSONObject(members), at: position) }
    }

    private func deliver(_ object: JSONObject, at position: SourcePosition) throws(ImportError) {
        if object.members.contains(where: { $0.name == "fields" }), let model = object["model"]?.string {
            try deliverDumped(object, model, at: position)
        } else if let url = object["url"]?.string, let endpoint = Self.endpoint(of: url) {
            guard let model = NetBoxModel(endpoint: endpoint) else { return unknown(endpoint, position) }
            let fields = JSONFields(object, at: position)
            guard let id = object["id"]?.integer else { throw fields.missing("id") }
            try take(NetBoxObject(model: model, id: id, fields: fields))
        } else {
            throw ImportError(
                .badRecord, "the object does not tell what it is", at: position,
                advice: "Objects of a dump have a `model`, those of the REST API a `url`.")
        }
    }

    private func deliverDumped(
        _ object: JSONObject, _ model: String, at position: SourcePosition
    ) throws(ImportError) {
        guard let known = NetBoxModel(rawValue: model) else { return unknown(model, position) }
        let outer = JSONFields(object, at: position)
        let fields = try outer.object("fields")
        guard !fields.isMissing else { throw outer.missing("fields") }
        // What links others needs no key of its own, and content types have none in dumps with natural keys.
        guard let id = object["pk"]?.integer ?? (known == .contentType ? 0 : nil) else { throw outer.missing("pk") }
        try take(NetBoxObject(model: known, id: id, fields: fields))
    }

    /// `dcim/devices` of `https://netbox.example.com/api/dcim/devices/12/`.
    private static func endpoint(of url: String) -> String? {
        let parts = url.split(separator: "/")
        guard let api = parts.lastIndex(of: "api"), parts.count > api + 2 else { return nil }
        return "\(parts[api + 1])/\(parts[api + 2])"
    }
}
