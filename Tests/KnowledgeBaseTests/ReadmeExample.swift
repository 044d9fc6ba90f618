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

func correct(at path: String) throws {
  let kb = try KnowledgeBase(path: path, for: .writing)
  // One changeset: all of it, or nothing.
  let edit = try kb.edit(by: Authorship(author: "ada", command: "correction", note: "heard the recording")) {
    let quote = try $0.add(.quote, [.speaker: "Khamenei", .text: "Words of a test.", .saidOn: "2019"])
    try $0.tag(quote.key, "sanctions")
    try $0.set("wana", [.description: "A news agency in Tehran."])
  }
  // The file as it stood one morning; and this correction taken back.
  let then = try KnowledgeBase(path: path, asOf: PointInHistory("2026-03-14T10:00"))
  print(try then.quotes().count, try kb.quotes().count)
  if let changeset = edit.changeset {
    _ = try kb.undo(changeset, by: Authorship(author: "ada", command: "undo"))
  }
}
