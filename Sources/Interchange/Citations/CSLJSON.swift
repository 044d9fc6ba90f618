// CSL-JSON (Citation Style Language, schema 1.0.2): what Zotero, Pandoc and citeproc read.
import KnowledgeBase

enum CSLJSON {
  /// A source as an item. What CSL has no name for stands under `custom`.
  static func item(_ source: Source) -> JSONValue {
    let authors = CitedName.all(source.authors).map(name)
    let isPeriodical = ["article-newspaper", "webpage", "post"].contains(type(source))
    return .present([
      ("id", .string(source.key)),
      ("type", .string(type(source))),
      ("title", source.title.map { .string($0) }),
      ("author", authors.isEmpty ? nil : .array(authors)),
      ("container-title", isPeriodical ? source.publisher.map { .string($0) } : nil),
      ("publisher", isPeriodical ? nil : source.publisher.map { .string($0) }),
      ("issued", CitedDate(source.publishedOn).map(date)),
      ("accessed", CitedDate(source.accessedOn).map(date)),
      ("URL", source.url.map { .string($0) }),
      ("language", source.language == "und" ? nil : .string(source.language)),
      ("custom", custom(source)),
    ])
  }

  private static func type(_ source: Source) -> String {
    switch source.kind {
    case "article": "article-newspaper"
    case "speech", "interview", "book", "report", "post", "treaty": source.kind
    default: source.url == nil ? "document" : "webpage"
    }
  }

  private static func custom(_ source: Source) -> JSONValue? {
    // A date that date-parts cannot tell of in full is kept as it stands.
    let members: [(String, JSONValue?)] = [
      ("kind", .string(source.kind)),
      ("published_on", source.publishedOn.map { .string($0) }),
      ("sha256", source.sha256.map { .string($0) }),
    ]
    return .present(members)
  }

  static func name(_ name: CitedName) -> JSONValue {
    switch name {
    case .parted(let family, let given): .object([("family", .string(family)), ("given", .string(given))])
    case .literal(let name): .object([("literal", .string(name))])
    }
  }

  /// `date-parts` of what is known, with `circa` for uncertain and approximate dates; where not even a year is known,
  /// or a side is open, `literal`.
  static func date(_ date: CitedDate) -> JSONValue {
    let parts = date.sides.map { side -> [Int] in
      guard let year = side.year else { return [] }
      return [year] + (side.month.map { [$0] + (side.day.map { [$0] } ?? []) } ?? [])
    }
    guard parts.allSatisfy({ !$0.isEmpty }), !date.isInterval || date.sides.allSatisfy({ $0.season == nil })
    else {
      return .object([("literal", .string(date.inWords))])
    }
    return .present([
      ("date-parts", .array(parts.map { .array($0.map { .integer($0) }) })),
      ("season", date.sides[0].season.map { .integer($0) }),
      ("circa", date.isCirca ? true : nil),
    ])
  }
}
