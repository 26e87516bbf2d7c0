internal import GraphModel

/// The properties of elements that somebody looks at: what the others say makes no difference to it.
struct PropertySelection {
    /// By token.
    private let isWanted: [Bool]

    init(_ keys: NameTable, where wanted: (String) -> Bool) { isWanted = keys.names.map(wanted) }

    /// Whether the wanted properties are the same in both blocks.
    func isSame(_ a: PropertyBlock, _ b: PropertyBlock) throws(DecodingFault) -> Bool {
        if a.isSame(as: b) { return true }
        var (first, second) = (try PropertyBlock.Cursor(a), try PropertyBlock.Cursor(b))
        while true {
            switch (try next(&first), try next(&second)) {
            case (nil, nil): return true
            case (let x?, let y?) where x.token == y.token && x.value.elementsEqual(y.value): continue
            default: return false
            }
        }
    }

    /// The wanted properties.
    func properties(_ block: PropertyBlock, _ keys: NameTable) throws(DecodingFault) -> [Property] {
        var result: [Property] = []
        var cursor = try PropertyBlock.Cursor(block)
        while let entry = try next(&cursor) {
            result.append(Property(keys.names[Int(entry.token)], try ValueCodec.decode(entry.value)))
        }
        return result
    }

    private func next(
        _ cursor: inout PropertyBlock.Cursor
    ) throws(DecodingFault) -> (token: UInt16, value: UnsafeRawBufferPointer)? {
        while let entry = try cursor.next() {
            if Int(entry.token) < isWanted.count, isWanted[Int(entry.token)] { return entry }
        }
        return nil
    }
}
