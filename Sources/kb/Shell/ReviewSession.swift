// A reviewer at a terminal: shows each proposal in its passage, and does what one key says.
import Foundation
import Interchange
import KnowledgeBase

final class ReviewSession {
  private let kb: KnowledgeBase
  private let keys: [String]
  private let isBlind: Bool
  private let authorship: Authorship
  private let keyboard = Keys()
  /// What was decided, to take it back: at which proposal, and what it was before.
  private var done: [(position: Int, verdict: Decision.Verdict, undo: DecisionUndo)] = []
  private var accepted = 0
  private var rejected = 0

  init(kb: KnowledgeBase, keys: [String], isBlind: Bool, by authorship: Authorship) {
    (self.kb, self.keys, self.isBlind, self.authorship) = (kb, keys, isBlind, authorship)
  }

  func run() throws {
    var position = 0
    while position < keys.count {
      let item = try kb.proposalInContext(keys[position])
      try show(item, position)
      guard let next = try decide(item, position) else { break }
      position = next
    }
    let left = keys.count - done.count
    Shell.say("\n")
    Shell.note(
      "accepted \(accepted), rejected \(rejected); \(left == 0 ? "nothing is left" : "\(left.grouped) left")."
    )
  }

  private func show(_ item: ProposalInContext, _ position: Int) throws {
    let scalars = Array(item.context.unicodeScalars)
    func part(_ range: Range<Int>) -> String {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[range.clamped(to: 0..<scalars.count)])
      return DisplayWidth.visible(String(view).withSingleSpaces)
    }
    var shown = ""
    var at = 0
    for span in item.spans where span.lowerBound >= at {
      shown += part(at..<span.lowerBound) + Style.found(part(span))
      at = span.upperBound
    }
    shown += part(at..<max(at, scalars.count))
    let place = "\(item.proposal.sourceKey)@\(item.proposal.start ?? 0)-\(item.proposal.end ?? 0)"
    try Shell.print(
      """

      \(Style.dim("\((position + 1).grouped) of \(keys.count.grouped) · \(place) · \(item.proposal.key)"))
      …\(shown)…

        \(item.proposal.who)
        \(Style.dim(item.proposal.found))
      """)
    for candidate in item.candidates { Shell.note("    could be \(candidate.key) (\(candidate.name))") }
  }

  /// Reads keys until one leads on.
  ///
  /// - Returns: the proposal to show next; nil to leave.
  private func decide(_ item: ProposalInContext, _ position: Int) throws -> Int? {
    let help = "a accept · r reject · s other speaker · e other words · space skip · u undo · q leave"
    Shell.say(Style.dim(help) + " ")
    while true {
      guard let key = keyboard.next() else { return nil }
      switch key {
      case "a": if take(Decision(.accept), item, position) { return position + 1 }
      case "r":
        let why = keyboard.line("\nWhy? (return for no reason) ")
        if take(Decision(.reject, why: why), item, position) { return position + 1 }
      case "s":
        guard let name = keyboard.line("\nWho said it? ") else { break }
        if take(Decision(.accept, speaker: name), item, position) { return position + 1 }
      case "e":
        guard let words = keyboard.line("\nThe words, as they stand in the text above: ") else { break }
        guard let passage = item.place(of: words) else {
          Shell.note("these words do not stand there, or more than once")
          break
        }
        if take(Decision(.accept, passage: passage), item, position) { return position + 1 }
      case " ", "n", "\t": return position + 1
      case "u":
        guard let last = done.popLast() else {
          Shell.note("nothing to take back")
          break
        }
        try kb.undo(last.undo, by: authorship)
        count(last.verdict, by: -1)
        return last.position
      case "q": return nil
      default: Shell.note(help)
      }
    }
  }

  /// Decides, or says why that is not possible.
  private func take(_ decision: Decision, _ item: ProposalInContext, _ position: Int) -> Bool {
    do {
      let undo = try kb.decide(decision, on: item.proposal.key, isBlind: isBlind, by: authorship)
      done.append((position, decision.verdict, undo))
      count(decision.verdict, by: 1)
      return true
    } catch {
      Shell.note("\(error)")
      return false
    }
  }

  private func count(_ verdict: Decision.Verdict, by step: Int) {
    if verdict == .accept { accepted += step } else { rejected += step }
  }
}

extension String {
  /// As it is read, not as it is stored: runs of spaces, which some archives have by the dozen, as one.
  fileprivate var withSingleSpaces: String {
    var result = String.UnicodeScalarView()
    for scalar in unicodeScalars where scalar != " " || result.last != " " && result.last != "\n" {
      result.append(scalar)
    }
    return String(result)
  }
}

extension ProposalInContext {
  /// Where words stand in the context, as code points of the archived text; nil where they do not, or more than once.
  func place(of words: String) -> Range<Int>? {
    let text = Array(context.unicodeScalars)
    let wanted = Array(words.unicodeScalars)
    guard !wanted.isEmpty, wanted.count <= text.count else { return nil }
    let places = (0...text.count - wanted.count).filter { text[$0..<$0 + wanted.count].elementsEqual(wanted) }
    guard places.count == 1 else { return nil }
    let offset = (proposal.start ?? 0) - passage.lowerBound
    return offset + places[0]..<offset + places[0] + wanted.count
  }
}
