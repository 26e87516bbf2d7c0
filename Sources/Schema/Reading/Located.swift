import GraphModel

/// A value with the place in a document where it was written.
struct Located<Value: Sendable>: Sendable {
    var value: Value
    var position: SourcePosition
}

extension Located: Equatable where Value: Equatable {
    static func == (a: Located, b: Located) -> Bool { a.value == b.value }
}
