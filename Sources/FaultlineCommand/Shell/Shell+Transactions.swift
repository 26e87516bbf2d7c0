import Faultline

extension Shell {
    /// A person may think for long; no other program can write meanwhile.
    private static let idleLimit = Duration.seconds(3600)

    func beginTransaction(_ stream: StandardStream, _ style: Style) throws {
        if transaction != nil {
            throw CommandError(.usage, "a transaction is open", advice: ":commit or :rollback ends it.")
        }
        transaction = try runner.begin(idleLimit: Self.idleLimit)
        try stream.write(style.dim("the transaction is open") + "\n")
    }

    func commit(_ stream: StandardStream, _ style: Style) throws {
        defer { access.release() }
        let summary = try takeTransaction().commit()
        let notes = summary.notes.isEmpty ? ["nothing changed"] : summary.notes
        for note in notes { try stream.write(style.dim(note) + "\n") }
    }

    func rollBack(_ stream: StandardStream, _ style: Style) throws {
        try takeTransaction().rollback()
        access.release()
        try stream.write(style.dim("the transaction was rolled back") + "\n")
    }

    /// Rolls back what is open when the shell is left, and says so.
    func leave(_ stream: StandardStream, _ style: Style) throws {
        guard transaction != nil else { return }
        try rollBack(stream, style)
        try stream.flush()
    }

    private func takeTransaction() throws -> QueryTransaction {
        guard let open = transaction else {
            throw CommandError(.usage, "no transaction is open", advice: ":begin begins one.")
        }
        transaction = nil
        return open
    }
}
