internal import Discovery
internal import GraphModel
internal import GraphStore
internal import Schema

/// Items of unknown identity: another source may have reported them.
extension Reconciler {
    /// Finds the CI that an item is, or makes one. What needs a look at more than one CI waits for the run's end.
    func identify(_ item: DiscoveredEntry) throws(StoreError) {
        let properties = properties(item.properties, in: item.batch)
        if let awaited = try findAwaited(item.ciClass, properties), let node = try writer.node(awaited),
            let placeholder = try ItemRecords(node, classes.schema)
        {
            items.set(item.fingerprint, KnownItem(node: awaited, isReported: true).packed)
            seenNodes.insert(awaited.rawValue)
            return try appear(placeholder, item, properties)
        }
        if isAlone || isWhole(properties) {
            try create(item)
            return
        }
        let record = record(item, properties)
        switch try look(for: record) {
        case .nobody: try noteDependent(create(item), item.ciClass)
        case .several: contest(try create(item))
        case .one(var found, let by):
            let before = found
            try noteReferrals(to: found)
            found.add(record)
            items.set(item.fingerprint, KnownItem(node: found.node.id, isReported: true).packed)
            seenNodes.insert(found.node.id.rawValue)
            let changes = found.changes(from: before, to: merged(found.records), classes.schema)
            try perform(changes.operation(found.node.id), from: item.position)
            try flush()
            isKeepingRecords = true
            report.itemsJoined += 1
            joined(found.node.id)
            onDifference?(.itemJoined(found.node.id, nativeID: item.nativeID, by: by, changes.shown))
        }
    }

    private enum Sighting {
        case nobody
        /// The only CI that has an identifier of the record, with nothing against its being the record's.
        case one(ItemRecords, by: [String])
        case several
    }

    private func look(for record: SourceRecord) throws(StoreError) -> Sighting {
        guard let identified = identified(record), !identified.identifiers.isEmpty else { return .nobody }
        try flush()
        var found: ItemRecords?
        var texts: [String] = []
        for identifier in identified.identifiers {
            guard let bearers = try bearers(of: identifier, identified.ciClass) else { continue }
            var isBorneByOthers = false
            for node in bearers {
                guard found?.node.id != node, let candidate = try records(of: node) else { continue }
                if !isRelated(candidate, to: identified.ciClass) {
                    isBorneByOthers = true
                } else if found == nil {
                    found = candidate
                } else {
                    return .several
                }
            }
            guard let found, bearers.contains(found.node.id) else { continue }
            // What others of unrelated classes bear may be shared by way of the one that was found.
            if isBorneByOthers { return .several }
            texts.append(identifier.text)
        }
        guard let found else { return .nobody }
        let identification = Identification(schema: classes.schema, decisions: found.decisions)
        let hasObjection = found.records.compactMap(self.identified).contains {
            identification.objection($0, identified) != nil
        }
        return hasObjection ? .several : .one(found, by: texts)
    }

    private func isRelated(_ candidate: ItemRecords, to code: ClassCode) -> Bool {
        candidate.records.contains { record in
            classes.schema.classCode(record.ciClass).map {
                classes.schema.isSubclass($0, of: code) || classes.schema.isSubclass(code, of: $0)
            } ?? false
        }
    }

    /// The CIs that have an identifier; nil when so many have it that it identifies nobody.
    func bearers(of identifier: Identifier, _ ciClass: ClassCode) throws(StoreError) -> [NodeID]? {
        if commonIdentifiers.contains(identifier.text) { return nil }
        let root = classes.root(of: ciClass)
        var found = try writer.nodes(index: indexes.identifiers[root], equals: [.string(identifier.text)])
        if let name = identifier.plainName {
            let named = try writer.nodes(index: indexes.name[root], equals: [.string(name)])
            if named.count <= Self.mostBearers { found += named.filter { !found.contains($0) } }
        }
        guard found.count > Self.mostBearers else { return found }
        commonIdentifiers.insert(identifier.text)
        warn(
            ImportError(
                .sharedIdentifier, "\(identifier.text) is borne by \(found.count) CIs: it identifies nobody",
                at: SourcePosition(file: run.source)))
        return nil
    }

    /// More CIs than this may not have one identifier.
    static let mostBearers = 16

    /// The records of a CI; nil for what is only referred to.
    func records(of node: NodeID) throws(StoreError) -> ItemRecords? {
        guard let stored = try writer.node(node), let records = try ItemRecords(stored, classes.schema) else {
            return nil
        }
        return records.records.isEmpty ? nil : records
    }

    /// What identification knows of a record; nil when its class is no longer in the schema.
    func identified(_ record: SourceRecord) -> IdentifiedRecord? {
        guard let entry = classes[record.ciClass] else { return nil }
        return IdentifiedRecord(
            key: record.key, source: record.source, ciClass: entry.code,
            identifiers: entry.identifiers.identifiers(of: record.properties))
    }

    func merged(_ records: [SourceRecord]) -> MergedItem {
        MergedItem(records, precedence) { classes.entry(of: $0).identifiers }
    }

    /// The placeholder of a reference by class and name that this item resolves.
    private func findAwaited(_ ciClass: ClassCatalogue.Entry, _ properties: [Property]) throws(StoreError) -> NodeID? {
        guard hasPlaceholders, let name = properties.value(of: ConventionalProperty.name)?.string else { return nil }
        for label in ciClass.labels {
            let key = Self.awaitedKey(ciClass: label, name: name)
            if let known = try find(key), try isPlaceholder(known.node) { return known.node }
        }
        return nil
    }

    /// Leaves a CI for the run's end, when all that may be the same is known.
    func contest(_ node: NodeID) {
        guard !isAlone else { return }
        contested.insert(node.rawValue)
        settled.remove(node.rawValue)
    }

    /// Notes a CI of several sources: what they report within it may be the same, too.
    private func joined(_ node: NodeID) { joinedItems.insert(node.rawValue) }

    private func noteDependent(_ node: NodeID, _ ciClass: ClassCatalogue.Entry) {
        if !ciClass.identifiers.dependentRules.isEmpty { newDependents.append(node) }
    }

    /// Whether the store has items of this source only, so that nothing can be the same.
    func holdsOwnItemsOnly() throws(StoreError) -> Bool {
        if startedEmpty { return true }
        // References by name begin with ?, and all of one source with its name and #, in order.
        let ranges: [(String, String?)] = [("", "?"), ("@", "\(run.source)#"), ("\(run.source)$", nil)]
        for index in indexes.identity {
            for (start, end) in ranges {
                var first: NodeID?
                try writer.walk(index: index, from: start) {
                    first = $0
                    return false
                }
                guard let first else { continue }
                let identities = try writer.property(ConventionalProperty.identity, of: first)?.strings ?? []
                let isForeign = identities.contains { identity in
                    identity >= start && (end.map { identity < $0 } ?? true)
                }
                if isForeign { return false }
            }
        }
        return true
    }
}
