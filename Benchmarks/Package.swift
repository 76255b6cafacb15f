// swift-tools-version:6.2
import PackageDescription

/// Measurements, apart from the product so that its build stays light.
let package = Package(
    name: "passgate-benchmarks",
    dependencies: [
        .package(name: "passgate", path: "..")
    ],
    targets: [
        .executableTarget(
            name: "DecisionBenchmark",
            dependencies: [.product(name: "Deciding", package: "passgate")]
        )
    ]
)
