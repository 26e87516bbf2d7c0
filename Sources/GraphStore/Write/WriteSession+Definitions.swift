internal import GraphModel
internal import KeyValueStore

extension WriteSession {
    // MARK: Records

    /// Sets or drops (nil) a definition, history included.
    func define(_ kind: DefinitionKind, _ name: String, _ record: DefinitionCodec.Record?) throws(StoreError) {
        definesInDelta = true
        plans.removeAll()
        let key = DefinitionCodec.key(kind, name)
        let historyKey = DefinitionCodec.historyKey(kind, name, until: commit)
        let current = try transaction.get(.definitions, key).map { [UInt8]($0) }
        var before = try transaction.get(.definitionHistory, historyKey).map { [UInt8]($0) }
        if let current, try version(current) < commit {
            before = current
            try put(.definitionHistory, historyKey, current)
        }
        let beforeVersion = try before.map { (bytes) throws(StoreError) in try version(bytes) } ?? commit
        let isRestored = try isSame(record, before, kind, name)
        if isRestored { try delete(.definitionHistory, historyKey) }
        if let record {
            let written = DefinitionCodec.encode(record, version: isRestored ? beforeVersion : commit)
            try put(.definitions, key, written)
        } else if current != nil {
            try delete(.definitions, key)
        }
        writtenDefinitions[TouchedElements.Definition(kind: kind.rawValue, name: name)] = !isRestored
    }

    /// Whether a definition says what its stored form does; numbers of indexes are the store's own affair.
    private func isSame(
        _ record: DefinitionCodec.Record?, _ stored: [UInt8]?, _ kind: DefinitionKind, _ name: String
    ) throws(StoreError) -> Bool {
        guard let record, let stored else { return record == nil && stored == nil }
        let old = try stored.withStoredBytes { (bytes) throws(StoreError) in
            try decoding(.definitions) { () throws(DecodingFault) in
                try DefinitionCodec.decode(bytes, kind: kind, name: name).record
            }
        }
        return record.says(old)
    }

    private func version(_ payload: [UInt8]) throws(StoreError) -> CommitNumber {
        try payload.withStoredBytes { (bytes) throws(StoreError) in
            try decoding(.definitions) { () throws(DecodingFault) in
                var reader = ByteReader(bytes)
                return CommitNumber(try reader.varint())
            }
        }
    }

    private func delete(_ table: Table, _ key: [UInt8]) throws(StoreError) {
        _ = try key.withStoredBytes { (key) throws(StoreError) in try transaction.delete(table, key) }
    }

    // MARK: Indexes and constraints

    func createIndex(_ definition: IndexDefinition) throws(StoreError) {
        if let known = definitions.index(named: definition.name), !known.isUnique, known.definition == definition {
            return
        }
        try requireFree(definition.name)
        guard !definition.eachListElement || definition.properties.count == 1 else {
            throw StoreError(.definitionInvalid, "an index over the elements of lists is on one property")
        }
        let index = try addIndex(definition, isUnique: false)
        try define(.index, definition.name, .index(definition, number: index.number))
        try fill(index)
    }

    func dropIndex(_ name: String) throws(StoreError) {
        guard let index = definitions.index(named: name), !index.isUnique else {
            throw StoreError(.definitionUnknown, "there is no index `\(name)`")
        }
        try removeIndex(index)
        try define(.index, name, nil)
    }

    func createConstraint(_ definition: ConstraintDefinition) throws(StoreError) {
        if definitions.constraints.contains(definition) { return }
        try requireFree(definition.name)
        switch definition.kind {
        case .uniqueness:
            let index = try addIndex(
                IndexDefinition(
                    name: definition.name, element: definition.element, properties: definition.properties),
                isUnique: true)
            try define(.constraint, definition.name, .constraint(definition, number: index.number))
            try fill(index)
        case .existence:
            let (element, keys) = try resolve(definition.element, definition.properties)
            definitions.existences.append(
                ExistenceInfo(definition: definition, element: element, keys: keys, version: commit))
            definitions.existences.sort { Names.precedes($0.definition.name, $1.definition.name) }
            try define(.constraint, definition.name, .constraint(definition, number: 0))
            try requireExistence(definition, element)
        }
    }

    func dropConstraint(_ name: String) throws(StoreError) {
        if let index = definitions.index(named: name), index.isUnique {
            try removeIndex(index)
        } else if definitions.existence(named: name) != nil {
            definitions.existences.removeAll { NameTable.same($0.definition.name, name) }
        } else {
            throw StoreError(.definitionUnknown, "there is no constraint `\(name)`")
        }
        try define(.constraint, name, nil)
    }

    private func requireFree(_ name: String) throws(StoreError) {
        guard Names.isValid(name) else {
            throw StoreError(.invalidName, "a name has 1 to \(Limits.nameBytes) bytes, none of them zero")
        }
        guard definitions.index(named: name) == nil, definitions.existence(named: name) == nil else {
            throw StoreError(
                .definitionExists, "there is another index or constraint `\(name)`", advice: "Drop it first.")
        }
    }

    private func resolve(
        _ element: IndexedElement, _ properties: [String]
    ) throws(StoreError) -> (element: UInt16, keys: [UInt16]) {
        guard 1...Limits.propertiesPerIndex ~= properties.count, Set(properties).count == properties.count else {
            throw StoreError(
                .definitionInvalid,
                "an index or constraint is on 1 to \(Limits.propertiesPerIndex) different properties")
        }
        let token: UInt16
        switch element {
        case .label(let name): token = try self.token(.label, name)
        case .relationshipType(let name): token = try self.token(.relationshipType, name)
        }
        var keys: [UInt16] = []
        for property in properties { keys.append(try self.token(.propertyKey, property)) }
        return (token, keys)
    }

    private func addIndex(_ definition: IndexDefinition, isUnique: Bool) throws(StoreError) -> IndexInfo {
        let (element, keys) = try resolve(definition.element, definition.properties)
        guard let number = definitions.freeIndexNumber else { throw StoreError(.limit, "too many indexes") }
        let index = IndexInfo(
            number: number, definition: definition, element: element, keys: keys, isUnique: isUnique, version: commit)
        definitions.indexes.append(index)
        definitions.indexes.sort { Names.precedes($0.definition.name, $1.definition.name) }
        return index
    }

    private func removeIndex(_ index: IndexInfo) throws(StoreError) {
        try flushIndexes()
        definitions.indexes.removeAll { $0.number == index.number }
        var prefix = TableKey()
        prefix.append(UInt64(index.number), width: 2)
        var cursor = try transaction.cursor(.indexes)
        try prefix.withBytes { (prefix) throws(StoreError) in
            while try cursor.first(prefix: prefix) { try cursor.delete() }
        }
    }

    // MARK: Existing data

    /// Enters everything that the store holds into a new index.
    private func fill(_ index: IndexInfo) throws(StoreError) {
        try flush()
        let plan = IndexPlan(index)
        switch index.definition.element {
        case .label:
            for node in try nodes(index.element) {
                guard let state = try nodeState(node) else { throw missing(node) }
                try state.block.withStoredBytes { (bytes) throws(StoreError) in
                    try enter(plan, PropertyBlock(bytes), .node(node), isRemoval: false, table: .nodes)
                }
                try flushIfLarge()
            }
        case .relationshipType:
            for place in try places(ofType: index.element) {
                guard let state = try state(of: place) else { throw missing(NodeID(place.source)) }
                let element = IndexedElementID.relationship(RelationshipID(place.id), source: NodeID(place.source))
                try state.block.withStoredBytes { (bytes) throws(StoreError) in
                    try enter(plan, PropertyBlock(bytes), element, isRemoval: false, table: .relationships)
                }
                try flushIfLarge()
            }
        }
    }

    private func requireExistence(_ definition: ConstraintDefinition, _ element: UInt16) throws(StoreError) {
        try flush()
        switch definition.element {
        case .label:
            for node in try nodes(element) {
                guard let state = try nodeState(node) else { throw missing(node) }
                if let fault = try fault(of: node, state), fault.kind == .existence { throw fault }
            }
        case .relationshipType:
            for place in try places(ofType: element) {
                guard let state = try state(of: place) else { throw missing(NodeID(place.source)) }
                if let fault = try fault(of: place, state), fault.kind == .existence { throw fault }
            }
        }
    }

    private func nodes(_ label: UInt16) throws(StoreError) -> [NodeID] {
        var result: [NodeID] = []
        try transaction.scanPostings(.labelNodes, label) { node in
            result.append(node)
            return true
        }
        return result
    }

    private func places(ofType type: UInt16) throws(StoreError) -> [RelationshipPlace] {
        var sources: [NodeID] = []
        try transaction.scanPostings(.typeSources, type) { node in
            sources.append(node)
            return true
        }
        var result: [RelationshipPlace] = []
        for source in sources {
            try transaction.scanAdjacency(source, .outgoing, from: type) { entry in
                guard entry.type == type else { return false }
                result.append(
                    RelationshipPlace(
                        id: entry.relationship, type: type, source: source.rawValue, target: entry.other))
                return true
            }
        }
        return result
    }

    private func missing(_ node: NodeID) -> StoreError { .corrupt(.nodes, "node \(node) is listed and not there") }
}
