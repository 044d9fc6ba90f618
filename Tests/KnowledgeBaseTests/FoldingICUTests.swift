// The folding of words beside ICU's: every code point that ICU knows, and words made of them.
import Foundation
import KnowledgeBase
import Scratch
import Testing
import TextFolding

@testable import Storage

/// ICU through Python (Debian's python3-icu, or PyICU in the Python that KB_PYTHON names).
enum ICU {
  static let python = [StandardReaders.python, "/usr/bin/python3"].first {
    Program.run("/usr/bin/env", [$0, "-c", "import icu"]).status == 0
  }
}

@Suite(.enabled(if: ICU.python != nil, "python3-icu is not installed")) struct FoldingICUTests {
  static let folding: Folding = {
    let scratch = Scratch()
    scratch.seeded()
    do { return try KnowledgeBase(path: scratch.path("kb.sqlite")).read { $0.folding } } catch {
      fatalError("\(error)")
    }
  }()

  /// What our folding does beyond Unicode's letters and marks, and why.
  private static let ours: [(why: String, scalars: String)] = [
    ("Persian and Arabic write one yeh in several ways", "ي ى ئ ې"),
    ("and one kaf", "ك ڪ"),
    ("an alef with a wasla is an alef", "ٱ"),
    ("and one heh", "ة ۀ ہ ھ ە"),
    ("Persian drops the hamza that stands alone", "ء"),
    ("the tatweel only stretches a word", "ـ"),
    ("digits of all keyboards are the same numbers", "٠ ١ ٢ ٣ ٤ ٥ ٦ ٧ ٨ ٩ ۰ ۱ ۲ ۳ ۴ ۵ ۶ ۷ ۸ ۹"),
    ("half rings and apostrophes of transliteration come and go", "\u{2BB} \u{2BC} \u{2BE} \u{2BF}"),
    (
      "what joins, breaks and directs is not seen",
      "\u{AD} \u{61C} \u{200C} \u{200D} \u{200E} \u{200F} \u{2060} \u{2066} \u{2067} \u{2068} \u{2069} \u{FEFF}"
    ),
  ]
  /// What Unicode itself has changed since ICU 72 (Unicode 15): no longer a mark without width.
  private static let newer: Set<UInt32> = [0x1171E]

  /// Texts, each folded by us and by ICU; those on which they differ, with both forms.
  ///
  /// - Parameter expression: in Python, of the text `t`.
  private func differences(_ texts: [String], _ expression: String) throws -> [(
    text: String, ours: String, theirs: String
  )] {
    let script = """
      import icu, json, sys
      nfd, nfkd = icu.Normalizer2.getNFDInstance(), icu.Normalizer2.getNFKDInstance()
      bare = icu.Transliterator.createInstance('[:Mn:] Remove', icu.UTransDirection.FORWARD).transliterate
      lower = icu.Transliterator.createInstance('Any-Lower', icu.UTransDirection.FORWARD).transliterate
      fold = lambda t: str(icu.UnicodeString(t).foldCase())
      json.dump([\(expression) for t in json.load(sys.stdin)], sys.stdout)
      """
    let result = Program.run(
      "/usr/bin/env", [ICU.python!, "-c", script], input: Array(try JSONEncoder().encode(texts)))
    try #require(result.status == 0, "\(result.errors)")
    let theirs = try JSONDecoder().decode([String].self, from: Data(result.outputBytes))
    try #require(theirs.count == texts.count)
    return zip(texts, theirs).map { ($0, Self.folding.word($0), $1) }.filter {
      !$0.ours.utf8.elementsEqual($0.theirs.utf8)
    }
  }

  /// The characters that ICU knows, but for surrogates.
  private static let assigned: [Unicode.Scalar] = {
    let script =
      "import icu; print(*[c for c in range(0x110000) if icu.Char.isdefined(c) and not 0xD800 <= c < 0xE000])"
    return Program.run("/usr/bin/env", [ICU.python!, "-c", script]).output
      .split(whereSeparator: \.isWhitespace).compactMap { UInt32($0).flatMap(Unicode.Scalar.init) }
  }()

  private func values(_ found: [(text: String, ours: String, theirs: String)]) -> Set<UInt32> {
    Set(found.compactMap { $0.text.unicodeScalars.first?.value })
  }

  @Test func everyCharacterButThoseThatWeReadAsOthers() throws {
    try #require(Self.assigned.count > 280_000)
    let found = try differences(Self.assigned.map { String($0) }, "lower(bare(nfd.normalize(t)))")
    let listed = Self.ours.flatMap { $0.scalars.unicodeScalars.filter { $0 != " " }.map(\.value) }
    #expect(values(found) == Set(listed).union(Self.newer))
  }

  /// Letters of one case that Unicode's folding reads as others, where we and SQLite's tokenizer only go to small letters.
  private static let keptApart: [(why: String, ranges: [ClosedRange<UInt32>])] = [
    (
      "one letter is not read as two: ß, ŉ, ẚ, Armenian ew, ligatures",
      [0xDF...0xDF, 0x149...0x149, 0x587...0x587, 0x1E9A...0x1E9A, 0xFB00...0xFB06, 0xFB13...0xFB17]
    ),
    ("ẞ is a small ß, and that is no ss", [0x1E9E...0x1E9E]),
    (
      "old and final forms stay: long s, final sigma, Greek symbols, micro",
      [
        0xB5...0xB5, 0x17F...0x17F, 0x1E9B...0x1E9B, 0x3C2...0x3C2, 0x3D0...0x3D1, 0x3D5...0x3D6,
        0x3F0...0x3F1,
        0x3F5...0x3F5,
      ]
    ),
    ("and so do old Cyrillic ones", [0x1C80...0x1C88]),
    ("Cherokee is folded to capitals there", [0x13A0...0x13F5, 0x13F8...0x13FD, 0xAB70...0xABBF]),
  ]

  @Test func lettersThatAreFoldedOnlyForComparing() throws {
    let ours = Set(Self.ours.flatMap { $0.scalars.unicodeScalars.map(\.value) }).union(Self.newer)
    let found = try differences(Self.assigned.map { String($0) }, "fold(bare(nfd.normalize(t)))")
    #expect(values(found).subtracting(ours) == Set(Self.keptApart.flatMap { $0.ranges.joined() }))
  }

  /// Words, which are more than their characters: marks in any order, letters and marks together and apart, joiners.
  @Test func wordsOfAllScripts() throws {
    var chance = Chance(17)
    let pools: [[ClosedRange<UInt32>]] = [
      [0x41...0x5A, 0x61...0x7A, 0xC0...0x24F, 0x1E00...0x1EFF, 0x300...0x345, 0x2BB...0x2BF],
      [0x370...0x3FF, 0x1F00...0x1FFF, 0x300...0x345], [0x400...0x52F, 0x300...0x311],
      [0x620...0x6FF, 0x750...0x77F, 0x8A0...0x8FF, 0x200C...0x200F, 0x640...0x640, 0x64B...0x65F],
      [0x591...0x5F4], [0x900...0x97F, 0xE01...0xE4E, 0xAC00...0xD7A3, 0x1100...0x11FF],
      [0x41...0x7A, 0x600...0x6FF, 0xFB50...0xFDFF, 0xFE70...0xFEFC, 0xFF21...0xFF5A, 0x10400...0x1044F],
    ]
    let known = Set(Self.assigned)
    let words = (0..<30_000).map { number in
      var word = String.UnicodeScalarView()
      while word.count < 1 + number % 9 {
        let range = chance.one(of: pools[number % pools.count])
        guard let scalar = Unicode.Scalar(range.lowerBound + UInt32(chance.below(range.count))) else {
          continue
        }
        if known.contains(scalar) { word.append(scalar) }
      }
      return String(word)
    }
    let scratch = Scratch()
    scratch.seeded()
    let rows = scratch.sqlite3(
      "kb.sqlite", "SELECT unicode(source) || ':' || coalesce(unicode(target), '') || ',' FROM folding")
    let table = rows.lines.joined()
    try #require(rows.lines.count > 60)
    // (Letter by letter: ICU's small sigma at a word's end is another than in it.)
    let found = try differences(
      words,
      """
      ''.join(lower(c) for c in bare(nfd.normalize(t.translate(
        {int(a): int(b) if b else None for a, b in (p.split(':') for p in '\(table)'.split(',') if p)}))))
      """)
    #expect(found.isEmpty, "\(found.prefix(3))")
  }
}
