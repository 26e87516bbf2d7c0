import GraphModel

/// Writes GraphML, which graph editors such as yEd and Gephi read.
public struct GraphMLWriter: RecordWriter, Sendable {
    private let items: [String: Int]
    private let relationships: [String: Int]
    private var output: [UInt8] = []

    /// Writes the declarations.
    ///
    /// - Parameter columns: The attributes of all records that will follow; others are left out.
    public init(columns: ExportColumns) {
        let itemNames = ExportColumns.ordered(columns.items)
        let relationshipNames = ExportColumns.ordered(columns.relationships)
        items = Dictionary(uniqueKeysWithValues: itemNames.enumerated().map { ($1, $0) })
        relationships = Dictionary(uniqueKeysWithValues: relationshipNames.enumerated().map { ($1, $0) })
        raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        raw("<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n")
        declare("class", "node", "class", .text)
        for (index, name) in itemNames.enumerated() {
            declare("n\(index)", "node", name, columns.items[name] ?? .text)
        }
        declare("type", "edge", "type", .text)
        for (index, name) in relationshipNames.enumerated() {
            declare("e\(index)", "edge", name, columns.relationships[name] ?? .text)
        }
        raw("<graph id=\"faultline\" edgedefault=\"directed\">\n")
    }

    public var pendingBytes: Int { output.count }

    public mutating func take() -> [UInt8] {
        let bytes = output
        output = []
        return bytes
    }

    public mutating func write(_ record: DiscoveredRecord) {
        switch record {
        case .item(let item):
            raw("<node id=\"")
            escaped(item.exportText)
            raw("\">")
            data("class", item.ciClass)
            for property in item.attributes + item.groups.map(\.property) {
                if let index = items[property.key] { data("n\(index)", property.value.exportText) }
            }
            raw("</node>\n")
        case .relationship(let it):
            raw("<edge source=\"")
            escaped(it.source.exportText)
            raw("\" target=\"")
            escaped(it.target.exportText)
            raw("\">")
            data("type", it.type)
            for property in it.properties {
                if let index = relationships[property.key] { data("e\(index)", property.value.exportText) }
            }
            raw("</edge>\n")
        case .removedItem: return
        }
    }

    public mutating func finish() { raw("</graph>\n</graphml>\n") }

    private mutating func declare(_ id: String, _ element: String, _ name: String, _ kind: ExportColumns.Kind) {
        raw("<key id=\"\(id)\" for=\"\(element)\" attr.name=\"")
        escaped(name)
        raw("\" attr.type=\"\(kind.rawValue)\"/>\n")
    }

    private mutating func data(_ key: String, _ text: String) {
        raw("<data key=\"\(key)\">")
        escaped(text)
        raw("</data>")
    }

    private mutating func raw(_ text: String) { output += text.utf8 }

    /// Text and attribute values; characters that XML cannot hold become U+FFFD.
    private mutating func escaped(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": raw("&amp;")
            case "<": raw("&lt;")
            case ">": raw("&gt;")
            case "\"": raw("&quot;")
            case "\t", "\n", "\r": raw("&#\(scalar.value);")
            case _ where scalar.value < 0x20 || scalar.value | 1 == 0xFFFF: raw("\u{FFFD}")
            default: output += scalar.utf8
            }
        }
    }
}
