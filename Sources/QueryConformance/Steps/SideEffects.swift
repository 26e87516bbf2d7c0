internal import GraphModel

/// How many things a query added to a graph and removed from it.
public struct SideEffects: Hashable, Sendable, CustomStringConvertible {
    public enum Kind: String, CaseIterable, Sendable {
        case addedNodes = "+nodes"
        case removedNodes = "-nodes"
        case addedRelationships = "+relationships"
        case removedRelationships = "-relationships"
        /// A property is its element, key and value: changing a value removes one and adds one.
        case addedProperties = "+properties"
        case removedProperties = "-properties"
        /// Labels that no node had before.
        case addedLabels = "+labels"
        /// Labels that no node has any more.
        case removedLabels = "-labels"
    }

    /// Only what is not zero.
    public private(set) var counts: [Kind: Int]

    public static let none = SideEffects([:])

    public init(_ counts: [Kind: Int]) { self.counts = counts.filter { $0.value != 0 } }

    /// Reads rows of a kind and a number; what is not named is zero.
    init(_ table: Table) throws {
        var counts: [Kind: Int] = [:]
        for row in table.rows {
            guard row.cells.count == 2, let kind = Kind(rawValue: row.cells[0]), let count = Int(row.cells[1]) else {
                throw ConformanceError(
                    "not a side effect and its number: \(row.cells.joined(separator: ", "))", at: row.position)
            }
            guard counts.updateValue(count, forKey: kind) == nil else {
                throw ConformanceError("\(kind.rawValue) twice", at: row.position)
            }
        }
        self.init(counts)
    }

    public var description: String {
        let parts = Kind.allCases.compactMap { kind in counts[kind].map { "\(kind.rawValue) \($0)" } }
        return parts.isEmpty ? "none" : parts.joined(separator: ", ")
    }
}
