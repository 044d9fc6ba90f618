// Names of authors out of the lines that give them.

import Foundation

enum Names {
  /// The names in a byline: "By Jane Roe and John Doe", "Par Jeanne Roe". Empty where it is no list of names:
  /// an address, a sentence.
  static func authors(_ line: String) -> [String] {
    let text = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !text.isEmpty, text.utf8.count <= 200, !text.contains("://"), !text.hasPrefix("@") else {
      return []
    }
    var rest = Substring(text)
    for prefix in prefixes where rest.lowercased().hasPrefix(prefix) {
      rest = rest.dropFirst(prefix.count)
      break
    }
    var names: [String] = []
    for part in split(String(rest)) {
      let name = withoutDate(trimmed(part))
      guard !name.isEmpty, name.utf8.count <= 100 else { continue }
      if !names.contains(name) { names.append(name) }
    }
    return names
  }

  /// The names in a line of a page that is marked as a byline, but may be a menu or a sentence: nothing but
  /// names counts, of at most five words, most of them capitalised.
  static func marked(_ line: String) -> [String] {
    guard line.utf8.count <= 100, !line.utf8.contains(UInt8(ascii: "|")) else { return [] }
    let names = authors(line)
    let areNames = names.allSatisfy { name in
      let words = name.split(separator: " ")
      let small = words.filter { $0.unicodeScalars.first?.properties.isLowercase == true }
      return words.count <= 5 && small.count * 2 < words.count
    }
    return areNames ? names : []
  }

  /// A name up to the date that some bylines go on with.
  private static func withoutDate(_ name: String) -> String {
    var words = name.split(separator: " ")
    guard let first = words.firstIndex(where: { $0.utf8.first.map { (0x30...0x39).contains($0) } == true })
    else {
      return name
    }
    words.removeSubrange(first...)
    if let last = words.last, WrittenDate.isMonth(last) { words.removeLast() }
    return trimmed(words.joined(separator: " "))
  }

  private static let prefixes = [
    "written by ", "reported by ", "story by ", "posted by ", "by: ", "by ", "par ", "von ", "por ", "di ",
    "نویسنده: ", "نوشته ", "بقلم: ", "بقلم ", "كتب: ", "автор: ", "מאת ",
  ]

  /// At "and", semicolons, bars; and at commas where each side is a full name, since "Roe, Jane" is one.
  private static func split(_ text: String) -> [String] {
    var pieces = [text]
    for separator in [" and ", " & ", " et ", " und ", " y ", ";", " | ", " • ", " / ", "،"] {
      pieces = pieces.flatMap { piece in
        var result: [String] = []
        var rest = piece[...]
        while let range = rest.range(of: separator) {
          result.append(String(rest[..<range.lowerBound]))
          rest = rest[range.upperBound...]
        }
        return result + [String(rest)]
      }
    }
    return pieces.flatMap { piece in
      let parts = piece.split(separator: ",").map { trimmed(String($0)) }.filter { !$0.isEmpty }
      return parts.count > 1 && parts.allSatisfy { $0.contains(" ") } ? parts : [piece]
    }
  }

  private static func trimmed(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    func isEdge(_ scalar: Unicode.Scalar) -> Bool {
      scalar.properties.isWhitespace || ",;:|-–—/•".unicodeScalars.contains(scalar)
    }
    guard let first = scalars.firstIndex(where: { !isEdge($0) }),
      let last = scalars.lastIndex(where: { !isEdge($0) })
    else { return "" }
    var result = String.UnicodeScalarView()
    result.append(contentsOf: scalars[first...last])
    return String(result)
  }
}
