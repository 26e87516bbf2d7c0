internal import GraphModel

/// The stored properties of one element: varint count, then per property in ascending token order varint token, varint
/// length of the value in bytes, and the value.
///
/// A view of memory that its owner keeps; looking up one property skips the others undecoded. Equal properties have
/// equal bytes.
struct PropertyBlock {
    let bytes: UnsafeRawBufferPointer

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// No properties.
    static let emptyBytes: [UInt8] = [0]

    /// How many properties.
    func count() throws(DecodingFault) -> Int {
        var reader = ByteReader(bytes)
        return Int(try reader.count(unit: 3))
    }

    /// The undecoded value of a property, or nil.
    func value(of token: UInt16) throws(DecodingFault) -> UnsafeRawBufferPointer? {
        var cursor = try Cursor(self)
        while let entry = try cursor.next() {
            if entry.token == token { return entry.value }
            if entry.token > token { return nil }
        }
        return nil
    }

    /// Goes through the properties in ascending token order.
    struct Cursor {
        private var reader: ByteReader
        private var remaining: Int
        private var previous = -1

        init(_ block: PropertyBlock) throws(DecodingFault) {
            reader = ByteReader(block.bytes)
            // Each property takes a token byte, a length byte and a kind byte.
            remaining = try reader.count(unit: 3)
        }

        mutating func next() throws(DecodingFault) -> (token: UInt16, value: UnsafeRawBufferPointer)? {
            guard remaining > 0 else {
                guard reader.isAtEnd else {
                    throw DecodingFault(offset: reader.offset, reason: "bytes after the last property")
                }
                return nil
            }
            remaining -= 1
            let start = reader.offset
            let raw = try reader.varint()
            guard raw <= UInt64(UInt16.max), Int(raw) > previous else {
                throw DecodingFault(offset: start, reason: "property keys out of order")
            }
            previous = Int(raw)
            return (UInt16(raw), try reader.lengthPrefixed())
        }
    }
}

/// Builds property blocks. One builder is reused for many elements: it allocates only while its buffers grow.
struct PropertyBlockBuilder {
    private var tokens: [UInt16] = []
    private var sources: [Int32] = []
    /// The block that was built last.
    private(set) var writer = ByteWriter(capacity: 256)

    /// Replaces the built block by that of `properties`, whose keys are `tokens` in the same order. Returns the token
    /// of a repeated key, or nil when the block is sound.
    mutating func build(_ properties: [Property], tokens given: (Int) -> UInt16) -> UInt16? {
        tokens.removeAll(keepingCapacity: true)
        sources.removeAll(keepingCapacity: true)
        for index in properties.indices {
            let token = given(index)
            var place = tokens.count
            while place > 0, tokens[place - 1] > token { place -= 1 }
            if place > 0, tokens[place - 1] == token { return token }
            tokens.insert(token, at: place)
            sources.insert(Int32(index), at: place)
        }
        writer.bytes.removeAll(keepingCapacity: true)
        writer.varint(UInt64(tokens.count))
        for place in tokens.indices {
            writer.varint(UInt64(tokens[place]))
            writer.lengthPrefixedValue(properties[Int(sources[place])].value)
        }
        return nil
    }

    /// Replaces the built block by `block` with `changes` (token and new value, nil removes) laid over it. `changes`
    /// ascend by token without repeats.
    mutating func build(
        _ block: PropertyBlock, changes: [(token: UInt16, value: PropertyValue?)]
    ) throws(DecodingFault) {
        var kept = 0
        var body = ByteWriter(capacity: block.bytes.count + 64)
        var cursor = try PropertyBlock.Cursor(block)
        var entry = try cursor.next()
        var change = 0
        while entry != nil || change < changes.count {
            if let current = entry, change >= changes.count || current.token < changes[change].token {
                body.varint(UInt64(current.token))
                body.varint(UInt64(current.value.count))
                body.bytes.append(contentsOf: current.value)
                kept += 1
                entry = try cursor.next()
            } else {
                if let current = entry, current.token == changes[change].token { entry = try cursor.next() }
                if let value = changes[change].value {
                    body.varint(UInt64(changes[change].token))
                    body.lengthPrefixedValue(value)
                    kept += 1
                }
                change += 1
            }
        }
        writer.bytes.removeAll(keepingCapacity: true)
        writer.varint(UInt64(kept))
        writer.bytes.append(contentsOf: body.bytes)
    }
}
