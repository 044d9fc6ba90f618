// Names of authors as citations have them.

/// One author.
enum CitedName: Equatable {
  /// Written as `Family, Given`.
  case parted(family: String, given: String)
  /// As it stands: where a name's parts are not told apart, guessing would put many in the wrong order.
  case literal(String)

  /// Reads authors joined by `; `.
  static func all(_ text: String?) -> [CitedName] {
    (text ?? "").split(separator: ";").compactMap { part in
      let name = part.drop { $0.isWhitespace }
      let text = String(name.reversed().drop { $0.isWhitespace }.reversed())
      return text.isEmpty ? nil : CitedName(text)
    }
  }

  init(_ name: String) {
    let parts = name.split(separator: ",", omittingEmptySubsequences: false).map {
      $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    // "Smith, Jr." has no given name, and what has digits or signs in it is no person's name.
    let suffixes = ["jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "phd", "inc", "inc.", "ltd", "ltd.", "llc"]
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty,
      !suffixes.contains(parts[1].lowercased()),
      !name.contains(where: { $0.isNumber || "{}\\&/@".contains($0) })
    else {
      self = .literal(name)
      return
    }
    self = .parted(family: parts[0], given: parts[1])
  }

  /// `Given Family`.
  var inOrder: String {
    switch self {
    case .parted(let family, let given): "\(given) \(family)"
    case .literal(let name): name
    }
  }
}
