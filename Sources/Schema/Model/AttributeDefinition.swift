/// An attribute of a class or of a relationship type.
public struct AttributeDefinition: Hashable, Sendable {
    /// How much an element needs it.
    public enum Need: UInt8, Hashable, Sendable, Comparable {
        case optional = 0
        /// Its absence counts against completeness.
        case recommended = 1
        /// Elements without it are refused.
        case required = 2

        public static func < (a: Need, b: Need) -> Bool { a.rawValue < b.rawValue }
    }

    public let name: String
    public let type: AttributeType
    public let need: Need
    public let description: String
}
