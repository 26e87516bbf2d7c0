public import GraphModel

/// A fixed series of commits that exercises every table: nodes, a hub, updates, deletions, an index and a constraint.
/// The state after each is the same in every store, so that what survives a crash can be compared with a store that
/// had none.
public enum MixedLoad {
    /// The change that makes commit `number`, from 1, of a store that had the ones before.
    public static func delta(_ number: UInt64) -> GraphDelta {
        let first = number * 3 - 2
        var operations = (first..<first + 3).map { id in
            GraphOperation.createNode(
                id: nil, labels: ["Thing", "Kind\(id % 5)"],
                properties: [
                    Property("name", .string("thing-\(id)")), Property("size", .integer(Int64(id))),
                    Property("text", .string(String(repeating: "x", count: Int(id * 37 % 900)))),
                ])
        }
        // Nodes whose number is a multiple of three are the ones that get deleted; nothing leads to them.
        for place in 0..<3 where number > 1 {
            let target = NodeID(3 * ((number * 7 + UInt64(place)) % (number - 1)) + 1)
            operations.append(
                .createRelationship(
                    id: nil, type: "LINKS_TO", source: .new(place), target: .existing(target),
                    properties: place == 0 ? [] : [Property("weight", .double(Double(number) / 2))]))
            operations.append(
                .createRelationship(
                    id: nil, type: "HUB", source: .new(place), target: .existing(NodeID(1)), properties: []))
        }
        if number > 1 {
            operations.append(
                .updateNode(
                    .existing(NodeID(first - 2)), addLabels: ["Touched"], removeLabels: [],
                    properties: [PropertyChange("touched", .integer(Int64(number))), PropertyChange("text", nil)]))
        }
        if number.isMultiple(of: 5) { operations.append(.deleteNode(.existing(NodeID(first - 1)), detach: true)) }
        if number == 4 {
            operations.append(
                .createIndex(IndexDefinition(name: "by size", element: .label("Thing"), properties: ["size"])))
        }
        if number == 9 {
            operations.append(
                .createConstraint(
                    ConstraintDefinition(
                        name: "names", kind: .uniqueness, element: .label("Thing"), properties: ["name"])))
        }
        return GraphDelta(operations: operations)
    }

    public static func metadata(_ number: UInt64) -> CommitMetadata {
        CommitMetadata(
            author: "load", source: "tests", time: Timestamp(microsecondsSinceEpoch: Int64(number) * 1_000_000))
    }
}
