// What is reported without quotation marks.
import Testing

@Suite struct IndirectSpeechTests {
  static let cases: [(String, [String], String)] = [
    ("The mayor said that the pier would open in June.", ["that the pier would open in June"], "The mayor"),
    ("The mayor said the pier would open in June.", ["the pier would open in June"], "The mayor"),
    ("The mayor told reporters that the pier would open.", ["that the pier would open"], "The mayor"),
    ("The mayor said on Monday that the pier would open.", ["that the pier would open"], "The mayor"),
    ("The mayor promised to open the pier in June.", ["to open the pier in June"], "The mayor"),
    ("The mayor asked whether the pier would open.", ["whether the pier would open"], "The mayor"),
    ("The pier would open in June, the mayor said.", ["The pier would open in June"], "the mayor"),
    ("The pier would open in June, said Mara Lind.", ["The pier would open in June"], "Mara Lind"),
    ("The pier, the mayor said, would open in June.", ["The pier", "would open in June"], "the mayor"),
    (
      "The pier will open in June, according to the harbor office.", ["The pier will open in June"],
      "the harbor office"
    ),
    (
      "According to the harbor office, the pier will open in June.", ["the pier will open in June"],
      "the harbor office"
    ),
    ("She left early, adding that the pier would open.", ["that the pier would open"], "She"),
    ("The mayor accused the council of delay.", ["the council of delay"], "The mayor"),
    ("The mayor called for a vote in June.", ["a vote in June"], "The mayor"),
  ]

  @Test(arguments: cases) func findsWhatWasSaid(_ text: String, _ words: [String], _ speaker: String) throws {
    let found = try #require(Read.indirect(in: text).first)
    #expect(found.words == words)
    #expect(found.speaker == speaker)
  }

  @Test func theReportersOwnWordsAreCutOff() throws {
    for rest in [
      "; rain fell.", " – and rain fell.", ", but nobody listened.",
    ] {
      let found = try #require(Read.indirect(in: "The mayor said the pier would open" + rest).first)
      #expect(found.words == ["the pier would open"], "\(rest)")
    }
  }

  @Test func wordsInMarksAreNotIndirectToo() {
    #expect(Read.indirect(in: "The mayor said that the pier was “a danger to us all.”").isEmpty)
  }

  @Test func aNounThatLooksLikeAVerbReportsNothing() {
    #expect(Read.indirect(in: "The claims of the mayor were read by the states in full.").isEmpty)
    #expect(Read.indirect(in: "The clerk filed the stated aims and the alleged debts.").isEmpty)
  }
}
