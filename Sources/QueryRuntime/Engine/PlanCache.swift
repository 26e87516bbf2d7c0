internal import GraphModel
internal import GraphStore
internal import QueryPlanner
internal import QuerySyntax
internal import Synchronization

/// Statements that were asked before: what was found out about them, and programs that wait for another run.
///
/// A program holds while the definitions that it was planned from do, and the graph has not doubled or halved since.
final class PlanCache: Sendable {
    private let entries = Mutex<[Key: Entry]>([:])

    private static var statements: Int { 1_000 }
    /// Longest text that is remembered: one with data written out in it takes much memory, and is seldom asked again.
    private static var textBytes: Int { 16 << 10 }
    private static var programsOfStatement: Int { 16 }

    struct Key: Hashable, Sendable {
        var text: String
        var disabled: Set<Rewrite>
        /// The checks of a procedure call without arguments look at which there are.
        var parameters: Set<String>
    }

    /// A statement that passed the checks.
    final class Checked: Sendable {
        let statement: Statement
        let report: SemanticReport

        init(_ statement: Statement, _ report: SemanticReport) {
            self.statement = statement
            self.report = report
        }
    }

    /// What a plan was made from.
    struct Basis: Equatable, Sendable {
        /// The commit that changed indexes or constraints last.
        var definitions: CommitNumber
        /// How many bits the number of nodes has.
        var magnitude: Int
    }

    private struct Entry {
        let checked: Checked
        var basis: Basis?
        /// Used by nobody.
        var programs: [Program] = []
    }

    func checked(_ key: Key) -> Checked? { entries.withLock { $0[key]?.checked } }

    func note(_ checked: Checked, _ key: Key) {
        guard key.text.utf8.count <= Self.textBytes else { return }
        entries.withLock { entries in
            // Rare, and what is still in use is soon back.
            if entries.count >= Self.statements { entries.removeAll() }
            entries[key] = Entry(checked: checked)
        }
    }

    /// Takes out a program that holds.
    func takeProgram(_ key: Key, _ basis: Basis) -> Program? {
        entries.withLock { entries in
            guard let known = entries[key]?.basis, known == basis else { return nil }
            return entries[key]?.programs.popLast()
        }
    }

    /// Gives a program back for the next run.
    func give(_ program: Program, _ key: Key, _ basis: Basis) {
        entries.withLock { entries in
            guard entries[key] != nil else { return }
            if entries[key]?.basis != basis {
                entries[key]?.programs = []
                entries[key]?.basis = basis
            }
            if entries[key]?.programs.count ?? 0 < Self.programsOfStatement { entries[key]?.programs.append(program) }
        }
    }
}
