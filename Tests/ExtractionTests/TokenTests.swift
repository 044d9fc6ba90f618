// Words and signs.
// Unsafe: what is found is looked at within the closure that has the bytes.
import Testing

@testable import Extraction

@Suite struct TokenTests {
  /// The words of a text, and whether each stands in quotation marks.
  static func words(_ text: String) -> [(word: String, token: Token)] {
    let bytes = Array(text.utf8)
    return unsafe bytes.withUnsafeBufferPointer { buffer in
      var reader = unsafe TokenReader(buffer)
      var paragraph = Paragraph()
      var words: [(String, Token)] = []
      while reader.next(&paragraph) {
        for token in paragraph.tokens where token.has(.word) {
          unsafe words.append((String(decoding: paragraph.bytes(of: token), as: UTF8.self), token))
        }
      }
      return words
    }
  }

  static let wholeWords = [
    "U.S.", "Sen.", "J.", "p.m.", "O’Neil", "al-Quds", "AT&T", "example.org", "3.5", "1,000", "$5", "50%",
    "@mara",
    "Khāmeneʾī", "می‌گوید", "قال", "שלום", "Москва", "naïve", "so\u{AD}ft",
  ]

  @Test(arguments: wholeWords) func isOneWord(_ word: String) {
    #expect(Self.words("x \(word) x").map(\.word) == ["x", word, "x"])
  }

  @Test func sentencesAreNotGluedTogether() {
    #expect(
      Self.words("He left.Then rain fell. So").map(\.word) == ["He", "left", "Then", "rain", "fell", "So"])
  }

  @Test func theLexiconIsReadInAnyCaseAndWithAnyApostrophe() {
    for text in ["said", "Said", "SAID"] {
      #expect(Self.words(text).first?.token.is(.say) == true, "\(text)")
    }
    for text in ["he’s", "he's"] { #expect(Self.words(text).first?.token.has(.subjectPronoun) == true) }
  }

  @Test func aNameIsNoCommonWord() {
    let words = Self.words("They read the Post and Mark Reads.")
    #expect(words.first { $0.word == "Post" }?.token.has(.strongCue) == false)
    #expect(words.first { $0.word == "read" }?.token.has(.weakCue) == true)
  }

  @Test func capitalsAreNoPronouns() {
    #expect(Self.words("the IT office").first { $0.word == "IT" }?.token.has(.subjectPronoun) == false)
  }

  @Test func theShapeIsKnown() {
    let words = Self.words("Mara’s boat. She said “Go on now” to NATO.")
    func token(_ word: String) -> Token? { words.first { $0.word == word }?.token }
    #expect(token("Mara’s")?.hasAll([.isPossessive, .isCapitalised, .isSentenceInitial]) == true)
    #expect(token("boat")?.has([.isCapitalised, .isSentenceInitial, .isInQuote]) == false)
    #expect(token("She")?.has(.isSentenceInitial) == true)
    #expect(token("on")?.has(.isInQuote) == true)
    #expect(token("to")?.has(.isInQuote) == false)
    #expect(token("NATO")?.has(.isAllCapitals) == true)
  }

  @Test func aWrappedLineIsOneParagraph() {
    let found = Read.marked(in: "“We will stay on\nthe old pier,” she\nsaid.")
    #expect(found.map(\.words) == [["We will stay on\nthe old pier,"]])
    #expect(found.first?.speaker == "she")
  }

  @Test(arguments: ["say/said", "stop+", "carry", "watch", "lie/lay/lain", "agree"])
  func verbsHaveTheirForms(_ written: String) {
    let forms = VerbForms(written.utf8)
    let expected = [
      "say/said": ["say", "says", "said", "said", "saying"],
      "stop+": ["stop", "stops", "stopped", "stopped", "stopping"],
      "carry": ["carry", "carries", "carried", "carried", "carrying"],
      "watch": ["watch", "watches", "watched", "watched", "watching"],
      "lie/lay/lain": ["lie", "lies", "lay", "lain", "lying"],
      "agree": ["agree", "agrees", "agreed", "agreed", "agreeing"],
    ]
    let all = [forms.base, forms.third, forms.past, forms.participle, forms.ing]
    #expect(all.map(\.text) == expected[written])
  }
}
