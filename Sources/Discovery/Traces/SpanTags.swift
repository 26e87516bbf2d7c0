/// What a span, or what sent it, states of itself, however the format writes it.
struct SpanTags {
    private let pairs: [(key: String, value: JSONValue)]

    /// `[{"key": …, "value": …}]`, where the value may be wrapped with its kind: `{"stringValue": …}`.
    init(list: JSONValue?) {
        pairs = (list?.elements ?? []).compactMap { element in
            guard let key = element["key"]?.string, let value = element["value"] else { return nil }
            return (key, value.members.first?.value ?? value)
        }
    }

    /// `{key: value}`
    init(map: JSONValue?) { pairs = (map?.members ?? []).map { ($0.name, $0.value) } }

    /// The first of several keys that has a text.
    func text(_ keys: String...) -> String? {
        for key in keys {
            if let text = value(key)?.text { return text }
        }
        return nil
    }

    func number(_ keys: String...) -> Int64? {
        for key in keys {
            if let number = value(key)?.wholeNumber { return number }
        }
        return nil
    }

    func flag(_ keys: String...) -> Bool { keys.contains { value($0)?.flag == true } }

    private func value(_ key: String) -> JSONValue? { pairs.first { $0.key == key }?.value }
}
