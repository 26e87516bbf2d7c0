internal import GraphModel
internal import KeyValueStore
internal import Schema

extension WriteSession {
    // MARK: When an element is written

    /// Notes a node that breaks a rule; a later delta of the commit may mend it.
    func check(
        _ id: NodeID, _ plan: LabelSetPlan, _ block: PropertyBlock, _ known: [Property]?
    ) throws(StoreError) {
        if try breaks(plan, block, known) {
            checks.nodes.insert(id.rawValue)
        } else if !checks.nodes.isEmpty {
            checks.nodes.remove(id.rawValue)
        }
    }

    private func breaks(
        _ plan: LabelSetPlan, _ block: PropertyBlock, _ known: [Property]?
    ) throws(StoreError) -> Bool {
        if !plan.violations.isEmpty { return true }
        for existence in plan.existences {
            for key in definitions.existences[existence].keys {
                let value = try decoding(.nodes) { () throws(DecodingFault) in try block.value(of: key) }
                if value == nil { return true }
            }
        }
        guard let code = plan.classCode else { return false }
        let properties: [Property]
        if let known { properties = known } else { properties = try self.properties(block, table: .nodes) }
        return !definitions.schema.validate(properties, of: code).isEmpty
    }

    /// Notes a relationship that breaks a rule.
    func check(
        _ place: RelationshipPlace, _ plan: TypePlan, _ source: UInt16, _ target: UInt16, _ properties: [Property]
    ) {
        let isSound =
            plan.violations.isEmpty
            && (properties.isEmpty ? plan.existences.isEmpty : hasRequired(plan, properties))
            && isAllowed(place.type, plan, source, target)
            && (properties.isEmpty
                ? plan.allowsNoProperties
                : plan.code.map { definitions.schema.validate(properties, of: $0).isEmpty } ?? true)
        if !isSound {
            checks.relationships.insert(place)
        } else if !checks.relationships.isEmpty {
            checks.relationships.remove(place)
        }
    }

    private func hasRequired(_ plan: TypePlan, _ properties: [Property]) -> Bool {
        plan.existences.allSatisfy { existence in
            definitions.existences[existence].definition.properties.allSatisfy { key in
                properties.contains { NameTable.same($0.key, key) }
            }
        }
    }

    /// Whether the schema lets the type stand between nodes with these label sets.
    @inline(__always)
    func isAllowed(_ type: UInt16, _ plan: TypePlan, _ source: UInt16, _ target: UInt16) -> Bool {
        guard let code = plan.code else { return true }
        let ends = UInt64(type) << 32 | UInt64(source) << 16 | UInt64(target)
        if plans.allowedEnds.contains(ends) { return true }
        return allow(ends, code, source, target)
    }

    private func allow(_ ends: UInt64, _ code: RelationshipTypeCode, _ source: UInt16, _ target: UInt16) -> Bool {
        let (from, to) = (plan(ofSet: source).classCode, plan(ofSet: target).classCode)
        if let from, let to, !definitions.schema.isAllowed(code, from: from, to: to) { return false }
        plans.allow(ends)
        return true
    }

    /// Looks anew at a relationship of which one end changed its labels.
    func checkEnds(_ place: RelationshipPlace) throws(StoreError) {
        checks.relationships.insert(place)
        let plan = plan(ofType: place.type)
        if plan.fewestTargets != nil {
            checks.degrees.insert(.init(node: place.source, type: place.type, direction: .outgoing))
        }
        if plan.fewestSources != nil {
            checks.degrees.insert(.init(node: place.target, type: place.type, direction: .incoming))
        }
    }

    // MARK: When a delta ends

    /// Judges what the delta's operations noted.
    func judge() throws(StoreError) {
        guard !checks.isEmpty else { return }
        defer { checks.removeAll() }
        for value in checks.values.sorted(by: { $0.lexicographicallyPrecedes($1) }) { try checkUnique(value) }
        for number in checks.nodes.sorted() {
            guard let state = try nodeState(NodeID(number)) else { continue }
            if let fault = try fault(of: NodeID(number), state) { throw fault }
        }
        for place in checks.relationships.sorted(by: { $0.id < $1.id }) {
            guard let state = try state(of: place) else { continue }
            if let fault = try fault(of: place, state) { throw fault }
        }
        for check in checks.degrees {
            if let fault = try cardinalityFault(check) { throw fault }
        }
    }

    /// Throws when two elements have the values that a key of a uniqueness constraint spells.
    private func checkUnique(_ key: [UInt8]) throws(StoreError) {
        let number = UInt16(key[0]) << 8 | UInt16(key[1])
        guard let index = definitions.indexes.first(where: { $0.number == number && $0.isUnique }) else { return }
        let elements = try indexedElements(index, key: key)
        guard elements.count > 1 else { return }
        var owners: [[[UInt8]?]: IndexedElementID] = [:]
        for element in elements {
            let values = IndexKey.isCut(valueCount: key.count - 2) ? try storedValues(index, element) : []
            if let other = owners[values] {
                throw StoreError(
                    .uniqueness,
                    "constraint `\(index.definition.name)`: \(other.text) and \(element.text) would have the same "
                        + index.definition.properties.map { "`\($0)`" }.joined(separator: ", "))
            }
            owners[values] = element
        }
    }

    /// The stored values that an index is on.
    private func storedValues(_ index: IndexInfo, _ element: IndexedElementID) throws(StoreError) -> [[UInt8]?] {
        let (table, key): (Table, TableKey) =
            switch element {
            case .node(let id): (.nodes, .node(id))
            case .relationship(let id, _): (.relationships, .relationship(id))
            }
        guard let payload = try transaction.get(table, key) else {
            throw .corrupt(.indexes, "an entry of `\(index.definition.name)` has no element")
        }
        return try decoding(table) { () throws(DecodingFault) in
            let block = table == .nodes ? try NodeRecord(payload).properties : PropertyBlock(payload)
            var values: [[UInt8]?] = []
            for key in index.keys { values.append(try block.value(of: key).map { [UInt8]($0) }) }
            return values
        }
    }

    /// The rule that a node breaks, or nil.
    func fault(of id: NodeID, _ state: NodeState) throws(StoreError) -> StoreError? {
        let plan = plan(ofSet: state.labelSet)
        if let violation = plan.violations.first { return refused("node \(id)", violation) }
        let properties = try state.block.withStoredBytes { (bytes) throws(StoreError) in
            try self.properties(PropertyBlock(bytes), table: .nodes)
        }
        for existence in plan.existences {
            if let fault = fault(of: "node \(id)", definitions.existences[existence], properties) { return fault }
        }
        guard let code = plan.classCode else { return nil }
        return definitions.schema.validate(properties, of: code).first.map { refused("node \(id)", $0) }
    }

    /// The rule that a relationship breaks, or nil.
    func fault(of place: RelationshipPlace, _ state: RelationshipState) throws(StoreError) -> StoreError? {
        let plan = plan(ofType: place.type)
        let name = "relationship ~\(place.id) from #\(place.source) to #\(place.target)"
        let properties = try state.block.withStoredBytes { (bytes) throws(StoreError) in
            try self.properties(PropertyBlock(bytes), table: .relationships)
        }
        for existence in plan.existences {
            if let fault = fault(of: name, definitions.existences[existence], properties) { return fault }
        }
        guard let source = try labelSet(of: NodeID(place.source)), let target = try labelSet(of: NodeID(place.target))
        else { throw .corrupt(.adjacency, "\(name) lacks an end") }
        let (from, to) = (self.plan(ofSet: source), self.plan(ofSet: target))
        let isFree = from.classCode == nil || to.classCode == nil
        let violations = definitions.schema.validate(
            relationshipType: names.types.names[Int(place.type)], properties: properties,
            sourceLabels: isFree ? [] : from.names, targetLabels: isFree ? [] : to.names)
        return violations.first.map { refused(name, $0) }
    }

    private func fault(
        of name: String, _ existence: ExistenceInfo, _ properties: [Property]
    ) -> StoreError? {
        let missing = existence.definition.properties.first { key in
            !properties.contains { NameTable.same($0.key, key) }
        }
        return missing.map {
            StoreError(.existence, "constraint `\(existence.definition.name)`: \(name) lacks the property `\($0)`")
        }
    }

    private func refused(_ name: String, _ violation: SchemaViolation) -> StoreError {
        StoreError(.schemaRefused, "\(name): \(violation.message) [\(violation.code)]", advice: violation.advice)
    }
}

extension IndexedElementID {
    /// For messages.
    var text: String {
        switch self {
        case .node(let id): "node \(id)"
        case .relationship(let id, _): "relationship \(id)"
        }
    }
}
