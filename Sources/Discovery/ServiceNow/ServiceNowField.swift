import GraphModel

/// A field of a record: its text, or an object of value, display value and link, as `sysparm_display_value` decides.
struct ServiceNowField {
    /// What the database has; nil where only display values were asked for.
    let value: String?
    /// What people see.
    let display: String?
    /// The identifier of the record that the field refers to, as its link states it.
    private let linked: String?
    private let isPlain: Bool

    init?(_ json: JSONValue?) {
        guard let json else { return nil }
        isPlain = json.members.isEmpty
        if isPlain {
            value = json.text ?? json.boolean.map { "\($0)" }
            display = value
            linked = nil
        } else {
            value = json["value"]?.text
            display = json["display_value"]?.text ?? value
            linked = json["link"]?.string.flatMap { $0.split(separator: "/").last.map(String.init) }
        }
        if value == nil, display == nil, linked == nil { return nil }
    }

    /// The text that the database has, otherwise that people see.
    var text: String { value ?? display ?? "" }
    /// The text that people see; nil where it is only the identifier of another record.
    var shown: String? {
        guard let display, !Self.isIdentifier(display) else { return nil }
        return display
    }

    /// The record that the field refers to.
    var reference: String? {
        if let linked { return linked }
        guard let value, !isPlain || Self.isIdentifier(value) else { return nil }
        return value
    }

    /// Whether a text is the identifier of a record: 32 hexadecimal digits.
    static func isIdentifier(_ text: String) -> Bool {
        text.utf8.count == 32 && text.utf8.allSatisfy { $0 &- 0x30 < 10 || ($0 | 0x20) &- 0x61 < 6 }
    }
}

/// One record of a table.
struct ServiceNowRow {
    let fields: JSONFields
    /// The table that the record is in, or the most particular one that is known.
    let table: String

    var position: SourcePosition { fields.position }

    subscript(_ name: String) -> ServiceNowField? { ServiceNowField(fields.value[name]) }

    /// A text as people see it; nil when it is missing, empty or an identifier.
    func shown(_ name: String) -> String? { self[name]?.shown }

    /// A text as the database has it.
    func text(_ name: String) -> String? { self[name]?.text }

    func number(_ name: String) -> Double? {
        text(name).flatMap { Double($0.filter { $0 != "," }) }
    }

    func whole(_ name: String) -> Int64? { number(name).flatMap { Int64(exactly: $0) } }

    func flag(_ name: String) -> Bool { text(name)?.lowercased() == "true" || text(name) == "1" }
}
