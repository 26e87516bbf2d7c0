internal import GraphModel
internal import GraphStore
internal import QueryValues

extension QueryGraph {
    /// Whether the graph may change while a scan is under way.
    var isChanging: Bool { reader is GraphWriter }

    /// Hands out the nodes with a label, or all of them for nil, until `body` returns false.
    ///
    /// A scan of a graph that changes is finished before the first node is handed out: no cursor stays open over a
    /// write.
    func scan(label: String?, _ body: (NodeID) throws -> Bool) throws -> Bool {
        if isChanging {
            var nodes: [NodeID] = []
            try visit(label) { node in
                nodes.append(node)
                return true
            }
            for node in nodes where !isDeleted(node) {
                guard try body(node) else { return false }
            }
            return true
        }
        var goesOn = true
        var failure: (any Error)?
        try visit(label) { node in
            do { goesOn = try body(node) } catch {
                failure = error
                goesOn = false
            }
            return goesOn
        }
        if let failure { throw failure }
        return goesOn
    }

    private func visit(_ label: String?, _ body: (NodeID) -> Bool) throws {
        if let label { try reader.nodes(withLabel: label, body) } else { try reader.forEachNode(body) }
    }

    /// Hands out the relationships of a node in a direction, either way for nil, a loop once; only those with one other
    /// end if given.
    func neighbours(
        of node: NodeID, _ direction: Direction?, types: [UInt16]?, to other: NodeID? = nil,
        _ body: (Neighbour, Direction) throws -> Bool
    ) throws -> Bool {
        if isChanging {
            for (neighbour, side) in try neighbours(of: node, direction, types: types, to: other) {
                if isDeleted(neighbour.relationship) { continue }
                guard try body(neighbour, side) else { return false }
            }
            return true
        }
        var goesOn = true
        var failure: (any Error)?
        for side in Direction.sides(direction) {
            try visit(node, side, types, other) { neighbour in
                if direction == nil, side == .incoming, neighbour.other == node { return true }
                do { goesOn = try body(neighbour, side) } catch {
                    failure = error
                    goesOn = false
                }
                return goesOn
            }
            if let failure { throw failure }
            if !goesOn { return false }
        }
        return true
    }

    /// The same as a list.
    func neighbours(
        of node: NodeID, _ direction: Direction?, types: [UInt16]?, to other: NodeID? = nil
    ) throws -> [(Neighbour, Direction)] {
        var result: [(Neighbour, Direction)] = []
        for side in Direction.sides(direction) {
            try visit(node, side, types, other) { neighbour in
                if direction == nil, side == .incoming, neighbour.other == node { return true }
                result.append((neighbour, side))
                return true
            }
        }
        return result
    }

    private func visit(
        _ node: NodeID, _ side: Direction, _ types: [UInt16]?, _ other: NodeID?, _ body: (Neighbour) -> Bool
    ) throws {
        guard let other, let types else {
            return try reader.neighbours(of: node, side, types: types) {
                other != nil && $0.other != other || body($0)
            }
        }
        var goesOn = true
        for type in types where goesOn {
            try reader.neighbours(of: node, side, type: type, to: other) { neighbour in
                goesOn = body(neighbour)
                return goesOn
            }
        }
    }

    /// A relationship as a value, seen from one of its ends.
    func value(_ neighbour: Neighbour, from node: NodeID, _ side: Direction) -> RelationshipValue {
        RelationshipValue(
            RelationshipReference(
                id: neighbour.relationship, type: reader.type(numbered: neighbour.type) ?? "",
                source: side == .outgoing ? node : neighbour.other,
                target: side == .outgoing ? neighbour.other : node))
    }

    /// The numbers of types; those that no relationship ever had are left out.
    func numbers(ofTypes types: [String]?) -> [UInt16]? {
        guard let types else { return nil }
        return Set(types.compactMap(reader.number(ofType:))).sorted()
    }
}

extension Direction {
    fileprivate static func sides(_ direction: Direction?) -> [Direction] {
        direction.map { [$0] } ?? [.outgoing, .incoming]
    }
}
