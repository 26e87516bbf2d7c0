import Glibc
import GraphModel
import KeyValueStore
import TestSupport

// What the tests of the key-value store must do in another process: hold a lock, meet a damaged file, or fail at a
// chosen system call. Each mode prints lines that its test reads.

let arguments = Array(CommandLine.arguments.dropFirst())
do {
    switch (arguments.first, arguments.count) {
    case ("hold", 2): try Modes.hold(arguments[1])
    case ("pin", 2): try Modes.pin(arguments[1])
    case ("make", 3): try Modes.make(arguments[1], records: Int(arguments[2]) ?? 0)
    case ("flip", 5):
        Modes.flip(
            arguments[1], records: Int(arguments[2]) ?? 0, seed: UInt64(arguments[3]) ?? 0,
            numbers: Int(arguments[4]) ?? 0)
    case ("commit", 3): try Modes.commit(arguments[1], count: Int(arguments[2]) ?? 0)
    case ("load", 4):
        try PowerCutLoad.run(arguments[1], durability: arguments[2], count: Int(arguments[3]) ?? 0)
    case ("replay", 6):
        let folder = arguments[1]
        var replay = PowerCutReplay(folder: folder, trace: arguments[2], initial: arguments[3]) {
            PowerCutLoad.state(folder)
        }
        replay?.run(images: Int(arguments[4]) ?? 0, seed: UInt64(arguments[5]) ?? 0)
    case ("verify", 2): try Modes.verify(arguments[1])
    case ("signal", 1): kill(getpid(), SIGKILL)
    default:
        say("kvprobe: unknown mode")
        exit(2)
    }
} catch let error as StoreError {
    say("error \(error.code)")
    exit(3)
}
