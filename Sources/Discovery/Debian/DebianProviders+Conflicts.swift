extension DebianProviders {
    /// Whether two packages can never be installed together, so that neither can satisfy the other's dependencies: they
    /// are versions of one package, or one of them conflicts with, or breaks, the other.
    func excludes(_ a: Int, _ b: Int, in table: borrowing DebianPackageTable) -> Bool {
        if table.packages[a].name == table.packages[b].name, effective[a] == effective[b] { return true }
        return forbids(a, b, in: table) || forbids(b, a, in: table)
    }

    private func forbids(_ package: Int, _ other: Int, in table: borrowing DebianPackageTable) -> Bool {
        for index in table.packages[package].conflicts {
            let conflict = table.conflicts[index]
            guard applies(conflict.qualifier, to: other) else { continue }
            if conflict.name == table.packages[other].name,
                accepts(table.packages[other].version, conflict, in: table)
            {
                return true
            }
            for place in table.packages[other].provisions where table.provisions[place].name == conflict.name {
                if accepts(table.provisions[place].version, conflict, in: table) { return true }
            }
        }
        return false
    }

    /// A conflict without an architecture is one with all of them.
    private func applies(_ qualifier: DebianQualifier, to package: Int) -> Bool {
        switch qualifier {
        case .none, .any: true
        case .native: effective[package] == native
        case .architecture(let wanted): effective[package] == wanted
        }
    }

    /// Whether a version, empty for an unversioned provide, meets a constraint.
    func accepts(
        _ version: ByteRange, _ constraint: DebianAlternative, in table: borrowing DebianPackageTable
    ) -> Bool {
        if constraint.operation == .any { return true }
        if version.isEmpty { return false }
        let arena = table.arena.span
        return constraint.operation.accepts(
            DebianVersion.compare(
                arena.extracting(version.bounds), arena.extracting(constraint.version.bounds)))
    }
}
