// The table of accuracy: quotations in marks, indirect speech, and pairs.
import Foundation

/// Scores the extraction on annotated articles, in parts fixed by a hash of each article's id.
struct Accuracy {
  /// Whose errors were read first, whose were read once the first taught little more, and which nobody has read.
  enum Part: String, CaseIterable {
    case read, validation
    case keptAside = "kept aside"

    init(_ id: String) {
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325
      for byte in id.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      let share = hash % 84
      // (Those below 7 were kept aside first, and read when all others had been.)
      self = (7..<14).contains(share) ? .keptAside : share < 30 ? .validation : .read
    }
  }

  let folder: URL
  let includesKeptAside: Bool

  func print() throws {
    let articles = folder.appendingPathComponent("polnear-train.jsonl")
    let pairs = folder.appendingPathComponent("tehran-times-pairs.jsonl")
    for file in [articles, pairs] where !FileManager.default.isReadableFile(atPath: file.path) {
      throw CorpusError(description: "Missing or not readable: \(file.path)")
    }
    var rules: [String: (count: Int, head: Int)] = [:]
    for part in Part.allCases where part != .keptAside || includesKeptAside {
      let documents = try Corpus.read(articles) { Part($0) == part }
      let score = VerbatimScore(documents)
      row("PolNeAR, \(part.rawValue)", "\(documents.count) articles")
      row(
        "  in marks: found",
        "P \(percent(score.precision)) R \(percent(score.recall)) F1 \(percent(score.f1))")
      row(
        "  speaker_key", percent(score.share(score.key)), "with via \(percent(score.share(score.keyByVia)))")
      row("  head_key", percent(score.share(score.head)), "with via \(percent(score.share(score.headByVia)))")
      row("  speaker_exact", percent(score.share(score.exact)))
      row(
        "  named_key, pronoun_key", percent((score.named.count, score.named.key)),
        percent((score.pronoun.count, score.pronoun.key)))
      row("  end_to_end_key", percent(score.endToEnd))
      let indirect = IndirectScore(documents)
      row(
        "  indirect speech",
        "P \(percent(indirect.precision)) R \(percent(indirect.recall)) F1 \(percent(indirect.f1))",
        "speaker_key \(percent(indirect.speakerKey))")
      if !includesKeptAside || part == .keptAside {
        rules.merge(score.rules) { ($0.count + $1.count, $0.head + $1.head) }
      }
    }
    let pairScore = PairScore(try Corpus.read(pairs))
    row("Tehran Times", "\(pairScore.pairs) pairs")
    row("  found", percent((pairScore.pairs, pairScore.found)))
    row(
      "  head_key; or the name within the mention", percent((pairScore.found, pairScore.head)),
      percent((pairScore.found, pairScore.named)))
    row(
      "Rules on articles whose errors \(includesKeptAside ? "nobody read" : "were read")", "right by head_key"
    )
    for (rule, counts) in rules.sorted(by: { $0.value.count > $1.value.count }) {
      row("  \(rule)", percent((counts.count, counts.head)), "of \(counts.count)")
    }
  }

  private func row(_ name: String, _ values: String...) {
    Swift.print(name.padding(toLength: 46, withPad: " ", startingAt: 0), values.joined(separator: "   "))
  }

  private func percent(_ share: Double) -> String { String(format: "%.4f", share) }
  private func percent(_ counts: (count: Int, right: Int)) -> String {
    percent(Double(counts.right) / Double(max(1, counts.count)))
  }
}
