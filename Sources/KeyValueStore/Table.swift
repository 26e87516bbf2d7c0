/// One named table of an environment.
///
/// The number is part of every record's checksum (docs/format.md), so that a record of one table is never taken for one
/// of another; it never changes once data exists.
public struct Table: Hashable, Sendable {
    public let number: UInt8
    public let name: String
    /// Whether a store that is only read may lack it, because it was made before the table existed: then the table is
    /// not there (`UnsafeTransaction.has`) and counts no records. Opening for writing makes it.
    public let isOptional: Bool

    public init(number: UInt8, name: String, isOptional: Bool = false) {
        self.number = number
        self.name = name
        self.isOptional = isOptional
    }
}
