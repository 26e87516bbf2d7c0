import GraphModel
import GraphStore
import Testing

extension ReferenceGraph {
    /// Asserts that a snapshot, of the present or the past, answers everything as this graph does.
    func expectSame(in snapshot: GraphReader, highest: UInt64, sourceLocation: SourceLocation = #_sourceLocation) throws
    {
        let outgoing = Dictionary(grouping: relationships.values, by: \.source)
        let incoming = Dictionary(grouping: relationships.values, by: \.target)
        for id in (0...highest).map({ NodeID($0) }) {
            let node = try snapshot.node(id)
            // Asserting each would take most of the time.
            if node != nodes[id] {
                Issue.record(
                    "\(id) as of \(snapshot.commit): \(String(describing: node))", sourceLocation: sourceLocation)
            }
            for direction in Direction.allCases {
                let expected = (direction == .outgoing ? outgoing : incoming)[id] ?? []
                let found = try snapshot.relationships(of: id, direction)
                guard Set(found) != Set(expected) || found.count != expected.count else { continue }
                Issue.record(
                    "\(id) \(direction) as of \(snapshot.commit): \(found) in place of \(expected)",
                    sourceLocation: sourceLocation)
            }
        }
        try expectSameLists(in: snapshot, sourceLocation)
        try expectSameCounts(in: snapshot, sourceLocation)
        for index in indexes.values { try expectSame(index, in: snapshot, sourceLocation) }
    }

    private func expectSameLists(in snapshot: GraphReader, _ sourceLocation: SourceLocation) throws {
        for label in RandomGraphDeltas.labels {
            var found: [NodeID] = []
            try snapshot.nodes(withLabel: label) {
                found.append($0)
                return true
            }
            let expected = nodes.values.filter { $0.labels.contains(label) }.map(\.id).sorted()
            #expect(found == expected, "\(label) as of \(snapshot.commit)", sourceLocation: sourceLocation)
        }
        for type in RandomGraphDeltas.types {
            var found: [NodeID] = []
            try snapshot.sources(ofType: type) {
                found.append($0)
                return true
            }
            let expected = Set(relationships.values.filter { $0.type == type }.map(\.source)).sorted()
            #expect(found == expected, "\(type) as of \(snapshot.commit)", sourceLocation: sourceLocation)
        }
        for relationship in relationships.values {
            let found = try snapshot.relationship(relationship.reference)
            if found != relationship { Issue.record("\(relationship)", sourceLocation: sourceLocation) }
        }
    }

    private func expectSameCounts(in snapshot: GraphReader, _ sourceLocation: SourceLocation) throws {
        #expect(try snapshot.nodeCount() == nodes.count, sourceLocation: sourceLocation)
        #expect(try snapshot.relationshipCount() == relationships.count, sourceLocation: sourceLocation)
        for type in RandomGraphDeltas.types {
            let ofType = relationships.values.filter { $0.type == type }
            #expect(try snapshot.count(type: type) == ofType.count, sourceLocation: sourceLocation)
            for label in RandomGraphDeltas.labels {
                for direction in Direction.allCases {
                    let expected = ofType.filter {
                        nodes[direction == .outgoing ? $0.source : $0.target]?.labels.contains(label) == true
                    }
                    let found = try snapshot.count(label: label, type: type, direction: direction)
                    guard found != expected.count else { continue }
                    Issue.record(
                        "\(label) \(type) \(direction) as of \(snapshot.commit): \(found)",
                        sourceLocation: sourceLocation)
                }
            }
        }
    }

    private func expectSame(
        _ index: IndexDefinition, in snapshot: GraphReader, _ sourceLocation: SourceLocation
    ) throws {
        // A view of the past uses the indexes of the present.
        guard snapshot.indexes.contains(index) else { return }
        let values: [[PropertyValue]] =
            switch index.name {
            case "byName": ["a", "ab", "b", "é", "zz"].map { [.string($0)] }
            case "byBoth": [[1, "a"], [1.0, "a"], [0, "é"], [2, "ab"]]
            case "byTag": [[0], [1], [2], [7]]
            default: [[0], [1.0], [3]]
            }
        for wanted in values {
            guard case .label(let label) = index.element else {
                let found = try snapshot.relationships(index: index.name, equals: wanted)
                let expected = relationships.values.filter { $0.type == "R" && $0["k"] == wanted[0] }
                #expect(Set(found) == Set(expected), "\(index.name) \(wanted)", sourceLocation: sourceLocation)
                continue
            }
            let expected = nodes.values.filter { node in
                node.labels.contains(label)
                    && zip(index.properties, wanted).allSatisfy { Self.matches(node[$0], $1, index) }
            }
            let found = try snapshot.nodes(index: index.name, equals: wanted)
            #expect(
                found == expected.map(\.id).sorted(), "\(index.name) \(wanted) as of \(snapshot.commit)",
                sourceLocation: sourceLocation)
        }
        guard index.name == "byName" else { return }
        let expected = nodes.values.filter { $0.labels.contains("A") && $0["name"]?.string?.hasPrefix("a") == true }
        #expect(
            Set(try snapshot.nodes(index: "byName", prefix: "a")) == Set(expected.map(\.id)),
            sourceLocation: sourceLocation)
    }

    private static func matches(_ value: PropertyValue?, _ wanted: PropertyValue, _ index: IndexDefinition) -> Bool {
        if index.eachListElement, case .list(let elements) = value { return elements.contains(wanted) }
        return value == wanted
    }
}
