import GraphModel

/// How a package may satisfy dependencies across architectures (field `Multi-Arch`).
enum DebianMultiArch: UInt8 {
    case no, same, foreign, allowed
}

/// One installed or available version of a package. Texts are ranges of the table's arena.
struct DebianPackage {
    var name: UInt32
    var version: ByteRange
    var architecture: UInt32
    var multiArch: DebianMultiArch
    var essential: Bool
    var section: ByteRange
    var priority: ByteRange
    var installedSize: ByteRange
    var maintainer: ByteRange
    var source: ByteRange
    var synopsis: ByteRange
    var clauses: Range<Int>
    var provisions: Range<Int>
    var conflicts: Range<Int>
    var file: Int
    var line: Int
}

/// Of what kind a clause is; `Depends` and `Pre-Depends` mean the same once a package is installed.
enum DebianClauseKind: UInt8 {
    case depends, recommends
}

/// What one comma-separated part of a relationship field demands.
struct DebianClause {
    var kind: DebianClauseKind
    /// As it stands in the file.
    var text: ByteRange
    var alternatives: Range<Int>
}

/// One alternative of a clause: a name with constraints.
struct DebianAlternative {
    var name: UInt32
    var qualifier: DebianQualifier
    var operation: DebianOperator
    var version: ByteRange
    var architectures: ByteRange
}

/// What may follow a package name in a dependency.
enum DebianQualifier: Equatable {
    case none
    case any
    case native
    /// A number of `DebianPackageTable.architectures`.
    case architecture(UInt32)
}

/// One name that a package provides beside its own.
struct DebianProvision {
    var name: UInt32
    /// Empty for an unversioned provide, which satisfies no versioned dependency.
    var version: ByteRange
}

/// Every package read so far, as flat arrays over one arena of bytes: about 400 bytes a package.
struct DebianPackageTable {
    private(set) var arena: [UInt8] = []
    private(set) var names = ByteInterner()
    private(set) var architectures = ByteInterner()
    private(set) var packages: [DebianPackage] = []
    private(set) var clauses: [DebianClause] = []
    private(set) var alternatives: [DebianAlternative] = []
    private(set) var provisions: [DebianProvision] = []
    /// What packages cannot be installed with: `Conflicts` and `Breaks`, which mean the same here.
    private(set) var conflicts: [DebianAlternative] = []
    private(set) var files: [String] = []
    /// The number of the architecture `all`.
    let all: UInt32
    private let readsRecommends: Bool

    init(readsRecommends: Bool) {
        self.readsRecommends = readsRecommends
        all = architectures.intern(Array("all".utf8).span)
    }

    mutating func beginFile(_ name: String) {
        files.append(name)
    }

    func text(_ range: ByteRange) -> String {
        String(decoding: arena[range.bounds], as: UTF8.self)
    }

    func position(of package: DebianPackage, _ field: DebianField? = nil) -> SourcePosition {
        SourcePosition(file: files[package.file], line: package.line, path: field?.name)
    }

    /// Adds the package that a paragraph describes; when that fails, nothing is added.
    mutating func add(_ stanza: borrowing DebianStanza) throws(ImportError) {
        let mark = (arena.count, clauses.count, alternatives.count, provisions.count, conflicts.count)
        do throws(ImportError) {
            packages.append(try read(stanza))
        } catch {
            arena.removeSubrange(mark.0...)
            clauses.removeSubrange(mark.1...)
            alternatives.removeSubrange(mark.2...)
            provisions.removeSubrange(mark.3...)
            conflicts.removeSubrange(mark.4...)
            throw error
        }
    }

    private mutating func read(_ stanza: borrowing DebianStanza) throws(ImportError) -> DebianPackage {
        try check(stanza)
        let base = UInt32(arena.count)
        arena.append(contentsOf: stanza.bytes)
        let clauseStart = clauses.count
        let provisionStart = provisions.count
        try readClauses(stanza, .preDepends, .depends, base)
        try readClauses(stanza, .depends, .depends, base)
        if readsRecommends { try readClauses(stanza, .recommends, .recommends, base) }
        try readProvisions(stanza, base)
        let conflictStart = conflicts.count
        try readConflicts(stanza, .conflicts, base)
        try readConflicts(stanza, .breaks, base)
        return DebianPackage(
            name: names.intern(stanza.bytes.span.extracting(stanza.range(.package).bounds)),
            version: range(stanza, .version, base),
            architecture: architectures.intern(stanza.bytes.span.extracting(stanza.range(.architecture).bounds)),
            multiArch: try multiArch(stanza), essential: stanza.text(.essential) == "yes",
            section: range(stanza, .section, base), priority: range(stanza, .priority, base),
            installedSize: range(stanza, .installedSize, base), maintainer: range(stanza, .maintainer, base),
            source: range(stanza, .source, base),
            synopsis: range(stanza, .description, base), clauses: clauseStart..<clauses.count,
            provisions: provisionStart..<provisions.count,
            conflicts: conflictStart..<conflicts.count, file: files.count - 1, line: stanza.line)
    }

    private func range(_ stanza: borrowing DebianStanza, _ field: DebianField, _ base: UInt32) -> ByteRange {
        let range = stanza.range(field)
        return ByteRange(start: base + range.start, count: range.count)
    }

    private func check(_ stanza: borrowing DebianStanza) throws(ImportError) {
        for field in [DebianField.package, .version, .architecture] where stanza.range(field).isEmpty {
            throw bad(stanza, field, "the field \(field.name) is missing")
        }
        for field in [DebianField.package, .architecture] {
            guard DebianName.isName(stanza.bytes.span.extracting(stanza.range(field).bounds)) else {
                throw bad(stanza, field, "the name has a character that names cannot have")
            }
        }
        if let reason = DebianVersion.fault(in: stanza.bytes.span.extracting(stanza.range(.version).bounds)) {
            throw bad(stanza, .version, reason)
        }
        guard arena.count + stanza.bytes.count < Int(UInt32.max) else {
            throw ImportError(
                .limit, "the indexes hold more than 4 GiB of text", at: position(of: stanza),
                advice: "Import them one at a time.")
        }
    }

    private func multiArch(_ stanza: borrowing DebianStanza) throws(ImportError) -> DebianMultiArch {
        switch stanza.text(.multiArch) {
        case "", "no": return .no
        case "same": return .same
        case "foreign": return .foreign
        case "allowed": return .allowed
        default: throw bad(stanza, .multiArch, "Multi-Arch is not one of no, same, foreign, allowed")
        }
    }

    private func bad(
        _ stanza: borrowing DebianStanza, _ field: DebianField, _ reason: String
    ) -> ImportError {
        ImportError(.badRecord, reason, at: position(of: stanza, field))
    }

    private func position(of stanza: borrowing DebianStanza, _ field: DebianField? = nil) -> SourcePosition {
        SourcePosition(file: files[files.count - 1], line: stanza.line, path: field?.name)
    }
}

extension DebianPackageTable {
    private mutating func readClauses(
        _ stanza: borrowing DebianStanza, _ field: DebianField, _ kind: DebianClauseKind, _ base: UInt32
    ) throws(ImportError) {
        let value = range(stanza, field, base)
        if value.isEmpty { return }
        let text = stanza.bytes.span.extracting(stanza.range(field).bounds)
        var parser = DebianRelationParser(text)
        var first = alternatives.count
        var clauseStart: Int?
        do throws(DebianRelationFault) {
            while let relation = try parser.next() {
                if clauseStart == nil { clauseStart = relation.name.lowerBound }
                alternatives.append(alternative(relation, text, at: value.start))
                guard relation.endsClause, let start = clauseStart else { continue }
                clauses.append(
                    DebianClause(
                        kind: kind, text: Self.shift(start..<relation.end, value.start),
                        alternatives: first..<alternatives.count))
                first = alternatives.count
                clauseStart = nil
            }
        } catch {
            throw bad(stanza, field, error.reason + " at byte \(error.offset + 1) of \(field.name)")
        }
    }

    private mutating func alternative(
        _ relation: DebianRelation, _ text: Span<UInt8>, at start: UInt32
    ) -> DebianAlternative {
        DebianAlternative(
            name: names.intern(text.extracting(relation.name)),
            qualifier: qualifier(text.extracting(relation.qualifier)), operation: relation.operation,
            version: Self.shift(relation.version, start), architectures: Self.shift(relation.architectures, start))
    }

    private mutating func qualifier(_ text: Span<UInt8>) -> DebianQualifier {
        if text.isEmpty { return .none }
        let number = architectures.intern(text)
        switch architectures.text(number) {
        case "any": return .any
        case "native": return .native
        default: return .architecture(number)
        }
    }

    private mutating func readProvisions(_ stanza: borrowing DebianStanza, _ base: UInt32) throws(ImportError) {
        let value = range(stanza, .provides, base)
        if value.isEmpty { return }
        let text = stanza.bytes.span.extracting(stanza.range(.provides).bounds)
        var parser = DebianRelationParser(text)
        do throws(DebianRelationFault) {
            while let relation = try parser.next() {
                guard relation.endsClause, relation.operation == .any || relation.operation == .equal else {
                    throw DebianRelationFault(
                        offset: relation.name.lowerBound, reason: "Provides takes names and exact versions only")
                }
                provisions.append(
                    DebianProvision(
                        name: names.intern(text.extracting(relation.name)),
                        version: Self.shift(relation.version, value.start)))
            }
        } catch {
            throw bad(stanza, .provides, error.reason + " at byte \(error.offset + 1) of Provides")
        }
    }

    private mutating func readConflicts(
        _ stanza: borrowing DebianStanza, _ field: DebianField, _ base: UInt32
    ) throws(ImportError) {
        let value = range(stanza, field, base)
        if value.isEmpty { return }
        let text = stanza.bytes.span.extracting(stanza.range(field).bounds)
        var parser = DebianRelationParser(text)
        do throws(DebianRelationFault) {
            while let relation = try parser.next() {
                guard relation.endsClause else {
                    throw DebianRelationFault(
                        offset: relation.name.lowerBound, reason: "\(field.name) takes no alternatives")
                }
                conflicts.append(alternative(relation, text, at: value.start))
            }
        } catch {
            throw bad(stanza, field, error.reason + " at byte \(error.offset + 1) of \(field.name)")
        }
    }

    private static func shift(_ range: Range<Int>, _ start: UInt32) -> ByteRange {
        ByteRange(start: start + UInt32(range.lowerBound), count: UInt32(range.count))
    }
}
