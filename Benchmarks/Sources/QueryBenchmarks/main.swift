import GraphStore

// Queries in one process beside the same work in C over plain arrays:
//
//   QueryBenchmarks STORE [FILTER]
//
// Prints a Markdown table; microseconds of the clock on the wall.

guard CommandLine.arguments.count >= 2 else { preconditionFailure("usage: QueryBenchmarks STORE [FILTER]") }
let filter = CommandLine.arguments.count > 2 ? CommandLine.arguments[2] : ""
let fixture = try QueryFixture(GraphStore.open(at: CommandLine.arguments[1]))
print("| query | median µs | p99 µs | C µs | ratio | target |")
print("|---|---|---|---|---|---|")
for work in try fixture.cases() where filter.isEmpty || work.title.contains(filter) { try report(work) }
