import Testing

@Suite("Imports")
struct ImportTests {
    static let sources = Repository.sources

    let graph: TargetGraph

    init() throws {
        graph = TargetGraph(architecture: try #require(TextFile(path: "ARCHITECTURE.md")))
    }

    @Test("ARCHITECTURE.md names every target")
    func complete() {
        let targets = Set(Self.sources.map { String($0.target) })
        #expect(targets.subtracting(graph.levels.keys) == [])
        #expect(graph.levels["GraphModel"] == 0)
    }

    @Test("A target imports lower levels only")
    func downwards() throws {
        for file in Self.sources {
            let level = try #require(graph.levels[String(file.target)])
            for module in TargetGraph.imports(of: file) {
                guard let imported = graph.levels[module] else { continue }
                #expect(imported < level, "\(file) imports \(module)")
            }
        }
    }

    static let withoutFoundation: Set<Substring> = ["GraphModel", "Topology", "QuerySyntax", "QueryPlanner"]

    @Test("No Foundation where hot loops live")
    func foundation() {
        for file in Self.sources where Self.withoutFoundation.contains(file.target) {
            let modules = TargetGraph.imports(of: file)
            #expect(!modules.contains { $0.hasPrefix("Foundation") }, "\(file)")
        }
    }

    /// Modules that only the named targets may import.
    static let restricted: [(module: String, allowed: Set<Substring>)] = [
        ("CLMDB", ["KeyValueStore"]),
        ("KeyValueStore", ["GraphStore", "Faultline"]),
        ("ArgumentParser", ["FaultlineCommand", "TCKCommand"]),
        ("Yams", ["Schema", "Discovery"]),
    ]

    @Test("Some modules are one target's affair", arguments: restricted.map(\.module))
    func privateModules(module: String) throws {
        let allowed = try #require(Self.restricted.first { $0.module == module }).allowed
        for file in Self.sources where !allowed.contains(file.target) {
            #expect(!TargetGraph.imports(of: file).contains(module), "\(file)")
        }
    }

    @Test("The command line sees the engine, never what the engine stands on")
    func commandLine() {
        let hidden: Set<String> = [
            "GraphStore", "KeyValueStore", "Topology", "Reconciliation", "QuerySyntax", "QueryValues", "QueryPlanner",
            "QueryRuntime",
        ]
        for file in Self.sources where file.target == "FaultlineCommand" {
            #expect(hidden.isDisjoint(with: TargetGraph.imports(of: file)), "\(file)")
        }
    }

    @Test("Discovery never sees a store")
    func discovery() {
        for file in Self.sources where ["Discovery", "EstateGenerator"].contains(file.target) {
            #expect(!TargetGraph.imports(of: file).contains { $0.hasSuffix("Store") }, "\(file)")
        }
    }

    @Test("The reader of import lines understands each spelling")
    func reader() {
        let file = TextFile(
            path: "Sources/A/a.swift",
            text: """
                import A
                public import B
                @preconcurrency internal import struct C.D
                @testable import E
                // import F
                let import1 = 1
                """)
        #expect(TargetGraph.imports(of: file) == ["A", "B", "C", "E"])
    }
}
