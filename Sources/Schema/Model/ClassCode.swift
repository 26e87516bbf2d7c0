/// A class of one compiled schema: dense from 0, in preorder of the class tree. Codes change when the schema does.
public struct ClassCode: RawRepresentable, Hashable, Comparable, Sendable {
    public let rawValue: UInt16

    @inlinable
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    @inlinable
    public static func < (a: ClassCode, b: ClassCode) -> Bool { a.rawValue < b.rawValue }
}

/// A relationship type of one compiled schema: dense from 0, in order of declaration. Codes change with the schema.
public struct RelationshipTypeCode: RawRepresentable, Hashable, Comparable, Sendable {
    public let rawValue: UInt16

    @inlinable
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    @inlinable
    public static func < (a: RelationshipTypeCode, b: RelationshipTypeCode) -> Bool { a.rawValue < b.rawValue }
}
