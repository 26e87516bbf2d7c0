internal import GraphModel

/// Relationships that wait for the run's end, copied out of their batches: one that waits would keep the whole batch,
/// and a source that refers to what it does not report has one in each.
struct WaitingRelationships {
    /// So many lie together.
    private static let pieceCount = 4_096

    private(set) var pieces: [RecordBatch] = []

    mutating func append(_ relationship: PackedRelationship, of batch: RecordBatch) {
        if let last = pieces.last, last.relationships.count < Self.pieceCount {
            return last.append(copyOf: relationship, of: batch)
        }
        let piece = RecordBatch()
        piece.relationships.reserveCapacity(Self.pieceCount)
        piece.append(copyOf: relationship, of: batch)
        pieces.append(piece)
    }
}

extension RecordBatch {
    fileprivate func append(copyOf relationship: PackedRelationship, of other: RecordBatch) {
        var copy = relationship
        copy.source.key = append(relationship.source.key, of: other)
        copy.target.key = append(relationship.target.key, of: other)
        copy.properties =
            switch relationship.properties {
            case .packed(let range): .packed(append(range, of: other))
            case .loose(let index): .loose(keep(other.loose[index]))
            }
        copy.position = pack(other.position(relationship.position))
        relationships.append(copy)
    }

    private func append(_ range: ArenaRange, of other: RecordBatch) -> ArenaRange {
        let start = arena.bytes.count
        other.bytes(range) { arena.bytes.append(contentsOf: $0) }
        return self.range(from: start)
    }
}
