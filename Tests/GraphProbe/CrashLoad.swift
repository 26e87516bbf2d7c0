import GraphModel
import GraphStore
import TestSupport

/// What the crash tests do to a store: the commits of `MixedLoad`, some of them many in one transaction, and between
/// them indexes built and dropped, schema changes and prunings.
///
/// The state after each step is the same in every store (`States`).
struct CrashLoad {
    enum Step {
        case commit(UInt64)
        /// Many deltas in one commit.
        case bulk(ClosedRange<UInt64>)
        case define(GraphOperation)
        /// Forgets all but the last commits. Takes several transactions.
        case prune
    }

    private(set) var steps: [Step] = []
    static let commitsKept: UInt64 = 8

    /// Steps from 1 to `count`.
    init(count: Int) {
        var next: UInt64 = 1
        for number in 1..<count + 1 {
            let index = IndexDefinition(
                name: "by name \(number / 12)", element: .label("Thing"), properties: ["name", "size"])
            switch number % 12 {
            case 5:
                steps.append(.bulk(next...next + 5))
                next += 6
            case 7: steps.append(.define(.createIndex(index)))
            case 9: steps.append(.prune)
            case 11: steps.append(.define(.setSchema([Self.schema(number)])))
            case 0: steps.append(.define(.dropIndex(name: "by name \(number / 12 - 1)")))
            default:
                steps.append(.commit(next))
                next += 1
            }
        }
    }

    /// Done again after a crash in its midst, a step leads to the same state.
    func perform(_ number: Int, on store: GraphStore) throws {
        let metadata = MixedLoad.metadata(UInt64(number))
        switch steps[number - 1] {
        case .commit(let delta): try store.commit(MixedLoad.delta(delta), metadata)
        case .bulk(let deltas):
            try store.write(metadata) { writer in
                for delta in deltas { _ = try writer.apply(MixedLoad.delta(delta)) }
            }
        case .define(let operation): try store.commit(GraphDelta(operations: [operation]), metadata)
        case .prune:
            let last = try store.snapshot().commit.rawValue
            try store.prune(before: CommitNumber(last - min(last, Self.commitsKept)))
        }
    }

    /// Whether an error may leave it half done, which nobody who asks the store can tell from done.
    func isOfSeveralTransactions(_ number: Int) -> Bool {
        if case .prune = steps[number - 1] { return true }
        return false
    }

    private static func schema(_ number: Int) -> SchemaDocument {
        SchemaDocument(
            name: "load.yaml",
            text: """
                name: load
                version: \(number)
                classes:
                  Item:
                    description: Anything.
                    attributes: {name: {type: string, required: true}, field\(number): integer}
                relationshipTypes:
                  LINKS_TO:
                    forward: links to
                    reverse: is linked from
                    description: Any link.
                    impact: {flow: targetToSource, effect: hard}
                  HUB:
                    forward: hangs on
                    reverse: holds
                    description: The one hub.
                    impact: {flow: targetToSource, effect: soft}
                """)
    }
}
