import GraphModel

extension Parser {
    /// `SHOW INDEXES YIELD a, b WHERE … RETURN …`
    mutating func show() throws(QueryError) -> ShowCommand {
        advance()
        if at(.all) || at(.range), token(after: 1).kind == .name { advance() }
        return try shown(ShowCommand(subject: try showSubject()))
    }

    /// `TERMINATE TRANSACTIONS 'a', $more YIELD …`
    mutating func terminate() throws(QueryError) -> ShowCommand {
        advance()
        if !take(.transaction) { try expect(.transactions) }
        var command = ShowCommand(subject: .terminations)
        repeat { command.arguments.append(try expression()) } while takesComma()
        return try shown(command)
    }

    /// What may follow: `YIELD a, b WHERE … RETURN …`
    private mutating func shown(_ beginning: ShowCommand) throws(QueryError) -> ShowCommand {
        var command = beginning
        if take(.yield) {
            command.yields = take(.star) ? [] : try yieldItems()
        }
        command.predicate = try predicate()
        guard command.yields != nil else { return command }
        command.order = try sortItems()
        command.skip = try skip()
        command.limit = try limit()
        if command.predicate == nil { command.predicate = try predicate() }
        if take(.return) { command.returns = try projection() }
        return command
    }

    private mutating func showSubject() throws(QueryError) -> ShowCommand.Subject {
        let subject: ShowCommand.Subject
        switch current.keyword {
        case .index, .indexes: subject = .indexes
        case .constraint, .constraints: subject = .constraints
        case .function, .functions: subject = .functions
        case .procedure, .procedures: subject = .procedures
        case .transaction, .transactions: subject = .transactions
        default:
            throw unexpected(
                "`INDEXES`, `CONSTRAINTS`, `FUNCTIONS`, `PROCEDURES` or `TRANSACTIONS`",
                words: [.indexes, .constraints, .functions, .procedures, .transactions])
        }
        advance()
        return subject
    }
}
