public import GraphModel
public import GraphStore

extension GraphState {
    /// Everything that a reader of a store sees.
    public init(of reader: GraphReader) throws {
        self.init()
        var ids: [NodeID] = []
        try reader.forEachNode { node in
            ids.append(node)
            return true
        }
        for id in ids {
            if let node = try reader.node(id) { nodes.append(node) }
            relationships += try reader.relationships(of: id, .outgoing)
        }
    }
}
