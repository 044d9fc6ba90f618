// How wide text is on a terminal, and text that a terminal shows without harm.

/// Columns on a terminal: 0 for marks and invisible characters, 2 for wide East Asian ones and emoji, else 1
/// (after Unicode's East Asian Width, UAX #11; a terminal may differ on rare ones).
package enum DisplayWidth {
  package static func of(_ text: some StringProtocol) -> Int {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text.utf8.count }
    return text.unicodeScalars.reduce(0) { $0 + of($1) }
  }

  package static func of(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x20..<0x7F: return 1
    case 0..<0x20, 0x7F..<0xA0: return 0
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
      return 2
    default:
      let properties = scalar.properties
      if properties.isEmojiPresentation { return 2 }
      switch properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .format: return 0
      default: return 1
      }
    }
  }

  /// The text up to a width, with `…` where something was left out.
  package static func fitted(_ text: String, to width: Int) -> String {
    guard of(text) > width else { return text }
    var result = String.UnicodeScalarView()
    var used = 0
    for scalar in text.unicodeScalars {
      let next = of(scalar)
      if used + next > width - 1 { break }
      used += next
      result.append(scalar)
    }
    return String(result) + "…"
  }

  /// Lines no wider than `width`, broken at spaces; a longer word stays whole.
  package static func wrapped(_ text: String, to width: Int) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line -> [String] in
      var lines: [String] = []
      var current = ""
      var used = 0
      for word in line.split(separator: " ", omittingEmptySubsequences: false) {
        let next = of(word)
        if used > 0, used + 1 + next > width {
          lines.append(current)
          current = String(word)
          used = next
        } else {
          current += (current.isEmpty && used == 0 ? "" : " ") + word
          used += next + (used == 0 ? 0 : 1)
        }
      }
      return lines + [current]
    }
  }

  /// Whether any character is written from right to left.
  package static func isRightToLeft(_ text: String) -> Bool {
    text.unicodeScalars.contains {
      (0x0590...0x08FF).contains($0.value) || (0xFB1D...0xFDFF).contains($0.value)
        || (0xFE70...0xFEFC).contains($0.value)
        || (0x10800...0x10FFF).contains($0.value) || (0x1E800...0x1EFFF).contains($0.value)
    }
  }

  /// Sets right-to-left text apart from what stands around it (Unicode's isolates, UAX #9), so that it orders
  /// its own words and nothing else.
  ///
  /// - Parameter filtered: by signs for ``TerminalFilter``, which lets no other isolates pass.
  package static func isolated(_ text: String, filtered: Bool) -> String {
    guard isRightToLeft(text) else { return text }
    return filtered
      ? TerminalSign.isolate + text + TerminalSign.endOfIsolate : "\u{2068}\(text)\u{2069}"
  }

  /// Control characters as their visible pictures: a text in the file cannot steer the terminal.
  package static func visible(_ text: String, keepsLines: Bool = true) -> String {
    guard
      text.unicodeScalars.contains(where: { isControl($0) && !(keepsLines && ($0 == "\n" || $0 == "\t")) })
    else { return text }
    return String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          guard isControl(scalar), !(keepsLines && (scalar == "\n" || scalar == "\t")) else { return scalar }
          if scalar.value < 0x20 { return Unicode.Scalar(0x2400 + scalar.value)! }
          return scalar.value == 0x7F ? "\u{2421}" : "\u{FFFD}"
        }))
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || scalar.value == 0x7F || isSteering(scalar)
  }

  /// C1 controls, and the overrides, embeddings and isolates that would reorder all that follows.
  static func isSteering(_ scalar: Unicode.Scalar) -> Bool {
    (0x80..<0xA0).contains(scalar.value) || (0x202A...0x202E).contains(scalar.value)
      || (0x2066...0x2069).contains(scalar.value)
  }
}
