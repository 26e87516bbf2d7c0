import Discovery
import GraphModel
import GraphStore
import Reconciliation
import TestSupport
import Testing

/// Rows taken as they are say the same as the records made of them.
@Suite struct RowTests {
    /// Passes on records, and takes no rows.
    private final class RecordsOnly: DiscoverySink {
        let packer: RecordPacker

        init(_ packer: RecordPacker) { self.packer = packer }

        func accept(_ record: consuming DiscoveredRecord) throws(ImportError) { try packer.accept(record) }
        func reject(_ error: ImportError) { packer.reject(error) }
        func warn(_ error: ImportError) { packer.warn(error) }
    }

    /// What an import said and what is in the store afterwards.
    private struct Outcome: Equatable {
        var numbers: [Int]
        var problems: [String]
        var contents: [String]
    }

    private static func importing(_ files: [String], takingRows: Bool, twice: Bool = false) throws -> Outcome {
        let estate = try Estate()
        var outcome = Outcome(numbers: [], problems: [], contents: [])
        for _ in 0..<(twice ? 2 : 1) {
            let report = try estate.store.write(Estate.metadata("cmdb")) { writer in
                let reconciler = try Reconciler(writer: writer, run: ImportRun(source: "cmdb"))
                reconciler.packer.handOver = { (batch) throws(ImportError) in try reconciler.accept(batch) }
                let sink: any DiscoverySink = takingRows ? reconciler.packer : RecordsOnly(reconciler.packer)
                let importer = try CSVImporter(options: ImporterOptions())
                for (number, file) in files.enumerated() {
                    try importer.read(ImportInput(name: "\(number).csv", bytes: Array(file.utf8)), into: sink)
                }
                try reconciler.packer.flush()
                return try reconciler.finish()
            }.value
            outcome.numbers += [
                report.itemsRead, report.itemsCreated, report.itemsUpdated, report.itemsUnchanged,
                report.relationshipsRead, report.relationshipsCreated, report.relationshipsUnchanged,
            ]
            outcome.problems += (report.rejected.first + report.warnings.first).map { "\($0)" }
        }
        outcome.contents = try contents(of: estate.store)
        #expect(try estate.store.verify().findings == [])
        return outcome
    }

    private static func contents(of store: GraphStore) throws -> [String] {
        let snapshot = try store.snapshot()
        var lines: [String] = []
        for number in 1..<200 {
            guard let node = try snapshot.node(NodeID(UInt64(number))) else { continue }
            lines.append("\(node.id) \(node.labels) \(text(node.properties))")
            for relationship in try snapshot.relationships(of: node.id, .outgoing) {
                lines.append("\(relationship.reference) \(text(relationship.properties))")
            }
        }
        return lines
    }

    /// In a list, texts have quotes and numbers none.
    private static func text(_ properties: [Property]) -> String {
        properties.map { "\($0.key) \(PropertyValue.list([$0.value]))" }.sorted().joined(separator: ", ")
    }

    private static func compare(_ files: [String], twice: Bool = false) throws -> Outcome {
        let rows = try importing(files, takingRows: true, twice: twice)
        #expect(try rows == importing(files, takingRows: false, twice: twice))
        return rows
    }

    @Test("Texts, numbers, enumerations, states and groups")
    func kinds() throws {
        let outcome = try Self.compare([
            """
            class,id,name,processors,state,businessCriticality,odd,group.feeds,virtual
            Server,a,one,4,live,,x,atLeast 1,false
            Server,b,"two, too",04,live,,,atLeast 1,
            Server,c,three,many,live,,,,
            Server,d,four,4,LIVE,,,,
            Server,e,five,4,live,,,some,
            Application,f,"six ""6"" b",,,CRITICAL,,atLeast 1 of other,
            Nonsense,g,seven,,,,,,
            """,
            """
            from,type,to,weight,group,note
            a,DEPENDS_ON,b,2,g,x
            a,DEPENDS_ON,c,heavy,,
            a,NO_SUCH_TYPE,b,,,
            a,DEPENDS_ON,nobody,,,
            """,
        ])
        #expect(outcome.contents.contains { $0.hasSuffix(" group [\"g\"], note [\"x\"], weight [2]") })
        #expect(outcome.problems.contains { $0.contains("`weight` of DEPENDS_ON is a number above 0") })
    }

    @Test("Weights of CSV files are numbers in the graph", arguments: [true, false])
    func weights(takingRows: Bool) throws {
        let files = ["class,id,name\nServer,a,a\nServer,b,b\n", "from;type;to;weight\na;DEPENDS_ON;b;2\n"]
        let outcome = try Self.importing(files, takingRows: takingRows)
        #expect(outcome.problems == [])
        #expect(outcome.contents.contains { $0.hasSuffix(" weight [2]") })
    }

    /// Cells that are mostly sound, now and then not, and some that only look alike.
    private static func table(_ random: inout SeededGenerator) -> [String] {
        let classes = ["Server", "Application", "Team", "server", ""]
        let columns = [
            "name", "processors", "memoryMegabytes", "state", "businessCriticality", "email", "identity", "group.a",
            "group.b", "odd", "inferred",
        ].shuffled(using: &random).prefix(random.below(8) + 2)
        let values = [
            "1", "2.5", "live", "retired", "critical", "Critical", "true", "atLeast 1", "atLeast 1 of a", "percent 50",
            "weight 2", "é", "\"a,b\"", "\"say \"\"so\"\"\"", " x ", "", "", "", "", "99999999999999999999",
        ]
        var items = "class,id," + columns.joined(separator: ",") + "\n"
        for number in 0..<30 {
            let cells = columns.map { $0 == "name" ? "n\(number)" : random.pick(values) }
            items += ([random.pick(classes), "i\(random.below(26))"] + cells).joined(separator: ",") + "\n"
        }
        let properties = ["weight", "group", "flow", "effect", "likelihood", "note"].shuffled(using: &random)
            .prefix(random.below(4))
        let types = ["DEPENDS_ON", "RUNS_ON", "depends on", "MEMBER_OF", ""]
        var relationships = (["from", "type", "to"] + properties).joined(separator: ",") + "\n"
        for _ in 0..<40 {
            let ends = ["i\(random.below(28))", random.pick(types), "i\(random.below(28))"]
            relationships += (ends + properties.map { _ in random.pick(values) }).joined(separator: ",") + "\n"
        }
        return [items, relationships]
    }

    @Test("Random tables", arguments: Seeds.first(40))
    func random(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        _ = try Self.compare(Self.table(&random), twice: true)
    }
}
