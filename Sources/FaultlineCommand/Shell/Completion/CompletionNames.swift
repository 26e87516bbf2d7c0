import Faultline

/// The names that a statement may use, as the store has them.
struct CompletionNames {
    var labels: [String] = []
    var types: [String] = []
    var propertyKeys: [String] = []
    var functions: [String] = []
    var procedures: [String] = []
}

extension CompletionNames {
    /// Names in use and those that the schema declares.
    ///
    /// - Throws: what reading the store throws.
    init(_ database: Database) throws {
        func texts(_ statement: String) throws -> [String] {
            var texts: [String] = []
            try database.query(QueryRequest(statement), author: "", source: "") { row in
                if case .property(.string(let text))? = row.first { texts.append(text) }
                return true
            }
            return texts
        }
        let schema = database.schema
        labels = try texts("CALL db.labels() YIELD label RETURN label") + schema.classes.map(\.name)
        types =
            try texts("CALL db.relationshipTypes() YIELD relationshipType AS t RETURN t")
            + schema.relationshipTypes.map(\.name)
        propertyKeys = try texts("CALL db.propertyKeys() YIELD propertyKey RETURN propertyKey")
        functions = try texts("SHOW FUNCTIONS YIELD name")
        procedures = try texts("SHOW PROCEDURES YIELD name")
    }
}
