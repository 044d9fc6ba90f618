// Frictionless Data: the descriptor of a package of tables.
import KnowledgeBase

/// A descriptor as Tabular Data Package and Table Schema, version 1, have it (Frictionless Standards, 2017): the file
/// `datapackage.json`.
enum DataPackage {
  static let fileName = "datapackage.json"

  /// - Parameter tables: the views, with their files.
  static func json(
    _ tables: [(shape: ViewShape, file: ExportedFile)], separator: String, name: String
  ) -> JSONValue {
    .object([
      ("profile", "tabular-data-package"),
      ("name", .string(name)),
      ("resources", .array(tables.map { resource($0.shape, $0.file, tables, separator) })),
    ])
  }

  private static func resource(
    _ shape: ViewShape, _ file: ExportedFile, _ tables: [(shape: ViewShape, file: ExportedFile)],
    _ separator: String
  ) -> JSONValue {
    let references = shape.references.compactMap { reference in
      // An empty name stands for the resource itself.
      tables.contains { $0.shape.view.name == reference.view }
        ? JSONValue.object([
          ("fields", .strings([reference.column])),
          (
            "reference",
            .object([
              ("resource", .string(reference.view == shape.view.name ? "" : reference.view)),
              ("fields", .strings(["key"])),
            ])
          ),
        ]) : nil
    }
    return .object([
      ("profile", "tabular-data-resource"),
      ("name", .string(shape.view.name)),
      ("path", .string(file.path)),
      ("description", .string(shape.view.description)),
      ("format", .string(separator == "," ? "csv" : "tsv")),
      ("mediatype", .string(separator == "," ? "text/csv" : "text/tab-separated-values")),
      ("encoding", "utf-8"),
      ("bytes", .integer(file.bytes)),
      ("hash", .string("sha256:" + file.sha256)),
      (
        "dialect",
        .object([
          ("delimiter", .string(separator)), ("quoteChar", "\""), ("doubleQuote", true),
          ("skipInitialSpace", false), ("header", true),
        ])
      ),
      (
        "schema",
        .present([
          ("fields", .array(shape.view.columns.map { field($0, shape) })),
          ("missingValues", .strings([""])),
          ("primaryKey", shape.primaryKey.isEmpty ? nil : .strings(shape.primaryKey)),
          ("foreignKeys", references.isEmpty ? nil : .array(references)),
        ])
      ),
    ])
  }

  private static func field(_ column: View.Column, _ shape: ViewShape) -> JSONValue {
    let type = shape.datatype(of: column.name)
    let typeName =
      switch type {
      case .string, .keys: "string"
      case .integer: "integer"
      case .number: "number"
      case .boolean: "boolean"
      }
    let hasLanguage = shape.view.columns.contains { $0.name == "language" }
    var description = column.description
    if shape.isVerbatim(column.name) {
      description += "; byte for byte as written"
      if hasLanguage { description += ", in the language that the column language names" }
    }
    return .present([
      ("name", .string(column.name)),
      ("type", .string(typeName)),
      ("trueValues", type == .boolean ? .strings(["1"]) : nil),
      ("falseValues", type == .boolean ? .strings(["0"]) : nil),
      ("description", description.isEmpty ? nil : .string(description)),
      (
        "constraints",
        shape.primaryKey.contains(column.name)
          ? .present([("required", true), ("unique", shape.primaryKey.count == 1 ? true : nil)]) : nil
      ),
    ])
  }
}
