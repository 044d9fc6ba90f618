// Which marks belong together, and what is between them.
import Testing

@Suite struct MarkTests {
  static let pairs: [(String, [[String]])] = [
    ("“We stay here now,” she said.", [["We stay here now,"]]),
    ("\"We stay here now,\" she said.", [["We stay here now,"]]),
    ("``We stay here now,'' she said.", [["We stay here now,"]]),
    ("''We stay here now,'' she said.", [["We stay here now,"]]),
    ("«We stay here now», she said.", [["We stay here now"]]),
    ("„We stay here now“, she said.", [["We stay here now"]]),
    ("„We stay here now”, she said.", [["We stay here now"]]),
    ("”We stay here now,” she said.", [["We stay here now,"]]),
    ("‘We stay here now,’ she said.", [["We stay here now,"]]),
    ("'We stay here now,' she said.", [["We stay here now,"]]),
    ("‹We stay here now›, she said.", [["We stay here now"]]),
    // An apostrophe is no closing mark.
    (
      "‘We’ll stay at the Larsens’ house, won’t we,’ she said.",
      [["We’ll stay at the Larsens’ house, won’t we,"]]
    ),
    // Nested marks belong to the outer words.
    ("“He told me ‘never sell the pier’ twice,” she said.", [["He told me ‘never sell the pier’ twice,"]]),
    ("‘He told me “never sell the pier” twice,’ she said.", [["He told me “never sell the pier” twice,"]]),
    ("«He told me “never sell it” twice», she said.", [["He told me “never sell it” twice"]]),
    // No closing mark: to the end of the paragraph, or to the next opening mark.
    ("She said, “We stay here for good\n\nRain fell.", [["We stay here for good"]]),
    (
      "She said, “We stay here for good. “We never leave here,” she added.",
      [["We stay here for good."], ["We never leave here,"]]
    ),
    (
      "She said \"we stay here now and \"we never leave here\" to him.",
      [["we stay here now and"], ["we never leave here"]]
    ),
    // No opening mark: nothing.
    ("We stay here now,” she said.", []),
    ("The plank is 6\" wide and she said so.", []),
    // Two parts of one utterance.
    ("“We stay here,” she said. “We never leave.”", [["We stay here,", "We never leave."]]),
    ("“We stay here,” she said, “and never leave.”", [["We stay here,", "and never leave."]]),
  ]

  @Test(arguments: pairs) func findsTheWords(_ text: String, _ words: [[String]]) {
    #expect(Read.marked(in: text).map(\.words) == words, "\(text)")
  }

  @Test func anOpenQuotationGoesOnInTheNextParagraph() {
    let found = Read.marked(in: "“We stay here,” she said. “The pier is ours.\n\n“We built it.”")
    #expect(found.map(\.words) == [["We stay here,", "The pier is ours.", "We built it."]])
    #expect(found.first?.speaker == "she")
  }

  @Test func titlesAndScareQuotesAreNoSpeech() {
    #expect(Read.marked(in: "The band played “The Long Way Home Again” on the “new” pier.").isEmpty)
  }

  @Test func shortWordsCountWhereACueGovernsThem() throws {
    let found = try #require(Read.marked(in: "The mayor called the pier “a shame.”").first)
    #expect(found.speaker == "The mayor")
    #expect(found.kind == .mixed)
    let long = try #require(Read.marked(in: "The mayor called the pier “a shame upon the town.”").first)
    #expect(found.confidence < long.confidence)
  }

  @Test func marksAreNotPartOfTheWords() {
    for text in ["«Yes, we can go now», she said.", "''Yes, we can go now,'' she said."] {
      let words = Read.marked(in: text).flatMap(\.words).joined()
      #expect(words.hasPrefix("Yes"))
      #expect(!words.contains("'") && !words.contains("«") && !words.contains("»"))
    }
  }

  @Test func theKindTellsWholeSentencesFromFragments() {
    #expect(Read.marked(in: "“We will stay on the pier,” she said.").map(\.kind) == [.direct])
    #expect(Read.marked(in: "She said: “We will stay on the pier.”").map(\.kind) == [.direct])
    #expect(Read.marked(in: "She said the pier was “a gift to us all” and left.").map(\.kind) == [.mixed])
  }
}
