// swift-tools-version:6.2
import PackageDescription

/// One set of language settings for every target, tests included.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

/// Library targets in the order in which data flows; each imports only targets before it.
let package = Package(
    name: "passgate",
    products: [
        .executable(name: "passgate", targets: ["passgate"]),
        .library(name: "CEL", targets: ["CEL"]),
        .library(name: "Deciding", targets: ["Deciding", "Rulebooks", "Facts", "Quantities", "Diagnostics"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/attaswift/BigInt", from: "6.0.1"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.1"),
    ],
    targets: [
        .target(name: "Diagnostics", swiftSettings: settings),
        .target(
            name: "Quantities",
            dependencies: [.product(name: "BigInt", package: "BigInt")],
            swiftSettings: settings
        ),
        .target(name: "CEL", dependencies: ["Diagnostics", "Quantities"], swiftSettings: settings),
        .target(name: "Facts", dependencies: ["Diagnostics", "Quantities"], swiftSettings: settings),
        .target(name: "DefaultRulebook", exclude: ["snapshot.bin"]),
        .target(
            name: "Rulebooks",
            dependencies: [
                "Diagnostics", "Quantities", "CEL", "Facts", "DefaultRulebook",
                .product(name: "Crypto", package: "swift-crypto"), .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: settings
        ),
        .target(name: "NameTables", exclude: ["tables.bin"]),
        .target(name: "Names", dependencies: ["Diagnostics", "NameTables"], swiftSettings: settings),
        .target(
            name: "Ownership",
            dependencies: ["Diagnostics", "Quantities", "Facts", "Rulebooks"],
            swiftSettings: settings
        ),
        .target(
            name: "Screening",
            dependencies: [
                "Diagnostics", "Quantities", "Facts", "Rulebooks", "Names", "Ownership",
                .product(name: "Crypto", package: "swift-crypto"), .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings
        ),
        .target(
            name: "Deciding",
            dependencies: ["Diagnostics", "Quantities", "CEL", "Facts", "Rulebooks"],
            swiftSettings: settings
        ),
        .target(
            name: "Presenting",
            dependencies: ["Diagnostics", "Quantities", "Facts", "Rulebooks", "Deciding"],
            swiftSettings: settings
        ),
        .target(
            name: "Commands",
            dependencies: [
                "Diagnostics", "Quantities", "CEL", "Facts", "Rulebooks", "Names", "Ownership", "Screening", "Deciding",
                "Presenting", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: settings
        ),
        .executableTarget(
            name: "passgate",
            dependencies: ["Commands", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            swiftSettings: settings
        ),
        // Here and not in the package of the benchmarks, because it measures what only this package can see.
        .executableTarget(
            name: "ScreeningBenchmark",
            dependencies: ["Names"],
            path: "Benchmarks/Sources/ScreeningBenchmark",
            swiftSettings: settings
        ),

        .target(
            name: "TestSupport",
            dependencies: ["Diagnostics", "Facts", "Rulebooks", "Deciding"],
            path: "Tests/TestSupport",
            swiftSettings: settings
        ),
        .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"], swiftSettings: settings),
        .testTarget(name: "QuantitiesTests", dependencies: ["Quantities", "TestSupport"], swiftSettings: settings),
        .testTarget(
            name: "CELTests",
            dependencies: ["CEL", "Commands", "Quantities", "Diagnostics", "TestSupport"],
            exclude: ["Fixtures"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "FactsTests",
            dependencies: ["Facts", "Quantities", "Diagnostics", "TestSupport"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "RulebooksTests",
            dependencies: ["Rulebooks", "Facts", "Quantities", "Diagnostics", "TestSupport"],
            exclude: ["Fixtures", "Goldens"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "NamesTests",
            dependencies: ["Names", "Diagnostics", "TestSupport"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "OwnershipTests",
            dependencies: ["Ownership", "Rulebooks", "Facts", "Quantities", "Diagnostics", "TestSupport"],
            exclude: ["Fixtures", "Goldens"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "ScreeningTests",
            dependencies: [
                "Screening", "Names", "Ownership", "Rulebooks", "Facts", "Quantities", "Diagnostics", "TestSupport",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings
        ),
        .testTarget(
            name: "DecidingTests",
            dependencies: ["Deciding", "Rulebooks", "Facts", "Quantities", "Diagnostics", "CEL", "TestSupport"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "PresentingTests",
            dependencies: ["Presenting", "Deciding", "Rulebooks", "Facts", "Quantities", "Diagnostics", "TestSupport"],
            exclude: ["Goldens"],
            swiftSettings: settings
        ),
        .testTarget(
            name: "CommandsTests",
            dependencies: ["passgate", "Rulebooks", "Facts", "Quantities", "Diagnostics", "TestSupport"],
            exclude: ["Goldens"],
            swiftSettings: settings
        ),
    ],
    cLanguageStandard: .c2x
)
