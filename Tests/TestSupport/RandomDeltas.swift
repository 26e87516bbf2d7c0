public import GraphModel

/// Random deltas for codecs: every kind of operation with any content, meaningful to a store or not.
public enum RandomDeltas {
    public static func delta(_ random: inout SeededGenerator, operations: Int) -> GraphDelta {
        GraphDelta(
            base: random.chance(50) ? CommitNumber(UInt64(random.below(1_000))) : nil,
            reads: (0..<random.below(5)).map { _ in read(&random) },
            operations: (0..<operations).map { _ in operation(&random) })
    }

    static func read(_ random: inout SeededGenerator) -> ReadDependency {
        switch random.below(4) {
        case 0: .everything
        case 1: .node(node(&random))
        case 2: .relationships(of: node(&random))
        default: .label(name(&random))
        }
    }

    static func operation(_ random: inout SeededGenerator) -> GraphOperation {
        switch random.below(14) {
        case 0: .createNode(id: nil, labels: names(&random), properties: properties(&random))
        case 1: .createNode(id: node(&random), labels: names(&random), properties: properties(&random))
        case 2:
            .updateNode(
                reference(&random), addLabels: names(&random), removeLabels: names(&random),
                properties: changes(&random))
        case 3: .deleteNode(reference(&random), detach: random.chance(50))
        case 4, 5:
            .createRelationship(
                id: random.chance(50) ? nil : relationship(&random).id, type: name(&random),
                source: reference(&random), target: reference(&random), properties: properties(&random))
        case 6: .updateRelationship(relationship(&random), properties: changes(&random))
        case 7: .deleteRelationship(relationship(&random))
        case 8:
            .createIndex(
                IndexDefinition(
                    name: name(&random), element: element(&random), properties: names(&random),
                    eachListElement: random.chance(50)))
        case 9: .dropIndex(name: name(&random))
        case 10:
            .createConstraint(
                ConstraintDefinition(
                    name: name(&random), kind: random.chance(50) ? .uniqueness : .existence,
                    element: element(&random), properties: names(&random)))
        case 11: .dropConstraint(name: name(&random))
        default:
            .setSchema(
                (0..<random.below(3)).map { SchemaDocument(name: "\($0).yaml", text: RandomValues.text(&random)) })
        }
    }

    static func name(_ random: inout SeededGenerator) -> String {
        random.pick(["Server", "name", "é", "e\u{301}", "HOSTS", "label \(random.below(90))"])
    }

    static func names(_ random: inout SeededGenerator) -> [String] { (0..<random.below(4)).map { _ in name(&random) } }

    static func properties(_ random: inout SeededGenerator) -> [Property] {
        (0..<random.below(4)).map { _ in Property(name(&random), RandomValues.value(&random)) }
    }

    static func changes(_ random: inout SeededGenerator) -> [PropertyChange] {
        (0..<random.below(4)).map { _ in
            PropertyChange(name(&random), random.chance(30) ? nil : RandomValues.value(&random))
        }
    }

    static func node(_ random: inout SeededGenerator) -> NodeID {
        NodeID(random.chance(10) ? Limits.identity - UInt64(random.below(2)) : UInt64(random.below(5_000)))
    }

    static func reference(_ random: inout SeededGenerator) -> NodeReference {
        random.chance(30) ? .new(random.below(1 << 20)) : .existing(node(&random))
    }

    static func relationship(_ random: inout SeededGenerator) -> RelationshipReference {
        RelationshipReference(
            id: RelationshipID(UInt64(random.below(1 << 40))), type: name(&random), source: node(&random),
            target: node(&random))
    }

    static func element(_ random: inout SeededGenerator) -> IndexedElement {
        random.chance(50) ? .label(name(&random)) : .relationshipType(name(&random))
    }
}
