import GraphModel

extension QueryValue {
    /// Appends the value as one JSON value.
    ///
    /// Integers are written in full. NaN and the infinities, which JSON lacks, are the strings `"NaN"`, `"Infinity"`
    /// and `"-Infinity"`. Dates, times and durations are their text, bytes hexadecimal text with a leading `0x`. Points
    /// are `{"crs": …, "x": …, "y": …}`. Nodes are objects of `id`, `labels` and `properties`; relationships of `id`,
    /// `type`, `source`, `target` and `properties`; paths of `nodes` and `relationships`. Keys of maps are in order.
    public func writeJSON(into text: inout String) {
        JSONText.append(self, to: &text)
    }
}

/// The nesting of values is limited where they are made.
private enum JSONText {
    static func append(_ value: QueryValue, to text: inout String) {
        switch value {
        case .null: text += "null"
        case .property(let property): append(property, to: &text)
        case .list(let elements): append(elements, to: &text) { append($0, to: &$1) }
        case .map(let entries):
            text += "{"
            for (index, entry) in entries.sorted(by: { $0.key.byteOrder(to: $1.key) < 0 }).enumerated() {
                if index > 0 { text += "," }
                append(string: entry.key, to: &text)
                text += ":"
                append(entry.value, to: &text)
            }
            text += "}"
        case .node(let node): append(node, to: &text)
        case .relationship(let relationship): append(relationship, to: &text)
        case .path(let path):
            text += "{\"nodes\":"
            append(path.nodes, to: &text) { append($0, to: &$1) }
            text += ",\"relationships\":"
            append(path.relationships, to: &text) { append($0, to: &$1) }
            text += "}"
        }
    }

    private static func append<Element>(
        _ elements: [Element], to text: inout String, _ body: (Element, inout String) -> Void
    ) {
        text += "["
        for (index, element) in elements.enumerated() {
            if index > 0 { text += "," }
            body(element, &text)
        }
        text += "]"
    }

    private static func append(_ property: PropertyValue, to text: inout String) {
        switch property {
        case .boolean, .integer: text += property.description
        case .double(let value): append(value, to: &text)
        case .string(let value): append(string: value, to: &text)
        case .list(let elements): append(elements, to: &text) { append($0, to: &$1) }
        case .point(let point):
            text += "{\"crs\":\"\(point.system.name)\",\"x\":"
            append(point.x, to: &text)
            text += ",\"y\":"
            append(point.y, to: &text)
            if point.system.dimensions == 3 {
                text += ",\"z\":"
                append(point.z, to: &text)
            }
            text += "}"
        case .bytes: append(string: property.description, to: &text)
        case .date, .localTime, .zonedTime, .localDateTime, .zonedDateTime, .duration:
            append(string: temporalText(Value(property)) ?? property.description, to: &text)
        }
    }

    private static func append(_ value: Double, to text: inout String) {
        if value.isFinite { text += FloatText.text(value) } else { append(string: FloatText.text(value), to: &text) }
    }

    private static func append(string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\u{0}"..."\u{1F}":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }

    private static func append(_ properties: [Property], to text: inout String) {
        text += "\"properties\":{"
        for (index, property) in properties.enumerated() {
            if index > 0 { text += "," }
            append(string: property.key, to: &text)
            text += ":"
            append(property.value, to: &text)
        }
        text += "}}"
    }

    private static func append(_ node: Node, to text: inout String) {
        text += "{\"id\":\(node.id.rawValue),\"labels\":"
        append(node.labels, to: &text) { append(string: $0, to: &$1) }
        text += ","
        append(node.properties, to: &text)
    }

    private static func append(_ relationship: Relationship, to text: inout String) {
        text += "{\"id\":\(relationship.id.rawValue),\"type\":"
        append(string: relationship.type, to: &text)
        text += ",\"source\":\(relationship.source.rawValue),\"target\":\(relationship.target.rawValue),"
        append(relationship.properties, to: &text)
    }
}
