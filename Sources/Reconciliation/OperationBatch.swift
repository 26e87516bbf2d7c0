internal import GraphModel
internal import GraphStore

/// Operations on their way to the writer, each with the position of the record that it came from.
///
/// A batch is applied as one delta. When the writer refuses it, its operations are applied one by one, so that the
/// record at fault is the only one that is lost.
struct OperationBatch {
    /// Large enough to make the cost of a delta vanish, small enough to stay in the processor's cache.
    static let operations = 4_096

    private var operations: [GraphOperation] = []
    private var origins: [SourcePosition] = []

    init() {
        operations.reserveCapacity(Self.operations)
        origins.reserveCapacity(Self.operations)
    }

    var isFull: Bool { operations.count >= Self.operations }

    mutating func append(_ operation: consuming GraphOperation, from origin: SourcePosition) {
        operations.append(operation)
        origins.append(origin)
    }

    /// Applies what has gathered. `refused` receives each operation that the writer does not take, and why.
    mutating func apply(
        to writer: GraphWriter, refused: (GraphOperation, SourcePosition, StoreError) -> Void
    ) throws(StoreError) {
        guard !operations.isEmpty else { return }
        defer {
            operations.removeAll(keepingCapacity: true)
            origins.removeAll(keepingCapacity: true)
        }
        do {
            _ = try writer.apply(GraphDelta(operations: operations))
        } catch  where error.isRefusal {
            for (operation, origin) in zip(operations, origins) {
                do {
                    _ = try writer.apply(GraphDelta(operations: [operation]))
                } catch  where error.isRefusal {
                    refused(operation, origin, error)
                }
            }
        }
    }
}
