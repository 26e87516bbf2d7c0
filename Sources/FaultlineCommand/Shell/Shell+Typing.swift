import Faultline

// What a person sees before and between statements.
extension Shell {
    func greeting(_ style: Style) throws -> String {
        let commit = try access.database().session().version
        return """
            \(style.bold("Faultline \(FaultlineVersion.current)")) on \(access.path), commit \(commit)
            Statements end with a semicolon. Tab completes, :help lists the commands, Ctrl-D leaves.

            """
    }

    /// What names there are to complete; none where the store cannot be read.
    var completionNames: CompletionNames { (try? CompletionNames(access.database())) ?? CompletionNames() }
}
