import Foundation
import GraphModel
import Testing

@testable import Discovery

@Suite("Prometheus: targets")
struct PrometheusImporterTests {
    static let fixtures = ["targets.json", "sd.json", "sd.yml"]

    static func fixture(_ name: String) throws -> String {
        try RepositoryFiles.text("Tests/DiscoveryTests/Prometheus/Fixtures/\(name)")
    }

    static func read(_ text: String, chunk: Int = 1 << 20, _ options: [String: String] = [:]) throws -> ImporterRun {
        try ImporterRun(
            PrometheusImporter(options: ImporterOptions(values: options)), [("in", text)], chunk: chunk)
    }

    @Test("What Prometheus 2.42 answers")
    func answer() throws {
        let run = try Self.read(try Self.fixture("targets.json"))
        #expect(run.rejections == [])
        #expect(
            run.warnings.map { "\($0)" } == [
                "in:111:27 ($.data.droppedTargets): targets that the server dropped are not read: 1 [import.badRecord]"
            ])
        #expect(
            run.edges == [
                "job/node MONITORS node/db1.example.com:9100", "job/node MONITORS node/db2.example.com:9100",
                "job/prometheus MONITORS prometheus/127.0.0.1:19090", "job/web MONITORS web/web1:9100",
                "node/db1.example.com:9100 RUNS_ON Equipment:db1.example.com {inferred: true}",
                "node/db2.example.com:9100 RUNS_ON Equipment:db2.example.com {inferred: true}",
                "web/web1:9100 RUNS_ON Equipment:web1 {inferred: true}",
            ])
        #expect(
            run.item("node/db2.example.com:9100")?.attributes.map { "\($0.key)=\($0.value.described)" } == [
                "name=node/db2.example.com:9100", "job=node", "instance=db2.example.com:9100", "health=down",
                "scrapeURL=http://db2.example.com:9100/metrics", "labels=[cluster=db, env=production]",
            ])
        #expect(
            run.items.filter { $0.ciClass == "MonitoringJob" }.map(\.nativeID) == [
                "job/node", "job/prometheus", "job/web",
            ])
        // One replica alone is no redundancy.
        #expect(run.groups == [])
    }

    @Test("Service discovery in YAML: replicas, addresses, labels with secrets")
    func yaml() throws {
        let run = try Self.read(try Self.fixture("sd.yml"))
        #expect(run.rejections == [])
        #expect(run.groups == ["job/web [replicas zone=a] atLeast 1"])
        #expect(
            run.edges.filter { $0.contains("DEPENDS_ON") }
                == (1...3).map {
                    "job/web DEPENDS_ON web/web\($0).example.com:9100 {group: replicas zone=a, inferred: true}"
                })
        #expect(
            run.items.map(\.nativeID).filter { !$0.hasPrefix("web") } == [
                "10.0.0.7:9100", "[2001:db8::1]:9100", "https://shop.example.com/login", "localhost:9090", "job/web",
            ])
        #expect(run.edges.filter { $0.contains("RUNS_ON") }.count == 3)
        #expect(!"\(run.items)".contains("s3cret"))
        #expect(run.item("web/web2.example.com:9100")?.position.line == 5)
    }

    @Test("Service discovery in JSON; options")
    func json() throws {
        let run = try Self.read(try Self.fixture("sd.json"), ["job": "other", "server": "eu"])
        #expect(
            run.items.map(\.nativeID) == [
                "eu:db/db1.example.com:9100", "eu:db/db2.example.com:9100", "eu:other/cache1:9121", "eu:job/db",
                "eu:job/other",
            ])
        #expect(!"\(run.items)".contains("s3cret"))
        #expect(try Self.read("[]").items == [])
        #expect(throws: ImportError.self) { try Self.read("[]", ["job": ""]) }
        #expect(throws: ImportError.self) { try Self.read("[]", ["cluster": "a"]) }
    }

    @Test("Several paths of one instance are one target, and told; a pod is known by name; URLs lose their secrets")
    func details() throws {
        func target(_ path: String) -> String {
            """
            {"discoveredLabels":{"__address__":"10.1.1.1:10250","__meta_kubernetes_pod_name":"web-0"},"labels":{"instance":"n1","job":"k"},\
            "scrapePool":"k","scrapeUrl":"https://u:p@10.1.1.1:10250\(path)?token=x","health":"up"}
            """
        }
        let run = try Self.read(
            "{\"activeTargets\":[\(target("/metrics")),\(target("/metrics/cadvisor"))],\"droppedTargets\":null}")
        #expect(run.items.map(\.nativeID) == ["k/n1", "job/k"])
        #expect(run.attribute("scrapeURL", of: "k/n1") == "https://10.1.1.1:10250/metrics")
        #expect(run.edges == ["job/k MONITORS k/n1", "k/n1 RUNS_ON Pod:web-0"])
        #expect(run.warnings.map(\.kind) == [.duplicateIdentity])
    }

    @Test("Bad targets are rejected with their place; the rest goes on")
    func rejections() throws {
        let run = try Self.read(
            "[{\"targets\":[\"a:1\"],\"labels\":{\"x\":1}},3,{\"labels\":{}},{\"targets\":\"a\"},{\"targets\":[\"b:1\"]}]"
        )
        #expect(run.items.map(\.nativeID) == ["b:1"])
        #expect(
            run.rejections.map { "\($0.position?.path ?? "") \($0.message)" } == [
                "$[0].labels.x this is not a string", "$[1] this is not an object", "$[2] the field targets is missing",
                "$[3].targets this is not a list",
            ])
        let error = try Self.read("{\"status\":\"error\",\"errorType\":\"internal\",\"error\":\"no\"}")
        #expect(error.rejections.map(\.message) == ["the server answered with an error: no"])
        let yaml = try Self.read("- targets: [a:1]\n- labels: {b: c}\n- 7\n- targets: [{x: y}]\n- targets: [d:1]\n")
        #expect(yaml.items.map(\.nativeID) == ["a:1", "d:1"])
        #expect(yaml.rejections.map { $0.position?.line } == [2, 3, 4])
        #expect(try Self.read("- targets: [&a a, *a]\n").rejections.map(\.kind) == [.syntax])
        #expect(try Self.read("targets: a\n").rejections.map(\.kind) == [.syntax])
    }

    @Test("Every cut ends without a crash", arguments: fixtures)
    func everyCut(name: String) throws {
        let whole = Array(try Self.fixture(name).utf8)
        for length in stride(from: 0, to: whole.count, by: 5) {
            let run = try Self.read(String(decoding: whole.prefix(length), as: UTF8.self))
            #expect(run.rejections.count <= 1)
        }
    }

    @Test("Chunks and recognition", arguments: fixtures)
    func recognition(name: String) throws {
        let text = try Self.fixture(name)
        #expect(try Importers.recognising(ImportInput(name: name, bytes: Array(text.utf8))).format == "prometheus")
        #expect(try Self.read(text, chunk: 3).items == (try Self.read(text)).items)
    }

    @Test(
        "What is none",
        arguments: [
            "", "[]", "{}", "[{\"a\":1,\"targets\":2}]", "- a\n- b\n", "targets: a\n", "- name: x\n  hosts: all\n",
            "- hosts: all\n  targets: x\n  labels: y\n", "{\"kind\":\"List\"}",
        ])
    func notRecognised(text: String) {
        #expect(!PrometheusImporter.recognises(Array(text.utf8), fileName: "x"))
    }

    @Test("What the installed Prometheus answers", .enabled(if: ExternalTool.exists("/usr/bin/prometheus")))
    func realOutput() throws {
        let port = 41_000 + Int(getpid()) % 20_000
        let script = """
            d=$(mktemp -d); cd $d
            printf '[{"targets":["db1.invalid:9100"],"labels":{"job":"db"}}]' > sd.json
            printf 'scrape_configs: [{job_name: node, file_sd_configs: [{files: [sd.json]}]}]\\n' > conf.yml
            prometheus --config.file=conf.yml --storage.tsdb.path=data --web.listen-address=127.0.0.1:\(port) >log 2>&1 & s=$!
            for i in $(seq 100); do
              sleep 0.2; curl -s http://127.0.0.1:\(port)/api/v1/targets > out && grep -q db1 out && break
            done
            cat out; kill -9 $s; wait $s 2>/dev/null; cd /; rm -rf $d
            """
        let text = try ExternalTool.output(of: "/bin/sh", ["-c", script], input: "")
        #expect(PrometheusImporter.recognises(Array(text.utf8), fileName: "-"))
        let run = try Self.read(text)
        #expect(run.items.map(\.nativeID) == ["db/db1.invalid:9100", "job/db"])
        #expect(run.rejections == [])
    }
}
