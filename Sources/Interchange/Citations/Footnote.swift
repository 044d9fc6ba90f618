// A footnote: who said it, the words, where, when, when it was read, and the hash of what was kept.
import KnowledgeBase

/// How a footnote is put.
public enum FootnoteStyle: String, CaseIterable, Sendable {
  /// A full note after the Chicago Manual of Style (17th edition, notes and bibliography), but with commas outside
  /// of the quotation marks: the words stand there as they were said.
  case chicago
  /// For later notes: the speaker or author, the first words, and the key.
  case short
  /// An entry of a list of references, after the American Psychological Association (7th edition) and the Modern
  /// Language Association (9th edition). The hash of what was kept has no place there.
  case apa, mla
}

extension Citation {
  /// The citation as one paragraph. What is not known is left out. White space that breaks lines becomes a space;
  /// all else of a text stands as it is.
  ///
  /// - Parameter asMarkdown: as a footnote of Markdown, `[^key]: …`, with its signs escaped.
  public func footnote(_ style: FootnoteStyle = .chicago, asMarkdown: Bool = false) -> String {
    if [.apa, .mla].contains(style) { return (asMarkdown ? "[^\(key)]: " : "") + entry(style, asMarkdown) }
    let parts = style == .chicago ? full(asMarkdown) : short(asMarkdown)
    // Words that were cut at a comma bring their own.
    let text = parts.dropFirst().reduce(parts.first ?? "") {
      $0 + ($0.hasSuffix(",”") || $0.hasSuffix(",") ? " " : ", ") + $1
    }
    return (asMarkdown ? "[^\(key)]: " : "") + text + (text.hasSuffix(".") ? "" : ".")
  }

  private func full(_ asMarkdown: Bool) -> [String] {
    func shown(_ text: String) -> String { Self.line(text, asMarkdown) }
    var parts: [String] = []
    if let quote {
      if let speaker = quote.speaker { parts.append(shown(speaker)) }
      parts.append(words(quote, shown))
      if let said = CitedDate(quote.saidOn) { parts.append("said \(shown(said.inWords))") }
      if let note = Self.standing[quote.status] { parts.append(note) }
    }
    guard let source else { return parts + [quote?.locator.map(shown)].compactMap { $0 } }
    let authors = CitedName.all(source.authors).map { shown($0.inOrder) }
    var place = authors.isEmpty ? [] : [Self.listed(authors)]
    if let title = source.title {
      place.append(quote == nil || source.kind != "book" ? "“\(shown(title))”" : shown(title))
    }
    if let publisher = source.publisher { place.append(shown(publisher)) }
    if let published = CitedDate(source.publishedOn) { place.append(shown(published.inWords)) }
    if let url = source.url {
      place.append(asMarkdown ? "<\(Self.address(url))>" : Self.line(url, false))
    }
    if place.isEmpty { place.append(source.key) }
    if quote != nil { place[0] = "in \(place[0])" }
    parts += place
    if let start = quote?.start, let end = quote?.end {
      parts.append("characters \(start) to \(end)")
    } else if let locator = quote?.locator {
      parts.append(shown(locator))
    }
    if let accessed = CitedDate(source.accessedOn) { parts.append("accessed \(shown(accessed.inWords))") }
    if let sha256 = source.sha256 { parts.append("SHA-256 of the archived file \(sha256)") }
    if let note = Self.standing[source.status] { parts.append("source \(note)") }
    return parts
  }

  private func short(_ asMarkdown: Bool) -> [String] {
    func shown(_ text: String) -> String { Self.line(text, asMarkdown) }
    guard let quote else {
      let author = CitedName.all(source?.authors).first.map { shown($0.inOrder) }
      return [author, source?.title.map { "“\(shown($0))”" }, key].compactMap { $0 }
    }
    let words = quote.text.split(whereSeparator: \.isWhitespace)
    let first = shown(words.prefix(6).joined(separator: " ")) + (words.count > 6 ? " …" : "")
    return [
      quote.speaker.map(shown), quote.kind == "indirect" ? first : "“\(first)”", quote.key,
      Self.standing[quote.status],
    ].compactMap { $0 }
  }

  /// The words in quotation marks; not so where they are not the speaker's own.
  private func words(_ quote: Quote, _ shown: (String) -> String) -> String {
    quote.kind == "indirect" ? "as reported: \(shown(quote.text))" : "“\(shown(quote.text))”"
  }

  /// What a reader must know of a quote that nobody stands behind.
  static let standing = [
    "proposed": "not yet checked", "denied": "denied by the speaker", "misattributed": "misattributed",
    "rejected": "rejected", "retracted": "retracted",
  ]

  private static func listed(_ names: [String]) -> String {
    switch names.count {
    case 1: names[0]
    case 2: "\(names[0]) and \(names[1])"
    default: names.dropLast().joined(separator: ", ") + ", and \(names[names.count - 1])"
    }
  }

  /// A text on one line; in Markdown, with its signs escaped.
  static func line(_ text: String, _ asMarkdown: Bool) -> String {
    var result = ""
    for scalar in RIS.line(text).unicodeScalars {
      if asMarkdown, "\\`*_{}[]<>#|~&".unicodeScalars.contains(scalar) { result += "\\" }
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  /// An address between angle brackets.
  static func address(_ url: String) -> String {
    var result = ""
    for scalar in BibLaTeX.address(url).unicodeScalars {
      switch scalar {
      case "<": result += "%3C"
      case ">": result += "%3E"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
