import Discovery
import GraphModel
import Testing

@Suite("CSV with a mapping file")
struct CSVMappingTests {
    static func reading(_ mapping: String, _ text: String) -> Reading {
        Reading(
            CSVImporter.self, Inputs.text(text), options: ImporterOptions(mapping: mapping, mappingName: "map.yaml"))
    }

    static func lines(_ mapping: String, _ text: String) -> [String] {
        let reading = reading(mapping, text)
        return reading.records.map(\.line) + reading.rejected + (reading.failure.map { [$0] } ?? [])
    }

    @Test("Everything that a mapping can say")
    func whole() {
        let mapping = """
            separator: ";"
            encoding: utf-8
            decimal: ","
            skip:
              - {column: Status, in: [disposed, test]}
              - {column: Serial, empty: true}
            item:
              class:
                column: Kind
                values: {Virtual: VirtualMachine, "*": Server}
              id: "{Site}/{Serial}"
              attributes:
                name: "{Host}"
                ram: {column: RAM, type: number}
                cpus: {column: CPU, type: integer}
                live: {column: Live, type: boolean}
                installed: {column: Installed, type: date, format: DD.MM.YYYY}
                tags: {column: Tags, separator: ","}
                ports: {column: Ports, separator: " ", type: integer}
                vendor: {value: Dell}
                site: {column: Site, values: {ZH: Zurich}}
              groups:
                feeds: atLeast {Feeds needed}
              relationships:
                - type: POWERS
                  from: {column: Feeds, separator: "|"}
                  group: feeds
                - type: LOCATED_IN
                  to: {class: Rack, name: "{Rack}"}
                  properties: {unit: {column: Unit, type: integer}}
                - type: OWNED_BY
                  to: {id: "{Owner}", source: people}
            """
        let text = """
            Serial;Site;Kind;Host;RAM;CPU;Live;Installed;Tags;Ports;Feeds;Feeds needed;Rack;Unit;Owner;Status
            7;ZH;Physical;web-1;32,5;8;yes;24.12.2025;a, b;80 443;pdu-1|pdu-2;1;R 1;12;p1;live
            8;BE;Virtual;vm-1;;;;;;;;;;;;live
            9;BE;Virtual;vm-2;;;;;;;;;;;;test
            ;BE;Virtual;vm-3;;;;;;;;;;;;live
            """
        #expect(
            Self.lines(mapping, text) == [
                "Server ZH/7 name=web-1 ram=32.5f cpus=8i live=<true> installed=<2025-12-24> tags=[a, b]"
                    + " ports=[80i, 443i] vendor=Dell site=Zurich group.feeds=atLeast 1",
                "pdu-1 -POWERS-> ZH/7 group=feeds",
                "pdu-2 -POWERS-> ZH/7 group=feeds",
                "ZH/7 -LOCATED_IN-> Rack:R 1 unit=12i",
                "ZH/7 -OWNED_BY-> people#p1",
                "VirtualMachine BE/8 name=vm-1 vendor=Dell site=BE",
            ])
    }

    @Test("Relationships of their own, and several items in a row")
    func relationships() {
        let mapping = """
            items:
              - {class: Rack, id: "{Rack}"}
              - {class: Server, id: "{Server}", source: inventory}
            relationships:
              - type: {column: Kind, values: {in: LOCATED_IN}}
                from: {id: "{Server}", source: inventory}
                to: "{Rack}"
            """
        #expect(
            Self.lines(mapping, "Server,Rack,Kind\ns1,r1,in\ns2,r1,on\n") == [
                "Rack r1", "Server inventory#s1", "inventory#s1 -LOCATED_IN-> r1",
                "in:3:7: the mapping file's `values` for `type` do not list this text [import.badRecord]\n"
                    + "  Add it, or `\"*\"` for all others.",
            ])
    }

    @Test(
        "Types",
        arguments: [
            ("integer", "12", "12i"), ("integer", "1.5", nil), ("number", "1e3", "1000.0f"), ("number", "1,5", nil),
            ("boolean", "No", "<false>"), ("boolean", "maybe", nil), ("date", "2025-12-24", "<2025-12-24>"),
            ("date", "2025-02-30", nil), ("time", "14:05", "<14:05>"), ("time", "14:05+01:00", "<14:05+01:00>"),
            ("dateTime", "2025-12-24T10:00", "<2025-12-24T10:00>"), ("duration", "P1D", "<P1D>"),
            ("duration", "1 day", nil),
            ("dateTime", "2025-12-24T10:00Z", "<2025-12-24T10:00Z>"), ("text", "007", "007"),
        ] as [(String, String, String?)])
    func types(type: String, text: String, expected: String?) {
        let mapping = "item: {class: A, id: '{i}', attributes: {x: {column: x, type: \(type)}}}"
        let lines = Self.lines(mapping, "i,x\n1,\"\(text)\"\n")
        if let expected {
            #expect(lines == ["A 1 x=\(expected)"])
        } else {
            #expect(lines.count == 1 && lines[0].contains("in:2:4: this is not a"), "\(lines)")
        }
    }

    @Test("Date patterns")
    func patterns() {
        func value(_ type: String, _ pattern: String, _ text: String) -> String {
            let mapping =
                "item: {class: A, id: '{i}', attributes: {x: {column: x, type: \(type), format: \(pattern)}}}"
            return Self.lines(mapping, "i,x\n1,\(text)\n")[0]
        }
        #expect(value("date", "MM/DD/YYYY", "12/24/2025") == "A 1 x=<2025-12-24>")
        #expect(value("dateTime", "'DD.MM.YYYY hh:mm'", "24.12.2025 09:30") == "A 1 x=<2025-12-24T09:30>")
        #expect(value("dateTime", "YYYYMMDDhhmmss", "20251224093015") == "A 1 x=<2025-12-24T09:30:15>")
        #expect(value("date", "DD.MM.YYYY", "24.13.2025").contains("this is not a date (DD.MM.YYYY)"))
        #expect(value("date", "DD.MM.YY", "24.12.25").contains("with this `format` is not a type"))
        #expect(value("date", "'DD.MM.YYYY hh:mm'", "x").contains("with this `format` is not a type"))
    }

    @Test("A wrong mapping file says where and what")
    func wrong() {
        let cases: [(String, String)] = [
            ("", "map.yaml:1: the mapping file is empty"),
            ("item: {class: A}", "map.yaml:1:7: an item needs `id`"),
            ("{}", "map.yaml:1:1: the mapping file states neither `item` nor `relationships`"),
            ("itm: {}", "map.yaml:1:6: the mapping file has no key `itm`"),
            ("item: {class: A, id: '{nr}'}", "map.yaml:1:22: in has no column `nr`"),
            ("item: {class: A, id: '{i'}", "map.yaml:1:22: `{` needs the name of a column and `}`"),
            ("item: {class: A, id: 'i}'}", "map.yaml:1:22: `}` closes nothing"),
            (
                "item: {class: A, id: '{i}', attributes: {n: x}}",
                "map.yaml:1:45: `n` is the constant `x`, which is also the name of a column"
            ),
            (
                "item: {class: A, id: '{i}', relationships: [{type: T}]}",
                "map.yaml:1:45: a relationship of an item has either `to` or `from`"
            ),
            ("relationships: {type: T, from: '{i}'}", "map.yaml:1:16: a relationship needs `from` and `to`"),
            ("item: {class: A, id: {column: i, type: integer}}", "map.yaml:1:22: `id` is one text"),
            (
                "item: {class: A, id: '{i}', attributes: {n: {column: i, type: real}}}",
                "map.yaml:1:63: `real` is not a type"
            ),
            ("skip: [{column: i}]\nitem: {class: A, id: '{i}'}", "map.yaml:1:8: a rule of `skip` needs `column`"),
            ("separator: x\nitem: {class: A, id: '{i}'}", "map.yaml:1:12: `x` cannot separate fields"),
            ("item: &a {class: A, id: '{i}'}", "map.yaml:1:7: anchors and aliases are not allowed"),
            ("item: [", "map.yaml:2:1: not YAML"),
        ]
        for (mapping, start) in cases {
            let lines = Self.lines(mapping, "i,x\n1,2\n")
            #expect(lines.count == 1 && lines[0].hasPrefix(start), "\(mapping): \(lines)")
            #expect(lines[0].contains("[import.badMapping]"), "\(mapping): \(lines)")
        }
    }

    @Test("A mapping file that would grow beyond bounds is refused at once")
    func bombs() {
        let deep = String(repeating: "[", count: 100_000)
        #expect(Self.lines(deep, "i\n1\n")[0].contains("[import."))
        var laughs = "item: &l0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...30 {
            laughs +=
                "k\(level): &l\(level) [" + Array(repeating: "*l\(level - 1)", count: 10).joined(separator: ", ")
                + "]\n"
        }
        #expect(Self.lines(laughs, "i\n1\n")[0].contains("anchors and aliases are not allowed [import.badMapping]"))
    }

    @Test("Doubled braces are braces; empty cells leave out what they are part of")
    func templates() {
        let mapping = "item: {class: A, id: '{i}', attributes: {n: '{{{x}}}', m: '{x}-{y}'}}"
        #expect(Self.lines(mapping, "i,x,y\n1,a,b\n2,a,\n3,,b\n") == ["A 1 n={a} m=a-b", "A 2 n={a}", "A 3"])
        #expect(
            Self.lines(mapping, "i,x,y\n,a,b\n") == ["in:2:1: a column that `id` needs is empty [import.badRecord]"])
    }
}
