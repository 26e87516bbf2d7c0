public import GraphModel

/// What a walk follows from node to node.
public enum Route: Hashable, Sendable {
    /// From providers to what depends on them, whatever redundancy there is.
    case dependants
    /// From dependants to what they need, members of their groups included.
    case providers
    /// Relationships of the given types (places in `typeNames`; nil: all), from source to target (`outgoing`), back
    /// (`incoming`), or either way.
    case relationships(types: Set<UInt16>?, directions: Set<Direction>)

    /// All relationships, either way.
    public static let anyRelationship = Route.relationships(types: nil, directions: [.outgoing, .incoming])
}

extension Topology {
    /// The route along relationships of the named types; types that the graph does not have match nothing.
    public func route(types names: [String]?, _ directions: Set<Direction>) -> Route {
        guard let names else { return .relationships(types: nil, directions: directions) }
        let wanted = Set(names)
        let codes = typeNames.enumerated().filter { wanted.contains($0.element) }.map { UInt16($0.offset) }
        return .relationships(types: Set(codes), directions: directions)
    }
}
