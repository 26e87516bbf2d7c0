import Foundation
import GraphModel
import GraphStore
import KeyValueStore
import TestSupport

extension Modes {
    /// Fills a disk, or the map, again and again: each time a new store takes the load until it is refused, is looked
    /// at, gets space, and goes on.
    static func full(in folder: String, _ states: States, isMap: Bool, cycles: Int, seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for cycle in 1...cycles {
            let path = folder + "/store"
            let ballast = folder + "/ballast"
            var settings = smallDiskSettings
            if isMap {
                settings.environment.mapBytes = (80 + random.below(150)) * 4_096
            } else {
                let free = try freeBytes(folder) - (200 + random.below(600)) * 1_024
                try Data(repeating: 1, count: max(0, free)).write(to: URL(filePath: ballast))
            }
            let filled = try fill(path, settings, states)
            settings.environment.mapBytes = 1 << 30
            if !isMap { try FileManager.default.removeItem(atPath: ballast) }
            if let fault = filled.fault ?? goOn(path, settings, states, from: filled.step, filled.store) {
                say("cycle \(cycle) wrong: \(fault)")
            } else {
                say("cycle \(cycle) right, full at step \(filled.step + 1)")
            }
            try FileManager.default.removeItem(atPath: path)
        }
    }

    private static func freeBytes(_ folder: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfFileSystem(forPath: folder)
        return attributes[.systemFreeSize] as? Int ?? 0
    }

    /// A new store that has met the end of its space.
    private struct Filled {
        /// The last step that was acknowledged.
        var step: Int
        var fault: String?
        /// Still open, unless only opening it anew gives it space.
        var store: GraphStore?
    }

    private static func fill(_ path: String, _ settings: StoreSettings, _ states: States) throws -> Filled {
        let store = try GraphStore.create(at: path, settings: settings)
        for number in 1...states.last {
            do {
                try states.load.perform(number, on: store)
            } catch let error as StoreError {
                var filled = Filled(step: number - 1)
                let isMap = settings.environment.mapBytes < 1 << 30
                filled.store = isMap ? nil : store
                let upper = number - (states.load.isOfSeveralTransactions(number) ? 0 : 1)
                filled.fault =
                    error.kind == .full
                    ? states.fault(in: store, at: number - 1...upper) : "\(error.code) instead of storage.full"
                // Refused again, and no harm done.
                if (try? states.load.perform(number, on: store)) != nil { filled.step = number }
                return filled
            }
        }
        return Filled(step: states.last, fault: "it never became full")
    }

    private static func goOn(
        _ path: String, _ settings: StoreSettings, _ states: States, from step: Int, _ filled: GraphStore?
    ) -> String? {
        do {
            let last = min(step + 20, states.last)
            func advance(_ store: GraphStore) throws -> String? {
                if step < last { for number in step + 1...last { try states.load.perform(number, on: store) } }
                return states.fault(in: store, at: last...last)
            }
            if let filled { return try advance(filled) }
            return try advance(try GraphStore.open(at: path, settings: settings))
        } catch {
            return "does not go on with space: \(error)"
        }
    }
}
