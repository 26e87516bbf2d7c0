import GraphModel

extension [Property] {
    /// Properties in the order in which they are written.
    static func of(_ pairs: KeyValuePairs<String, PropertyValue>) -> [Property] {
        pairs.map { Property($0.key, $0.value) }
    }
}
