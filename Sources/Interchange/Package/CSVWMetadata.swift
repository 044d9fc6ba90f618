// CSV on the Web: the sidecar that says what the columns of CSV files are.
import KnowledgeBase

/// Metadata of a group of tables: "Metadata Vocabulary for Tabular Data", W3C Recommendation of 17 December 2015,
/// as `csv-metadata.json` beside the files.
enum CSVWMetadata {
  static let fileName = "csv-metadata.json"

  /// - Parameter tables: the views, with the names of their files.
  static func json(_ tables: [(shape: ViewShape, file: String)], separator: String) -> JSONValue {
    .object([
      ("@context", .array(["http://www.w3.org/ns/csvw", .object([("@language", "en")])])),
      (
        "dialect",
        .object([
          ("encoding", "utf-8"), ("delimiter", .string(separator)), ("quoteChar", "\""),
          ("doubleQuote", true), ("header", true), ("headerRowCount", 1), ("skipInitialSpace", false),
          ("trim", false),
        ])
      ),
      ("tables", .array(tables.map { table($0.shape, $0.file, tables) })),
    ])
  }

  private static func table(
    _ shape: ViewShape, _ file: String, _ tables: [(shape: ViewShape, file: String)]
  ) -> JSONValue {
    let references = shape.references.compactMap { reference in
      tables.first { $0.shape.view.name == reference.view }.map { target in
        JSONValue.object([
          ("columnReference", .string(reference.column)),
          (
            "reference", .object([("resource", .string(target.file)), ("columnReference", "key")])
          ),
        ])
      }
    }
    let verbatim = shape.view.columns.map(\.name).filter(shape.isVerbatim)
    let note =
      "Not in Unicode normalisation form C but byte for byte as written: \(verbatim.joined(separator: ", "))."
    return .present([
      ("url", .string(file)),
      ("dc:description", .string(shape.view.description)),
      (
        "notes",
        verbatim.isEmpty ? nil : .array([.object([("dc:description", .string(note))])])
      ),
      (
        "tableSchema",
        .present([
          ("columns", .array(shape.view.columns.map { column($0, shape) })),
          ("primaryKey", shape.primaryKey.isEmpty ? nil : .strings(shape.primaryKey)),
          ("foreignKeys", references.isEmpty ? nil : .array(references)),
        ])
      ),
    ])
  }

  private static func column(_ column: View.Column, _ shape: ViewShape) -> JSONValue {
    let datatype: JSONValue =
      switch shape.datatype(of: column.name) {
      case .string, .keys: "string"
      case .integer: "integer"
      case .number: "number"
      case .boolean: .object([("base", "boolean"), ("format", "1|0")])
      }
    let isVerbatim = shape.isVerbatim(column.name)
    return .present([
      ("name", .string(column.name)),
      ("titles", .string(column.name)),
      ("dc:description", column.description.isEmpty ? nil : .string(column.description)),
      ("datatype", datatype),
      ("separator", shape.datatype(of: column.name) == .keys ? "; " : nil),
      // Each row says in its column language which one it is.
      ("lang", isVerbatim ? "und" : nil),
      ("textDirection", isVerbatim ? "auto" : nil),
      ("required", shape.primaryKey.contains(column.name) ? true : nil),
    ])
  }
}
