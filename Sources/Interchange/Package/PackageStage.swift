// The rows of a package on their way in: as they stand in its files, where SQL can ask for them.
// Unsafe: a batch copies the cells of a row before the next is asked for.
import KnowledgeBase
import Storage

/// Temporary tables, one for each view, `package_VIEW`: its columns as texts, and the line on which a row stands.
final class PackageStage {
  let connection: Connection
  private let package: PackageTables
  private var names: [String: String] = [:]
  private(set) var notes: [String] = []
  private(set) var rows = 0

  init(_ connection: Connection, _ package: PackageTables) {
    (self.connection, self.package) = (connection, package)
  }

  /// What messages call the file of a view.
  func name(of view: String) -> String { names[view] ?? "\(package.name)/\(view)" }

  /// Reads all files.
  ///
  /// - Parameters:
  ///   - views: every view that a package can hold.
  ///   - progress: is told now and then how many rows were read.
  /// - Throws: ``Failure`` with file and line for the first row that cannot be read.
  func read(_ views: [View], progress: (Int) -> Void) throws {
    for view in views {
      let columns = view.columns.map { "\"\($0.name)\" TEXT" }.joined(separator: ", ")
      try connection.execute("DROP TABLE IF EXISTS temp.package_\(raw: view.name)")
      try connection.execute("CREATE TEMP TABLE package_\(raw: view.name) (line INTEGER, \(raw: columns))")
    }
    for file in package.files {
      guard let view = views.first(where: { $0.name == file.view }) else {
        notes.append(
          "\(file.name): left out, since \(file.view) is no view of kb schema that a package holds")
        continue
      }
      guard names.updateValue(file.name, forKey: view.name) == nil else {
        throw Failure(.invalid, "\(package.name) names two files with \(view.name)")
      }
      try read(file, view, progress)
    }
    if names["texts"] == nil, let pinned = try ["passages", "mentions"].first(where: holdsRows) {
      throw Failure(
        .invalid,
        "\(name(of: pinned)) counts in archived texts, and \(package.name) holds not the texts; export it without --without-texts"
      )
    }
    // (By what rows are looked up while others are written.)
    for (view, column) in Self.lookedUp {
      try connection.execute(
        "CREATE INDEX temp.package_\(raw: view)_\(raw: column) ON package_\(raw: view) (\(raw: column))")
    }
  }

  func drop(_ views: [View]) throws {
    for view in views { try connection.execute("DROP TABLE IF EXISTS temp.package_\(raw: view.name)") }
  }

  private func holdsRows(_ view: String) throws -> Bool {
    try connection.first("SELECT 1 FROM package_\(raw: view) LIMIT 1") { _ in true } ?? false
  }

  private static let lookedUp = [
    ("names", "actor_key"), ("actors", "key"), ("texts", "source_key"), ("events", "key"), ("quotes", "key"),
    ("claims", "key"), ("stances", "key"),
  ]

  private func read(_ file: PackageTables.File, _ view: View, _ progress: (Int) -> Void) throws {
    let stream = try TextStream(path: file.path, named: file.name)
    try stream.decode(as: "UTF-8")
    let reader: any TableReader =
      try file.separator.map { try SeparatedReader(stream, separator: $0) } ?? ObjectReader(stream)
    let batch = try RowBatch(
      connection, into: "temp.package_\(view.name)", ["line"] + view.columns.map(\.name), capacity: 32)
    var places: [Int?] = []
    var known = 0
    do {
      while try reader.next() {
        if reader.columns.count > known || known == 0 {
          known = reader.columns.count
          places = view.columns.map { column in
            reader.columns.firstIndex { $0.utf8.elementsEqual(column.name.utf8) }
          }
        }
        batch.bind(1, reader.line)
        for (index, place) in places.enumerated() {
          if let cell = unsafe place.flatMap({ unsafe reader.cell($0) }) {
            unsafe batch.bind(index + 2, cell)
          } else {
            batch.bind(index + 2, nil as Int64?)
          }
        }
        try batch.add()
        rows += 1
        if rows & 0xFFFF == 0 { progress(rows) }
      }
      try batch.flush()
    } catch let mistake as RowMistake {
      throw Failure(.invalid, mistake.sentence(in: file.name, line: reader.line))
    }
    let others = reader.columns.filter { name in
      !view.columns.contains { $0.name.utf8.elementsEqual(name.utf8) }
    }
    if !others.isEmpty { notes.append("\(file.name): left out \(others.joined(separator: ", "))") }
  }
}
