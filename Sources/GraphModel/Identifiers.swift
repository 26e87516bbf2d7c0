/// The identity of a node for as long as the store exists; never given to another node.
///
/// Identifiers are assigned in ascending order from 1 and fit in 40 bits, which is how keys store them.
public struct NodeID: BitwiseCopyable, RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
    public let rawValue: UInt64

    @inlinable
    public init(rawValue: UInt64) { self.rawValue = rawValue }

    @inlinable
    public init(_ rawValue: UInt64) { self.rawValue = rawValue }

    @inlinable
    public static func < (a: NodeID, b: NodeID) -> Bool { a.rawValue < b.rawValue }

    public var description: String { "#\(rawValue)" }
}

/// The identity of a relationship for as long as the store exists; never given to another relationship.
public struct RelationshipID: BitwiseCopyable, RawRepresentable, Hashable, Comparable, Sendable,
    CustomStringConvertible
{
    public let rawValue: UInt64

    @inlinable
    public init(rawValue: UInt64) { self.rawValue = rawValue }

    @inlinable
    public init(_ rawValue: UInt64) { self.rawValue = rawValue }

    @inlinable
    public static func < (a: RelationshipID, b: RelationshipID) -> Bool { a.rawValue < b.rawValue }

    public var description: String { "~\(rawValue)" }
}

/// The number of a commit: 1 for the first, without gaps. It is the version that answers name and `as of` takes.
public struct CommitNumber: BitwiseCopyable, RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
    public let rawValue: UInt64

    /// The state before the first commit: an empty graph.
    public static let zero = CommitNumber(0)

    @inlinable
    public init(rawValue: UInt64) { self.rawValue = rawValue }

    @inlinable
    public init(_ rawValue: UInt64) { self.rawValue = rawValue }

    @inlinable
    public static func < (a: CommitNumber, b: CommitNumber) -> Bool { a.rawValue < b.rawValue }

    /// The commit that follows this one.
    @inlinable
    public var next: CommitNumber { CommitNumber(rawValue + 1) }

    public var description: String { "\(rawValue)" }
}

/// The number of a run, which is what a store notes of one import: 1 for the first, without gaps.
public struct RunNumber: BitwiseCopyable, RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
    public let rawValue: UInt64

    @inlinable
    public init(rawValue: UInt64) { self.rawValue = rawValue }

    @inlinable
    public init(_ rawValue: UInt64) { self.rawValue = rawValue }

    @inlinable
    public static func < (a: RunNumber, b: RunNumber) -> Bool { a.rawValue < b.rawValue }

    public var description: String { "\(rawValue)" }
}

/// Which end of a relationship a node is.
public enum Direction: UInt8, Hashable, Sendable, CaseIterable {
    /// The node is the relationship's source.
    case outgoing = 0
    /// The node is the relationship's target.
    case incoming = 1
}
