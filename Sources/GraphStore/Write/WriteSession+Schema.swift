internal import GraphModel
internal import KeyValueStore
internal import Schema

extension WriteSession {
    /// Most reasons that a refused schema states.
    private static let statedReasons = 20

    /// Replaces the schema, after looking at everything that the store holds.
    func setSchema(_ documents: [SchemaDocument]) throws(StoreError) {
        guard documents != definitions.documents else { return }
        let schema: CompiledSchema
        do {
            schema = documents.isEmpty ? .empty : try CompiledSchema(documents: documents)
        } catch {
            throw StoreError(
                .schemaRefused, "the schema cannot be used: \(error.message) [\(error.code)]", at: error.position,
                advice: error.advice)
        }
        try flush()
        definesInDelta = true
        definitions.documents = documents
        definitions.schema = schema
        definitions.schemaVersion = commit
        plans.removeAll()
        degrees.removeAll()
        let reasons = try reasonsAgainstSchema()
        guard reasons.isEmpty else {
            let isMore = reasons.count == Self.statedReasons
            throw StoreError(
                .schemaRefused,
                "existing data breaks the new schema:\n  " + reasons.joined(separator: "\n  ")
                    + (isMore ? "\n  and perhaps more" : ""),
                advice: "Change the data or the schema, then try again.")
        }
        try define(.schema, "", documents.isEmpty ? nil : .schema(documents))
        var writer = ByteWriter()
        writer.varint(commit.rawValue)
        writer.bytes.append(contentsOf: schema.encode())
        try put(.definitions, DefinitionCodec.key(.compiledSchema, ""), writer.bytes)
    }

    /// The first reasons why existing data breaks the schema that was just set.
    private func reasonsAgainstSchema() throws(StoreError) -> [String] {
        guard !definitions.schema.isEmpty else { return [] }
        var reasons: [String] = []
        var nodes: [NodeID] = []
        var cursor = try transaction.cursor(.nodes)
        var isThere = try cursor.first()
        while isThere, reasons.count < Self.statedReasons {
            let id = NodeID(TableKey.leadingNode(cursor.key))
            let payload = cursor.payload
            let state = try decoding(.nodes) { () throws(DecodingFault) in NodeState(try NodeRecord(payload)) }
            if let fault = try fault(of: id, state) { reasons.append(fault.message) }
            nodes.append(id)
            isThere = try cursor.next()
        }
        for id in nodes where reasons.count < Self.statedReasons { try examineRelationships(of: id, &reasons) }
        return reasons
    }

    private func examineRelationships(of id: NodeID, _ reasons: inout [String]) throws(StoreError) {
        var types: [Direction: Set<UInt16>] = [:]
        for place in try places(of: id) {
            if place.source == id.rawValue {
                types[.outgoing, default: []].insert(place.type)
                guard let state = try state(of: place) else { continue }
                if let fault = try fault(of: place, state) { reasons.append(fault.message) }
            }
            if place.target == id.rawValue { types[.incoming, default: []].insert(place.type) }
        }
        for direction in Direction.allCases {
            for type in (types[direction] ?? []).sorted() {
                let plan = plan(ofType: type)
                guard (direction == .outgoing ? plan.fewestTargets : plan.fewestSources) != nil else { continue }
                let check = DeferredChecks.DegreeCheck(node: id.rawValue, type: type, direction: direction)
                if let fault = try cardinalityFault(check) { reasons.append(fault.message) }
            }
        }
    }
}
