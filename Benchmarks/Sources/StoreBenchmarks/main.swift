// What can be measured only inside a process that has the store open. `Benchmarks/run` calls it:
//
//   StoreBenchmarks reads STORE IDS STARTS        IDS: one id a line; STARTS is written
//   StoreBenchmarks commits STORE PAIRS one|many|transaction
//
// Prints one JSON object a line.

let arguments = CommandLine.arguments
if arguments.count == 5, arguments[1] == "reads" {
    try measureReads(store: arguments[2], ids: arguments[3], starts: arguments[4])
} else if arguments.count == 5, arguments[1] == "commits", let mode = CommitMode(rawValue: arguments[4]) {
    try measureCommits(store: arguments[2], pairs: arguments[3], mode: mode)
} else {
    preconditionFailure("usage: StoreBenchmarks reads STORE IDS STARTS | commits STORE PAIRS one|many|transaction")
}
