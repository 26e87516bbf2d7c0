import GraphModel

extension Parser {
    mutating func parameter() throws(QueryError) -> Expression {
        let token = current
        advance()
        height = 1
        return Expression(.parameter(nameText(token)), span(token))
    }

    mutating func stringLiteral() throws(QueryError) -> Expression {
        let token = current
        let start = Int(token.start)
        let end = Int(token.end)
        var text: String
        if token.kind == .plainString {
            text = string(start + 1, end - 1)
        } else {
            do {
                text = try StringLiteral.decode(bytes, start, end)
            } catch {
                throw QueryError.syntax(error.detail, error.message, at: position(error.offset))
            }
        }
        advance()
        height = 1
        return Expression(.string(text), span(token))
    }

    /// A number. The literal of the lowest integer is one only together with its minus.
    mutating func numberLiteral(isNegative: Bool) throws(QueryError) -> Expression {
        let token = current
        let digits = bytes[Int(token.start)..<Int(token.end)]
        let kind: Expression.Kind
        switch token.kind {
        case .floatingPoint:
            guard let size = Double(String(decoding: digits, as: UTF8.self)), size.isFinite else {
                throw error(.floatingPointOverflow, "the number is too large for a 64-bit float", at: token)
            }
            kind = .float(isNegative ? -size : size)
        case .badNumber:
            throw error(.invalidNumberLiteral, "these digits and letters make no number", at: token)
        default:
            guard let magnitude = NumberLiteral.magnitude(token.kind, digits),
                let value = NumberLiteral.integer(magnitude, isNegative: isNegative)
            else {
                throw error(.integerOverflow, "the number does not fit into 64 bits", at: token)
            }
            kind = .integer(value)
        }
        advance()
        height = 1
        return Expression(kind, span(token))
    }
}
