// Fields of records on the command line: --said-on 2019, --said_on=2019, --topic twice.
import ArgumentParser
import Foundation
import KnowledgeBase

/// What the command line says beside the options that every writing command has.
struct FieldArguments {
  /// What comes before the fields: a kind, a key.
  private(set) var leading: [String] = []
  private(set) var fields: [Field: FieldValue] = [:]

  /// - Throws: a usage error for an option without a value, and for what is no option.
  init(_ arguments: [String]) throws {
    var rest = arguments[...]
    while let first = rest.first, !first.hasPrefix("--") { leading.append(rest.removeFirst()) }
    while let argument = rest.popFirst() {
      guard argument.hasPrefix("--"), argument.utf8.count > 2 else {
        throw ValidationError(
          "'\(argument.prefix(80))' belongs to no field; a value with spaces needs quotation marks.")
      }
      let parts = argument.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      guard let value = parts.count == 2 ? String(parts[1]) : rest.popFirst() else {
        throw ValidationError("--\(name) needs a value.")
      }
      // (Both spellings are one field.)
      let field = Field(name.replacing("-", with: "_"))
      fields[field] = fields[field].map { .list($0.texts + [value]) } ?? .text(value)
    }
  }

  /// Refuses, as wrong usage, a field that the kind does not have, and one value too many.
  func check(_ kind: RecordKind) throws {
    do { try kind.check(fields) } catch let failure as Failure { throw ValidationError("\(failure).") }
  }

  /// "speaker, text …" of each kind, for the help.
  static var help: String {
    RecordKind.allCases.map { kind in
      "\(kind): \(kind.fields.map { $0.description.replacing("_", with: "-") }.joined(separator: ", "))."
    }.joined(separator: "\n")
  }
}
