// The Swift of the README, compiled; ReadmeTests compares the two.
import Interchange
import KnowledgeBase

func printArgument(at path: String) throws {
  if (try? KnowledgeBase(path: path)) == nil { try KnowledgeBase.createSeeded(at: path) }
  let kb = try KnowledgeBase(path: path)
  for quote in try kb.quotes(QuoteQuery(speaker: "Khamenei", since: "2019")) {
    print(quote.speaker ?? "?", quote.saidOn ?? "", quote.text, quote.sourceKey ?? "")
  }
  for tie in try kb.argument(ArgumentQuery("strategic-deal", depth: 1)).edges where tie.relation == "hinders"
  {
    print(tie.fromText)
  }
}
