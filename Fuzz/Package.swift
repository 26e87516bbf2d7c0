// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nobody who builds Faultline builds this. `Fuzz/run` builds it with the sanitizers.
let package = Package(
    name: "fuzz",
    dependencies: [.package(name: "faultline", path: "..")],
    targets: [
        .executableTarget(
            name: "Fuzz", dependencies: [.product(name: "FaultlineReaders", package: "faultline")],
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("MemberImportVisibility"),
                .unsafeFlags(["-parse-as-library"]),
            ])
    ]
)
