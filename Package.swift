// swift-tools-version: 6.2
// Targets in the order in which data flows: the schema, storage, the library, the formats, the command.
import PackageDescription

let package = Package(
  name: "kb",
  platforms: [.macOS(.v13)],
  products: [
    .library(name: "KnowledgeBase", targets: ["KnowledgeBase", "Interchange"]),
    .executable(name: "kb", targets: ["kb"]),
    .library(name: "FaultyIO", type: .dynamic, targets: ["FaultyIO"]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    // The files of Schema/ and Seeds/ are compiled into the binary, which then needs nothing beside it.
    .executableTarget(name: "embed-files"),
    .plugin(
      name: "EmbedFiles", capability: .buildTool(), dependencies: ["embed-files"], path: "Sources/EmbedFiles"),
    .target(name: "Schema", path: "Schema", plugins: ["EmbedFiles"]),
    .target(name: "Seeds", path: "Seeds", plugins: ["EmbedFiles"]),

    // Which spellings search and names take for the same.
    .target(name: "TextFolding"),
    .systemLibrary(
      name: "CSQLiteSettings", pkgConfig: "sqlite3",
      providers: [.apt(["libsqlite3-dev", "pkg-config"]), .brew(["sqlite3"])]),
    .target(
      name: "Storage",
      dependencies: [
        "CSQLiteSettings", "Schema", "TextFolding",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    // Text in, candidates out: no database, no files.
    .target(name: "Extraction", dependencies: ["TextFolding"]),
    // Files in, the text that a reader sees and what they say of themselves out.
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0",
      providers: [.apt(["libxml2-dev", "pkg-config"]), .brew(["libxml2"])]),
    .target(
      name: "Documents",
      dependencies: [
        "CLibXML2", .product(name: "Yams", package: "Yams"),
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .target(name: "KnowledgeBase", dependencies: ["Storage", "TextFolding"]),
    // Documents into the knowledge base, with what is found in them; and the proof that it stands there.
    .target(
      name: "Archive",
      dependencies: [
        "KnowledgeBase", "Storage", "TextFolding", "Documents", "Extraction",
      ]),
    .systemLibrary(
      name: "CLibArchive", pkgConfig: "libarchive",
      providers: [.apt(["libarchive-dev", "pkg-config"]), .brew(["libarchive"])]),
    .target(
      name: "Interchange",
      dependencies: [
        "Archive", "CLibArchive", "Documents", "Extraction", "KnowledgeBase", "Storage", "TextFolding",
        "Seeds",
        .product(name: "Yams", package: "Yams"),
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    .executableTarget(
      name: "kb",
      dependencies: [
        "KnowledgeBase", "Archive", "Documents", "Extraction", "Interchange", "Storage", "TextFolding",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "kb-measure",
      dependencies: ["Extraction", "Documents", "KnowledgeBase", "Archive", "Interchange"]),
    // Any bytes for every parser; .ci/fuzz builds it with libFuzzer.
    .executableTarget(
      name: "kb-fuzz",
      dependencies: ["Documents", "Extraction", "Interchange", "KnowledgeBase", "TextFolding"]),
    .executableTarget(name: "kb-bench", dependencies: ["KnowledgeBase", "Interchange", "Storage"]),
    // Faults on purpose: the driver, and the layer that it puts below the built kb.
    .executableTarget(
      name: "kb-faults",
      dependencies: [
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    .target(name: "FaultyIO"),

    // A folder of its own for each test, and ways to run kb and sqlite3 in it.
    .target(name: "Scratch", path: "Tests/Scratch"),
    .testTarget(name: "FuzzTests", dependencies: ["kb-fuzz", "kb", "Scratch"], exclude: ["Corpus"]),
    .testTarget(name: "ExtractionTests", dependencies: ["Extraction"]),
    .testTarget(name: "ArchiveTests", dependencies: ["Archive", "Scratch"]),
    .testTarget(name: "DocumentsTests", dependencies: ["Documents", "Scratch"]),
    .testTarget(
      name: "StorageTests", dependencies: ["Storage", "KnowledgeBase", "Scratch"], exclude: ["Fixtures"]),
    .testTarget(name: "KnowledgeBaseTests", dependencies: ["KnowledgeBase", "Interchange", "Scratch"]),
    .testTarget(name: "InterchangeTests", dependencies: ["Interchange", "Scratch"]),
    .testTarget(
      name: "kbTests", dependencies: ["kb", "KnowledgeBase", "Interchange", "Scratch"], exclude: ["Fixtures"]),
  ]
)

// What the compiler can't prove safe is marked "unsafe" where it stands, each with its reason; an unmarked use is a warning.
for target in package.targets where [.regular, .executable, .test].contains(target.type) {
  target.swiftSettings = (target.swiftSettings ?? []) + [.strictMemorySafety()]
}
