import GraphModel

extension Parser {
    /// What stands in the parentheses of `trim`: arguments, or `LEADING 'x' FROM s`.
    ///
    /// The words call one of the functions that say by their names where they trim.
    mutating func trimArguments(_ name: inout Name) throws(QueryError) -> [Expression] {
        let side = trimSide
        if let side {
            name.text = side
            advance()
        }
        let saysWhat = side == nil || !at(.from)
        var arguments = saysWhat ? try listedArguments() : []
        guard side != nil || arguments.count == 1 && at(.from) else { return arguments }
        try expect(.from)
        arguments.insert(try expression(), at: 0)
        return arguments
    }

    /// The function that `LEADING`, `TRAILING` or `BOTH` asks for; nil where that is an ordinary name or none stands.
    private var trimSide: String? {
        let next = token(after: 1)
        let goesOn =
            next.kind.isName || next.kind.isParameter || next.kind == .plainString || next.kind == .escapedString
        guard goesOn, !Parser.operators.contains(where: { $0 == next.keyword }) else { return nil }
        return switch current.keyword {
        case .leading: "ltrim"
        case .trailing: "rtrim"
        case .both: "btrim"
        default: nil
        }
    }
}
