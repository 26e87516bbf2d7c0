import CFaults
import Foundation
import GraphModel
import GraphStore
import KeyValueStore
import TestSupport

extension Modes {
    /// Runs the load once for each number, with the number-th system call failing, and tells what came of it.
    static func faults(in folder: String, _ states: States, _ name: String, repeats: Bool, numbers: Int) throws {
        let faults = [
            "EIO": FAULTLINE_EIO, "ENOSPC": FAULTLINE_ENOSPC, "EINTR": FAULTLINE_EINTR,
            "short write": FAULTLINE_SHORT_WRITE, "lost write": FAULTLINE_LOST_WRITE,
        ]
        guard let fault = faults[name] else { return say("error unknown fault") }
        for number in 1...numbers {
            let path = folder + "/store"
            var run = FaultyRun(path: path, states: states)
            faultline_arm(path, fault, number, repeats ? 1 : 0)
            run.perform()
            faultline_disarm()
            let verdict = run.judge()
            say("case \(number) \(verdict); hits \(faultline_hits()), step \(run.acknowledged), \(run.codes.sorted())")
            // Not even a folder may be there.
            try? FileManager.default.removeItem(atPath: path)
        }
    }
}

/// A load during which system calls fail: a store is made, opened, written to, opened again after errors.
struct FaultyRun {
    let path: String
    let states: States
    private(set) var acknowledged = 0
    /// The codes of the errors that it met.
    private(set) var codes: Set<String> = []
    private var isCreated = false
    /// Whether the step after the acknowledged ones may be in.
    private var isUnknown = false
    /// What a read said while calls failed that it should not have.
    private var misread: String?

    init(path: String, states: States) { (self.path, self.states) = (path, states) }

    private static let attempts = 3
    private static let stepsAfter = 10
    /// The step during which the first call failed.
    private var failedAt: Int?

    /// Whether enough was done after the fault.
    private var isOver: Bool { failedAt.map { acknowledged >= $0 + Self.stepsAfter } ?? false }

    mutating func perform() {
        for _ in 0..<Self.attempts where !isCreated {
            do throws(StoreError) {
                _ = try GraphStore.create(at: path, settings: smallDiskSettings)
                isCreated = true
            } catch {
                codes.insert(error.code)
            }
        }
        guard isCreated else { return }
        for _ in 0..<Self.attempts {
            do {
                let store = try GraphStore.open(at: path, settings: smallDiskSettings)
                // What an unknown outcome came to, the store says now.
                if isUnknown, let found = try states.position(of: store), found == acknowledged + 1 {
                    acknowledged = found
                }
                isUnknown = false
                while acknowledged < states.last, !isOver { try advance(store) }
                return
            } catch {
                codes.insert((error as? StoreError)?.code ?? "\(error)")
            }
        }
    }

    /// One step, tried again when it is refused.
    private mutating func advance(_ store: GraphStore) throws {
        if failedAt == nil, faultline_hits() > 0 { failedAt = acknowledged }
        for attempt in 1...Self.attempts {
            do {
                try states.load.perform(acknowledged + 1, on: store)
                acknowledged += 1
                isUnknown = false
                return
            } catch {
                let code = (error as? StoreError)?.code ?? "\(error)"
                codes.insert(code)
                isUnknown =
                    isUnknown || code == StoreError.Code.commitOutcomeUnknown.rawValue
                    || states.load.isOfSeveralTransactions(acknowledged + 1)
                checkReads(store)
                if attempt == Self.attempts { throw error }
            }
        }
    }

    /// Reads go on, and see what was acknowledged.
    private mutating func checkReads(_ store: GraphStore) {
        do throws(StoreError) {
            let found = try states.position(of: store)
            guard found == acknowledged || isUnknown && found == acknowledged + 1 else {
                misread = "a read saw \(found.map(String.init) ?? "no state of the load"), not \(acknowledged)"
                return
            }
        } catch {
            codes.insert("reading " + error.code)
            let isGivenUp = isUnknown || [.failed, .system].contains(error.kind)
            if !isGivenUp { misread = "a read failed: \(error.code)" }
        }
    }

    /// With the disk in order again: `right`, or what is wrong with the store.
    func judge() -> String {
        if let misread { return "wrong: \(misread)" }
        let store: GraphStore
        do throws(StoreError) {
            store = try GraphStore.open(at: path)
        } catch {
            return isCreated ? "wrong: \(error.code) \(error.message)" : "right"
        }
        if let fault = states.fault(in: store, at: acknowledged...acknowledged + (isUnknown ? 1 : 0)) {
            return isCreated ? "wrong: \(fault)" : "wrong: half a store, \(fault)"
        }
        do {
            let next = (try states.position(of: store) ?? acknowledged) + 1
            if next <= states.last { try states.load.perform(next, on: store) }
            return "right"
        } catch {
            return "wrong: does not go on, \(error)"
        }
    }
}
