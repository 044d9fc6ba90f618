// Case and diacritics of Latin letters, beside what Unicode's own data says of them.
import KnowledgeBase
import Scratch
import Testing

@testable import Storage

@Suite struct FoldingDifferentialTests {
  /// Letters that are not taken apart: to us as to Unicode, each is a letter of its own.
  @Test func latinLettersLoseWhatUnicodeTakesOff() throws {
    guard Program.run("/usr/bin/env", ["python3", "-c", "import unicodedata"]).status == 0 else { return }
    let scratch = Scratch()
    scratch.seeded()
    let theirs = scratch.python(
      """
      import unicodedata as u
      for c in list(range(0x41, 0x5B)) + list(range(0xC0, 0x180)) + list(range(0x1CD, 0x1DD)) + list(range(0x1E00, 0x1F00)):
        base = u.normalize('NFD', chr(c))
        if len(base) > 1 and all(u.combining(m) for m in base[1:]) and base[0].isascii() or chr(c).isascii():
          print('%x' % c, base[0].lower())
      """)
    try #require(theirs.status == 0 && theirs.lines.count > 300, "\(theirs.errors)")
    let folding = try KnowledgeBase(path: scratch.path("kb.sqlite")).read { $0.folding }
    var different: [String] = []
    for line in theirs.lines {
      let parts = line.split(separator: " ")
      let scalar = Unicode.Scalar(UInt32(parts[0], radix: 16)!)!
      if folding.words(String(scalar)) != [String(parts[1])] {
        different.append("\(scalar) \(folding.words(String(scalar)))")
      }
    }
    #expect(different == [])
  }
}
