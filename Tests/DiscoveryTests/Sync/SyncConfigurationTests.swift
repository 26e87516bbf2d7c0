import Discovery
import GraphModel
import Testing

@Suite("The configuration of sync")
struct SyncConfigurationTests {
    static func read(_ yaml: String) throws(ImportError) -> [SyncSource] {
        try SyncConfiguration(yaml: yaml, name: "sources.yaml", policies: ["retire", "delete"]).sources
    }

    @Test("Everything that a source can say")
    func whole() throws {
        let sources = try Self.read(
            """
            sources:
              - name: k8s-prod
                command: [kubectl, get, pods, -o, json]
                format: kubernetes
                scope: full
                missing: delete
                interval: 15m
                timeout: 90s
                options: {cluster: prod}
              - name: cmdb
                path: [exports/*.csv, "more"]
                mapping: cmdb.yaml
                scope: partial
                interval: 1d
              - {name: facts, path: facts}
            """)
        #expect(sources.map(\.name) == ["k8s-prod", "cmdb", "facts"])
        #expect(sources[0].input == .command(["kubectl", "get", "pods", "-o", "json"]))
        #expect(sources[0].format == "kubernetes" && sources[0].isFull && sources[0].missing == "delete")
        #expect(sources[0].intervalSeconds == 900 && sources[0].timeoutSeconds == 90)
        #expect(sources[0].options == ["cluster": "prod"] && sources[0].mapping == nil)
        #expect(sources[0].position == SourcePosition(file: "sources.yaml", line: 2, column: 11))
        #expect(sources[1].input == .paths(["exports/*.csv", "more"]) && sources[1].mapping == "cmdb.yaml")
        #expect(!sources[1].isFull && sources[1].intervalSeconds == 86_400)
        #expect(sources[1].timeoutSeconds == SyncSource.defaultTimeoutSeconds)
        #expect(sources[2].input == .paths(["facts"]) && sources[2].intervalSeconds == nil)
    }

    @Test(
        "What is wrong is told with its place",
        arguments: [
            ("", "1", "is empty"), ("[]", "1:1", "must be a mapping"), ("sources: []", "1:1", "needs a list"),
            ("sources: x", "1:1", "needs a list"), ("source: []", "1:9", "no key `source`"),
            ("sources:\n  - x", "2:5", "must be a mapping"), ("sources:\n  - {path: x}", "2:5", "needs a `name`"),
            ("sources:\n  - {name: '', path: x}", "2:12", "must not be empty"),
            ("sources:\n  - {name: 'a#b', path: x}", "2:12", "contain `#`"),
            ("sources:\n  - {name: a}", "2:5", "either `command` or `path`"),
            ("sources:\n  - {name: a, path: x, command: [y]}", "2:5", "either `command` or `path`"),
            ("sources:\n  - {name: a, command: ls -l}", "2:24", "must be a list"),
            ("sources:\n  - {name: a, command: []}", "2:24", "must be a list"),
            ("sources:\n  - {name: a, command: ['']}", "2:24", "names no program"),
            ("sources:\n  - {name: a, path: []}", "2:21", "names nothing"),
            ("sources:\n  - {name: a, path: ['-']}", "2:22", "standard input"),
            ("sources:\n  - {name: a, path: x, format: kubernets}", "2:32", "no format `kubernets`"),
            ("sources:\n  - {name: a, path: x, scope: all}", "2:31", "one of partial, full"),
            ("sources:\n  - {name: a, path: x, missing: delete}", "2:33", "`scope: full`"),
            ("sources:\n  - {name: a, path: x, scope: full, missing: keep}", "2:46", "one of retire, delete"),
            ("sources:\n  - {name: a, path: x, interval: 15}", "2:34", "number with a unit"),
            ("sources:\n  - {name: a, path: x, interval: 0m}", "2:34", "number with a unit"),
            ("sources:\n  - {name: a, path: x, interval: +5m}", "2:34", "number with a unit"),
            ("sources:\n  - {name: a, path: x, interval: -5m}", "2:34", "number with a unit"),
            ("sources:\n  - {name: a, path: x, interval: 99999999999w}", "2:34", "number with a unit"),
            ("sources:\n  - {name: a, path: x, timeout: 5m}", "2:33", "sources with a `command`"),
            ("sources:\n  - {name: a, path: x, options: 5}", "2:33", "must be a mapping"),
            ("sources:\n  - {name: a, path: x, options: {b: [c]}}", "2:37", "must be text"),
            ("sources:\n  - {name: a, path: x, intervall: 5m}", "2:35", "no key `intervall`"),
            ("sources:\n  - {name: a, path: x}\n  - {name: a, path: y}", "3:12", "listed twice, at line 2 too"),
            ("sources: &a [x]", "1:10", "anchors and aliases"), ("sources: [", "2:", "not YAML"),
        ])
    func wrong(yaml: String, place: String, message: String) {
        do throws(ImportError) {
            _ = try Self.read(yaml)
            Issue.record("nothing is wrong")
        } catch {
            #expect(error.kind == .badConfiguration)
            #expect(error.message.contains(message), "\(error)")
            #expect(error.position?.description.hasPrefix("sources.yaml:\(place)") == true, "\(error)")
        }
    }

    @Test("A source is due when its interval has passed, or nearly so")
    func due() throws {
        func at(_ seconds: Int64) -> Timestamp { Timestamp(microsecondsSinceEpoch: seconds * 1_000_000) }
        var source = try Self.read("sources: [{name: a, path: x, interval: 1h}]")[0]
        #expect(source.isDue(lastStarted: nil, now: at(0)))
        #expect(!source.isDue(lastStarted: at(0), now: at(3_539)))
        #expect(source.isDue(lastStarted: at(0), now: at(3_540)))
        #expect(source.isDue(lastStarted: at(9_000), now: at(3_600)))
        source.intervalSeconds = 10
        #expect(!source.isDue(lastStarted: at(0), now: at(8)))
        #expect(source.isDue(lastStarted: at(0), now: at(9)))
        source.intervalSeconds = .max
        #expect(!source.isDue(lastStarted: at(0), now: at(9)))
        source.intervalSeconds = nil
        #expect(source.isDue(lastStarted: at(9), now: at(9)))
    }
}
