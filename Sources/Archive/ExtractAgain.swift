// A newer extractor over texts that are archived: what people decided stays, what waits for them is made anew.
// Unsafe: the text's bytes are looked at within the closure.
import Extraction
import Foundation
import KnowledgeBase
import Storage

extension KnowledgeBase {
  /// Looks through archived texts with this version of the extractor.
  ///
  /// Quotes that somebody decided on, openly or blind, stay as they are, and nothing is proposed that overlaps
  /// them. Proposals that nobody has touched are found again and keep their keys, with a new reading of their speaker; what is
  /// not found again is retracted. Mentions that nobody has touched are made anew.
  ///
  /// - Parameter sources: keys or titles; none: all that an older version has read.
  public func extractAgain(
    _ sources: [String], by authorship: Authorship, isTrial: Bool = false, isStopped: () -> Bool = { false },
    tell: (IngestEvent) -> Void = { _ in }
  ) throws -> IngestReport {
    var report = IngestReport()
    let cast = try cast()
    let ids = try read { lookup in try lookup.archivedSources(sources) }
    let speakers = NewSpeakers(cast)
    var next = 0
    while next < ids.count, !report.isStopped {
      let edit = try edit(authorship, isTrial: isTrial, isBulk: true) { editor in
        let writer = try DocumentWriter(editor, cast: cast, speakers: speakers, flags: IngestFlags())
        let end = DispatchTime.now() + .seconds(1)
        repeat {
          try writer.extractAgain(ids[next])
          next += 1
          tell(.progress(next, of: ids.count))
          report.isStopped = isStopped() && next < ids.count
        } while next < ids.count && !report.isStopped && (isTrial || DispatchTime.now() < end)
        try writer.finish()
      }
      report.quotes += edit.added["quote"] ?? 0
      report.mentions += edit.added["mention"] ?? 0
      report.actors += edit.added["actor"] ?? 0
      if let changeset = edit.changeset { report.changesets.append(changeset) }
    }
    report.read = next
    report.again = next
    return report
  }
}

extension Lookup {
  fileprivate func archivedSources(_ names: [String]) throws -> [Int64] {
    if names.isEmpty {
      return try connection.all(
        """
        SELECT source_id FROM extraction GROUP BY source_id HAVING NOT max(extractor = \(extractorVersion)) ORDER BY source_id
        """
      ) { $0.int64(0) }
    }
    return try names.map { name in
      let key = try source(name)
      let id = try connection.first("SELECT id FROM source WHERE key = \(key) AND text IS NOT NULL") {
        $0.int64(0)
      }
      guard let id else { throw Failure(.invalid, "\(key) is not archived; kb attach gives it its text") }
      return id
    }
  }
}

/// What an earlier reading of a text has left.
struct EarlierFindings {
  /// Quotes that nobody has decided on, by their kind and spans as the columns have them.
  let quotes: [String: Int64]
  /// Where people have decided who is named, in code points.
  let decidedMentions: [Range<Int>]
}

/// A proposal as an earlier extraction left it.
private struct EarlierProposal {
  let quote: Int64
  let kind, spans: String
  let passage: Range<Int>
  /// Whether anybody has decided on it, openly or blind, or edited it.
  let isTouched: Bool
}

extension DocumentWriter {
  fileprivate func extractAgain(_ source: Int64) throws {
    let connection = editor.connection
    let row = try connection.first(
      """
      SELECT text, key, ifnull(sha256, ''), language, published_on, (SELECT country FROM actor WHERE id = publisher_id)
      FROM source WHERE id = \(source)
      """
    ) {
      (
        text: $0.text(0) ?? "", key: $0.text(1) ?? "", sha256: $0.text(2) ?? "",
        language: $0.text(3) ?? "und",
        published: $0.text(4), country: $0.text(5)
      )
    }
    guard let row else { return }
    var context = try DocumentContext(published: row.published)
    context.country = row.country.flatMap { CountryCode($0) }
    var text = row.text
    let found = text.withUTF8 { unsafe cast.series.extract($0, context: context) }

    let earlier = try connection.all(
      """
      SELECT quote.id, proposal.kind, proposal.spans, passage.start, passage."end",
        quote.status <> 'proposed' OR EXISTS (SELECT 1 FROM decision WHERE quote_id = quote.id)
      FROM appearance JOIN quote ON quote.id = appearance.quote_id JOIN passage ON passage.id = appearance.passage_id
      LEFT JOIN proposal ON proposal.id = (SELECT max(id) FROM proposal WHERE quote_id = quote.id)
      WHERE appearance.source_id = \(source)
      """
    ) {
      EarlierProposal(
        quote: $0.int64(0), kind: $0.text(1) ?? "", spans: $0.text(2) ?? "",
        passage: ($0.integer(3) ?? 0)..<($0.integer(4) ?? 0), isTouched: $0.integer(5) == 1 || $0.isNull(1))
    }
    let touched = earlier.filter(\.isTouched)
    let waiting = Dictionary(
      earlier.filter { !$0.isTouched }.map { ("\($0.kind) \($0.spans)", $0.quote) },
      uniquingKeysWith: { first, _ in first })
    try text.withUTF8 { utf8 in
      var counter = unsafe CodePoints(utf8)
      var lost = Set(waiting.values)
      for quotation in found.quotations {
        guard let row = QuoteRow(quotation, .none, &counter) else { continue }
        if let there = waiting["\(quotation.kind.rawValue) \(row.spans)"] { lost.remove(there) }
      }
      for quote in lost {
        try connection.execute("UPDATE quote SET status = 'retracted' WHERE id = \(quote)")
      }
    }
    try connection.execute("DELETE FROM mention WHERE source_id = \(source) AND status = 'proposed'")
    let decided = try connection.all("SELECT start, \"end\" FROM mention WHERE source_id = \(source)") {
      ($0.integer(0) ?? 0)..<($0.integer(1) ?? 0)
    }
    try write(
      found, of: row.text, row.sha256, source: source, language: row.language,
      saidBy: row.published.flatMap(Self.noLaterThan), besides: touched.map(\.passage),
      again: EarlierFindings(quotes: waiting, decidedMentions: decided))
  }
}
