internal import GraphModel
internal import GraphStore

/// What relationships state themselves about how failure crosses them.
struct RelationshipOverrides {
    /// The distinct statements, by number; the first is none.
    private(set) var statements: [[Property]] = [[]]
    /// By relationship identity.
    private var numbers: [UInt32] = []

    init() {}

    /// Reads those of a store's present.
    init(_ snapshot: GraphSnapshot) throws {
        var combinations = snapshot.combinations(of: ElementTranslation.isWantedOnRelationships)
        try snapshot.scanRelationshipProperties(&combinations) { id, combination in
            let place = Int(id.rawValue)
            if numbers.count <= place {
                let count = max(place + 1, numbers.count * 2)
                numbers.append(contentsOf: repeatElement(0, count: count - numbers.count))
            }
            numbers[place] = UInt32(combination)
        }
        statements = combinations.properties
    }

    /// The number of what a relationship states.
    @inline(__always)
    func number(_ id: RelationshipID) -> UInt32 {
        id.rawValue < UInt64(numbers.count) ? numbers[Int(id.rawValue)] : 0
    }
}
