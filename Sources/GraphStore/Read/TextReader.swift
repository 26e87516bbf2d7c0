public import GraphModel

/// Reads one text a node, such as its name: the first of some properties that has one. For many nodes, best in
/// ascending order: the keys are looked up once, and nothing but the one value is decoded.
public struct TextReader {
    private let reader: GraphReader
    private let tokens: [UInt16]

    fileprivate init(_ reader: GraphReader, keys: [String]) {
        self.reader = reader
        let names = reader.names
        tokens = keys.compactMap { names.keys.token($0) }
    }

    /// The text, or the first of a list of texts; nil when the node or every property is absent or no text.
    public func text(of id: NodeID) throws(StoreError) -> String? {
        guard let record = try reader.nodeRecord(id) else { return nil }
        return try decoding(.nodes) { () throws(DecodingFault) in
            for token in tokens {
                guard let value = try record.properties.value(of: token) else { continue }
                if let text = try ValueCodec.decode(value).strings?.first { return text }
            }
            return nil
        }
    }
}

extension GraphReader {
    /// For the first of these properties that a node has as text.
    public func textReader(_ keys: [String]) -> TextReader { TextReader(self, keys: keys) }
}
