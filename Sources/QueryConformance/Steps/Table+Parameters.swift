internal import QueryValues

extension Table {
    /// The rows as names and values of parameters.
    func parameters() throws -> [String: QueryValue] {
        var parameters: [String: QueryValue] = [:]
        for row in rows {
            guard row.cells.count == 2 else {
                throw ConformanceError("expected a name and a value", at: row.position)
            }
            let value = try ConformanceValue(reading: row.cells[1], at: row.position).queryValue(at: row.position)
            guard parameters.updateValue(value, forKey: row.cells[0]) == nil else {
                throw ConformanceError("the parameter \(row.cells[0]) twice", at: row.position)
            }
        }
        return parameters
    }
}
