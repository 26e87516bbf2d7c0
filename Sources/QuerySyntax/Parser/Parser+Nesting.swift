import GraphModel

extension Parser {
    /// What is put back when a construct ends.
    struct Outside {
        var tallest: Int
        var isBeforeBar: Bool
    }

    /// Begins a construct that others may stand in.
    mutating func enter() throws(QueryError) -> Outside {
        depth += 1
        if depth > SyntaxLimits.nestingLevels {
            throw limit("brackets and subqueries may stand \(SyntaxLimits.nestingLevels) levels inside each other")
        }
        let outside = Outside(tallest: tallest, isBeforeBar: isBeforeBar)
        tallest = 0
        isBeforeBar = false
        return outside
    }

    /// Ends it: as an expression it is one higher than the tallest inside it.
    mutating func leave(_ outside: Outside) throws(QueryError) {
        depth -= 1
        try reach(tallest + 1)
        tallest = outside.tallest
        isBeforeBar = outside.isBeforeBar
    }

    /// Notes the height of the expression that was just read.
    mutating func reach(_ height: Int) throws(QueryError) {
        self.height = height
        if height > SyntaxLimits.expressionLevels {
            throw limit("an expression has at most \(SyntaxLimits.expressionLevels) operators on top of each other")
        }
    }

    private func limit(_ message: String) -> QueryError {
        QueryError(.nestingLimit, .limit, .compileTime, message, at: position(Int(current.start)))
    }
}
