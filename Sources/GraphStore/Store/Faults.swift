internal import GraphModel
internal import KeyValueStore

extension StoreError {
    /// A record whose checksum holds and whose content is not what its format says; nothing of it is used.
    static func corrupt(_ table: Table, _ fault: DecodingFault) -> StoreError {
        corrupt(table, "\(fault.reason) at byte \(fault.offset) of a record")
    }

    static func corrupt(_ table: Table, _ reason: String) -> StoreError {
        StoreError(
            .corrupt, "table \(table.name) is inconsistent: \(reason)",
            advice: "Run `faultline verify`, then restore a backup.")
    }
}

/// Runs `body` and reports what it cannot decode as damage of the table.
@inline(__always)
func decoding<Result>(
    _ table: Table, _ body: () throws(DecodingFault) -> Result
) throws(StoreError) -> Result {
    do throws(DecodingFault) {
        return try body()
    } catch {
        throw .corrupt(table, error)
    }
}
