/// The names of types, as `valueType` gives them.
enum ValueTypeText {
    static func text(_ value: Value) -> String {
        value.isNull ? "NULL" : name(value) + " NOT NULL"
    }

    private static func name(_ value: Value) -> String {
        switch value {
        case .null: "NULL"
        case .boolean: "BOOLEAN"
        case .integer: "INTEGER"
        case .float: "FLOAT"
        case .string: "STRING"
        case .list(let elements): "LIST<\(elementType(elements))>"
        case .map: "MAP"
        case .node: "NODE"
        case .relationship: "RELATIONSHIP"
        case .path: "PATH"
        case .date: "DATE"
        case .localTime: "LOCAL TIME"
        case .localDateTime: "LOCAL DATETIME"
        case .zonedTime: "ZONED TIME"
        case .zonedDateTime: "ZONED DATETIME"
        case .duration: "DURATION"
        case .point: "POINT"
        case .bytes: "BYTES"
        }
    }

    /// The types that occur, in the order of the language's manual.
    private static func elementType(_ elements: [Value]) -> String {
        guard !elements.isEmpty else { return "NOTHING" }
        let names = Set(elements.lazy.filter { !$0.isNull }.map(name)).sorted { (rank($0), $0) < (rank($1), $1) }
        guard !names.isEmpty else { return "NULL" }
        let suffix = elements.contains(where: \.isNull) ? "" : " NOT NULL"
        return names.map { $0 + suffix }.joined(separator: " | ")
    }

    private static let order = [
        "BOOLEAN", "STRING", "INTEGER", "FLOAT", "DATE", "LOCAL TIME", "ZONED TIME", "LOCAL DATETIME",
        "ZONED DATETIME", "DURATION", "POINT", "BYTES", "NODE", "RELATIONSHIP", "MAP",
    ]

    /// Lists come after the types without parameters, paths last.
    private static func rank(_ name: String) -> Int {
        order.firstIndex(of: name) ?? (name == "PATH" ? order.count + 1 : order.count)
    }
}
