// Reviews of claims into the file: the claim, who made it and where, and the verdict as a claim of its own.
import KnowledgeBase
import Storage

/// Writes a review as two claims: what was reviewed, and an evaluation by the reviewer that bears on it, with the
/// review as its evidence.
final class ClaimReviewRows: RowTaker {
  private let editor: Editor
  private let changes: Changes
  private let names: NameResolver
  private let reader: ClaimReviewReader
  private(set) var present = 0
  let unpinned = 0

  init(_ editor: Editor, _ changes: Changes, _ names: NameResolver, _ reader: ClaimReviewReader) {
    (self.editor, self.changes, self.names, self.reader) = (editor, changes, names, reader)
  }

  func finish(_ setAside: (any TableReader, RowMistake) throws -> Void) throws { try names.finish() }

  func take() throws -> TakenRow {
    guard let item = reader.item else { return TakenRow(key: "", isNew: false) }
    let taken = try whole(editor, names) {
      let isReview = ClaimReviewReader.types(item).contains("ClaimReview") || item["claimReviewed"] != nil
      return try isReview
        ? review(item) : claim(item, text: item["text"]?.text ?? item["name"]?.text, item["inLanguage"])
    }
    if !taken.isNew { present += 1 }
    return taken
  }

  /// A claim, with whoever made it and where it appeared.
  private func claim(_ item: JSONTree?, text: String?, _ language: JSONTree?) throws -> TakenRow {
    guard let text else {
      throw RowMistake("a review says what it reviews (claimReviewed), a claim its text")
    }
    var fields: [Field: FieldValue] = [.text: .text(text), .kind: "assertion"]
    fields[.language] = .text(language?.text.flatMap { ForeignLanguage.tag($0) } ?? "und")
    fields[.assertedBy] = try actor(item?["author"], "author")
    fields[.assertedOn] = date(item?["datePublished"] ?? item?["dateCreated"])
    let key = item?["identifier"]?.text.flatMap { ReadableKey.isKey($0) ? $0 : nil }
    let isKnown = try key.map { try says($0, text) } ?? false
    let works = ["appearance", "firstAppearance"].compactMap { item?[$0] }.flatMap(\.items)
    var isNew = false
    var made = isKnown ? key : nil
    for work in works.isEmpty ? [nil] : works.map({ Optional($0) }) {
      let source = try work.flatMap { try self.source($0, published: date($0["datePublished"])) }
      var said = fields
      said[.source] = source.map { .text($0) }
      if let known = made {
        // (A place in the source says more than the source.)
        guard let source, try !isShown(known, by: source) else { continue }
        isNew = try !changes.set(known, [.source: .text(source)]).changes.isEmpty || isNew
      } else {
        let addition = try changes.add(.claim, said, key: nil, base: key)
        made = addition.key
        isNew = addition.isNew || !addition.added.isEmpty
      }
    }
    var shown = fields.reduce(into: [:]) { $0[$1.key.description] = $1.value.texts.first }
    shown["kind"] = "assertion"
    return TakenRow(key: made ?? "", isNew: isNew, fields: shown)
  }

  /// Whether there is a claim of this key that says the same.
  private func says(_ key: String, _ text: String) throws -> Bool {
    let there = try editor.connection.first("SELECT text FROM claim WHERE key = \(key)") { $0.text(0) ?? "" }
    return there.map { $0.utf8.elementsEqual(text.utf8) } ?? false
  }

  private func isShown(_ claim: String, by source: String) throws -> Bool {
    try editor.connection.first(
      """
      SELECT 1 FROM evidence JOIN claim ON claim.id = claim_id JOIN source ON source.id = source_id
      WHERE claim.key = \(claim) AND source.key = \(source)
      """, { _ in true }) != nil
  }

  private func review(_ item: JSONTree) throws -> TakenRow {
    let reviewed = item["itemReviewed"]?.items.first
    let text = item["claimReviewed"]?.text ?? reviewed?["text"]?.text ?? reviewed?["name"]?.text
    var claim = try claim(reviewed, text: text, reviewed?["inLanguage"] ?? item["inLanguage"])
    leave(reviewed, besides: Self.ofClaims, of: "itemReviewed")
    leave(item, besides: Self.ofReviews)
    leave(item["reviewRating"]?.items.first, besides: ReviewRating.members, of: "reviewRating")
    guard let rating = ReviewRating(item["reviewRating"]?.items.first) else {
      reader.leftOut.add("reviews", "without a rating")
      return claim
    }
    let date = date(item["datePublished"])
    let author = try actor(item["author"], "author of the review")
    var fields: [Field: FieldValue] = [
      .text: .text("“\(text ?? "")” is rated \(rating.words)."), .kind: "evaluation", .language: "und",
    ]
    (fields[.assertedBy], fields[.assertedOn]) = (author, date)
    if let source = try source(item, publisher: item["author"], published: date) {
      fields[.source] = .text(source)
    }
    let verdict = try changes.add(.claim, fields)
    let relation = try changes.add(
      .relation, [.from: .text(verdict.key), .relation: .text(rating.relation), .to: .text(claim.key)])
    claim = TakenRow(
      key: claim.key,
      isNew: claim.isNew || verdict.isNew || relation.isNew || !verdict.added.isEmpty, fields: claim.fields)
    return claim
  }

  /// Counts the members that have no place.
  private func leave(_ item: JSONTree?, besides known: Set<String>, of part: String? = nil) {
    guard case .object(let members) = item else { return }
    for (name, _) in members where !known.contains(name) && !name.hasPrefix("@") {
      reader.leftOut.add("fields", (part.map { $0 + "." } ?? "") + name)
    }
  }

  static let ofReviews: Set<String> = [
    "claimReviewed", "itemReviewed", "reviewRating", "author", "datePublished", "url", "headline", "name",
    "inLanguage",
  ]
  static let ofClaims: Set<String> = [
    "text", "author", "datePublished", "dateCreated", "appearance", "firstAppearance", "inLanguage",
    "identifier",
  ]

  private func date(_ value: JSONTree?) -> FieldValue? {
    guard let text = value?.text else { return nil }
    guard let date = ForeignDate.edtf(text) else {
      reader.leftOut.add("dates that are none", "'\(text.prefix(40))'")
      return nil
    }
    return .text(date)
  }

  /// The first of those who are named; one that is not known is proposed.
  private func actor(_ value: JSONTree?, _ part: String) throws -> FieldValue? {
    guard let all = value?.items, let first = all.first else { return nil }
    reader.leftOut.add("further people", part, count: all.count - 1)
    guard let name = first["name"]?.texts.first ?? first.text else { return nil }
    let type = ClaimReviewReader.types(first).first ?? ""
    let kind = Self.kinds[type] ?? (type.hasSuffix("Organization") ? "organisation" : "person")
    return try names.actor(key: nil, name: name, kind: kind).map { .text($0.key) }
  }

  private static let kinds = [
    "NewsMediaOrganization": "outlet", "GovernmentOrganization": "government", "Country": "state",
  ]

  /// The key of the source that a work is; nil where it has neither address nor title.
  private func source(_ work: JSONTree, publisher: JSONTree? = nil, published: FieldValue?) throws -> String?
  {
    let url = work["url"]?.texts.first ?? (work.isObject ? work["@id"]?.text : work.text)
    let title = work["headline"]?.text ?? work["name"]?.text
    if let url, url.hasPrefix("urn:x-kb:") {
      let key = String(url.dropFirst("urn:x-kb:".count))
      if let known = try editor.source(called: key, title: title, url: nil) { return known }
      guard title != nil else { return try names.source(.init(key: key))?.key }
    }
    let address = url.flatMap { $0.hasPrefix("http") ? $0 : nil }
    guard address != nil || title != nil else { return nil }
    let owner = publisher ?? work["publisher"] ?? work["author"]
    var facts = NameResolver.SourceFacts(title: title, url: address)
    facts.publisher = owner?.items.first.flatMap { $0["name"]?.texts.first ?? $0.text }
    facts.publishedOn = published?.texts.first
    return try names.source(facts)?.key
  }
}

/// What a review says of a claim.
struct ReviewRating {
  /// `“Mostly false” (2 on a scale from 1 to 5)`.
  let words: String
  /// How the verdict bears on the claim: it supports it, attacks it, or only answers it.
  let relation: String
  /// What of a rating is read.
  static let members: Set<String> = ["alternateName", "name", "ratingValue", "worstRating", "bestRating"]

  /// - Returns: nil where there is neither a word nor a number.
  init?(_ rating: JSONTree?) {
    guard let rating else { return nil }
    let verdict = rating["alternateName"]?.texts.first ?? rating["name"]?.text
    let value = rating["ratingValue"]?.text
    guard verdict ?? value != nil else { return nil }
    let (worst, best) = (rating["worstRating"]?.text, rating["bestRating"]?.text)
    var scale: String?
    if let value {
      scale = worst.flatMap { worst in best.map { "\(value) on a scale from \(worst) to \($0)" } } ?? value
    }
    words = verdict.map { "“\($0)”" + (scale.map { " (\($0))" } ?? "") } ?? scale ?? ""
    relation = Self.relation(
      verdict, value.flatMap(Double.init), worst.flatMap(Double.init), best.flatMap(Double.init))
  }

  /// By the number where the review names both ends of its scale, in thirds; else by plain words.
  private static func relation(_ verdict: String?, _ value: Double?, _ worst: Double?, _ best: Double?)
    -> String
  {
    if let value, let worst, let best, worst < best, (worst...best).contains(value) {
      let part = (value - worst) / (best - worst)
      return part <= 1 / 3 ? "attacks" : part >= 2 / 3 ? "supports" : "answers"
    }
    switch verdict?.lowercased() {
    case "false", "mostly false", "pants on fire", "fake", "incorrect", "wrong", "untrue": return "attacks"
    case "true", "mostly true", "correct", "accurate": return "supports"
    default: return "answers"
    }
  }
}
