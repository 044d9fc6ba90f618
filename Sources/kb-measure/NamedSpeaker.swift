// Whether one man's quotes are found under his name, however the texts name him.
import Archive
import Foundation
import Interchange
import KnowledgeBase

/// The pairs of Tehran Times put into a knowledge base with `ingest`, and what it gives for `--speaker Khamenei`.
struct NamedSpeaker {
  let file: URL

  /// How he is named in the pairs besides by his name.
  private static let titles: Set<String> = [
    "the leader", "leader", "the supreme leader", "supreme leader", "the leader of the islamic revolution",
    "leader of the islamic revolution", "the leader of the revolution",
  ]

  func print() throws {
    let documents = try Corpus.read(file)
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kb-measure-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for document in documents {
      var text = String.UnicodeScalarView()
      text.append(contentsOf: document.scalars)
      try Data(String(text).utf8).write(to: folder.appendingPathComponent(document.id + ".txt"))
    }
    let path = folder.appendingPathComponent("kb.sqlite").path
    try KnowledgeBase.createSeeded(at: path)
    let kb = try KnowledgeBase(path: path, for: .writing)
    _ = try kb.ingest([folder.path], by: Authorship(author: "kb-measure", command: "kb-measure"))

    var his: [String: [Range<Int>]] = [:]
    for quote in try kb.quotes(QuoteQuery(speaker: "Khamenei")) where quote.kind != "indirect" {
      guard let source = quote.sourceKey, let start = quote.start, let end = quote.end else { continue }
      his[source, default: []].append(start..<end)
    }
    var (pairs, found, given, right) = (0, 0, 0, 0)
    for document in documents {
      let passages = his[document.id.lowercased()] ?? []
      for gold in document.gold {
        let isHis =
          gold.speaker.lowercased().contains("khamenei") || Self.titles.contains(gold.speaker.lowercased())
        let isGiven = passages.contains { $0.overlaps(gold.spans[0]) }
        pairs += isHis ? 1 : 0
        found += isHis && isGiven ? 1 : 0
        given += isGiven ? 1 : 0
        right += isHis && isGiven ? 1 : 0
      }
    }
    func share(_ part: Int, _ whole: Int) -> String {
      whole == 0 ? "none" : String(format: "%.4f", Double(part) / Double(whole))
    }
    Swift.print("Khamenei, after ingest".padding(toLength: 46, withPad: " ", startingAt: 0), "\(pairs) pairs")
    Swift.print(
      "  found by --speaker Khamenei".padding(toLength: 46, withPad: " ", startingAt: 0),
      "\(share(found, pairs))   precision",
      share(right, given))
  }
}
