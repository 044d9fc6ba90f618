// A text with what was found in it marked: for people.
// Unsafe: the text outlives this view of it, as its maker promises; the ranges were found in it.
import Archive
import Extraction
import Interchange
import KnowledgeBase

/// The text, each quote in brackets with its number, then a line a quote: who said it, how, and why it was taken for one.
@safe struct MarkedText {
  private let utf8: UnsafeBufferPointer<UInt8>
  private let found: Extracted
  private let cast: Cast

  init(_ utf8: UnsafeBufferPointer<UInt8>, _ found: Extracted, cast: Cast) {
    unsafe (self.utf8, self.found, self.cast) = (utf8, found, cast)
  }

  func text() -> String {
    var marks: [(at: Int, order: Int, mark: String)] = []
    for (index, quotation) in found.quotations.enumerated() {
      for span in quotation.spans {
        marks.append(
          (
            span.lowerBound, 1,
            Style.dim("[\(index + 1):") + (Shell.hasColour ? TerminalSign.colour("33") : "")
          ))
        marks.append((span.upperBound, 0, (Shell.hasColour ? TerminalSign.colour("0") : "") + Style.dim("]")))
      }
    }
    marks.sort { ($0.at, $0.order) < ($1.at, $1.order) }
    var text = ""
    var at = 0
    for mark in marks {
      text += string(at..<max(at, mark.at)) + mark.mark
      at = max(at, mark.at)
    }
    unsafe text += string(at..<utf8.count)
    if !text.hasSuffix("\n") { text += "\n" }
    if !found.quotations.isEmpty { text += "\n" }
    for (index, quotation) in found.quotations.enumerated() {
      text += "\(index + 1)  " + line(quotation, found.named.speakers[index]) + "\n"
    }
    if !found.named.mentions.isEmpty { text += "\n" + mentions() + "\n" }
    return text
  }

  private func string(_ range: Range<Int>) -> String {
    let text = unsafe String(decoding: utf8[range], as: UTF8.self)
    return Shell.isTerminal ? DisplayWidth.visible(text) : text
  }

  private func line(_ quotation: Quotation, _ speaker: SpeakerIdentity) -> String {
    let who =
      switch speaker {
      case .actor(let index): cast.keys[index]
      case .candidates(let several): several.map { cast.keys[$0] }.joined(separator: " or ")
      case .unknown(let name, _): "\(name) (new)"
      case .none: "nobody known"
      }
    return Style.line([
      Style.bold(Style.safe(who)), quotation.speaker.map { "“\(string($0))”" },
      quotation.cue.map { string($0) },
      quotation.via.map { "through “\(string($0))”" }, quotation.kind.rawValue, quotation.rule,
      fixed(quotation.confidence, digits: 2),
    ])
  }

  /// Who is named, and how often.
  private func mentions() -> String {
    var counts: [String: Int] = [:]
    for mention in found.named.mentions {
      counts[found.named.actors(of: mention).map { cast.keys[$0] }.joined(separator: " or "), default: 0] += 1
    }
    let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    return "named: "
      + sorted.map { $0.value == 1 ? $0.key : "\($0.key) (\($0.value))" }.joined(separator: ", ")
  }
}
