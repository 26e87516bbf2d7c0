import GraphModel
import Testing

@testable import Discovery

@Suite("Kiali: graphs of traffic")
struct KialiImporterTests {
    static let fixtures = ["versioned-app.json", "workload-older.json", "app.json"]

    static func fixture(_ name: String) throws -> String {
        try RepositoryFiles.text("Tests/DiscoveryTests/Kiali/Fixtures/\(name)")
    }

    static func read(_ text: String, chunk: Int = 1 << 20, _ options: [String: String] = [:]) throws -> ImporterRun {
        try ImporterRun(KialiImporter(options: ImporterOptions(values: options)), [("in", text)], chunk: chunk)
    }

    static func lines(_ run: ImporterRun) -> [String] { run.items.map { DiscoveredRecord.item($0).line } }

    @Test("Versions of applications, services between, two clusters, a service outside, kinds of requests")
    func versionedApplications() throws {
        let run = try Self.read(try Self.fixture("versioned-app.json"))
        #expect(run.rejections.isEmpty)
        // Unknown callers, and Envoy's way out of the mesh.
        #expect(run.warnings.map(\.message) == ["edges from or to what is not known are not read: 2"])
        #expect(
            Self.lines(run) == [
                "KubernetesCluster east:cluster name=east", "KubernetesNamespace east:namespace/shop name=shop",
                "KubernetesCluster west:cluster name=west", "KubernetesNamespace west:namespace/data name=data",
                "Workload east:workload/shop/frontend name=frontend namespace=shop version=v1 replicas=3i "
                    + "readyReplicas=2i labels=[app=frontend, tier=web]",
                "KubernetesService east:service/shop/reviews name=reviews namespace=shop group.backends=atLeast 1",
                "Workload east:workload/shop/reviews-v1 name=reviews-v1 namespace=shop version=v1 replicas=1i "
                    + "readyReplicas=1i",
                "Workload east:workload/shop/reviews-v2 name=reviews-v2 namespace=shop version=v2",
                "Workload east:workload/shop/reviews-v3 name=reviews-v3 namespace=shop version=v3 readyReplicas=0i",
                "API kubernetes:service/shop/api.rates.example.net name=api.rates.example.net "
                    + "hosts=[api.rates.example.net]",
                "Workload west:workload/data/mongo name=mongo namespace=data",
                "Microservice east:app/shop/frontend name=frontend namespace=shop group.versions=atLeast 1",
                "Microservice east:app/shop/reviews name=reviews namespace=shop group.versions=atLeast 1",
            ])
        let reviews = "east:service/shop/reviews"
        let rates = "protocols: http, requestsPerSecond: 4.0"
        #expect(
            run.edges.filter { !$0.contains("PART_OF") } == [
                "east:app/shop/frontend DEPENDS_ON east:workload/shop/frontend {group: versions, inferred: true}",
                "east:app/shop/reviews DEPENDS_ON east:workload/shop/reviews-v1 {group: versions, inferred: true}",
                "east:app/shop/reviews DEPENDS_ON east:workload/shop/reviews-v2 {group: versions, inferred: true}",
                "\(reviews) ROUTES_TO east:workload/shop/reviews-v1 {\(rates), group: backends, inferred: true}",
                "\(reviews) ROUTES_TO east:workload/shop/reviews-v2 {\(rates), group: backends, inferred: true}",
                "\(reviews) ROUTES_TO east:workload/shop/reviews-v3 {\(rates), effect: soft, inferred: true}",
                "east:workload/shop/frontend DEPENDS_ON \(reviews) {protocols: grpc, http, requestsPerSecond: 10.0, "
                    + "errorsPerSecond: 2.0, responseTimeMilliseconds: 42.0, inferred: true}",
                "east:workload/shop/reviews-v1 DEPENDS_ON kubernetes:service/shop/api.rates.example.net "
                    + "{inferred: true}",
                "east:workload/shop/reviews-v2 DEPENDS_ON west:workload/data/mongo {protocols: tcp, "
                    + "bytesPerSecond: 30.5, inferred: true}",
            ])
        #expect(run.edges.contains("west:workload/data/mongo PART_OF west:namespace/data"))
        #expect(run.edges.contains("west:namespace/data PART_OF west:cluster"))
    }

    @Test("A graph of workloads without services or clusters: what is called under one name is one group")
    func workloads() throws {
        let run = try Self.read(try Self.fixture("workload-older.json"), ["cluster": "eu"])
        #expect(run.rejections.isEmpty && run.warnings.isEmpty)
        #expect(
            run.groups == [
                "eu:app/shop/frontend [versions] atLeast 1", "eu:app/shop/stock [versions] atLeast 1",
                "eu:workload/shop/frontend-v1 [service shop/stock] atLeast 1",
            ])
        #expect(
            run.edges.filter { $0.hasPrefix("eu:workload") && $0.contains("DEPENDS_ON") } == [
                "eu:workload/shop/frontend-v1 DEPENDS_ON eu:workload/shop/stock-v1 {protocols: http, "
                    + "requestsPerSecond: 1.0, group: service shop/stock, inferred: true}",
                "eu:workload/shop/frontend-v1 DEPENDS_ON eu:workload/shop/stock-v2 {protocols: http, "
                    + "requestsPerSecond: 0.5, group: service shop/stock, inferred: true}",
                "eu:workload/shop/stock-v1 DEPENDS_ON eu:service/shop/db.example.com {protocols: tcp, "
                    + "bytesPerSecond: 100.0, inferred: true}",
            ])
        #expect(run.item("eu:service/shop/db.example.com")?.ciClass == "API")
    }

    @Test("A graph of applications; versions without workloads; a frame of an older Kiali; the name that nobody gave")
    func applications() throws {
        let run = try Self.read(try Self.fixture("app.json"))
        #expect(run.rejections.isEmpty)
        #expect(run.warnings.map(\.message) == ["nodes of the type extension are not read: 1"])
        #expect(
            run.items.map { "\($0.ciClass) \($0.nativeID)" } == [
                "KubernetesCluster kubernetes:cluster", "KubernetesNamespace kubernetes:namespace/shop",
                "Microservice kubernetes:app/shop/frontend", "Microservice kubernetes:app/shop/stock",
                "ApplicationInstance kubernetes:version/shop/stock v2",
            ])
        #expect(
            run.edges.contains(
                "kubernetes:app/shop/stock DEPENDS_ON kubernetes:version/shop/stock v2 "
                    + "{group: versions, inferred: true}"
            ))
    }

    @Test("The same graph twice, and edges before nodes, change nothing")
    func again() throws {
        let text = try Self.fixture("workload-older.json")
        let once = try Self.read(text)
        let twice = try Self.read(text + "\n" + text)
        #expect(twice.edges == once.edges && Self.lines(twice) == Self.lines(once))
        let nodes = try #require(text.firstRange(of: "\"nodes\":"))
        let edges = try #require(text.firstRange(of: ",\"edges\":"))
        let before = text[..<nodes.lowerBound]
        let edgeList = text[edges.upperBound...].dropLast(3)
        let turned = "\(before)\"edges\":\(edgeList),\(text[nodes.lowerBound..<edges.lowerBound])}}"
        #expect(try Self.read(turned).edges == once.edges)
    }

    @Test("Bad records are rejected with their place; the rest goes on; options")
    func rejections() throws {
        let run = try Self.read(
            """
            {"elements":{"nodes":[{"data":{"id":"a"}},7,{},{"data":{"id":"b","nodeType":"app","namespace":3}},
            {"data":{"id":"c","nodeType":"app","namespace":"n","app":"c"}}],"edges":[{"data":{"source":"c"}}]}} {"a":1}
            """)
        #expect(run.items.map(\.nativeID).last == "kubernetes:app/n/c")
        #expect(
            run.rejections.map { "\($0.position?.path ?? "") \($0.message)" } == [
                "$.elements.nodes[0].data the field nodeType is missing", "$.elements.nodes[1] this is not an object",
                "$.elements.nodes[2] the field data is missing",
                "$.elements.nodes[3].data.namespace this is not a string",
                "$.elements.edges[0].data the field target is missing", "$ this is no graph: it has no elements",
            ])
        #expect(throws: ImportError.self) { try Self.read("", ["cluster": ""]) }
        #expect(throws: ImportError.self) { try Self.read("", ["site": "a"]) }
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
        #expect(try Importers.recognising(ImportInput(name: name, bytes: Array(text.utf8))).format == "kiali")
        #expect(try Self.read(text, chunk: 3).items == (try Self.read(text)).items)
        #expect(!KialiImporter.recognises(Array("{\"elements\":[1]}".utf8), fileName: name))
    }
}
