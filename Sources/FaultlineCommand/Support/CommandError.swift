import Faultline

/// What only the command line can run into.
typealias CommandError = CodedError<CommandErrorCode>

/// The codes of `CommandError`.
enum CommandErrorCode: String, ErrorCode {
    /// An option, or a combination of options, makes no sense.
    case usage = "command.usage"
    /// The command has no such output format.
    case format = "command.format"
    /// A file that an option names cannot be read or written.
    case file = "command.file"
    /// A program that the command needs is not installed, or failed.
    case tool = "command.tool"
    /// The reader of the output went away.
    case outputClosed = "command.outputClosed"
    /// The output cannot be written.
    case outputUnwritable = "command.outputUnwritable"
    /// The child process that reads the store for verification was ended by a fault of the mapped file.
    case childFault = "command.childFault"
    /// No way leads from one CI to another.
    case noPath = "command.noPath"
    /// The work is done, but not all of it could be.
    case incomplete = "command.incomplete"
    /// The score is below the one that was asked for.
    case belowScore = "command.belowScore"
}
