import GraphModel

/// A part of what lldpctl prints. `json` writes `"descr": "x"` where `json0` writes `"descr": [{"value": "x"}]`, and so
/// did `json` in old versions; XML has become `json0` before it comes here.
struct LLDPFields {
    let value: JSONValue

    /// The first of the parts of a name.
    subscript(name: String) -> LLDPFields? {
        value[name].flatMap { $0.oneOrMore.first }.map(LLDPFields.init)
    }

    func all(_ name: String) -> [LLDPFields] { (value[name]?.oneOrMore ?? []).map(LLDPFields.init) }

    var text: String? { value.text ?? value["value"]?.text }

    func text(_ name: String) -> String? { StatedText.of(self[name]?.text) }

    func isOn(_ name: String) -> Bool {
        guard let flag = self[name]?.value else { return false }
        return flag.boolean ?? ["on", "yes", "true"].contains(flag.text ?? "")
    }
}

extension LLDPFields {
    /// An element with its attributes, text and parts.
    init(_ element: XMLElement) { value = Self.value(of: element) }

    /// Nesting is limited by the reader.
    private static func value(of element: XMLElement) -> JSONValue {
        var members = element.attributes.sorted { $0.key < $1.key }
            .map { JSONObject.Member($0.key, .string($0.value)) }
        if !element.text.isEmpty { members.append(JSONObject.Member("value", .string(element.text))) }
        var parts: [(name: String, values: [JSONValue])] = []
        for child in element.children {
            let value = value(of: child)
            if let place = parts.firstIndex(where: { $0.name == child.name }) {
                parts[place].values.append(value)
            } else {
                parts.append((child.name, [value]))
            }
        }
        members += parts.map { JSONObject.Member($0.name, .array($0.values)) }
        return .object(JSONObject(members))
    }
}
