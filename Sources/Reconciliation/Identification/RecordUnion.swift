/// Records that become items, joined step by step.
struct RecordUnion {
    private let records: [IdentifiedRecord]
    private let objection: (IdentifiedRecord, IdentifiedRecord) -> Identification.Objection?
    private let places: [String: Int]
    /// By record: the group that it is in, and by group its records.
    private var groupOf: [Int]
    private var members: [[Int]]

    init(
        _ records: [IdentifiedRecord],
        _ objection: @escaping (IdentifiedRecord, IdentifiedRecord) -> Identification.Objection?
    ) {
        self.records = records
        self.objection = objection
        places = Dictionary(
            records.enumerated().map { ($0.element.key, $0.offset) }, uniquingKeysWith: { first, _ in first })
        groupOf = Array(records.indices)
        members = records.indices.map { [$0] }
    }

    func place(of key: String) -> Int? { places[key] }

    /// What has been joined, one list an item.
    var groups: [[Int]] { members.filter { !$0.isEmpty } }

    /// Joins the items of some records, one after the other, but for those that cannot be the same.
    ///
    /// - Returns: for each that was refused, two of the records that stand against it, and why.
    @discardableResult
    mutating func join(_ group: [Int]) -> [(Int, Int, Identification.Objection)] {
        var refused: [(Int, Int, Identification.Objection)] = []
        for record in group.dropFirst() {
            let (a, b) = (groupOf[group[0]], groupOf[record])
            if a == b { continue }
            if let found = firstObjection(members[a], members[b]) {
                refused.append(found)
                continue
            }
            let (kept, gone) = members[a].count >= members[b].count ? (a, b) : (b, a)
            for member in members[gone] { groupOf[member] = kept }
            members[kept] += members[gone]
            members[gone] = []
        }
        return refused
    }

    private func firstObjection(_ some: [Int], _ others: [Int]) -> (Int, Int, Identification.Objection)? {
        for a in some.sorted() {
            for b in others.sorted() {
                if let objection = objection(records[a], records[b]) { return (a, b, objection) }
            }
        }
        return nil
    }
}
