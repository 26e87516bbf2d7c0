internal import GraphModel

/// Who reports a relationship, and by which records.
///
/// The property `sources` names the sources, where the commit that wrote the relationship does not tell. A source names
/// an end of its own by its own record; where it named another source's, and that record shares its CI with others, the
/// property `refers` keeps which one it was, so that the relationship follows the record when the CI is taken apart.
struct Reports: Equatable {
    /// That a source states the relationship between two records; nil for its own at that end, or the only one.
    struct Statement: Hashable {
        let source: String
        var from: String?
        var to: String?

        init(_ source: String, from: String? = nil, to: String? = nil) {
            self.source = source
            self.from = from
            self.to = to
        }

        fileprivate init?(_ text: String) {
            let parts = text.split(separator: Self.mark, maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3 else { return nil }
            let keys = parts.dropFirst().map { $0.isEmpty ? nil : String($0) }
            self.init(String(parts[0]), from: keys[0], to: keys[1])
        }

        fileprivate var text: String { [source, from ?? "", to ?? ""].joined(separator: String(Self.mark)) }

        fileprivate var isPlain: Bool { from == nil && to == nil }

        /// No name of a source holds it.
        private static let mark: Character = "\t"
    }

    private(set) var statements: Set<Statement> = []

    init(_ statements: Statement...) { self.statements = Set(statements) }

    /// - Parameter writer: the source of the commit that wrote the relationship.
    init(_ relationship: Relationship, writer: String) {
        statements = Set((relationship[ReconciledProperty.refers]?.strings ?? []).compactMap { Statement($0) })
        let referring = Set(statements.map(\.source))
        for source in relationship[ReconciledProperty.sources]?.strings ?? [writer] where !referring.contains(source) {
            statements.insert(Statement(source))
        }
    }

    var sources: Set<String> { Set(statements.map(\.source)) }

    mutating func insert(_ statement: Statement) { statements.insert(statement) }

    /// Leaves out what a source says.
    mutating func remove(_ source: String) { remove { $0.source == source } }

    mutating func remove(where isGone: (Statement) -> Bool) { statements = statements.filter { !isGone($0) } }

    /// What must be written for a relationship to say so, in a commit of the source `writer`.
    ///
    /// What is told once stays told: a commit that brings a relationship back to what it was leaves it to the commit
    /// before.
    ///
    /// - Parameter written: the source of the commit that wrote it before; nil for a new one.
    func changes(of relationship: Relationship?, written: String?, writer: String) -> [PropertyChange] {
        let isTold =
            sources == [writer] && (written ?? writer) == writer
            && relationship?[ReconciledProperty.sources] == nil
        let referring = Set(statements.filter { !$0.isPlain }.map(\.source))
        let refers = statements.filter { referring.contains($0.source) }
        let wanted: [(String, PropertyValue?)] = [
            (ReconciledProperty.sources, isTold ? nil : Self.list(sources)),
            (ReconciledProperty.refers, Self.list(Set(refers.map(\.text)))),
        ]
        return wanted.filter { relationship?[$0.0] != $0.1 }.map { PropertyChange($0.0, $0.1) }
    }

    private static func list(_ texts: Set<String>) -> PropertyValue? {
        texts.isEmpty ? nil : .list(texts.sorted().map { .string($0) })
    }
}
