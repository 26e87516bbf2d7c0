public import GraphModel
public import GraphStore

extension Session {
    /// The history of a CI up to this version, oldest first. CIs that this version no longer has have one too.
    public func history(of id: NodeID) throws -> [NodeVersion] { try snapshot.history(of: id) }

    /// The differences between two versions, in either order, handed out one by one until `body` returns false.
    public func forEachChange(
        from: PointInTime, to: PointInTime, _ body: (ElementChange) throws(StoreError) -> Bool
    ) throws {
        try snapshot.forEachChange(from: number(of: from), to: number(of: to), body)
    }

    /// The commits of a range of numbers, oldest first.
    public func commits(_ range: ClosedRange<CommitNumber>) throws -> [Commit] {
        var commits: [Commit] = []
        var number = range.lowerBound
        while number <= min(range.upperBound, snapshot.commit) {
            if let commit = try snapshot.commitRecord(number) { commits.append(commit) }
            number = number.next
        }
        return commits
    }

    /// The commit that a point in time is about.
    public func number(of point: PointInTime) throws -> CommitNumber {
        switch point {
        case .latest: snapshot.commit
        case .commit(let number): number
        case .time(let time): try snapshot.commitNumber(at: time)
        }
    }
}
