// What a row of a table says of a quote, and what can be wrong with it.
// Unsafe: cells stand until the next row is asked for.
import KnowledgeBase
import Storage

extension QuoteRows {
  /// What a row says, checked, with all names found.
  struct Said {
    var speaker: NameResolver.Named?
    var source: NameResolver.Named?
    var origin: NameResolver.Named?
    var days: (earliest: Int64?, latest: Int64?) = (nil, nil)
    var place: Range<Int>?
    var topics: [Int64] = []
  }

  /// Everything that can be wrong with a row is found before any of it is written.
  func check(_ map: ColumnMap) throws -> Said {
    var said = Said()
    func cell(_ field: String) -> UnsafeBufferPointer<UInt8>? {
      unsafe map.columns[field].flatMap { unsafe reader.cell($0) }
    }
    func text(_ field: String) -> String? {
      unsafe cell(field).map { unsafe String(decoding: $0, as: UTF8.self) }
    }
    func at<T>(_ fields: String..., body: () throws -> T) throws -> T {
      do { return try body() } catch let failure as Failure
        where [.invalid, .notFound, .ambiguous].contains(failure.kind)
      {
        let field = fields.first { text($0) != nil } ?? fields[0]
        throw RowMistake(failure.description, column: column(field, map))
      }
    }
    said.days = try at("said_on") { try names.days(text("said_on"), "said_on") }
    if let language = text("language"), !languages.contains(language) {
      guard LanguageTag.isTag(language) else {
        throw RowMistake(
          "'\(language.prefix(40))' is no BCP 47 tag, such as en, fa or fa-Latn",
          column: column("language", map))
      }
      languages.insert(language)
    }
    for (field, known) in [("kind", Self.kinds), ("status", StatusFilter.ofQuotes)] {
      if let value = text(field), !known.contains(value) {
        throw RowMistake(
          "\(field) is one of \(known.joined(separator: ", ")), not '\(value.prefix(40))'",
          column: column(field, map))
      }
    }
    if let key = unsafe cell("key"), unsafe !ReadableKey.isKey(key) {
      throw RowMistake(
        ReadableKey.rule, column: column("key", map))
    }
    if unsafe cell("speaker") == nil, unsafe cell("speaker_key") == nil,
      !["proposed", "rejected"].contains(text("status"))
    {
      throw RowMistake("a quote needs a speaker, or the status proposed", column: column("speaker", map))
    }
    said.place = try place(text("start"), text("end"), map)
    if map.hasSources {
      said.source = try at("source_key", "source", "url") {
        try names.source(
          .init(
            key: text("source_key"), title: text("source"), url: text("url"), publisher: text("publisher"),
            publishedOn: text("published_on")))
      }
      said.origin = try at("origin_key", "origin") {
        try names.source(.init(key: text("origin_key"), title: text("origin")))
      }
      if said.source == nil,
        let lone = ["start", "locator", "attributed_as", "cue"].first(where: { text($0) != nil })
      {
        throw RowMistake("\(lone) goes with a source", column: column(lone, map))
      }
    }
    said.speaker = try at("speaker_key", "speaker") {
      try unsafe names.actor(key: cell("speaker_key"), name: cell("speaker"), kind: "person")
    }
    if let topics = text("topics") {
      said.topics = try at("topics") {
        try topics.joinedValues.map {
          try names.topic($0).id
        }
      }
    }
    return said
  }

  private static let kinds = ["direct", "mixed", "indirect"]

  private func place(_ start: String?, _ end: String?, _ map: ColumnMap) throws -> Range<Int>? {
    guard start != nil || end != nil else { return nil }
    guard let start = start.flatMap({ Int($0) }), let end = end.flatMap({ Int($0) }), 0 <= start, start < end
    else {
      throw RowMistake(
        "start and end are two numbers of code points from 0, the smaller first", column: column("start", map)
      )
    }
    return start..<end
  }
}
