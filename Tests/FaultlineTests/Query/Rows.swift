import Faultline

extension Database {
    /// The rows of a statement as text: the values as the language writes them, with ` | ` between.
    @discardableResult
    func rows(
        _ text: String, _ parameters: [String: QueryValue] = [:], asOf: CommitNumber? = nil
    ) throws -> [String] {
        var rows: [String] = []
        try query(QueryRequest(text, parameters: parameters, asOf: asOf), author: "tests", source: "tests") { row in
            rows.append(row.map(\.description).joined(separator: " | "))
            return true
        }
        return rows
    }
}

extension SampleEstate {
    @discardableResult
    func rows(
        _ text: String, _ parameters: [String: QueryValue] = [:], asOf: CommitNumber? = nil
    ) throws -> [String] {
        try database.rows(text, parameters, asOf: asOf)
    }
}
