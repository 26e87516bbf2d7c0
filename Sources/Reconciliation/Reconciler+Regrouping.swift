internal import Discovery
internal import GraphModel
internal import GraphStore
internal import Schema

/// Records that move between CIs.
extension Reconciler {
    /// Gives each item of a partition one CI: the one that has most of its records, or a new one.
    ///
    /// - Returns: the CIs that have other records now.
    func regroup(_ neighbourhood: Neighbourhood, _ partition: Identification.Result) throws(StoreError) -> [NodeID] {
        let homes = try homes(neighbourhood, partition)
        var moves: [NodeID: [String: NodeID]] = [:]
        var wanted: [NodeID: ItemRecords] = neighbourhood.items
        for node in wanted.keys { wanted[node]?.records = [] }
        for (item, home) in zip(partition.items, homes) {
            for place in item {
                let node = neighbourhood.nodes[place]
                let key = neighbourhood.records[place].key
                guard let stored = neighbourhood.items[node], let number = stored.place(of: key) else { continue }
                if node != home { moves[node, default: [:]][key] = home }
                var target = wanted[home] ?? ItemRecords(new: home)
                target.add(stored.records[number])
                target.decisions.formUnion(stored.decisions)
                wanted[home] = target
            }
        }
        if moves.isEmpty { return [] }
        return try carryOut(moves, wanted, neighbourhood)
    }

    private func carryOut(
        _ moves: [NodeID: [String: NodeID]], _ wanted: [NodeID: ItemRecords], _ neighbourhood: Neighbourhood
    ) throws(StoreError) -> [NodeID] {
        let position = SourcePosition(file: run.source)
        var changed: [NodeID] = []
        // CIs that are new must be there before relationships lead to them.
        for (node, records) in wanted.sorted(by: { $0.key < $1.key }) where !records.records.isEmpty {
            let merged = merged(records.records)
            if let before = neighbourhood.items[node] {
                let changes = records.changes(from: before, to: merged, classes.schema)
                if changes.isEmpty { continue }
                try perform(changes.operation(node), from: position)
            } else {
                try perform(
                    .createNode(
                        id: node, labels: classes.schema.labels(of: merged.ciClass),
                        properties: records.properties(merged)), from: position)
                report.itemsSeparated += 1
            }
            changed.append(node)
            for record in records.records { try moved(record.key, to: node) }
        }
        try flush()
        var relocations: [NodeID: Relocation] = [:]
        for (node, stored) in neighbourhood.items where changed.contains(node) || moves[node] != nil {
            var relocation = Relocation(stored)
            relocation.homes = moves[node] ?? [:]
            if wanted[node]?.records.isEmpty == true {
                relocation.rest = relocation.homes.min { $0.key < $1.key }?.value
            }
            relocations[node] = relocation
        }
        try relocate(relocations)
        for (node, relocation) in relocations.sorted(by: { $0.key < $1.key }) {
            guard let home = relocation.rest else { continue }
            for alias in neighbourhood.items[node]?.aliases ?? [] { try moved(alias, to: home) }
            try perform(.deleteNode(.existing(node), detach: true), from: position)
            seenNodes.remove(node.rawValue)
            report.itemsMerged += 1
            onDifference?(.itemMerged(node, into: home))
        }
        try flush()
        return changed
    }

    /// The records of this run are found at the CI that they are of now.
    private func moved(_ key: String, to node: NodeID) throws(StoreError) {
        let fingerprint = Fingerprint(key)
        guard let packed = items.value(fingerprint) else { return }
        var known = KnownItem(packed: packed)
        known.node = node
        if known.isReported { seenNodes.insert(node.rawValue) }
        items.set(fingerprint, known.packed)
    }

    private func homes(
        _ neighbourhood: Neighbourhood, _ partition: Identification.Result
    ) throws(StoreError) -> [NodeID] {
        var taken: Set<NodeID> = []
        var homes: [Int: NodeID] = [:]
        // The items with most records of one CI choose first.
        let claims = partition.items.enumerated().flatMap { number, item in
            Dictionary(grouping: item) { neighbourhood.nodes[$0] }.map {
                (item: number, node: $0.key, count: $0.value.count)
            }
        }.sorted { ($1.count, $0.node, $0.item) < ($0.count, $1.node, $1.item) }
        for claim in claims where homes[claim.item] == nil && taken.insert(claim.node).inserted {
            homes[claim.item] = claim.node
        }
        var result: [NodeID] = []
        for number in partition.items.indices {
            if let home = homes[number] { result.append(home) } else { result.append(try writer.reserveNodeID()) }
        }
        return result
    }
}

extension ItemRecords {
    /// A CI that is to be made.
    init(new node: NodeID) {
        self.node = Node(id: node, labels: [], properties: [], version: .zero)
        ciClass = ClassCode(rawValue: 0)
        records = []
        aliases = []
        decisions = Decisions()
    }
}
