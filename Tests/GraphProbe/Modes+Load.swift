import GraphModel
import GraphStore
import KeyValueStore
import TestSupport

enum Modes {
    static func create(_ path: String) throws -> GraphStore { try GraphStore.create(at: path) }

    /// Goes on with the load from where the store stands, and tells each step that was acknowledged.
    static func load(_ path: String, _ states: States, through last: Int, durability: String) throws {
        var settings = StoreSettings()
        settings.environment.durability =
            durability == "full" ? .full : durability == "noMetaSync" ? .withoutMetaSync : .none
        let store = try GraphStore.open(at: path, settings: settings)
        guard let start = try states.position(of: store) else {
            say("error the store is in no state of the load")
            return
        }
        guard start < last else { return }
        for number in start + 1...last {
            try states.load.perform(number, on: store)
            say("committed \(number)")
        }
    }

    /// Judges what a crash left, given the last step that was acknowledged, and goes on to the end of the load.
    static func recover(_ path: String, _ states: States, _ acknowledged: Int, through last: Int) throws {
        let store = try GraphStore.open(at: path)
        // One step more may be in: the one that the crash met.
        if let fault = states.fault(in: store, at: acknowledged...acknowledged + 1) {
            say(fault)
            return
        }
        let found = try states.position(of: store) ?? acknowledged
        if found < last {
            for number in found + 1...last { try states.load.perform(number, on: store) }
        }
        say(states.fault(in: store, at: last...last) ?? "whole")
    }

    static func replay(
        _ folder: String, _ states: States, trace: String, initial: String, images: Int, seed: UInt64
    ) throws {
        var replay = PowerCutReplay(folder: folder, trace: trace, initial: initial) {
            guard let store = try? GraphStore.open(at: folder, settings: readOnlySettings),
                (try? store.verify().isSound) == true
            else { return nil }
            return try? states.position(of: store)
        }
        replay?.run(images: images, seed: seed)
    }
}
