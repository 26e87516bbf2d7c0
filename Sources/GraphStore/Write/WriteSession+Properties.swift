internal import GraphModel
internal import KeyValueStore

extension WriteSession {
    /// Checks properties and leaves their block in `block.writer`.
    func buildBlock(_ properties: [Property]) throws(StoreError) {
        guard properties.count <= Limits.propertiesPerElement else { throw tooManyProperties }
        block.begin()
        for index in properties.indices {
            if let fault = properties[index].value.rangeFault {
                throw StoreError(.invalidValue, "property `\(properties[index].key)` cannot be stored: \(fault)")
            }
            let token = try token(.propertyKey, properties[index].key)
            guard block.add(token, at: index) else {
                throw StoreError(.invalidValue, "property `\(properties[index].key)` is given twice")
            }
        }
        block.build(properties)
    }

    /// A block with changes laid over it; of several for one key the last holds.
    func changedBlock(
        _ old: [UInt8], _ changes: [PropertyChange], table: Table
    ) throws(StoreError) -> [UInt8] {
        var byToken: [(token: UInt16, value: PropertyValue?)] = []
        for change in changes {
            if let fault = change.value?.rangeFault {
                throw StoreError(.invalidValue, "property `\(change.key)` cannot be stored: \(fault)")
            }
            // A key that no element ever had needs no token to be removed.
            if change.value == nil, names.keys.token(change.key) == nil { continue }
            let token = try token(.propertyKey, change.key)
            byToken.removeAll { $0.token == token }
            byToken.append((token, change.value))
        }
        byToken.sort { $0.token < $1.token }
        try old.withStoredBytes { (bytes) throws(StoreError) in
            try decoding(table) { () throws(DecodingFault) in try block.build(PropertyBlock(bytes), changes: byToken) }
        }
        let count = try block.writer.bytes.withStoredBytes { (bytes) throws(StoreError) in
            try decoding(table) { () throws(DecodingFault) in try PropertyBlock(bytes).count() }
        }
        guard count <= Limits.propertiesPerElement else { throw tooManyProperties }
        return block.writer.bytes
    }

    private var tooManyProperties: StoreError {
        StoreError(.limit, "an element cannot have more than \(Limits.propertiesPerElement) properties")
    }

    /// The properties of a block, in ascending order of their keys' UTF-8 bytes.
    func properties(_ block: PropertyBlock, table: Table) throws(StoreError) -> [Property] {
        try decoding(table) { () throws(DecodingFault) in try block.properties(names.keys) }
    }
}

extension PropertyBlock {
    /// All properties decoded, in ascending order of their keys' UTF-8 bytes.
    func properties(_ keys: NameTable) throws(DecodingFault) -> [Property] {
        var ordered: [(token: UInt16, value: UnsafeRawBufferPointer)] = []
        ordered.reserveCapacity(try count())
        var cursor = try Cursor(self)
        while let entry = try cursor.next() {
            guard Int(entry.token) < keys.count else {
                throw DecodingFault(offset: 0, reason: "unknown property key \(entry.token)")
            }
            ordered.append(entry)
        }
        ordered.sort { keys.precedes($0.token, $1.token) }
        return try ordered.map { (entry) throws(DecodingFault) in
            Property(keys.names[Int(entry.token)], try ValueCodec.decode(entry.value))
        }
    }
}
