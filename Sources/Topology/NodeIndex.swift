/// The place of a node in one topology: dense, from 0, valid for that topology only.
public struct NodeIndex: RawRepresentable, Hashable, Comparable, Sendable, BitwiseCopyable {
    public let rawValue: UInt32

    @inlinable
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    @inlinable
    public init(_ rawValue: UInt32) { self.rawValue = rawValue }

    @inlinable
    public static func < (a: NodeIndex, b: NodeIndex) -> Bool { a.rawValue < b.rawValue }

    var offset: Int { Int(rawValue) }
}

/// The place of a gate in one topology: dense, from 0, valid for that topology only.
public struct GateIndex: RawRepresentable, Hashable, Comparable, Sendable, BitwiseCopyable {
    public let rawValue: UInt32

    @inlinable
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    @inlinable
    public init(_ rawValue: UInt32) { self.rawValue = rawValue }

    @inlinable
    public static func < (a: GateIndex, b: GateIndex) -> Bool { a.rawValue < b.rawValue }

    var offset: Int { Int(rawValue) }
}
