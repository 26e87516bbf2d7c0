internal import GraphModel
internal import KeyValueStore

extension WriteSession {
    /// Runs a change that cannot be taken back: after an error the session is over.
    func guarded<Result>(_ change: () throws(StoreError) -> Result) throws(StoreError) -> Result {
        if let failure { throw failure }
        do throws(StoreError) {
            return try change()
        } catch {
            failure = error
            throw error
        }
    }

    func createPacked(_ id: NodeID, _ set: UInt16, _ packed: UnsafeRawBufferPointer) throws(StoreError) -> Bool {
        let plan = plan(ofSet: set)
        guard plan.takesPacked, isPlaceOfNewNode(id), try labelSet(of: id) == nil else { return false }
        buildBlock(packed)
        try insertNew(id, set)
        try derive(id, set, plan)
        try flushIfLarge()
        return true
    }

    func createPacked(
        _ type: UInt16, _ source: NodeID, _ target: NodeID, _ packed: UnsafeRawBufferPointer
    ) throws(StoreError) -> Bool {
        let plan = plan(ofType: type)
        guard plan.takesPacked, head.nextRelationship <= Limits.identity,
            let sourceSet = try labelSet(of: source), let targetSet = try labelSet(of: target),
            isAllowed(type, plan, sourceSet, targetSet)
        else { return false }
        // The packed form of no properties is one byte.
        let hasProperties = packed.count > 1
        if hasProperties { buildBlock(packed) }
        let place = RelationshipPlace(
            id: head.nextRelationship, type: type, source: source.rawValue, target: target.rawValue)
        try insertNew(place, sourceSet, targetSet, hasProperties: hasProperties)
        try derive(place, plan, hasProperties: hasProperties)
        try flushIfLarge()
        return true
    }

    /// Leaves the stored form of packed properties in `block.writer`.
    func buildBlock(_ packed: UnsafeRawBufferPointer) {
        do throws(DecodingFault) {
            if packedKeys.areTokens { return try block.adopt(PropertyBlock(packed)) }
            try packedKeys.tokens.withUnsafeBuffer { (tokens) throws(DecodingFault) in
                try block.build(packed: PropertyBlock(packed), tokens: tokens)
            }
        } catch {
            preconditionFailure("packed properties are not what a packer wrote: \(error.reason)")
        }
    }
}

/// The property keys of a packer, by its numbers.
struct PackedKeys {
    private(set) var tokens: [UInt16] = []
    /// Whether each number is the token itself.
    private(set) var areTokens = true

    mutating func append(_ token: UInt16) {
        if Int(token) != tokens.count { areTokens = false }
        tokens.append(token)
    }
}

extension PropertyBlock {
    /// Whether every property of the other block is in this one with the same value, and `absent` is not.
    func holds(_ other: PropertyBlock, without absent: UInt16?) throws(DecodingFault) -> Bool {
        var mine = try Cursor(self)
        var theirs = try Cursor(other)
        var wanted = try theirs.next()
        while let entry = try mine.next() {
            if entry.token == absent { return false }
            guard let sought = wanted else { continue }
            if entry.token > sought.token { return false }
            guard entry.token == sought.token else { continue }
            guard entry.value.elementsEqual(sought.value) else { return false }
            wanted = try theirs.next()
        }
        return wanted == nil
    }
}
