import GraphModel

/// One object, the same whether a dump or the REST API printed it.
struct NetBoxObject {
    let model: NetBoxModel
    let id: Int64
    let fields: JSONFields

    var position: SourcePosition { fields.position }
    var key: NetBoxKey { NetBoxKey(model, id) }

    /// An object that another one refers to, with its name where the REST API tells it in place.
    struct Reference {
        var id: Int64
        var name: String?
        /// What is nested, in what the REST API prints.
        var value: JSONValue
    }

    /// The text of a field; nil when it is missing, null or empty.
    func text(_ name: String) -> String? { fields.value[name]?.text }

    func number(_ name: String) -> Double? {
        guard let value = fields.value[name] else { return nil }
        return value.double ?? value.string.flatMap { Double($0) }
    }

    /// A whole number, also where a dump writes it as a decimal fraction: `"1.0"`.
    func whole(_ name: String) -> Int64? {
        fields.value[name]?.wholeNumber ?? number(name).flatMap { Int64(exactly: $0) }
    }

    /// A list of numbers, or one; dumps write a list as a text: `"[\"80\", \"443\"]"`.
    func wholes(_ name: String) -> [Int64] {
        guard let value = fields.value[name] else { return [] }
        guard let text = value.string else { return value.oneOrMore.compactMap(\.wholeNumber) }
        return text.split { !$0.isASCII || !$0.isNumber }.compactMap { Int64($0) }
    }

    /// The name that every object of the model has.
    ///
    /// - Throws: `import.badRecord` when it is missing.
    func name(_ field: String = "name") throws(ImportError) -> String {
        guard let name = text(field) else { throw fields.missing(field) }
        return name
    }

    /// What was chosen from a list: a word; before version 2.8 its number in dumps, and both in the REST API.
    func choice(_ name: String) -> String? {
        guard let value = fields.value[name] else { return nil }
        guard case .object = value else { return value.text?.lowercased() }
        if let word = value["value"]?.string { return word.lowercased() }
        return value["label"]?.string?.lowercased()
    }

    /// - Throws: `import.badRecord` when the field is neither a primary key nor a nested object.
    func reference(_ name: String) throws(ImportError) -> Reference? {
        guard let value = fields.value[name] else { return nil }
        if let id = value.integer { return Reference(id: id, name: nil, value: .null) }
        guard let id = value["id"]?.integer else { throw fields.member(name).wrong("a reference to an object") }
        let label = value["name"] ?? value["model"] ?? value["cid"] ?? value["address"] ?? value["display"]
        return Reference(id: id, name: label?.text, value: value)
    }

    func key(_ name: String, _ model: NetBoxModel) throws(ImportError) -> NetBoxKey? {
        try reference(name).map { NetBoxKey(model, $0.id) }
    }

    /// The object that the first of several fields names that is there.
    func key(firstOf fields: [(String, NetBoxModel)]) throws(ImportError) -> NetBoxKey? {
        for (field, model) in fields {
            if let key = try key(field, model) { return key }
        }
        return nil
    }

    /// The object that two fields name, one of which tells its model.
    func key(type: String, id: String) throws(ImportError) -> NetBoxKey? {
        guard let model = fields.value[type], let id = fields.value[id]?.integer else { return nil }
        guard let key = Self.key(model, id) else { throw fields.member(type).wrong("the name of a model") }
        return key
    }

    /// A model by its name, by the two parts of it, or by the number of its content type. One that is not read gives a
    /// key that nothing has.
    static func key(_ model: JSONValue, _ id: Int64) -> NetBoxKey? {
        if let number = model.integer { return NetBoxKey(contentType: number, id) }
        let parts = model.elements.compactMap(\.string)
        guard let name = model.string ?? (parts.count == 2 ? parts.joined(separator: ".") : nil) else { return nil }
        return NetBoxKey(NetBoxModel(rawValue: name.lowercased()) ?? .contentType, id)
    }
}
