/// The configuration items of one kind, numbered from 0 and spread over the sites in contiguous, equal ranges. Numbers
/// and ranges are all that other layers need to refer to them, so no layer is ever held in memory.
struct Layer {
    /// Prefix of native identifiers: `vm` makes `vm-17`.
    let prefix: String
    let count: Int
    let sites: Int
    /// Keeps the layers' random sequences apart.
    let stream: UInt64

    func nativeID(_ index: Int) -> String { "\(prefix)-\(index)" }

    func site(of index: Int) -> Int { ((index + 1) * sites - 1) / count }

    /// The items of one site; may be empty when there are fewer items than sites.
    func range(ofSite site: Int) -> Range<Int> { site * count / sites..<(site + 1) * count / sites }

    /// The item of this layer, in the same site, that item `index` of `other` belongs to when neighbours stay together.
    func parent(of index: Int, in other: Layer) -> Int {
        let site = other.site(of: index)
        let (mine, theirs) = (range(ofSite: site), other.range(ofSite: site))
        return mine.lowerBound + (index - theirs.lowerBound) * mine.count / theirs.count
    }

    /// The same when neighbours are dealt out in turn.
    func striped(_ index: Int, in other: Layer) -> Int {
        let site = other.site(of: index)
        let mine = range(ofSite: site)
        return mine.lowerBound + (index - other.range(ofSite: site).lowerBound) % mine.count
    }

}

/// Divides items among owners unevenly: owner `o` has the items from `start(o)` to `start(o + 1)`.
struct UnevenPartition {
    /// Relative sizes, repeated for all owners.
    private static let pattern = [2, 3, 1, 3, 5, 2, 4, 1, 3, 2, 8, 2, 3, 6, 1, 3]
    private static let sums: [Int] = pattern.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }

    let items: Int
    let owners: Int

    func start(_ owner: Int) -> Int { items * Self.sum(owner) / Self.sum(owners) }

    func range(_ owner: Int) -> Range<Int> { start(owner)..<start(owner + 1) }

    private static func sum(_ owner: Int) -> Int {
        owner / pattern.count * sums[pattern.count] + sums[owner % pattern.count]
    }
}
