/// Which packages satisfy which dependency: for every name, the packages that have it or provide it.
struct DebianProviders {
    private struct Entry {
        var package: UInt32
        /// The provided version, or the package's own; empty for an unversioned provide.
        var version: ByteRange
    }

    /// Entries of name n are `entries[offsets[n]..<offsets[n + 1]]`.
    private var offsets: [Int]
    private var entries: [Entry]
    /// Per package, its architecture with `all` read as the native one.
    let effective: [UInt32]
    let native: UInt32
    private let multiArch: [DebianMultiArch]

    /// - Parameters:
    ///   - live: The packages that take part; others of `table` were superseded.
    ///   - native: The number of the native architecture.
    init(_ table: borrowing DebianPackageTable, live: [Bool], native: UInt32) {
        self.native = native
        let all = table.all
        effective = table.packages.map { $0.architecture == all ? native : $0.architecture }
        offsets = [Int](repeating: 0, count: table.names.count + 1)
        multiArch = table.packages.map(\.multiArch)
        entries = []
        for (index, package) in table.packages.enumerated() where live[index] {
            offsets[Int(package.name) + 1] += 1
            for provision in table.provisions[package.provisions] { offsets[Int(provision.name) + 1] += 1 }
        }
        for name in 0..<table.names.count { offsets[name + 1] += offsets[name] }
        entries = [Entry](repeating: Entry(package: 0, version: ByteRange()), count: offsets[table.names.count])
        var next = offsets
        for (index, package) in table.packages.enumerated() where live[index] {
            entries[next[Int(package.name)]] = Entry(package: UInt32(index), version: package.version)
            next[Int(package.name)] += 1
            for provision in table.provisions[package.provisions] {
                entries[next[Int(provision.name)]] = Entry(package: UInt32(index), version: provision.version)
                next[Int(provision.name)] += 1
            }
        }
    }

    /// Adds to `members` every package that satisfies the alternative for `dependant` and can be installed beside it.
    func collect(
        _ alternative: DebianAlternative, of dependant: Int, in table: borrowing DebianPackageTable,
        into members: inout DebianMembers
    ) {
        for index in offsets[Int(alternative.name)]..<offsets[Int(alternative.name) + 1] {
            let entry = entries[index]
            let package = Int(entry.package)
            let named = table.packages[package].name == alternative.name
            guard accepts(alternative.qualifier, package, named: named, for: dependant) else { continue }
            guard accepts(entry.version, alternative, in: table) else { continue }
            guard package == dependant || !excludes(package, dependant, in: table) else { continue }
            members.insert(entry.package)
        }
    }

    /// The multiarch rules. A plain name wants the dependant's own architecture or a `Multi-Arch: foreign` package;
    /// `:any` wants that name itself, or a provider that allows it.
    private func accepts(_ qualifier: DebianQualifier, _ package: Int, named: Bool, for dependant: Int) -> Bool {
        switch qualifier {
        case .none: multiArch[package] == .foreign || effective[package] == effective[dependant]
        case .any: named || multiArch[package] == .allowed
        case .native: multiArch[package] == .foreign || effective[package] == native
        case .architecture(let wanted): multiArch[package] == .foreign || effective[package] == wanted
        }
    }
}

/// The packages that satisfy one clause, each once.
struct DebianMembers {
    private(set) var packages: [UInt32] = []
    /// Per package, the round in which it was last inserted: what makes clearing free.
    private var rounds: [UInt32]
    private var round: UInt32 = 1

    init(packageCount: Int) {
        rounds = [UInt32](repeating: 0, count: packageCount)
    }

    mutating func removeAll() {
        packages.removeAll(keepingCapacity: true)
        round += 1
    }

    mutating func insert(_ package: UInt32) {
        if rounds[Int(package)] == round { return }
        rounds[Int(package)] = round
        packages.append(package)
    }

    func contains(_ package: UInt32) -> Bool { rounds[Int(package)] == round }
}
