extension ConformanceValue: CustomStringConvertible {
    public var description: String { text() }

    /// The canonical text: values are equal exactly when their texts are, byte by byte.
    ///
    /// Labels and keys come in the order of their UTF-8 bytes, floats with the fewest digits that tell them apart.
    /// There is one NaN, and the negative zero is zero; an integer never equals a float.
    ///
    /// - Parameter ignoringListOrder: Whether the elements of lists, at any depth, are put in the order of their texts.
    public func text(ignoringListOrder: Bool = false) -> String {
        var text = CanonicalText(ignoresListOrder: ignoringListOrder)
        text.append(self)
        return text.result
    }
}

/// Builds canonical texts.
private struct CanonicalText {
    let ignoresListOrder: Bool
    var result = ""

    mutating func append(_ value: ConformanceValue) {
        switch value {
        case .null: result += "null"
        case .boolean(let value): result += value ? "true" : "false"
        case .integer(let value): result += String(value)
        case .float(let value): append(value)
        case .string(let value): append(quoting: value)
        case .list(let elements): append(elements)
        case .map(let entries): append(entries)
        case .node(let node): append(node)
        case .relationship(let relationship): append(relationship)
        case .path(let path): append(path)
        }
    }

    private mutating func append(_ value: Double) {
        if value.isNaN {
            result += "NaN"
        } else if value.isInfinite {
            result += value < 0 ? "-Inf" : "Inf"
        } else {
            result += value == 0 ? "0.0" : value.description
        }
    }

    private mutating func append(quoting string: String) {
        result += "'"
        for scalar in string.unicodeScalars {
            switch scalar {
            case "'", "\\":
                result += "\\"
                result.unicodeScalars.append(scalar)
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default: result.unicodeScalars.append(scalar)
            }
        }
        result += "'"
    }

    private mutating func append(_ elements: [ConformanceValue]) {
        result += "["
        if ignoresListOrder {
            result += elements.map { $0.text(ignoringListOrder: true) }.sorted(by: Self.precedes).joined(
                separator: ", ")
        } else {
            for (index, element) in elements.enumerated() {
                if index > 0 { result += ", " }
                append(element)
            }
        }
        result += "]"
    }

    private mutating func append(_ entries: [String: ConformanceValue]) {
        result += "{"
        for (index, entry) in entries.sorted(by: { Self.precedes($0.key, $1.key) }).enumerated() {
            if index > 0 { result += ", " }
            append(name: entry.key)
            result += ": "
            append(entry.value)
        }
        result += "}"
    }

    private mutating func append(_ node: ConformanceNode) {
        result += "("
        for label in node.labels.sorted(by: Self.precedes) {
            result += ":"
            append(name: label)
        }
        if !node.properties.isEmpty {
            if !node.labels.isEmpty { result += " " }
            append(node.properties)
        }
        result += ")"
    }

    private mutating func append(_ relationship: ConformanceRelationship) {
        result += "[:"
        append(name: relationship.type)
        if !relationship.properties.isEmpty {
            result += " "
            append(relationship.properties)
        }
        result += "]"
    }

    private mutating func append(_ path: ConformancePath) {
        result += "<"
        append(path.start)
        for link in path.links {
            result += link.isForward ? "-" : "<-"
            append(link.relationship)
            result += link.isForward ? "->" : "-"
            append(link.node)
        }
        result += ">"
    }

    /// Quoted where the reader would not take it for one name.
    private mutating func append(name: String) {
        if !name.isEmpty, name.utf8.allSatisfy(ValueReader.isPartOfName) {
            result += name
        } else {
            result += "`" + name.split(separator: "`", omittingEmptySubsequences: false).joined(separator: "``") + "`"
        }
    }

    private static func precedes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }
}
