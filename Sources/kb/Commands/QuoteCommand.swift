// kb quote: who said what, when, and where it is written.
import ArgumentParser
import KnowledgeBase
import Storage

struct QuoteCommand: LookupCommand {
  static let configuration = CommandConfiguration(
    commandName: "quote", abstract: "Quotes: who said what, when, and where it is written.",
    discussion: "Newest first, then by key; quotes without a date come last. All conditions must hold.")
  static let examples = ["kb quote --speaker Khamenei", "kb quote sanctions --since 2015 --csv"]

  @Argument(help: "Words that the quote has, in any order.")
  var words: [String] = []
  @OptionGroup var filters: QuoteFilters
  @OptionGroup var list: ListOptions
  @OptionGroup var options: LookupOptions

  static let tableColumns: [String]? = ["key", "speaker", "text", "said_on", "status", "source_key"]

  static func position(_ quote: Quote) -> String { quote.key }

  func question() -> QuoteQuery {
    filters.question(joined(words), limit: list.limit(), after: list.after)
  }

  func text(_ quote: Quote, _ lookup: Lookup) -> String { quote.printed(joined(words), lookup) }
}

extension Quote {
  /// The words, then who, when, where it is written, and the key.
  func printed(_ words: String? = nil, _ lookup: Lookup) -> String {
    let text = Style.quoted(
      Style.marked(Style.wrapped(self.text, indent: 0), words, lookup), language: language)
    var place = sourceKey
    if let title = source, title != sourceKey { place = "\(Style.safe(title)) (\(sourceKey ?? ""))" }
    let pinned = start.flatMap { start in end.map { "characters \(start) to \($0)" } } ?? locator
    let who =
      Style.bold(Style.safe(speaker ?? "speaker not known")) + (saidOn.map { ", \(Style.date($0))" } ?? "")
      + Style.mark(status)
    var lines = [text, "  — \(who)"]
    let written = Style.line([
      place, pinned.map(Style.safe), publisher.map(Style.safe), publishedOn.map { "published \($0)" },
    ])
    if !written.isEmpty { lines.append("  in \(written)") }
    if let originKey, originKey != sourceKey {
      lines.append(
        "  first said in \(origin == originKey ? originKey : "\(Style.safe(origin ?? "")) (\(originKey))")")
    }
    if let translationOf { lines.append("  translation of \(translationOf)") }
    lines.append("  " + Style.dim(key))
    return lines.joined(separator: "\n")
  }
}

/// The words of a command line as one text; nil where there are none.
func joined(_ words: [String]) -> String? { words.isEmpty ? nil : words.joined(separator: " ") }

func filter(_ status: String?) -> StatusFilter { status.map { StatusFilter($0) } ?? .current }
