internal import GraphModel
internal import KeyValueStore

extension WriteSession {
    /// Stands for "no node" among label sets.
    static let noLabelSet = UInt16.max

    /// The token of a name, given to it now if it is new.
    func token(_ kind: Names.Kind, _ name: String) throws(StoreError) -> UInt16 {
        let known =
            switch kind {
            case .label: names.labels.token(name)
            case .relationshipType: names.types.token(name)
            case .propertyKey: names.keys.token(name)
            }
        if let known { return known }
        guard Names.isValid(name) else {
            throw StoreError(
                .invalidName, "a name of \(name.utf8.count) bytes is not allowed",
                advice: "Names have 1 to \(Limits.nameBytes) bytes, none of them zero.")
        }
        guard let token = names[kind].add(name) else {
            throw StoreError(.limit, "the store has \(NameTable.capacity) different names of one kind already")
        }
        return token
    }

    /// The token of a set of labels in any order, with repeats.
    func labelSet(_ labels: [String]) throws(StoreError) -> UInt16 {
        if let set = labelSetCache.set(labels) { return set }
        var tokens: [UInt16] = []
        for label in labels {
            let token = try token(.label, label)
            if !tokens.contains(token) { tokens.append(token) }
        }
        let set = try labelSet(tokens: tokens.sorted())
        if !labels.isEmpty { labelSetCache.insert(labels, set) }
        return set
    }

    func labelSet(tokens: [UInt16]) throws(StoreError) -> UInt16 {
        if let set = names.labelSets.token(tokens) { return set }
        guard tokens.count <= Limits.labelsPerNode else {
            throw StoreError(.limit, "a node cannot have \(tokens.count) labels; the limit is \(Limits.labelsPerNode)")
        }
        guard let set = names.labelSets.add(tokens, names.labels) else {
            throw StoreError(.limit, "the store has \(LabelSetTable.capacity) different sets of labels already")
        }
        return set
    }

    func plan(ofSet set: UInt16) -> LabelSetPlan {
        if let plan = plans.plan(ofSet: set) { return plan }
        let plan = LabelSetPlan(set, names, definitions)
        plans.insert(plan, ofSet: set)
        return plan
    }

    func plan(ofType type: UInt16) -> TypePlan {
        if let plan = plans.plan(ofType: type) { return plan }
        let plan = TypePlan(type, names, definitions)
        plans.insert(plan, ofType: type)
        return plan
    }

    /// Writes the names and label sets that this commit added.
    func flushNames() throws(StoreError) {
        for (kind, stored) in [
            (Names.Kind.label, storedNames.labels), (.relationshipType, storedNames.types),
            (.propertyKey, storedNames.keys),
        ] {
            let table = names[kind]
            for token in stored..<table.count {
                var key = TableKey()
                key.append(byte: kind.rawValue)
                key.append(UInt64(token), width: 2)
                try put(.tokens, key, Array(table.names[token].utf8))
            }
        }
        for set in storedNames.labelSets..<names.labelSets.count {
            var writer = ByteWriter()
            let labels = names.labelSets.sets[set]
            writer.varint(UInt64(labels.count))
            for label in labels { writer.varint(UInt64(label)) }
            try put(.labelSets, .token(UInt16(set)), writer.bytes)
        }
    }

    // MARK: Records

    func put(_ table: Table, _ key: TableKey, _ payload: [UInt8]) throws(StoreError) {
        try key.withBytes { (key) throws(StoreError) in
            try payload.withStoredBytes { (payload) throws(StoreError) in try transaction.put(table, key, payload) }
        }
    }

    func put(_ table: Table, _ key: [UInt8], _ payload: [UInt8]) throws(StoreError) {
        try key.withStoredBytes { (key) throws(StoreError) in
            try payload.withStoredBytes { (payload) throws(StoreError) in try transaction.put(table, key, payload) }
        }
    }

    func append(_ table: Table, _ key: TableKey, _ payload: [UInt8]) throws(StoreError) {
        try key.withBytes { (key) throws(StoreError) in
            try payload.withStoredBytes { (payload) throws(StoreError) in
                try transaction.putAppending(table, key, payload)
            }
        }
    }

    @discardableResult
    func delete(_ table: Table, _ key: TableKey) throws(StoreError) -> Bool {
        try key.withBytes { (key) throws(StoreError) in try transaction.delete(table, key) }
    }
}

extension UnsafeTransaction {
    /// The payload of a record, valid until the transaction's next change.
    func get(_ table: Table, _ key: TableKey) throws(StoreError) -> UnsafeRawBufferPointer? {
        try key.withBytes { (key) throws(StoreError) in try get(table, key) }
    }

    /// The payload of a record whose key is longer than a `TableKey`.
    func get(_ table: Table, _ key: [UInt8]) throws(StoreError) -> UnsafeRawBufferPointer? {
        try key.withStoredBytes { (key) throws(StoreError) in try get(table, key) }
    }
}
