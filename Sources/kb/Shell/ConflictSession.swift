// Conflicts at a terminal: shows each with both values, and keeps what one key says.
import KnowledgeBase

struct ConflictSession {
  private let conflicts: [Conflict]
  private let keyboard = Keys()

  init(_ conflicts: [Conflict]) { self.conflicts = conflicts }

  /// Asks about one after the other.
  ///
  /// - Returns: the answers by question; what was skipped or not reached has none.
  func run() -> [String: Preference] {
    var choices: [String: Preference] = [:]
    var position = 0
    while position < conflicts.count {
      let conflict = conflicts[position]
      Shell.say(
        "\n\(Style.dim("\((position + 1).grouped) of \(conflicts.count.grouped)"))\n\(ConflictRows.text(conflict))\n"
      )
      switch ask() {
      case .choice(let preference): choices[conflict.question] = preference
      case .back:
        position = max(position - 1, 0)
        choices[conflicts[position].question] = nil
        continue
      case .skip: break
      case .leave: return choices
      }
      position += 1
    }
    Shell.say("\n")
    return choices
  }

  private enum Answer {
    case choice(Preference)
    case skip, back, leave
  }

  private func ask() -> Answer {
    let help = "o ours · t theirs · n the newer · space leave open · u back · q leave the rest open"
    Shell.say(Style.dim(help) + " ")
    while true {
      switch keyboard.next() {
      case "o": return .choice(.ours)
      case "t": return .choice(.theirs)
      case "n": return .choice(.newer)
      case " ", "\t": return .skip
      case "u": return .back
      case "q", nil: return .leave
      default: Shell.note(help)
      }
    }
  }
}
