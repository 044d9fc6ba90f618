// When two mentions of a speaker count as the same: the last capitalised word, or the last word.
import Foundation

enum SpeakerKey {
  /// Whether `found` names the speaker as `wanted` does, by the last capitalised word of both.
  static func matches(_ found: String?, _ wanted: String) -> Bool {
    let found = found ?? ""
    return normalised(found) == normalised(wanted) || !found.isEmpty && key(found) == key(wanted)
  }

  static func matchesExactly(_ found: String?, _ wanted: String) -> Bool {
    normalised(found ?? "") == normalised(wanted)
  }

  /// The same for the part before a comma, a bracket or a relative clause.
  static func matchesHead(_ found: String?, _ wanted: String) -> Bool {
    matches(found, wanted) || (found?.isEmpty == false && key(head(found ?? "")) == key(head(wanted)))
  }

  private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool { scalar == "'" || scalar == "’" }

  /// Without possessive endings and signs, in lower case.
  static func normalised(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var kept = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      if isApostrophe(scalar), index + 1 < scalars.count, scalars[index + 1] == "s",
        index + 2 == scalars.count || !scalars[index + 2].isWordCharacter
      {
        index += 2
        continue
      }
      if scalar.isWordCharacter || scalar == " " { kept.append(scalar) }
      index += 1
    }
    return String(kept).lowercased().trimmingCharacters(in: .whitespacesAndNewlines)
  }

  static func key(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var last: [Unicode.Scalar]?
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      guard ("A"..."Z").contains(scalar) || ("À"..."Þ").contains(scalar) else {
        index += 1
        continue
      }
      var end = index + 1
      while end < scalars.count,
        scalars[end].isWordCharacter || isApostrophe(scalars[end]) || scalars[end] == "-"
      {
        end += 1
      }
      if end > index + 1 { last = Array(scalars[index..<end]) }
      index = end
    }
    guard var word = last else {
      return normalised(text).split(whereSeparator: \.isWhitespace).last.map(String.init) ?? ""
    }
    if word.count > 1, word[word.count - 1] == "s", isApostrophe(word[word.count - 2]) { word.removeLast(2) }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: word)
    return String(view).lowercased()
  }

  private static func head(_ text: String) -> String {
    let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
    let scalars = Array(trimmed.unicodeScalars)
    var index = 0
    while index < scalars.count {
      if [",", ";", "(", "—"].contains(scalars[index]) { break }
      if scalars[index].properties.isWhitespace {
        let word = scalars[(index + 1)...].prefix { !$0.properties.isWhitespace }
        let isFollowed = index + 1 + word.count < scalars.count
        if isFollowed, ["who", "which", "that"].contains(String(String.UnicodeScalarView(word))) { break }
      }
      index += 1
    }
    return String(String.UnicodeScalarView(scalars[..<index]))
  }
}
