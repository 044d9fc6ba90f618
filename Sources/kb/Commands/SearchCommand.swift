// kb search: everything that has these words, best first.
import ArgumentParser
import Interchange
import KnowledgeBase
import Storage

struct SearchCommand: LookupCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Everything that has these words, best first.",
    discussion: """
      Every word must be there, in any order. Upper and lower case, diacritics, Arabic and Persian forms of letters, \
      and words joined, spaced or with a zero-width non-joiner are the same.
      """)
  static let examples = ["kb search sanctions", "kb search خامنه‌ای --in actors,quotes"]

  @Argument(help: "Words to look for.")
  var words: [String]
  @Option(
    name: .customLong("in"),
    help: ArgumentHelp("Some of quotes,claims,sources,events,actors.", valueName: "kinds"))
  var kinds: String?
  @Option(help: "proposed, accepted, rejected, retracted or all.")
  var status: String?
  @OptionGroup var list: ListOptions
  @OptionGroup var options: LookupOptions

  static func position(_ hit: SearchHit) -> String { hit.key }

  func question() -> SearchQuery {
    SearchQuery(
      words.joined(separator: " "),
      in: kinds?.split(separator: ",", omittingEmptySubsequences: false).map(String.init) ?? [],
      status: filter(status),
      limit: list.limit(20), after: list.after)
  }

  static let rewrittenColumns: [String]? = ["kind", "key", "title", "snippet", "rank", "status"]

  /// Rows give a stretch of the text, with the found words in brackets, where the statement gives all of it.
  func rewritten(_ row: Row, _ lookup: Lookup) -> TextCells? {
    let hit = SearchQuery.record(row)
    let snippet = snippet(hit, lookup).text(before: "[", after: "]")
    return TextCells([hit.kind, hit.key, hit.title, snippet, row.text(4), hit.status], numbers: [4])
  }

  func text(_ hit: SearchHit, _ lookup: Lookup) -> String {
    let snippet = snippet(hit, lookup)
    let shown = snippet.pieces.map { piece in
      let text = DisplayWidth.visible(
        piece.text.split(separator: "\n").joined(separator: " "), keepsLines: false)
      return piece.isFound ? Style.found(text) : text
    }.joined()
    let head = Style.line([hit.kind, hit.title.map(Style.safe), Style.dim(hit.key)]) + Style.mark(hit.status)
    return "\(head)\n  \(snippet.isCutBefore ? "…" : "")\(shown)\(snippet.isCutAfter ? "…" : "")"
  }

  private func snippet(_ hit: SearchHit, _ lookup: Lookup) -> Snippet {
    Snippet(of: hit.text, Set(lookup.words(words.joined(separator: " ")).words), lookup.folding)
  }
}
