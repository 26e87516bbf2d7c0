internal import GraphModel
internal import GraphStore
internal import QueryPlanner
internal import QuerySyntax
internal import Synchronization

/// Statements that were asked before. A statement costs one look-up.
final class PlanCache: Sendable {
    private let entries = Mutex<[Key: CheckedStatement]>([:])

    private static var statements: Int { 1_000 }
    /// Longest text that is remembered: one with data written out in it takes much memory, and is seldom asked again.
    private static var textBytes: Int { 16 << 10 }

    struct Key: Hashable, Sendable {
        var text: String
        var disabled: Set<Rewrite>
        /// The checks of a procedure call without arguments look at which there are.
        var parameters: Set<String>
    }

    subscript(key: Key) -> CheckedStatement? { entries.withLock { $0[key] } }

    func note(_ checked: CheckedStatement, _ key: Key) {
        guard key.text.utf8.count <= Self.textBytes else { return }
        entries.withLock { entries in
            // Rare, and what is still in use is soon back.
            if entries.count >= Self.statements { entries.removeAll() }
            entries[key] = checked
        }
    }
}

/// A statement that passed the checks, with programs that wait for its next run.
///
/// A program holds while the definitions that it was planned from do, and the graph has not doubled or halved since.
final class CheckedStatement: Sendable {
    let statement: Statement
    let report: SemanticReport
    private let waiting = Mutex(Waiting())

    private static var mostPrograms: Int { 16 }

    /// What a plan was made from.
    struct Basis: Equatable, Sendable {
        /// The commit that changed indexes or constraints last.
        var definitions: CommitNumber
        /// How many bits the number of nodes has.
        var magnitude: Int
    }

    private struct Waiting {
        var basis: Basis?
        /// Used by nobody.
        var programs: [Program] = []
    }

    init(_ statement: Statement, _ report: SemanticReport) {
        self.statement = statement
        self.report = report
    }

    /// Whether running it can change anything.
    var isWriting: Bool { report.isWriting && statement.mode != .explain }

    /// Takes out a program that holds.
    func takeProgram(_ basis: Basis) -> Program? {
        waiting.withLock { waiting in waiting.basis == basis ? waiting.programs.popLast() : nil }
    }

    /// Gives a program back for the next run.
    func give(_ program: Program, _ basis: Basis) {
        waiting.withLock { waiting in
            if waiting.basis != basis { waiting = Waiting(basis: basis) }
            if waiting.programs.count < Self.mostPrograms { waiting.programs.append(program) }
        }
    }
}

extension CheckedStatement.Basis {
    init(_ reader: GraphReader) {
        // Planning a graph whose counter cannot be read as if it were empty costs time only.
        let nodes = (try? reader.nodeCount()) ?? 0
        self.init(definitions: reader.definitionsCommit, magnitude: Int.bitWidth - nodes.leadingZeroBitCount)
    }
}
