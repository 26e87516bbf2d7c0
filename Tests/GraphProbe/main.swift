import Glibc
import GraphModel
import TestSupport

// What the crash tests must do in another process: be killed, fail at a chosen system call, meet a damaged file. Each
// mode prints lines that its test reads, one for each thing that must not be lost when the process dies.

let arguments = Array(CommandLine.arguments.dropFirst())

/// The argument at a place as a number; 0 when there is none.
func number(_ place: Int) -> Int { place < arguments.count ? Int(arguments[place]) ?? 0 : 0 }

do {
    switch (arguments.first, arguments.count) {
    case ("states", 3): try States.record(steps: number(1)).write(to: arguments[2])
    case ("create", 2): _ = try Modes.create(arguments[1])
    case ("load", 5):
        try Modes.load(arguments[1], States(file: arguments[2]), through: number(3), durability: arguments[4])
    case ("recover", 5): try Modes.recover(arguments[1], States(file: arguments[2]), number(3), through: number(4))
    case ("replay", 7):
        try Modes.replay(
            arguments[1], States(file: arguments[2]), trace: arguments[3], initial: arguments[4], images: number(5),
            seed: UInt64(number(6)))
    case ("faults", 6):
        try Modes.faults(
            in: arguments[1], States(file: arguments[2]), arguments[3], repeats: arguments[4] == "on",
            numbers: number(5))
    case ("full", 6):
        try Modes.full(
            in: arguments[1], States(file: arguments[2]), isMap: arguments[3] == "map", cycles: number(4),
            seed: UInt64(number(5)))
    case ("flip", 4): try Modes.flip(arguments[1], seed: UInt64(number(2)), numbers: number(3))
    case ("ask", 2): Modes.ask(arguments[1])
    case ("backup", 5):
        try Modes.backups(in: arguments[1], States(file: arguments[2]), number(3), seed: UInt64(number(4)))
    case ("pin", 5):
        try Modes.pins(in: arguments[1], States(file: arguments[2]), number(3), seed: UInt64(number(4)))
    case ("turns", 5): try Modes.turns(arguments[1], States(file: arguments[2]), number(3), seed: UInt64(number(4)))
    case ("history", 5):
        try Modes.history(
            in: arguments[1], number(2), seed: UInt64(number(3)), declaresReads: arguments[4] == "checked")
    default:
        say("graphprobe: unknown mode")
        exit(2)
    }
} catch let error as any FaultlineError {
    say("error \(error.code) \(error.message)")
    exit(3)
}
