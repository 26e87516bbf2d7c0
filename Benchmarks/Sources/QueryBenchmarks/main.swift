import GraphStore

// Queries in a process that has the store open. `Benchmarks/run` calls it:
//
//   QueryBenchmarks reads STORE [NAME]        beside C over plain arrays and the topology; NAME: these cases only
//   QueryBenchmarks merges STORE ROWS         ROWS: lines of a name, a number and a host's name
//
// Prints one JSON object a line.

let arguments = CommandLine.arguments
if (3...4).contains(arguments.count), arguments[1] == "reads" {
    let wanted = arguments.count == 4 ? arguments[3] : ""
    let fixture = try QueryFixture(GraphStore.open(at: arguments[2]))
    let cases =
        try fixture.patterns() + fixture.dependants() + [fixture.shortestPaths()] + fixture.counts()
    for work in cases where work.name.hasPrefix(wanted) { try work.measure() }
} else if arguments.count == 4, arguments[1] == "merges" {
    try measureMerges(store: arguments[2], rows: arguments[3])
} else {
    preconditionFailure("usage: QueryBenchmarks reads STORE [NAME] | merges STORE ROWS")
}
