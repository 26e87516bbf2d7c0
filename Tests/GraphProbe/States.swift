import Foundation
import GraphModel
import GraphStore
import KeyValueStore
import TestSupport

/// The states that a store goes through under `CrashLoad`: what a store that was never disturbed is after each step.
struct States {
    let load: CrashLoad
    /// By step, the first that of an empty store.
    let digests: [StoreDigest]
    private let steps: [StoreDigest: Int]

    var last: Int { digests.count - 1 }

    private init(_ digests: [StoreDigest]) {
        load = CrashLoad(count: digests.count - 1)
        self.digests = digests
        steps = Dictionary(zip(digests, digests.indices)) { $1 }
    }

    /// Runs the load in a store of its own.
    static func record(steps: Int) throws -> States {
        let folder = try temporaryFolder()
        let load = CrashLoad(count: steps)
        let store = try GraphStore.create(at: folder.path("store"), settings: unsafeSettings)
        var digests = [try StoreDigest(store)]
        for number in 1..<steps + 1 {
            try load.perform(number, on: store)
            digests.append(try StoreDigest(store))
        }
        precondition(Set(digests).count == digests.count, "every step changes something")
        return States(digests)
    }

    init(file: String) throws {
        let text = try String(contentsOfFile: file, encoding: .utf8)
        self.init(text.split(separator: "\n").compactMap { StoreDigest(String($0)) })
    }

    func write(to file: String) throws {
        let text = digests.map { "\($0)\n" }.joined()
        try text.write(toFile: file, atomically: true, encoding: .utf8)
    }

    /// The step that the store stands after, or nil when it is in none of the states.
    func position(of store: GraphStore) throws(StoreError) -> Int? { steps[try StoreDigest(store)] }

    func position(_ transaction: UnsafeTransaction) throws(StoreError) -> Int? {
        steps[try StoreDigest(transaction)]
    }

    /// What is wrong with a store of which the steps in the range may be the last one done, or nil.
    func fault(in store: GraphStore, at expected: ClosedRange<Int>) -> String? {
        do throws(StoreError) {
            let report = try store.verify()
            if let finding = report.findings.first { return "damaged: \(finding)" }
            guard let found = try position(of: store) else { return "damaged: in no state of the load" }
            if found < expected.lowerBound { return "lost: after step \(found), not \(expected)" }
            if found > expected.upperBound { return "ahead: after step \(found), not \(expected)" }
            return nil
        } catch {
            return "damaged: \(error.code) \(error.message)"
        }
    }
}

/// For stores that need not outlive the process.
var unsafeSettings: StoreSettings {
    var settings = StoreSettings()
    settings.environment.durability = .none
    return settings
}

/// For small disks.
var smallDiskSettings: StoreSettings {
    var settings = StoreSettings()
    settings.environment.freeSpaceWatermarkBytes = 0
    return settings
}

var readOnlySettings: StoreSettings {
    var settings = StoreSettings()
    settings.environment.access = .readOnly
    return settings
}
