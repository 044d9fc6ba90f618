// Entries as two guides to writing have them: APA (7th edition) and MLA (9th edition).
import KnowledgeBase

extension Citation {
  /// An entry of a list of references; with a quote, the words and their speaker first, and in which work they are cited.
  ///
  /// What is not known is left out; titles keep their capitals. Plain text has no italics, Markdown has.
  func entry(_ style: FootnoteStyle, _ asMarkdown: Bool) -> String {
    func shown(_ text: String) -> String { Self.line(text, asMarkdown) }
    func work(_ source: Source) -> String {
      style == .apa ? apa(source, asMarkdown, shown) : mla(source, asMarkdown, shown)
    }
    guard let quote else { return source.map(work) ?? key }
    let isReported = quote.kind == "indirect"
    let text = shown(quote.text)
    let said = CitedDate(quote.saidOn).map { " (said \(shown($0.inWords)))" } ?? ""
    let note = Self.standing[quote.status].map { " [\($0)]" } ?? ""
    let words = isReported ? "as reported: \(text)" : "“\(text)”"
    let head = (quote.speaker.map { "\(shown($0)), " } ?? "") + words + said + note
    guard let source else { return head + "." }
    return head + (style == .apa ? ", as cited in " : ", qtd. in ") + work(source)
  }

  private func apa(_ source: Source, _ asMarkdown: Bool, _ shown: (String) -> String) -> String {
    let authors = CitedName.all(source.authors).map { shown($0.withInitials) }
    let publisher = source.publisher.map(shown)
    let date = "(\(CitedDate(source.publishedOn).map { shown($0.yearFirst) } ?? "n.d."))"
    let title = source.title.map { Self.italic(shown($0), asMarkdown) }
    // (A work without an author stands under its publisher, and one without either under its title.)
    let people = authors.isEmpty ? publisher : Self.listed(authors, and: "&")
    let head = people.map { [Self.ended($0), date + "."] + [title.map(Self.ended)].compactMap { $0 } }
    var parts = head ?? [title ?? source.key, date + "."]
    if !authors.isEmpty, let publisher { parts.append(Self.ended(publisher)) }
    if let place = place(shown) { parts.append(Self.ended(place)) }
    if let url = source.url {
      parts.append(
        (CitedDate(source.accessedOn).map { "Retrieved \(shown($0.inWords)), from " } ?? "")
          + Self.link(url, asMarkdown))
    }
    return parts.joined(separator: " ")
  }

  private func mla(_ source: Source, _ asMarkdown: Bool, _ shown: (String) -> String) -> String {
    let names = CitedName.all(source.authors)
    let authors = names.enumerated().map { shown($0 == 0 ? $1.familyFirst : $1.inOrder) }
    var parts: [String] = []
    if !authors.isEmpty {
      parts.append(Self.ended(authors.count > 2 ? "\(authors[0]), et al" : Self.listed(authors, and: "and")))
    }
    if let title = source.title {
      parts.append(
        ["book", "report", "treaty"].contains(source.kind)
          ? Self.ended(Self.italic(shown(title), asMarkdown)) : "“\(Self.ended(shown(title)))”")
    }
    let container = [
      source.publisher.map(shown), CitedDate(source.publishedOn).map { shown($0.dayFirst) }, place(shown),
      source.url.map { Self.link($0, asMarkdown) },
    ].compactMap { $0 }
    if !container.isEmpty { parts.append(Self.ended(container.joined(separator: ", "))) }
    if let accessed = CitedDate(source.accessedOn) {
      parts.append("Accessed \(Self.ended(shown(accessed.dayFirst)))")
    }
    return parts.isEmpty ? Self.ended(source.key) : parts.joined(separator: " ")
  }

  /// Where in the source the words stand.
  private func place(_ shown: (String) -> String) -> String? {
    if let start = quote?.start, let end = quote?.end { return "characters \(start) to \(end)" }
    return quote?.locator.map(shown)
  }

  private static func ended(_ text: String) -> String {
    text.hasSuffix(".") || text.hasSuffix("?") || text.hasSuffix("!") ? text : text + "."
  }

  private static func italic(_ text: String, _ asMarkdown: Bool) -> String { asMarkdown ? "*\(text)*" : text }

  private static func link(_ url: String, _ asMarkdown: Bool) -> String {
    asMarkdown ? "<\(address(url))>" : line(url, false)
  }

  private static func listed(_ names: [String], and word: String) -> String {
    guard names.count > 1 else { return names[0] }
    return names.dropLast().joined(separator: ", ") + ", \(word) \(names[names.count - 1])"
  }
}

extension CitedName {
  /// `Family, G. H.`
  fileprivate var withInitials: String {
    guard case .parted(let family, let given) = self else { return inOrder }
    let initials = given.split { $0 == " " || $0 == "-" }.compactMap { $0.first.map { "\($0)." } }
    return "\(family), \(initials.joined(separator: " "))"
  }

  /// `Family, Given`
  fileprivate var familyFirst: String {
    guard case .parted(let family, let given) = self else { return inOrder }
    return "\(family), \(given)"
  }
}
