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

    /// The keys that only one of two blocks has, or that have other values in it, ascending. One pass over both.
    func keys(differingFrom other: PropertyBlock) throws(DecodingFault) -> [UInt16] {
        var keys: [UInt16] = []
        var (mine, theirs) = (try Cursor(self), try Cursor(other))
        var (a, b) = (try mine.next(), try theirs.next())
        while let x = a, let y = b {
            if x.token != y.token {
                keys.append(min(x.token, y.token))
            } else if !x.value.elementsEqual(y.value) {
                keys.append(x.token)
            }
            if x.token <= y.token { a = try mine.next() }
            if y.token <= x.token { b = try theirs.next() }
        }
        while let x = a {
            keys.append(x.token)
            a = try mine.next()
        }
        while let y = b {
            keys.append(y.token)
            b = try theirs.next()
        }
        return keys
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

        /// Behind the property handed out last, in bytes from the block's start.
        var offset: Int { reader.offset }

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
    /// Upper 16 bits the key's token, lower 16 bits the property's place; ascending.
    private var order: [UInt32] = []
    /// The block that was built last.
    private(set) var writer = ByteWriter(capacity: 256)
    /// Where its values are, in ascending order of tokens; only those of whole blocks.
    private var fields: [Field] = []

    private struct Field: BitwiseCopyable {
        var token: UInt16
        var start: UInt32
        var end: UInt32
    }
    /// Encoded values in the order of arrival. Empty between calls; kept for its memory.
    private var values: [UnsafeRawBufferPointer] = []

    mutating func begin() { order.removeAll(keepingCapacity: true) }

    /// Notes that the property at `index` has the key `token`; false when another one has it.
    mutating func add(_ token: UInt16, at index: Int) -> Bool {
        let entry = UInt32(token) << 16 | UInt32(index)
        var place = order.count
        while place > 0, order[place - 1] > entry { place -= 1 }
        if place > 0, order[place - 1] >> 16 == UInt32(token) { return false }
        if place < order.count, order[place] >> 16 == UInt32(token) { return false }
        order.append(entry)
        var moved = order.count - 1
        while moved > place {
            order[moved] = order[moved - 1]
            moved -= 1
        }
        order[place] = entry
        return true
    }

    /// Replaces the built block by that of `properties`, whose keys were all added.
    mutating func build(_ properties: [Property]) {
        beginBlock()
        for entry in order {
            writer.varint(UInt64(entry >> 16))
            let size = ValueCodec.size(of: properties[Int(entry & 0xFFFF)].value)
            writer.varint(UInt64(size))
            note(entry, size)
            ValueCodec.encode(properties[Int(entry & 0xFFFF)].value, into: &writer)
        }
    }

    /// Appends the block of encoded properties, whose keys were all added at their places, to another writer.
    func append(_ properties: UnsafeBufferPointer<EncodedProperty>, to writer: inout ByteWriter) {
        writer.varint(UInt64(order.count))
        for entry in order {
            let property = properties[Int(entry & 0xFFFF)]
            writer.varint(UInt64(entry >> 16))
            switch property.form {
            case .value:
                writer.varint(UInt64(property.bytes.count))
                writer.bytes.append(contentsOf: property.bytes)
            case .text: writer.lengthPrefixedString(property.bytes)
            case .textInList: writer.lengthPrefixedList(ofString: property.bytes)
            }
        }
    }

    private mutating func beginBlock() {
        fields.removeAll(keepingCapacity: true)
        writer.bytes.removeAll(keepingCapacity: true)
        writer.varint(UInt64(order.count))
    }

    /// Notes that the value of a property comes next.
    private mutating func note(_ entry: UInt32, _ size: Int) {
        let start = UInt32(writer.bytes.count)
        fields.append(Field(token: UInt16(entry >> 16), start: start, end: start + UInt32(size)))
    }

    /// Where in the block that was built last, from properties or packed ones, the value of a key is.
    func range(of token: UInt16) -> Range<Int>? {
        for field in fields where field.token >= token {
            return field.token == token ? Int(field.start)..<Int(field.end) : nil
        }
        return nil
    }

    /// Replaces the built block by one that is as it shall be stored.
    mutating func adopt(_ stored: PropertyBlock) throws(DecodingFault) {
        fields.removeAll(keepingCapacity: true)
        writer.bytes.removeAll(keepingCapacity: true)
        writer.bytes.append(contentsOf: stored.bytes)
        var cursor = try PropertyBlock.Cursor(stored)
        while let entry = try cursor.next() {
            let end = UInt32(cursor.offset)
            fields.append(Field(token: entry.token, start: end - UInt32(entry.value.count), end: end))
        }
    }

    /// Replaces the built block by that of packed properties, whose keys have the `tokens` of their numbers.
    mutating func build(packed: PropertyBlock, tokens: UnsafeBufferPointer<UInt16>) throws(DecodingFault) {
        begin()
        var cursor = try PropertyBlock.Cursor(packed)
        while let entry = try cursor.next() {
            // Two keys of a packer have two tokens.
            _ = add(tokens[Int(entry.token)], at: values.count)
            values.append(entry.value)
        }
        beginBlock()
        for entry in order {
            let value = values[Int(entry & 0xFFFF)]
            writer.varint(UInt64(entry >> 16))
            writer.varint(UInt64(value.count))
            note(entry, value.count)
            writer.bytes.append(contentsOf: value)
        }
        values.removeAll(keepingCapacity: true)
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
