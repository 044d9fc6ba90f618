// Where words stand in an archived source: found by themselves, or where somebody says they are.
// Unsafe: the text is looked at within the closure, in ranges that were found in it.
import Storage

/// What came of looking for words in a source.
public enum Pin: Sendable, Hashable {
  /// They stand there, in code points from 0, and are pinned.
  case pinned(Range<Int>)
  /// They do not stand there; nothing is pinned.
  case absent
  /// They stand there several times (at most 20 places are told), and nothing says which is meant; nothing is pinned.
  case several([Range<Int>])
  /// The source has no text in the file.
  case notArchived
}

extension Pin {
  /// What the person who edits should know of it.
  func remark(_ source: PinnedSource, hasLocator: Bool) -> String? {
    switch self {
    case .pinned:
      hasLocator ? "the words are pinned in \(source.key), so the locator is left out" : nil
    case .absent: "these words do not stand in \(source.key), so nothing is pinned"
    case .several(let places):
      "these words stand in \(source.key) more than once, so nothing is pinned; say which with start: \(source.addresses(places))"
    case .notArchived:
      hasLocator
        ? nil : "\(source.key) is not archived, so nothing is pinned; a locator can say where it stands"
    }
  }
}

/// A source in which something is looked for.
struct PinnedSource {
  let id: Int64
  let key: String
  /// The archived text; nil where there is none.
  let text: String?

  /// Where words stand, in code points from 0, each with the words as they stand there; at most `limit` places.
  /// Quotation marks and white space may differ.
  func places(of words: String, limit: Int) -> [(range: Range<Int>, exact: String)] {
    guard var text else { return [] }
    return text.withUTF8 { utf8 in
      // (Places come in their order, though they may overlap: what lies before one is not counted anew.)
      var (byte, before) = (0, 0)
      return unsafe VerbatimSearch(utf8).places(of: words, limit: limit).map { place in
        unsafe before += Self.codePoints(utf8[byte..<place.lowerBound])
        byte = place.lowerBound
        let exact = unsafe String(decoding: UnsafeBufferPointer(rebasing: utf8[place]), as: UTF8.self)
        return unsafe (before..<before + Self.codePoints(utf8[place]), exact)
      }
    }
  }

  private static func codePoints(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    unsafe bytes.reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }
  }

  /// "talks@10-20, talks@40-50", the first of them.
  func addresses(_ places: [Range<Int>]) -> String {
    let most = 8
    return places.prefix(most).map { "\(key)@\($0.lowerBound)-\($0.upperBound)" }.joined(separator: ", ")
      + (places.count > most ? ", …" : "")
  }
}

extension Changes {
  func source(_ name: String) throws -> PinnedSource {
    let (id, key) = try named(name, in: "source")
    let text = try connection.first("SELECT text FROM source WHERE id = \(id)") { $0.text(0) } ?? nil
    return PinnedSource(id: id, key: key, text: text)
  }

  /// The passage where words stand; nil where they cannot be pinned, with what is the matter.
  ///
  /// - Parameter given: `start` says which of several places, `start` and `end` a stretch of its own.
  /// - Throws: ``Failure`` where a place is named and it is none.
  func passage(of words: String, in source: PinnedSource, _ given: GivenFields) throws -> (
    id: Int64?, pin: Pin
  ) {
    let start = try given.number(.start)
    let end = try given.number(.end)
    if end != nil, start == nil { throw Failure(.invalid, "end goes with start") }
    guard source.text != nil else {
      if start != nil {
        throw Failure(.invalid, "\(source.key) is not archived: give a locator, such as a page")
      }
      return (nil, .notArchived)
    }
    if let start, let end {
      guard start < end else { throw Failure(.invalid, "end comes after start") }
      let exact = try editor.words(of: source.id, in: start..<end)
      guard holds(exact, words) else {
        throw Failure(
          .invalid, "\(source.key) has other words from \(start) to \(end): '\(lookup.shown(exact))'")
      }
      return (try editor.passage(source.id, start..<end, exact), .pinned(start..<end))
    }
    let places = source.places(of: words, limit: start == nil ? 20 : .max)
    guard let start else {
      guard places.count == 1, let place = places.first else {
        return (nil, places.isEmpty ? .absent : .several(places.map(\.range)))
      }
      return (try editor.passage(source.id, place.range, place.exact), .pinned(place.range))
    }
    guard let place = places.first(where: { $0.range.contains(start) }) else {
      throw Failure(
        .invalid,
        places.isEmpty
          ? "these words do not stand in \(source.key)"
          : "these words do not stand at \(start) in \(source.key), but at \(source.addresses(places.map(\.range)))"
      )
    }
    return (try editor.passage(source.id, place.range, place.exact), .pinned(place.range))
  }

  func holds(_ passage: String, _ words: String) -> Bool { lookup.word(of: words, notIn: passage) == nil }
}

extension Lookup {
  /// The first of some words, folded, that a passage does not have in their order, perhaps with others between them
  /// ("he said"); nil where it has all.
  package func word(of words: String, notIn passage: String) -> String? {
    var rest = folding.words(passage)[...]
    for word in folding.words(words) {
      guard let place = rest.firstIndex(of: word) else { return word }
      rest = rest[(place + 1)...]
    }
    return nil
  }
}
