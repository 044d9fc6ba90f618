// An export of files that describe themselves: rows, what their columns are, and a manifest.
// Unsafe: the bytes are summed and written before the sink returns.
import Crypto
import Documents
import KnowledgeBase
import Storage

/// Where the files of an export go.
protocol PackageFiles {
  /// Opens a file of that name for the length of `body`.
  ///
  /// - Parameter shape: the view, where the file holds rows.
  func file(_ name: String, of shape: ViewShape?, _ body: (Output) throws -> Void) throws
}

/// Writes the files of an export, each handed to whoever keeps or compares them.
struct PackageWriter {
  let selection: ExportSelection
  let format: RowFormat
  let options: RowOptions
  /// The versions that the manifest names; nil for those of this kb and this file.
  var made: (kb: String, schema: Int)?

  init(_ selection: ExportSelection, as format: RowFormat, options: RowOptions) {
    var options = options
    // A terminal changes nothing in a file.
    (options.forTerminal, options.width) = (false, nil)
    (self.selection, self.format, self.options) = (selection, format, options)
  }

  /// Writes all files, from one state of the knowledge base.
  ///
  /// - Parameter progress: is told now and then how many rows have been written.
  func write(_ kb: KnowledgeBase, to files: some PackageFiles, progress: (Int) -> Void) throws
    -> ExportManifest
  {
    let views = try shapes(of: kb)
    return try kb.read { lookup in
      var tables: [(shape: ViewShape, file: ExportedFile)] = []
      var total = 0
      for shape in views {
        let name = Self.fileName(shape.view.name, format)
        var count = 0
        let written = try hashed(name, of: shape, files, rows: { count }) { output in
          count = try lookup.write(
            shape.view.name, matching: selection.quotes, as: format, options: options, to: output
          ) { progress(total + $0) }
        }
        total += count
        tables.append((shape, written))
      }
      var all = tables.map(\.file)
      for (name, json) in descriptors(of: tables) {
        all.append(try hashed(name, of: nil, files) { try Self.write(json, to: $0) })
      }
      let manifest = ExportManifest(
        kb: made?.kb ?? KnowledgeBase.version, schema: made?.schema ?? lookup.connection.schemaVersion,
        selection: selection,
        rows: ExportManifest.Rows(
          format: format.rawValue, excel: options.forExcel, safeFormulas: options.guardsFormulas),
        changeset: try lookup.lastChangeset(), files: all)
      try files.file(ExportManifest.fileName, of: nil) { try Self.write(manifest.json, to: $0) }
      return manifest
    }
  }

  private func shapes(of kb: KnowledgeBase) throws -> [ViewShape] {
    let views = try kb.views().filter {
      $0.isPublic && (selection.view == nil ? !$0.isOfHistory : $0.name == selection.view)
    }
    return (views + (selection.hasTexts ? [.texts] : [])).map { ViewShape(view: $0) }
  }

  /// The files that describe the tables, where their format has such.
  private func descriptors(of tables: [(shape: ViewShape, file: ExportedFile)]) -> [(String, JSONValue)] {
    guard format == .csv || format == .tsv else { return [] }
    let separator = format == .csv ? "," : "\t"
    return [
      (
        CSVWMetadata.fileName,
        CSVWMetadata.json(tables.map { ($0.shape, $0.file.path) }, separator: separator)
      ),
      (
        DataPackage.fileName,
        DataPackage.json(
          tables, separator: separator, name: selection.view.map { "kb-\($0)" } ?? "kb")
      ),
    ]
  }

  /// Writes a file and tells its size and hash.
  private func hashed(
    _ name: String, of shape: ViewShape?, _ files: some PackageFiles, rows: () -> Int? = { nil },
    _ body: (Output) throws -> Void
  ) throws -> ExportedFile {
    var hash = SHA256()
    var bytes = 0
    try files.file(name, of: shape) { output in
      let tee = unsafe Output {
        unsafe hash.update(bufferPointer: $0)
        bytes += $0.count
        try unsafe output.write($0)
      }
      try body(tee)
      try tee.flush()
    }
    return ExportedFile(path: name, rows: rows(), bytes: bytes, sha256: hash.finalize().hexadecimal)
  }

  private static func write(_ json: JSONValue, to output: Output) throws {
    try json.write(to: output)
    try output.write("\n" as StaticString)
  }

  static func fileName(_ view: String, _ format: RowFormat) -> String {
    "\(view).\(format == .markdown ? "md" : format == .table ? "txt" : format.rawValue)"
  }
}

extension Lookup {
  /// The newest changeset; nil where there is none.
  func lastChangeset() throws -> ExportManifest.Changeset? {
    try connection.first("SELECT key, at FROM changeset ORDER BY id DESC LIMIT 1") {
      ExportManifest.Changeset(key: $0.text(0) ?? "", at: $0.text(1) ?? "")
    }
  }
}
