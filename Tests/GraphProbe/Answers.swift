import GraphModel
import GraphStore
import TestSupport

/// What a store says to every kind of question that can be asked, one after the other.
struct Answers: Equatable {
    enum Answer: Equatable {
        /// A hash of the answer. Comparable within one process only, but for `SWIFT_DETERMINISTIC_HASHING`.
        case value(Int)
        case error(String)
    }

    private(set) var list: [Answer] = []
    /// Whether the store could be opened, so that everything was asked.
    private(set) var isComplete = false
    private let commits: UInt64
    private let highest: UInt64

    /// Asks about the nodes up to `highest` and the commits up to `commits`.
    init(of path: String, highest: UInt64, commits: UInt64) {
        (self.commits, self.highest) = (commits, highest)
        do throws(StoreError) {
            let store = try GraphStore.open(at: path, settings: readOnlySettings)
            let snapshot = try store.snapshot()
            ask(snapshot)
            let asked = list.count
            for commit in stride(from: 0, through: commits, by: 7) {
                do throws(StoreError) {
                    ask(try store.snapshot(asOf: CommitNumber(commit)))
                } catch {
                    list += [Answer](repeating: .error(error.code), count: asked)
                }
            }
            askHistory(snapshot)
            isComplete = true
        } catch {
            list.append(.error(error.code))
        }
    }

    /// What is wrong with these answers, given the right ones: nil when none is. Errors are not wrong.
    func wrong(_ right: Answers) -> Int? {
        guard isComplete else { return nil }
        guard list.count == right.list.count else { return min(list.count, right.list.count) }
        return list.indices.first { index in
            if case .error = list[index] { return false }
            return list[index] != right.list[index]
        }
    }

    private mutating func note<Value: Hashable>(_ question: () throws(StoreError) -> Value) {
        do throws(StoreError) {
            list.append(.value(try question().hashValue))
        } catch {
            list.append(.error(error.code))
        }
    }

    private mutating func ask(_ reader: GraphReader) {
        for id in 0...highest + 1 {
            let node = NodeID(id)
            note { () throws(StoreError) in try reader.node(node) }
            note { () throws(StoreError) in try reader.property("name", of: node) }
            for direction in Direction.allCases {
                note { () throws(StoreError) in try reader.relationships(of: node, direction) }
            }
        }
        for label in ["Thing", "Kind1", "Touched", "None"] {
            note { () throws(StoreError) in try reader.count(label: label) }
            note { () throws(StoreError) in
                var found: [NodeID] = []
                try reader.nodes(withLabel: label) {
                    found.append($0)
                    return true
                }
                return found
            }
        }
        for type in ["LINKS_TO", "HUB", "NONE"] {
            note { () throws(StoreError) in try reader.count(type: type) }
            note { () throws(StoreError) in
                var found: [NodeID] = []
                try reader.sources(ofType: type) {
                    found.append($0)
                    return true
                }
                return found
            }
            for direction in Direction.allCases {
                note { () throws(StoreError) in try reader.count(label: "Thing", type: type, direction: direction) }
            }
        }
        askIndexes(reader)
    }

    private mutating func askIndexes(_ reader: GraphReader) {
        for index in ["by size", "names", "by name 1"] {
            note { () throws(StoreError) in try reader.nodes(index: index, prefix: "thing-1") }
        }
        for size in stride(from: 0, through: Int64(highest) + 1, by: 3) {
            note { () throws(StoreError) in try reader.nodes(index: "by size", equals: [.integer(size)]) }
        }
        let range = IndexRange.values(from: 5, includesFrom: true, to: 40, includesTo: false)
        note { () throws(StoreError) in try reader.nodes(index: "by size", range) }
    }

    private mutating func askHistory(_ snapshot: GraphSnapshot) {
        for id in stride(from: 1, through: highest, by: 4) {
            note { () throws(StoreError) in try snapshot.history(of: NodeID(id)) }
        }
        for commit in 1...commits {
            note { () throws(StoreError) in try snapshot.delta(of: CommitNumber(commit)) }
            note { () throws(StoreError) in try snapshot.commitRecord(CommitNumber(commit)) }
        }
        for time in stride(from: 0, through: Int64(commits), by: 5) {
            note { () throws(StoreError) in
                try snapshot.commitNumber(at: Timestamp(microsecondsSinceEpoch: time * 1_000_000))
            }
        }
        let (middle, end) = (CommitNumber(commits / 2), CommitNumber(commits))
        note { () throws(StoreError) in try snapshot.changes(from: middle, to: end) }
    }
}
