// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nobody who builds Faultline builds this.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let engine: [Target.Dependency] = [.product(name: "FaultlineParts", package: "faultline")]

let package = Package(
    name: "benchmarks",
    dependencies: [
        .package(name: "faultline", path: "..")
    ],
    targets: [
        .target(name: "CLimit", cSettings: [.unsafeFlags(["-O3", "-march=native"])]),
        .target(name: "Measuring", swiftSettings: strict),
        .target(name: "BenchmarkEstate", dependencies: ["CLimit"] + engine, swiftSettings: strict),
        .executableTarget(
            name: "DiscoveryBenchmarks", dependencies: ["Measuring"] + engine, swiftSettings: strict),
        .executableTarget(
            name: "ImpactBenchmarks", dependencies: ["CLimit", "BenchmarkEstate", "Measuring"] + engine,
            swiftSettings: strict),
        .executableTarget(
            name: "QueryBenchmarks", dependencies: ["CLimit", "Measuring"] + engine, swiftSettings: strict),
        .executableTarget(name: "StoreBenchmarks", dependencies: ["Measuring"] + engine, swiftSettings: strict),
    ]
)
