internal import GraphModel
internal import QueryValues

extension MockProcedure {
    /// Reads a signature such as `a.b(x :: INTEGER?, y :: STRING) :: (z :: FLOAT?)`, and the rows below it: the first
    /// names the inputs, then the outputs.
    init(signature text: String, table: Table, at position: SourcePosition) throws {
        let signature = try Self.signature(text, at: position)
        let names = (signature.inputs + signature.outputs).map(\.name)
        guard let head = table.rows.first, head.cells == names else {
            throw ConformanceError("the table must have the columns \(names.joined(separator: ", "))", at: position)
        }
        self.init(
            signature,
            rows: try table.rows.dropFirst().map { row in
                let values = try row.cells.map {
                    try ConformanceValue(reading: $0, at: row.position).queryValue(at: row.position)
                }
                let count = signature.inputs.count
                return Row(inputs: Array(values.prefix(count)), outputs: Array(values.dropFirst(count)))
            })
    }

    private static func signature(_ text: String, at position: SourcePosition) throws -> ProcedureSignature {
        let fault = ConformanceError("not the signature of a procedure: \(text)", at: position)
        guard let parts = text.split(")", "::"), let call = parts.before.split("(") else { throw fault }
        let outputs = parts.after
        guard !call.before.isEmpty, outputs.first == "(", outputs.last == ")" else { throw fault }
        return ProcedureSignature(
            call.before, try fields(call.after, fault),
            gives: try fields(String(outputs.dropFirst().dropLast()), fault),
            "")
    }

    private static func fields(_ text: String, _ fault: ConformanceError) throws -> [ProcedureSignature.Field] {
        try text.split(separator: ",").filter { !$0.allSatisfy(\.isWhitespace) }.map { field in
            guard let parts = String(field).split("::"), !parts.before.isEmpty else { throw fault }
            let type = parts.after.split(separator: " ").joined(separator: " ").filter { $0 != "?" }
            guard let kinds = kinds(type) else {
                throw ConformanceError("\(type) is not a type of a procedure's field", at: fault.position)
            }
            return ProcedureSignature.Field(parts.before, kinds)
        }
    }

    private static func kinds(_ type: String) -> ValueKinds? {
        switch type {
        case "ANY": .any
        case "BOOLEAN": .boolean
        case "INTEGER": .integer
        case "FLOAT": .float
        case "NUMBER": .number
        case "STRING": .string
        case "MAP": .map
        case "NODE": .node
        case "RELATIONSHIP": .relationship
        case "PATH": .path
        case "DATE": .date
        case "LOCALTIME": .localTime
        case "TIME": .zonedTime
        case "LOCALDATETIME": .localDateTime
        case "DATETIME": .zonedDateTime
        case "DURATION": .duration
        default: type.hasPrefix("LIST") ? .list : nil
        }
    }
}

extension String {
    /// What stands before and after the first of the separator's places, without white space around; a separator of
    /// several parts has nothing but white space between them. nil when it is not there.
    fileprivate func split(_ separator: String...) -> (before: String, after: String)? {
        guard let first = separator.first, let place = firstRange(of: first) else { return nil }
        var rest = self[place.upperBound...]
        for part in separator.dropFirst() {
            rest = rest.drop(while: \.isWhitespace)
            guard rest.hasPrefix(part) else { return nil }
            rest = rest.dropFirst(part.count)
        }
        return (String(self[..<place.lowerBound]).trimmed, String(rest).trimmed)
    }

    private var trimmed: String { String(decoding: Array(utf8)[...].trimmed, as: UTF8.self) }
}
