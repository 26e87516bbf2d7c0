import GraphModel

/// One object of an XML set, or one row of a CSV export.
struct ITopObject {
    let name: String
    let id: String
    private let fields: [String: String]
    let position: SourcePosition

    init(_ name: String, id: String, _ fields: [String: String], at position: SourcePosition) {
        self.name = name
        self.id = id
        self.fields = fields
        self.position = position
    }

    /// A field that is there and says something.
    subscript(_ field: String) -> String? {
        guard let text = fields[field], !text.isEmpty, text.lowercased() != "undefined" else { return nil }
        return text
    }

    /// The number that an external key states; `0` is no object.
    func key(_ field: String) -> String? {
        guard let text = self[field], let number = Int64(text), number > 0 else { return nil }
        return text
    }

    /// The name of the object that an external key refers to, where it is told beside the key or instead of it.
    func name(of field: String) -> String? {
        if let text = self[field], Int64(text) == nil { return text }
        let stem = field.hasSuffix("_id") ? String(field.dropLast(3)) : field
        let owner = stem == "org" ? "organization_name" : nil
        for name in [owner, stem + "_name", field + "->name", field + "_friendlyname"].compactMap({ $0 }) {
            if let text = self[name] { return text }
        }
        return nil
    }

    func missing(_ field: String) -> ImportError {
        ImportError(.badRecord, "the field \(field) is missing", at: position)
    }
}
