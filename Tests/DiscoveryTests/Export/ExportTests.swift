import Discovery
import GraphModel
import TestSupport
import Testing

@Suite("Exports for other programs")
struct ExportTests {
    static let nowhere = SourcePosition(file: "")

    static let records: [DiscoveredRecord] = [
        .item(
            DiscoveredItem(
                ciClass: "Server", nativeID: "srv-1",
                attributes: .of(["name": "web \"1\" <a&b>", "cpus": 4, "tags": ["x", "y"], "note": "two\nlines"]),
                groups: [RedundancyGroup(name: "feeds", threshold: .atLeast(1))], position: nowhere)),
        .item(
            DiscoveredItem(
                ciClass: "Server", nativeID: "i-7", source: "aws", attributes: .of(["cpus": 0.5]), position: nowhere)),
        .relationship(
            DiscoveredRelationship(
                type: "USES", source: .native("srv-1"), target: .foreign(source: "aws", nativeID: "i-7"),
                properties: .of(["weight": 2, "effect": "soft"]), position: nowhere)),
        .removedItem(nativeID: "gone", nowhere),
    ]

    static let columns: ExportColumns = {
        var columns = ExportColumns()
        for record in records { columns.add(record) }
        return columns
    }()

    static func text(_ start: some RecordWriter, _ records: [DiscoveredRecord] = records) -> String {
        var writer = start
        for record in records { writer.write(record) }
        writer.finish()
        let size = writer.pendingBytes
        let bytes = writer.take()
        #expect(bytes.count == size && writer.pendingBytes == 0)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test("Columns know what their values have in common")
    func kinds() {
        #expect(
            Self.columns.items == [
                "name": .text, "cpus": .double, "tags": .text, "note": .text, "group.feeds": .text,
            ])
        #expect(Self.columns.relationships == ["weight": .integer, "effect": .text])
    }

    @Test("CSV")
    func csv() {
        #expect(
            Self.text(CSVExportWriter(.items, columns: Self.columns))
                == "class,id,name,cpus,group.feeds,note,tags\r\n"
                + "Server,srv-1,\"web \"\"1\"\" <a&b>\",4,atLeast 1,\"two\nlines\",x|y\r\n"
                + "Server,aws#i-7,,0.5,,,\r\n")
        #expect(
            Self.text(CSVExportWriter(.relationships, columns: Self.columns))
                == "from,type,to,effect,weight\r\nsrv-1,USES,aws#i-7,soft,2\r\n")
    }

    @Test("CSV of any text reads back", arguments: Seeds.first(30))
    func csvRoundTrip(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let records: [DiscoveredRecord] = (0..<20).map { row in
            let name = RandomValues.text(&random).replacing("\u{0}", with: "0")
            let attributes: [Property] = name.isEmpty ? [] : .of(["name": .string(name)])
            return .item(
                DiscoveredItem(ciClass: "A", nativeID: "\(row)", attributes: attributes, position: Self.nowhere))
        }
        var columns = ExportColumns()
        for record in records { columns.add(record) }
        let reading = Reading(
            CSVImporter.self, Inputs.text(Self.text(CSVExportWriter(.items, columns: columns), records)))
        #expect(reading.isClean, "seed \(seed): \(reading.rejected)")
        #expect(reading.records.map(\.placeless) == records, "seed \(seed)")
    }

    @Test("GraphML")
    func graphML() {
        #expect(
            Self.text(GraphMLWriter(columns: Self.columns)) == """
                <?xml version="1.0" encoding="UTF-8"?>
                <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
                <key id="class" for="node" attr.name="class" attr.type="string"/>
                <key id="n0" for="node" attr.name="name" attr.type="string"/>
                <key id="n1" for="node" attr.name="cpus" attr.type="double"/>
                <key id="n2" for="node" attr.name="group.feeds" attr.type="string"/>
                <key id="n3" for="node" attr.name="note" attr.type="string"/>
                <key id="n4" for="node" attr.name="tags" attr.type="string"/>
                <key id="type" for="edge" attr.name="type" attr.type="string"/>
                <key id="e0" for="edge" attr.name="effect" attr.type="string"/>
                <key id="e1" for="edge" attr.name="weight" attr.type="long"/>
                <graph id="faultline" edgedefault="directed">
                <node id="srv-1"><data key="class">Server</data><data key="n0">web &quot;1&quot; &lt;a&amp;b&gt;</data>\
                <data key="n1">4</data><data key="n4">x|y</data><data key="n3">two&#10;lines</data>\
                <data key="n2">atLeast 1</data></node>
                <node id="aws#i-7"><data key="class">Server</data><data key="n1">0.5</data></node>
                <edge source="srv-1" target="aws#i-7"><data key="type">USES</data><data key="e1">2</data>\
                <data key="e0">soft</data></edge>
                </graph>
                </graphml>

                """)
    }

    @Test("DOT")
    func dot() {
        #expect(
            Self.text(DOTWriter()) == """
                digraph faultline {
                  rankdir=LR;
                  node [shape=box, style=rounded, fontname="sans-serif"];
                  edge [fontname="sans-serif", fontsize=10];
                  "srv-1" [label="web \\"1\\" <a&b>\\nServer"];
                  "aws#i-7" [label="i-7\\nServer"];
                  "srv-1" -> "aws#i-7" [label="USES", style=dashed];
                }

                """)
    }

    static let hasGraphviz = TemporaryFolder().run("command -v dot python3 >/dev/null") == 0

    @Test(
        "Other programs read what is written, whatever the text", .enabled(if: hasGraphviz), arguments: Seeds.first(3))
    func readers(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let records =
            (0..<20).map { _ in RandomRecords.item(&random) }
            + (0..<20).map { _ in
                RandomRecords.relationship(&random)
            }
        var columns = ExportColumns()
        for record in records { columns.add(record) }
        let folder = TemporaryFolder()
        folder.file("g.dot", Array(Self.text(DOTWriter(), records).utf8))
        folder.file("g.graphml", Array(Self.text(GraphMLWriter(columns: columns), records).utf8))
        #expect(folder.run("dot -Tcanon g.dot >/dev/null") == 0, "seed \(seed)")
        #expect(
            folder.run("python3 -c \"import xml.dom.minidom as m; m.parse('g.graphml')\"") == 0, "seed \(seed)")
    }
}
