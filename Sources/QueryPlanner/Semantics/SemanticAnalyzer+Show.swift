import GraphModel
public import QuerySyntax
public import QueryValues

extension SemanticAnalyzer {
    /// Checks `SHOW …` and gives the columns that it returns.
    mutating func check(_ command: ShowCommand, _ span: Span) throws(QueryError) -> [OutputColumn] {
        for argument in command.arguments {
            try checkConstant(argument, [.string, .list], "the identity of a transaction")
        }
        let fields = command.subject.columns
        let everything = fields.map { YieldItem(column: Name($0.name, span), alias: nil) }
        let items = command.yields.flatMap { $0.isEmpty ? nil : $0 } ?? everything
        let columns = try yield(items, fields, of: command.subject.rawValue, where: command.predicate)
        for item in command.order { try infer(item.expression, .refusingAggregates("in ORDER BY of YIELD")) }
        try check(skip: command.skip, limit: command.limit)
        guard let projection = command.returns else { return columns }
        return try check(projection, where: nil, .result(.statement), span)
    }
}

extension ShowCommand.Subject {
    /// The columns of what the command shows, in the order in which they are shown.
    public var columns: [ProcedureSignature.Field] {
        switch self {
        case .indexes: Self.ofSchema + [.init("owningConstraint", .string)]
        case .constraints: Self.ofSchema
        case .functions:
            [
                .init("name", .string), .init("signature", .string), .init("description", .string),
                .init("aggregating", .boolean),
            ]
        case .procedures:
            [
                .init("name", .string), .init("signature", .string), .init("description", .string),
                .init("mode", .string),
            ]
        case .transactions:
            [
                .init("transactionId", .string), .init("username", .string), .init("currentQuery", .string),
                .init("status", .string), .init("mode", .string), .init("startTime", .zonedDateTime),
                .init("elapsedTime", .duration), .init("rows", .integer),
            ]
        case .terminations:
            [.init("transactionId", .string), .init("username", .string), .init("message", .string)]
        }
    }

    private static var ofSchema: [ProcedureSignature.Field] {
        [
            .init("name", .string), .init("type", .string), .init("entityType", .string),
            .init("labelsOrTypes", .list), .init("properties", .list),
        ]
    }
}
