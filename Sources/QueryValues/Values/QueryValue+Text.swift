import GraphModel

extension QueryValue: CustomStringConvertible {
    /// The value as openCypher writes it: `1`, `1.0`, `'text'`, `[1, 2]`, `{a: 1}`, `(:A:B {p: 1})`, `[:T {p: 1}]`,
    /// `<(:A)-[:T]->(:B)>`. Dates, times and durations are quoted. Names that are not plain words are in backticks.
    public var description: String {
        var text = ""
        LiteralText.append(self, to: &text)
        return text
    }
}

/// Values as openCypher writes them. The nesting of values is limited where they are made.
private enum LiteralText {
    static func append(_ value: QueryValue, to text: inout String) {
        switch value {
        case .null: text += "null"
        case .property(let property): append(property, to: &text)
        case .list(let elements): append(elements, between: "[", "]", to: &text) { append($0, to: &$1) }
        case .map(let entries):
            append(entries.sorted { $0.key.byteOrder(to: $1.key) < 0 }, between: "{", "}", to: &text) { entry, text in
                append(name: entry.key, to: &text)
                text += ": "
                append(entry.value, to: &text)
            }
        case .node(let node): append(node, to: &text)
        case .relationship(let relationship): append(relationship, to: &text)
        case .path(let path): append(path, to: &text)
        }
    }

    private static func append<Element>(
        _ elements: [Element], between opening: String, _ closing: String, to text: inout String,
        _ body: (Element, inout String) -> Void
    ) {
        text += opening
        for (index, element) in elements.enumerated() {
            if index > 0 { text += ", " }
            body(element, &text)
        }
        text += closing
    }

    private static func append(_ property: PropertyValue, to text: inout String) {
        switch property {
        case .double(let value): text += FloatText.text(value)
        case .string(let value): append(quoted: value, to: &text)
        case .boolean, .integer, .bytes, .point: text += property.description
        case .list(let elements): append(elements, between: "[", "]", to: &text) { append($0, to: &$1) }
        case .date, .localTime, .zonedTime, .localDateTime, .zonedDateTime, .duration:
            append(quoted: temporalText(Value(property)) ?? property.description, to: &text)
        }
    }

    private static func append(quoted content: String, to text: inout String) {
        text += "'"
        for scalar in content.unicodeScalars {
            switch scalar {
            case "'": text += "\\'"
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "'"
    }

    private static func append(name: String, to text: inout String) {
        let isPlain =
            name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), 0x80...: true
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
                default: false
                }
            } && !(name.utf8.first.map { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 } ?? true)
        if isPlain {
            text += name
            return
        }
        text += "`"
        for scalar in name.unicodeScalars {
            if scalar == "`" { text += "`" }
            text.unicodeScalars.append(scalar)
        }
        text += "`"
    }

    private static func append(_ properties: [Property], to text: inout String) {
        append(properties, between: "{", "}", to: &text) { property, text in
            append(name: property.key, to: &text)
            text += ": "
            append(property.value, to: &text)
        }
    }

    private static func append(_ node: Node, to text: inout String) {
        text += "("
        for label in node.labels {
            text += ":"
            append(name: label, to: &text)
        }
        if !node.properties.isEmpty {
            if !node.labels.isEmpty { text += " " }
            append(node.properties, to: &text)
        }
        text += ")"
    }

    private static func append(_ relationship: Relationship, to text: inout String) {
        text += "[:"
        append(name: relationship.type, to: &text)
        if !relationship.properties.isEmpty {
            text += " "
            append(relationship.properties, to: &text)
        }
        text += "]"
    }

    private static func append(_ path: QueryPath, to text: inout String) {
        text += "<"
        for (index, node) in path.nodes.enumerated() {
            if index > 0 {
                let relationship = path.relationships[index - 1]
                let isForward = relationship.source == path.nodes[index - 1].id
                text += isForward ? "-" : "<-"
                append(relationship, to: &text)
                text += isForward ? "->" : "-"
            }
            append(node, to: &text)
        }
        text += ">"
    }
}
