import Discovery
import Measuring

// The limit of an import: the same importer over the same files on one thread, whose records nobody takes.
// `Benchmarks/run` calls it:
//
//   DiscoveryBenchmarks FORMAT FILE…
//
// Prints one JSON object: how many items and relationships there were.

let arguments = CommandLine.arguments.dropFirst()
guard let format = arguments.first, arguments.count > 1 else {
    preconditionFailure("usage: DiscoveryBenchmarks FORMAT FILE…")
}
let importer = try Importers.named(format).init(options: ImporterOptions())
let sink = CountingSink()
for file in arguments.dropFirst() { try importer.read(InputOpener().open(file), into: sink) }
try importer.finish(into: sink)
printObject(
    "parsed",
    [
        ("items", Double(sink.items)), ("relationships", Double(sink.relationships)),
        ("rejected", Double(sink.rejected)),
    ])
