/// What identifies each package from run to run.
///
/// The newest version of a name and architecture is `name`, or `name:architecture` where the architecture is foreign,
/// so that an upgrade updates the same CI. Older versions that stand beside it are `name:architecture=version`.
struct DebianIdentities {
    private(set) var nativeIDs: [String]
    /// False for a package that was described again, with the same name, version and architecture.
    private(set) var live: [Bool]
    /// The packages that are not live, ascending.
    private(set) var superseded: [Int] = []

    init(_ table: borrowing DebianPackageTable, native: UInt32) {
        let packages = table.packages
        live = [Bool](repeating: true, count: packages.count)
        nativeIDs = [String](repeating: "", count: packages.count)
        var next = 0
        let order = Self.byName(table)
        while next < order.count {
            let start = next
            while next < order.count, packages[order[next]].name == packages[order[start]].name { next += 1 }
            name(order[start..<next], table, native: native)
        }
        superseded = live.indices.filter { !live[$0] }
    }

    /// All packages, those of one name together in the order of the files.
    private static func byName(_ table: borrowing DebianPackageTable) -> [Int] {
        var offsets = [Int](repeating: 0, count: table.names.count + 1)
        for package in table.packages { offsets[Int(package.name) + 1] += 1 }
        for name in 0..<table.names.count { offsets[name + 1] += offsets[name] }
        var order = [Int](repeating: 0, count: table.packages.count)
        for (index, package) in table.packages.enumerated() {
            order[offsets[Int(package.name)]] = index
            offsets[Int(package.name)] += 1
        }
        return order
    }

    /// Names the packages of one name, nearly always a single one.
    private mutating func name(_ group: ArraySlice<Int>, _ table: borrowing DebianPackageTable, native: UInt32) {
        let packages = table.packages
        for (place, index) in zip(group.indices, group) {
            for later in group[(place + 1)...] where packages[later].architecture == packages[index].architecture {
                if Self.compare(packages[later], packages[index], table) == 0 { live[index] = false }
            }
        }
        for index in group where live[index] {
            let package = packages[index]
            let home = package.architecture == table.all ? native : package.architecture
            let isNewest = !group.contains { other in
                live[other] && other != index && Self.isHome(packages[other], home, native, table.all)
                    && Self.precedes(packages[index], packages[other], table)
            }
            let text = table.names.text(package.name)
            let architecture = table.architectures.text(package.architecture)
            if !isNewest {
                nativeIDs[index] = "\(text):\(architecture)=\(table.text(package.version))"
            } else {
                nativeIDs[index] = home == native ? text : "\(text):\(architecture)"
            }
        }
    }

    private static func isHome(_ package: DebianPackage, _ home: UInt32, _ native: UInt32, _ all: UInt32) -> Bool {
        (package.architecture == all ? native : package.architecture) == home
    }

    private static func compare(
        _ a: DebianPackage, _ b: DebianPackage, _ table: borrowing DebianPackageTable
    ) -> Int {
        let arena = table.arena.span
        return DebianVersion.compare(arena.extracting(a.version.bounds), arena.extracting(b.version.bounds))
    }

    /// Whether `b` is the newer one; of equal versions the one of the architecture that was seen later.
    private static func precedes(
        _ a: DebianPackage, _ b: DebianPackage, _ table: borrowing DebianPackageTable
    ) -> Bool {
        let order = compare(a, b, table)
        return order < 0 || (order == 0 && a.architecture < b.architecture)
    }
}
