// The folding in Swift, for words that are asked, and in SQL, for words that are stored, give the same.
import KnowledgeBase
import Scratch
import Testing

@testable import Storage

@Suite struct FoldingTests {
  static let texts = [
    "plain English", "Khāmeneʾī", "كِتَابٌ", "علي", "علی", "ة ه", "إيران آمریکا أمل ٱلله", "۱۲۳ ٤٥٦", "ســلام",
    "مسؤول هیئت شيء", "naïve café",
    "\u{200F}سلام\u{200E}", "so\u{AD}ft", "Øresund ß", "e\u{301}", "emoji 🇮🇷 flag",
  ]

  @Test func swiftAndSQLAgree() throws {
    let scratch = Scratch()
    scratch.seeded()
    let inserts = Self.texts.enumerated().map {
      "insert into quote (key, speaker_id, text) values ('q-\($0.offset)', 1, '\($0.element)');"
    }
    #expect(scratch.sqlite3("kb.sqlite", inserts.joined(separator: "\n")).errors == "")
    let kb = try KnowledgeBase(path: scratch.path("kb.sqlite"))
    try kb.read { lookup in
      for (index, text) in Self.texts.enumerated() {
        let stored = try lookup.connection.first(
          "SELECT f.text FROM quote_folded AS f JOIN quote ON quote.id = f.id WHERE quote.key = \("q-\(index)")"
        ) { $0.text(0) ?? "" }
        #expect(Array((stored ?? "").utf8) == Array(lookup.folding.fold(text).utf8), "\(text)")
      }
    }
    for (index, text) in Self.texts.enumerated() {
      #expect(try kb.quotes(QuoteQuery(text)).contains { $0.key == "q-\(index)" }, "\(text)")
    }
  }

  @Test func aZeroWidthNonJoinerIsJoinedAndSpaced() throws {
    let scratch = Scratch()
    scratch.seeded()
    _ = scratch.sqlite3(
      "kb.sqlite",
      "insert into quote (key, speaker_id, text) values ('zwnj', 1, 'می‌خواهیم'), ('joined', 1, 'میخواهیم'), ('spaced', 1, 'می خواهیم')"
    )
    let kb = try KnowledgeBase(path: scratch.path("kb.sqlite"))
    for words in ["می‌خواهیم", "میخواهیم", "می خواهیم"] {
      #expect(Set(try kb.quotes(QuoteQuery(words)).map(\.key)) == ["zwnj", "joined", "spaced"], "\(words)")
    }
  }
}
