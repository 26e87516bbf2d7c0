/// What a run did, in numbers: those of `ImportReport`.
public struct RunCounts: Hashable, Sendable {
    public var itemsRead = 0
    public var itemsCreated = 0
    public var itemsUpdated = 0
    public var itemsUnchanged = 0
    public var itemsDisappeared = 0
    public var relationshipsRead = 0
    public var relationshipsCreated = 0
    public var relationshipsUpdated = 0
    public var relationshipsUnchanged = 0
    public var relationshipsDeleted = 0
    public var unresolvedReferences = 0
    public var itemsJoined = 0
    public var itemsMerged = 0
    public var itemsSeparated = 0

    public init() {}

    public init(_ report: ImportReport) {
        itemsRead = report.itemsRead
        itemsCreated = report.itemsCreated
        itemsUpdated = report.itemsUpdated
        itemsUnchanged = report.itemsUnchanged
        itemsDisappeared = report.itemsDisappeared
        relationshipsRead = report.relationshipsRead
        relationshipsCreated = report.relationshipsCreated
        relationshipsUpdated = report.relationshipsUpdated
        relationshipsUnchanged = report.relationshipsUnchanged
        relationshipsDeleted = report.relationshipsDeleted
        unresolvedReferences = report.unresolvedReferences
        itemsJoined = report.itemsJoined
        itemsMerged = report.itemsMerged
        itemsSeparated = report.itemsSeparated
    }

    /// In the order in which records keep them: what is added comes last.
    var values: [Int] {
        [
            itemsRead, itemsCreated, itemsUpdated, itemsUnchanged, itemsDisappeared, relationshipsRead,
            relationshipsCreated, relationshipsUpdated, relationshipsUnchanged, relationshipsDeleted,
            unresolvedReferences, itemsJoined, itemsMerged, itemsSeparated,
        ]
    }

    /// Those that a record lacks are 0; those that this program does not know are left out.
    init(values: [Int]) {
        func value(_ place: Int) -> Int { place < values.count ? values[place] : 0 }
        itemsRead = value(0)
        itemsCreated = value(1)
        itemsUpdated = value(2)
        itemsUnchanged = value(3)
        itemsDisappeared = value(4)
        relationshipsRead = value(5)
        relationshipsCreated = value(6)
        relationshipsUpdated = value(7)
        relationshipsUnchanged = value(8)
        relationshipsDeleted = value(9)
        unresolvedReferences = value(10)
        itemsJoined = value(11)
        itemsMerged = value(12)
        itemsSeparated = value(13)
    }
}
