import GraphModel
import Testing

@testable import Discovery

@Suite("Traces: Jaeger, Zipkin, OpenTelemetry")
struct TraceImporterTests {
    static let fixtures = [
        "jaeger-dependencies.json", "jaeger-traces.json", "jaeger-elasticsearch.ndjson", "zipkin-dependencies.json",
        "zipkin-traces.json", "otlp-collector.json", "otlp-older.json",
    ]

    static func fixture(_ name: String) throws -> String {
        try RepositoryFiles.text("Tests/DiscoveryTests/Traces/Fixtures/\(name)")
    }

    static func read(
        _ text: String, as format: String, chunk: Int = 1 << 20, _ options: [String: String] = [:]
    ) throws -> ImporterRun {
        let importer = try Importers.named(format).init(options: ImporterOptions(values: options))
        return try ImporterRun(importer, [("in", text)], chunk: chunk)
    }

    static func read(fixture name: String) throws -> ImporterRun {
        try read(try fixture(name), as: String(name.prefix { $0 != "-" }))
    }

    static func lines(_ run: ImporterRun) -> [String] { run.items.map { DiscoveredRecord.item($0).line } }

    @Test("Dependencies of Jaeger are added up; who calls himself depends on nobody")
    func jaegerDependencies() throws {
        let run = try Self.read(fixture: "jaeger-dependencies.json")
        #expect(run.rejections.isEmpty && run.warnings.isEmpty)
        #expect(Self.lines(run) == ["frontend", "cart", "checkout", "payment"].map { "Microservice \($0) name=\($0)" })
        #expect(
            run.edges == [
                "checkout DEPENDS_ON cart {calls: 620, inferred: true}",
                "checkout DEPENDS_ON payment {calls: 310, inferred: true}",
                "frontend DEPENDS_ON cart {calls: 1210, inferred: true}",
                "frontend DEPENDS_ON checkout {calls: 310, inferred: true}",
            ])
        #expect(run.item("payment")?.position.path == "$.data[3]")
    }

    @Test(
        "Traces of Jaeger: calls, a name that only callers use, a cache, a queue, what follows without being waited for"
    )
    func jaegerTraces() throws {
        let run = try Self.read(fixture: "jaeger-traces.json")
        #expect(run.rejections.isEmpty && run.warnings.isEmpty)
        #expect(
            Self.lines(run) == [
                "Cache db/redis/cache1.example.com:6379 name=redis on cache1.example.com:6379 product=redis "
                    + "endpoint=cache1.example.com:6379 port=6379i",
                "MessageQueue queue/messages/carts name=carts",
                "Microservice cart name=cart version=2.1.0 group.instances=atLeast 1",
                "ApplicationInstance cart@cart-5c7d9f-x2x4z name=cart on cart-5c7d9f-x2x4z",
                "Microservice frontend name=frontend group.instances=atLeast 1",
                "ApplicationInstance frontend@web1 name=frontend on web1", "Microservice search name=search",
            ])
        #expect(
            run.edges == [
                "cart DEPENDS_ON cart@cart-5c7d9f-x2x4z {group: instances, inferred: true}",
                "cart DEPENDS_ON db/redis/cache1.example.com:6379 {calls: 1, inferred: true}",
                "cart PUBLISHES_TO queue/messages/carts {calls: 1, inferred: true}",
                "cart SENDS_DATA_TO search {calls: 1, inferred: true}",
                "cart@cart-5c7d9f-x2x4z RUNS_ON Pod:cart-5c7d9f-x2x4z {inferred: true}",
                "frontend DEPENDS_ON cart {calls: 1, errors: 1, inferred: true}",
                "frontend DEPENDS_ON frontend@web1 {group: instances, inferred: true}",
                "frontend@web1 RUNS_ON ComputeResource:web1 {inferred: true}",
            ])
        #expect(!"\(run.items)\(run.relationships)".contains("s3cret"))
    }

    @Test("Spans with their process within, as Elasticsearch keeps them")
    func jaegerStorage() throws {
        let run = try Self.read(fixture: "jaeger-elasticsearch.ndjson")
        #expect(run.rejections.isEmpty && run.warnings.isEmpty)
        #expect(run.edges.contains("shop DEPENDS_ON stock {calls: 1, inferred: true}"))
        #expect(run.items.map(\.nativeID) == ["stock", "stock@app2", "shop"])
    }

    @Test("Dependencies of Zipkin; a product's name is that of a store")
    func zipkinDependencies() throws {
        let run = try Self.read(fixture: "zipkin-dependencies.json")
        #expect(run.rejections.isEmpty && run.warnings.isEmpty)
        #expect(
            Self.lines(run) == [
                "Microservice frontend name=frontend", "Microservice backend name=backend",
                "DatabaseInstance mysql name=mysql",
            ])
        #expect(
            run.edges == [
                "backend DEPENDS_ON mysql {calls: 42, inferred: true}",
                "frontend DEPENDS_ON backend {calls: 42, errors: 3, inferred: true}",
            ])
    }

    @Test("Spans of Zipkin: shared and not, stated callers, trace identifiers of both lengths, messages")
    func zipkinTraces() throws {
        let run = try Self.read(fixture: "zipkin-traces.json")
        #expect(run.rejections.isEmpty && run.warnings.isEmpty)
        #expect(
            run.edges == [
                "backend DEPENDS_ON db/mysql/10.0.0.9:3306 {calls: 1, inferred: true}",
                "backend DEPENDS_ON ledger {calls: 1, inferred: true}",
                "backend PUBLISHES_TO topic/kafka/orders {calls: 1, inferred: true}",
                "backend SENDS_DATA_TO billing {calls: 1, inferred: true}",
                "billing SUBSCRIBES_TO topic/kafka/orders {calls: 1, inferred: true}",
                "frontend DEPENDS_ON backend {calls: 1, errors: 1, inferred: true}",
                "mobile DEPENDS_ON backend {calls: 1, inferred: true}",
                "topic/kafka/orders RUNS_ON broker/kafka {inferred: true}",
            ])
        #expect(
            run.items.map { "\($0.ciClass) \($0.nativeID)" } == [
                "DatabaseInstance db/mysql/10.0.0.9:3306", "MessageTopic topic/kafka/orders",
                "MessageBroker broker/kafka", "Microservice frontend", "Microservice backend", "Microservice billing",
                "Microservice ledger", "Microservice mobile",
            ])
    }

    @Test("A server's half without its client's is called by the service of the parent")
    func zipkinLoneHalf() throws {
        let run = try Self.read(
            """
            [{"traceId":"a","id":"2","parentId":"1","kind":"SERVER","shared":true,"localEndpoint":{"serviceName":"b"}},
             {"traceId":"a","id":"1","kind":"SERVER","shared":true,"localEndpoint":{"serviceName":"a"}}]
            """, as: "zipkin")
        #expect(run.edges == ["a DEPENDS_ON b {calls: 1, inferred: true}"])
    }

    @Test("What the collector writes: namespaces, instances, stores, topics, addresses that others answer at")
    func collector() throws {
        let run = try Self.read(fixture: "otlp-collector.json")
        #expect(run.rejections.isEmpty)
        #expect(
            run.warnings.map { "\($0)" } == [
                "in:3:1 ($): batches of resourceMetrics are not read: 1 [import.badRecord]"
            ]
        )
        #expect(
            Self.lines(run) == [
                "DatabaseInstance db/postgresql/db1.example.com:5432 name=postgresql on db1.example.com:5432 "
                    + "engine=postgresql endpoint=db1.example.com:5432 port=5432i",
                "Database db/postgresql/db1.example.com:5432/orders name=orders on db1.example.com:5432",
                "MessageTopic topic/kafka/orders name=orders product=kafka",
                "Cache shop/payment/db/redis name=redis of payment product=redis",
                "Microservice shop/checkout name=checkout namespace=shop version=1.4.2 programmingLanguage=go "
                    + "group.instances=atLeast 1",
                "ApplicationInstance shop/checkout@app1.example.com name=checkout on app1.example.com",
                "Microservice shop/payment name=payment namespace=shop group.instances=atLeast 1",
                "ApplicationInstance shop/payment@payment-7d8f-abcde name=payment on payment-7d8f-abcde",
                "ApplicationInstance shop/payment@payment-7d8f-fghij name=payment on payment-7d8f-fghij",
                "Microservice mailer name=mailer",
            ])
        #expect(
            run.edges.filter { !$0.contains("RUNS_ON") } == [
                "mailer SUBSCRIBES_TO topic/kafka/orders {calls: 1, inferred: true}",
                "shop/checkout DEPENDS_ON ConfigurationItem:api.rates.example.net {calls: 1, inferred: true}",
                "shop/checkout DEPENDS_ON db/postgresql/db1.example.com:5432/orders {calls: 1, inferred: true}",
                "shop/checkout DEPENDS_ON shop/checkout@app1.example.com {group: instances, inferred: true}",
                "shop/checkout DEPENDS_ON shop/payment {calls: 1, errors: 1, inferred: true}",
                "shop/checkout PUBLISHES_TO topic/kafka/orders {calls: 1, inferred: true}",
                "shop/checkout SENDS_DATA_TO mailer {calls: 1, inferred: true}",
                "shop/payment DEPENDS_ON shop/payment/db/redis {calls: 1, inferred: true}",
                "shop/payment DEPENDS_ON shop/payment@payment-7d8f-abcde {group: instances, inferred: true}",
                "shop/payment DEPENDS_ON shop/payment@payment-7d8f-fghij {group: instances, inferred: true}",
            ])
        #expect(!"\(run.items)\(run.relationships)".contains("s3cret"))
    }

    @Test(
        "Older batches, whose spans stand before their resource; a span that came twice; one whose parent did not come")
    func older() throws {
        let run = try Self.read(fixture: "otlp-older.json")
        #expect(run.rejections.isEmpty)
        #expect(run.edges.contains("shop DEPENDS_ON stock {calls: 1, inferred: true}"))
        #expect(run.edges.contains("shop DEPENDS_ON tax {calls: 1, inferred: true}"))
        #expect(run.item("tax")?.ciClass == "Microservice")
        #expect(
            run.warnings.map(\.message) == [
                "spans that were read before are counted once: 1",
                "spans whose parents were not found tell of no call: 1",
            ])
    }

    @Test("Options: systems apart, one environment at a time")
    func options() throws {
        let text = try Self.fixture("otlp-collector.json")
        let run = try Self.read(text, as: "otlp", ["system": "eu", "environment": "production"])
        #expect(run.item("eu:shop/checkout") != nil && run.item("eu:mailer") == nil)
        #expect(
            run.warnings.first?.message == "spans of other environments than production are not read: 1")
        #expect(try Self.read(text, as: "otlp", ["environment": "test"]).items.isEmpty)
        let mixed = text.replacing(
            "{\"stringValue\":\"mailer\"}}",
            with: "{\"stringValue\":\"mailer\"}},"
                + "{\"key\":\"deployment.environment.name\",\"value\":{\"stringValue\":\"test\"}}")
        #expect(
            try Self.read(mixed, as: "otlp").warnings.contains { $0.message.hasSuffix("the same: production, test") })
        for format in ["otlp", "jaeger", "zipkin"] {
            #expect(throws: ImportError.self) { try Self.read("", as: format, ["cluster": "a"]) }
            #expect(throws: ImportError.self) { try Self.read("", as: format, ["environment": ""]) }
        }
    }

    @Test("Bad records are rejected with their place; the rest goes on")
    func rejections() throws {
        func told(_ text: String, _ format: String) throws -> [String] {
            try Self.read(text, as: format).rejections.map { "\($0.position?.path ?? "") \($0.message)" }
        }
        #expect(
            try told(
                "[{\"parent\":1},{\"child\":\"b\"},7,{\"parent\":\"a\",\"child\":\"b\",\"callCount\":\"x\"}]", "zipkin")
                == [
                    "$[0].parent this is not a string", "$[1] the field parent is missing",
                    "$[2] this is not an object",
                    "$[3].callCount this is not a whole number",
                ])
        #expect(
            try told("[{\"traceId\":\"1\",\"id\":\"2\"}]", "zipkin")
                == ["$[0].localEndpoint the field serviceName is missing"])
        #expect(
            try told("{\"data\":[{\"spans\":[{\"traceID\":\"1\"},{\"traceID\":\"1\",\"spanID\":\"2\"}]}]}", "jaeger")
                == [
                    "$.data[0].spans[0] the field spanID is missing",
                    "$.data[0].spans[1] the span's process has no serviceName",
                ])
        #expect(
            try told("{\"data\":null,\"errors\":[{\"code\":404,\"msg\":\"trace not found\"}]}", "jaeger")
                == ["$ the server answered with an error: trace not found"])
        #expect(
            try told("{\"resourceSpans\":[{\"resource\":{}},3]}\n{}", "otlp") == [
                "$.resourceSpans[0] the resource has no service.name",
                "$.resourceSpans[1] an object is needed here, and this is a number",
                "$ there are no resourceSpans here",
            ])
    }

    @Test("Every cut ends without a crash", arguments: fixtures)
    func everyCut(name: String) throws {
        let whole = Array(try Self.fixture(name).utf8)
        let format = String(name.prefix { $0 != "-" })
        for length in stride(from: 0, to: whole.count, by: 7) {
            let run = try Self.read(String(decoding: whole.prefix(length), as: UTF8.self), as: format)
            #expect(run.rejections.count <= 1)
        }
    }

    @Test("Chunks and recognition", arguments: fixtures)
    func recognition(name: String) throws {
        let text = try Self.fixture(name)
        let format = String(name.prefix { $0 != "-" })
        #expect(try Importers.recognising(ImportInput(name: name, bytes: Array(text.utf8))).format == format)
        let whole = try Self.read(text, as: format)
        let cut = try Self.read(text, as: format, chunk: 3)
        #expect(cut.items == whole.items && cut.relationships == whole.relationships)
    }

    @Test(
        "What is none",
        arguments: ["", "[]", "{}", "{\"data\":{\"activeTargets\":[]}}", "[{\"parent\":\"a\",\"child\":\"b\"}]"])
    func notRecognised(text: String) {
        for importer: any Importer.Type in [JaegerImporter.self, ZipkinImporter.self, OTLPImporter.self] {
            let isRecognised = importer.recognises(Array(text.utf8), fileName: "x.json")
            #expect(!isRecognised)
        }
    }
}
