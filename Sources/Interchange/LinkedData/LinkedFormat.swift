// Records as linked data: JSON-LD that search engines and annotation tools read.
import Foundation
import KnowledgeBase
import Storage

/// A vocabulary of JSON-LD 1.1.
public enum LinkedFormat: String, CaseIterable, Sendable {
  /// schema.org (version 28): `Quotation` for quotes, `Claim` for claims.
  case schemaOrg = "jsonld"
  /// schema.org: `ClaimReview` for stances, and for quotes that are denied or misattributed.
  case claimReview = "claimreview"
  /// FollowTheMoney entities, one a line: actors, their offices, sources, events and mentions.
  case followTheMoney = "ftm"
  /// Web Annotation Data Model, W3C Recommendation of 23 February 2017: an `Annotation` for each passage.
  case annotations

  /// The views that can be written so.
  public var views: [String] {
    switch self {
    case .annotations: ["passages"]
    case .schemaOrg: ["quotes", "claims"]
    case .claimReview: ["stances", "quotes"]
    case .followTheMoney: ["all"]
    }
  }
}

extension KnowledgeBase {
  /// Writes the records of a view as linked data, in the order in which they were added; those that were rejected or
  /// retracted, and quotes that are misattributed, are left out.
  ///
  /// Records are named by `urn:x-kb:` and their key. What is not known is left out.
  ///
  /// - Parameters:
  ///   - view: one of those that the format has.
  ///   - progress: is told now and then how many have been written.
  /// - Throws: ``Failure`` where the format has no such view, or `output` cannot be written.
  public func exportLinked(
    _ view: String, as format: LinkedFormat, to output: Output, progress: (Int) -> Void = { _ in }
  ) throws {
    guard format.views.contains(view) else {
      throw Failure(.invalid, "\(format.rawValue) is of \(format.views.joined(separator: " and "))")
    }
    if format == .followTheMoney { return try exportEntities(to: output, progress) }
    try read { lookup in
      let (sql, item) = format.items(of: view)
      try output.write(try format == .annotations ? Annotations.head(lookup) : SchemaOrg.head)
      var count = 0
      try lookup.connection.rows(sql) { row in
        try output.write(count == 0 ? "\n    " : ",\n    ")
        try item(LinkedRow(row)).write(to: output, depth: nil)
        count += 1
        if count & 0xFFF == 0 { progress(count) }
        return true
      }
      try output.write(format == .annotations ? Annotations.foot : SchemaOrg.foot)
    }
  }
}

extension KnowledgeBase {
  private func exportEntities(to output: Output, _ progress: (Int) -> Void) throws {
    try read { lookup in
      var count = 0
      for (sql, entity) in FollowTheMoney.views {
        try lookup.connection.rows(sql) { row in
          try entity(LinkedRow(row)).write(to: output, depth: nil)
          try output.write("\n")
          count += 1
          if count & 0xFFF == 0 { progress(count) }
          return true
        }
      }
    }
  }
}

extension LinkedFormat {
  fileprivate func items(of view: String) -> (sql: SQL, item: (LinkedRow) -> JSONValue) {
    switch (self, view) {
    case (.claimReview, "stances"): (ClaimReviews.stances, ClaimReviews.ofStance)
    case (.claimReview, _): (ClaimReviews.quotes, ClaimReviews.ofQuote)
    case (_, "quotes"): (SchemaOrg.quotes, SchemaOrg.quotation)
    case (_, "claims"): (SchemaOrg.claims, SchemaOrg.claim)
    default: (Annotations.passages, Annotations.annotation)
    }
  }
}

/// A row by the names of its columns.
struct LinkedRow {
  private let row: Row
  init(_ row: Row) { self.row = row }

  private func index(_ column: String) -> Int? { row.columns.firstIndex(of: column) }

  func text(_ column: String) -> String? { index(column).flatMap { row.text($0) } }
  func string(_ column: String) -> JSONValue? { text(column).map { .string($0) } }
  /// The texts of a JSON array.
  func list(_ column: String) -> [String] {
    (text(column)?.data(using: .utf8)).flatMap { try? JSONDecoder().decode([String].self, from: $0) } ?? []
  }
  func integer(_ column: String) -> JSONValue? {
    index(column).flatMap { row.integer($0) }.map { .integer($0) }
  }

  /// The name of a record in linked data.
  func name(_ column: String) -> JSONValue? { text(column).map { .string("urn:x-kb:\($0)") } }

  /// A language that is known.
  func language(_ column: String) -> JSONValue? {
    text(column).flatMap { $0 == "und" ? nil : .string($0) }
  }

  /// A date that ISO 8601 can say in full: year, month or day, neither uncertain nor a stretch of time.
  func date(_ column: String) -> JSONValue? {
    guard let date = CitedDate(text(column)), !date.isInterval, !date.isCirca, let text = date.levelOne,
      !text.contains("X"), date.sides[0].season == nil
    else { return nil }
    return .string(text)
  }
}
