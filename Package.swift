// swift-tools-version: 6.2
import PackageDescription

/// Settings of every Swift target: what a module imports is its own affair, existentials are visible, and release builds
/// optimise across modules, which takes a tenth off an import.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
]

/// Lifetime-bound views of database pages: use after the transaction's end does not compile.
let lifetimes: [SwiftSetting] = strict + [.enableExperimentalFeature("Lifetimes")]

/// Targets with loops over every relationship: exclusivity is proven by tests, not paid for in release builds.
let hot: [SwiftSetting] =
    lifetimes + [
        .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))
    ]

let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

/// Importers whose tests have files that the real tools wrote, or in their exact shape.
let importersWithFixtures = [
    "AWS", "AnsibleFacts", "Backstage", "CycloneDX", "Docker", "GLPI", "ITop", "Kiali", "Kubernetes", "LLDP",
    "NetBox", "Nmap", "OSQuery", "Prometheus", "SNMPWalk", "SPDX", "ServiceNow", "Terraform", "Traces", "VSphere",
]

let package = Package(
    name: "faultline",
    products: [
        .library(name: "Faultline", targets: ["Faultline"]),
        // For Benchmarks/ and Fuzz/ only: no promise of stability.
        .library(
            name: "FaultlineParts",
            targets: [
                "Faultline", "QueryRuntime", "QueryValues", "GraphStore", "KeyValueStore", "Topology", "Discovery",
                "Schema", "GraphModel",
            ]),
        .library(
            name: "FaultlineReaders",
            targets: [
                "Discovery", "QuerySyntax", "QueryValues", "QueryRuntime", "QueryConformance", "GraphStore",
                "KeyValueStore", "Topology", "Schema", "GraphModel", "TestSupport",
            ]),
        .executable(name: "faultline", targets: ["FaultlineCommand"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    ],
    targets: [
        // L0
        .systemLibrary(name: "CLMDB", pkgConfig: "lmdb", providers: [.apt(["liblmdb-dev"])]),
        .systemLibrary(name: "CLineEditor", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
        .target(name: "CHardware"),
        .target(name: "CDamageGuard"),
        .target(name: "GraphModel", swiftSettings: hot),
        // L1
        .target(
            name: "KeyValueStore", dependencies: ["CLMDB", "CHardware", "CDamageGuard", "GraphModel"],
            swiftSettings: hot),
        .target(name: "QuerySyntax", dependencies: ["GraphModel"], swiftSettings: strict),
        .target(name: "QueryValues", dependencies: ["GraphModel"], swiftSettings: strict),
        .target(name: "CDefaultSchema"),
        .target(name: "Schema", dependencies: ["CDefaultSchema", "GraphModel", yams], swiftSettings: strict),
        // L2
        .target(
            name: "GraphStore", dependencies: ["CHardware", "KeyValueStore", "Schema", "GraphModel"], swiftSettings: hot
        ),
        .target(name: "Discovery", dependencies: ["GraphModel", yams], swiftSettings: hot),
        // L3
        .target(name: "EstateGenerator", dependencies: ["GraphModel", "Discovery"], swiftSettings: hot),
        .target(
            name: "Topology", dependencies: ["CHardware", "GraphModel", "Schema", "GraphStore"], swiftSettings: hot),
        .target(
            name: "QueryPlanner", dependencies: ["GraphModel", "QuerySyntax", "QueryValues"], swiftSettings: strict),
        // L4
        .target(
            name: "QueryRuntime",
            dependencies: [
                "CHardware", "GraphModel", "Schema", "GraphStore", "Topology", "QuerySyntax", "QueryValues",
                "QueryPlanner",
            ], swiftSettings: hot),
        .target(
            name: "ImpactAnalysis", dependencies: ["GraphModel", "Schema", "GraphStore", "Topology"],
            swiftSettings: strict),
        .target(
            name: "InventoryHealth", dependencies: ["GraphModel", "Schema", "GraphStore", "Topology"],
            swiftSettings: hot),
        .target(
            name: "Reconciliation", dependencies: ["CHardware", "GraphModel", "Schema", "GraphStore", "Discovery"],
            swiftSettings: hot),
        .target(
            name: "QueryConformance", dependencies: ["GraphModel", "GraphStore", "QueryValues"], swiftSettings: strict),
        // L5
        .target(
            name: "Faultline",
            dependencies: [
                "GraphModel", "Schema", "KeyValueStore", "GraphStore", "Discovery", "Topology", "ImpactAnalysis",
                "InventoryHealth", "Reconciliation", "QuerySyntax", "QueryValues", "QueryPlanner", "QueryRuntime",
                logging,
            ], swiftSettings: strict),
        // L7
        .executableTarget(
            name: "FaultlineCommand", dependencies: ["CLineEditor", "Faultline", "EstateGenerator", arguments],
            swiftSettings: strict),
        .executableTarget(
            name: "tck",
            dependencies: [
                "QueryConformance", "QueryRuntime", "QueryPlanner", "QueryValues", "GraphStore", "GraphModel",
                "KeyValueStore", arguments,
            ], path: "Sources/TCKCommand", swiftSettings: strict),
        // Tests
        .target(name: "TestSupport", dependencies: ["GraphModel"], path: "Tests/TestSupport", swiftSettings: strict),
        .testTarget(name: "GraphModelTests", dependencies: ["GraphModel", "TestSupport"], swiftSettings: strict),
        .executableTarget(
            name: "kvprobe", dependencies: ["KeyValueStore", "GraphModel", "TestSupport"], path: "Tests/KVProbe",
            swiftSettings: lifetimes),
        .testTarget(
            name: "KeyValueStoreTests",
            dependencies: ["KeyValueStore", "CHardware", "GraphModel", "TestSupport", "kvprobe"],
            swiftSettings: lifetimes),
        .testTarget(name: "SchemaTests", dependencies: ["Schema", "GraphModel", "TestSupport"], swiftSettings: strict),
        .executableTarget(
            name: "graphprobe",
            dependencies: ["GraphStore", "KeyValueStore", "GraphModel", "CHardware", "CFaults", "TestSupport"],
            path: "Tests/GraphProbe", swiftSettings: strict),
        .target(name: "CFaults", path: "Tests/CFaults"),
        .testTarget(
            name: "CrashTests", dependencies: ["TestSupport", "graphprobe", "kvprobe"], swiftSettings: strict),
        .testTarget(
            name: "GraphStoreTests",
            dependencies: ["GraphStore", "KeyValueStore", "Schema", "GraphModel", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "DiscoveryTests", dependencies: ["Discovery", "GraphModel", "TestSupport"],
            exclude: importersWithFixtures.map { "\($0)/Fixtures" }, swiftSettings: strict),
        .testTarget(
            name: "EstateGeneratorTests", dependencies: ["EstateGenerator", "Discovery", "GraphModel", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "TopologyTests", dependencies: ["Topology", "GraphStore", "Schema", "GraphModel", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "ImpactAnalysisTests",
            dependencies: ["ImpactAnalysis", "Topology", "GraphStore", "Schema", "GraphModel", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "ReconciliationTests",
            dependencies: ["Reconciliation", "Discovery", "GraphStore", "Schema", "GraphModel", "TestSupport"],
            swiftSettings: strict),
        .testTarget(name: "FaultlineTests", dependencies: ["Faultline", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "FaultlineCommandTests",
            dependencies: [
                "FaultlineCommand", "Faultline", "ImpactAnalysis", "InventoryHealth", "Topology", "GraphModel",
                "TestSupport", arguments,
            ],
            swiftSettings: strict),
        .testTarget(
            name: "SystemTests",
            dependencies: ["FaultlineCommand", "tck", "GraphStore", "KeyValueStore", "GraphModel", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "DatasetTests", dependencies: ["Faultline", "Discovery", "Schema", "GraphModel", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "QuerySyntaxTests", dependencies: ["QuerySyntax", "GraphModel", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "QueryValuesTests", dependencies: ["QueryValues", "GraphModel", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "QueryPlannerTests",
            dependencies: ["QueryPlanner", "QuerySyntax", "QueryValues", "GraphModel", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "QueryConformanceTests",
            dependencies: ["QueryConformance", "QueryValues", "GraphModel", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "QueryRuntimeTests",
            dependencies: [
                "Faultline", "QueryRuntime", "QueryPlanner", "QuerySyntax", "QueryValues", "QueryConformance",
                "GraphStore", "KeyValueStore", "GraphModel", "TestSupport",
            ], swiftSettings: strict),
        .testTarget(name: "TidyTests", swiftSettings: strict),
    ]
)
