import Glibc
import GraphModel
import GraphStore
import KeyValueStore
import TestSupport

extension Modes {
    /// What a store in the folder can be asked about.
    private static func extent(_ path: String) throws(StoreError) -> (highest: UInt64, commits: UInt64) {
        let snapshot = try GraphStore.open(at: path, settings: readOnlySettings).snapshot()
        var highest: UInt64 = 0
        try snapshot.nodes(withLabel: "Thing") {
            highest = max(highest, $0.rawValue)
            return true
        }
        return (highest, snapshot.commit.rawValue)
    }

    /// Asks everything for each of `numbers` flipped bits of the data file.
    static func flip(_ path: String, seed: UInt64, numbers: Int) throws {
        let (highest, commits) = try extent(path)
        let right = Answers(of: path, highest: highest, commits: commits)
        guard right.list.count > 500 else { return say("error there is too little to ask") }
        DamageGuard.begin(message: "the file is damaged\n", status: 5)
        FlippedBits.run(on: path + "/data.mdb", seed: seed, numbers: numbers) {
            let answers = Answers(of: path, highest: highest, commits: commits)
            let wrong = answers.wrong(right)
            return "\(wrong != nil ? "wrong" : answers == right ? "right" : "reported") \(wrong ?? 0)"
        }
    }

    /// Says what the store in a folder answers, in a form that another process can compare.
    static func ask(_ path: String) {
        DamageGuard.begin(message: "the file is damaged\n", status: 5)
        let extent = getenv("PROBE_EXTENT").map { String(cString: $0).split(separator: " ").compactMap { UInt64($0) } }
        let found = extent.flatMap { $0.count == 2 ? (highest: $0[0], commits: $0[1]) : nil }
        guard let (highest, commits) = found ?? (try? Self.extent(path)) else { return say("answer error") }
        say("extent \(highest) \(commits)")
        let answers = Answers(of: path, highest: highest, commits: commits)
        for answer in answers.list {
            switch answer {
            case .value(let hash): say("answer \(hash)")
            case .error(let code): say("answer \(code)")
            }
        }
        if answers.isComplete { say("asked") }
    }
}
