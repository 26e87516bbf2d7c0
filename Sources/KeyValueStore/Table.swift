/// One named table of an environment.
///
/// The number is part of every record's checksum (docs/format.md), so that a record of one table is never taken for one
/// of another; it never changes once data exists.
public struct Table: Hashable, Sendable {
    public let number: UInt8
    public let name: String

    public init(number: UInt8, name: String) {
        self.number = number
        self.name = name
    }
}
