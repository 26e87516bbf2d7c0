import GraphModel

/// Writes Graphviz's DOT: a box for each item with its name and class, an arrow for each relationship with its type.
public struct DOTWriter: RecordWriter, Sendable {
    private var output: [UInt8] = []

    public init() {
        raw("digraph faultline {\n  rankdir=LR;\n  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n")
        raw("  edge [fontname=\"sans-serif\", fontsize=10];\n")
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
            raw("  ")
            quoted(item.exportText)
            raw(" [label=")
            quoted("\(item.displayName)\n\(item.ciClass)")
            raw("];\n")
        case .relationship(let it):
            raw("  ")
            quoted(it.source.exportText)
            raw(" -> ")
            quoted(it.target.exportText)
            raw(" [label=")
            quoted(it.type)
            if it.properties.contains(Property(ConventionalProperty.effect, "soft")) { raw(", style=dashed") }
            raw("];\n")
        case .removedItem: return
        }
    }

    public mutating func finish() { raw("}\n") }

    private mutating func raw(_ text: String) { output += text.utf8 }

    /// A quoted identifier. Backslashes are doubled, since DOT would take them for the start of an escape.
    private mutating func quoted(_ text: String) {
        output.append(0x22)
        for byte in text.utf8 {
            switch byte {
            case 0x22: raw("\\\"")
            case 0x5C: raw("\\\\")
            case 0x0A: raw("\\n")
            case 0..<0x20: output.append(0x20)
            default: output.append(byte)
            }
        }
        output.append(0x22)
    }
}
