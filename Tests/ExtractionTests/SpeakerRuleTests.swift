// Whose words they are: one sentence for each rule.
import Testing

@Suite struct SpeakerRuleTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var text: String
    var speaker: String?
    var rule: String

    init(_ text: String, _ speaker: String?, _ rule: String) {
      (self.text, self.speaker, self.rule) = (text, speaker, rule)
    }

    var testDescription: String { text }
  }

  static let cases = [
    // To the right.
    Case("“The ferry will sail on Sunday,” she said.", "she", "right"),
    Case("“The ferry will sail on Sunday,” Mara Lind told reporters.", "Mara Lind", "right"),
    Case(
      "“The ferry will sail,” Mara Lind, the harbor master, said on Monday.", "Mara Lind, the harbor master",
      "right"),
    Case("“The ferry will sail,” said the harbor master.", "the harbor master", "inverted"),
    Case(
      "“The ferry will sail,” said Mara Lind, the harbor master of Elm Bay.",
      "Mara Lind, the harbor master of Elm Bay", "inverted"),
    Case("“The ferry will sail,” said Lind, who has run the port since May.", "Lind", "inverted"),
    Case(
      "“The ferry will sail,” said Lind, who built the pier in 1988.", "Lind, who built the pier in 1988",
      "inverted"),
    Case("“The ferry will sail,” said a clerk, who asked not to be named.", "a clerk", "inverted"),
    Case("“The ferry will sail,” said the pilot known as Old Ben.", "the pilot known as Old Ben", "inverted"),
    Case(
      "“The ferry will sail,” said a man calling himself Captain Fog.", "a man calling himself Captain Fog",
      "inverted"),
    Case(
      "“The ferry will sail,” said Mara Lind, managing director of the port.",
      "Mara Lind, managing director of the port", "inverted"),
    Case("“The ferry will sail on Sunday!” beamed Olek Brun.", "Olek Brun", "inverted"),
    Case("“The ferry will sail,” according to the harbor office.", "the harbor office", "according-right"),
    Case(
      "“The pier is safe,” according to a survey conducted in May.", "a survey conducted in May",
      "according-right"),
    Case("“The ferry will sail,” in the mayor’s words.", "the mayor", "possessor"),
    Case(
      "“The ferry will sail,” said Olek Brun, author of “Old Piers,” a history of Elm Bay.",
      "Olek Brun, author of “Old Piers,” a history of Elm Bay", "inverted"),
    Case(
      "“The ferry will sail,” said Olek Brun, a fellow with Elm Bay’s Program on Piers and author of books on safety issues.",
      "Olek Brun, a fellow with Elm Bay’s Program on Piers and author of books on safety issues", "inverted"),
    Case(
      "“There is a sense of calm now,” and people began to come back last week, Lind said.", "Lind", "tail"),
    Case("“The pier stays closed on Sundays,” a note on the door reads.", "a note on the door", "right"),
    Case("Lind’s “if you like your pier, you can keep it” promise did not last.", "Lind", "possessor"),
    // To the left.
    Case("Mara Lind said, “The ferry will sail on Sunday.”", "Mara Lind", "left"),
    Case(
      "Mara Lind, who runs the port, said: “The ferry will sail.”", "Mara Lind, who runs the port", "left"),
    Case("Lind promised on Friday to build “a pier that lasts a century.”", "Lind", "left"),
    Case("More than six in ten said the pier was “a danger to us all.”", "More than six in ten", "left"),
    Case("That clerk said the pier was “a danger to us all.”", "That clerk", "left"),
    Case(
      "Some advocates for boats said the pier was “a danger to us all.”", "Some advocates for boats", "left"),
    Case(
      "The judges who ruled that Elm Bay could not sell its boats, for instance, said the pier was “a danger.”",
      "The judges", "left"),
    Case(
      "The harbor’s page, run by Olek Brun, a former pilot, said the pier was “a danger to us all.”",
      "The harbor’s page", "left"),
    Case(
      "Mara Lind (D) and former Gov. Olek Brun (R) said the pier was “a danger to us all.”",
      "Mara Lind (D) and former Gov. Olek Brun (R)", "left"),
    Case(
      "Mara Lind (D-Elm Bay), chair of the harbor council, said the pier was “a danger to us all.”",
      "Mara Lind (D-Elm Bay), chair of the harbor council", "left"),
    Case("The pier, says Mara Lind, is “a danger to us all.”", "Mara Lind", "inverted"),
    Case(
      "The clubs who met her on Thursday say the pier is “a danger to us all.”",
      "The clubs", "left"),
    Case(
      "Mara Lind, whose old boat, Tern, makes daily trips, said the pier was “a danger to us all.”",
      "Mara Lind, whose old boat, Tern, makes daily trips", "left"),
    Case("When Brun said he would “tear the old pier down,” the crowd cheered.", "Brun", "left"),
    Case("The council met, drank tea and said “the pier can wait a year.”", "The council", "left"),
    Case("He shot back: “The pier will stand.”", "He", "left"),
    Case(
      "According to the harbor office, the pier is “a danger to us all.”", "the harbor office",
      "according-left"),
    Case("Mara Lind: “The ferry will sail on Sunday.”", "Mara Lind", "colon"),
    Case("In other words, explained Mara Lind: “The ferry will sail.”", "Mara Lind", "inverted"),
    Case("Brun’s advice to young pilots was, “It is no storm if you can still see.”", "Brun", "possessor"),
    Case(
      "The harbor shook at the suggestion by a clerk that boats “ought to be sold.”", "a clerk", "possessor"),
    Case(
      "Lind wore a wide paper hat reading, “Make the harbor great again,” all day.", "a wide paper hat",
      "participle"),
    Case(
      "Brun, a pilot in the film “Old Piers,” who came by boat, said the town was “always kind to him.”",
      "Brun, a pilot in the film “Old Piers,” who came by boat", "left"),
    Case(
      "A survey released Thursday says the pier is “a danger to us all.”", "A survey released Thursday",
      "left"),
    Case(
      "Brun quashed rumors he was going to write a book by telling them that “nothing of the kind will come.”",
      "Brun",
      "participle"),
    Case(
      "Lind, who estimates that the costs were “in the seven figures,” described the sea as “merciless to us all.”",
      "who", "left"),
    Case("The crowd cheered at her call for “a pier that lasts a century.”", "her", "possessor"),
    Case("Lind left the hall at noon, saying “the pier can wait a year.”", "Lind", "participle"),
    Case("Brun left the hall after they came out, saying “the pier can wait a year.”", "Brun", "participle"),
    Case(
      "Mara Lind, citing “the charm of old piers,” said the council would vote.", "Mara Lind", "participle"),
    Case("In Brun’s words, “the pier can wait a year.”", "Brun", "possessor"),
    Case("The pier was called “a danger to us all” by the mayor.", "the mayor", "passive"),
    // Outwards.
    Case("Lind said the report calls the pier “a danger to us all.”", "Lind", "outer"),
    Case("The council passed a motion that said the pier was “a danger to us all.”", "The council", "outer"),
    Case("Brun made the point that the mayor called the pier “a danger to us all.”", "Brun", "outer"),
    Case(
      "Or, as Mara Lind, a former pilot, put it: “The pier can wait.”", "Mara Lind, a former pilot", "as-put"),
    Case("As Lind put it, “the pier can wait a year.”", "Lind", "as-put"),
    Case("The pier, the mayor said, was “a danger to us all.”", "the mayor", "outer"),
    Case("Nobody should walk on “a pier as old as this,” or under it, Lind warned.", "Lind", "tail"),
    Case(
      "Piers are “a danger to us all” and “a shame,” Mara Lind, a pilot, proclaimed to a cheering crowd.",
      "Mara Lind, a pilot", "tail"),
    Case("He called the pier “a danger to us all” and “a shame upon the town.”", "He", "left"),
    // No word that reports.
    Case("While Lind drew up “a pier that lasts a century,” Brun left the hall.", "Lind", "subject"),
    Case("The harbor page lists him as “the best pilot in the bay.”", "The harbor page", "subject"),
    // Elsewhere.
    Case("The mayor rose. She said it was late. “We will vote on Monday.”", "She", "sentence-before"),
    Case("The mayor then said this:\n“We will vote on Monday.”", "The mayor", "paragraph-before"),
  ]

  @Test(arguments: cases) func findsTheSpeaker(_ example: Case) throws {
    let found = Read.marked(in: example.text)
    let first = try #require(found.first)
    #expect(first.speaker == example.speaker)
    #expect(first.rule == example.rule)
  }

  @Test func headIsTheNameWithoutItsApposition() throws {
    let found = Read.marked(in: "“The ferry will sail,” said Mara Lind, the harbor master.")
    #expect(found.first?.speaker == "Mara Lind, the harbor master")
    #expect(found.first?.head == "Mara Lind")
  }

  @Test func whoTellsItOnIsKeptApart() throws {
    let found = Read.marked(in: "“We will not sell the pier,” she told her aides, according to a clerk.")
    #expect(found.first?.speaker == "she")
    #expect(found.first?.via == "a clerk")
    #expect(found.first?.cue == "told")
  }

  @Test func fragmentsOfOneSentenceHaveOneSpeaker() {
    let found = Read.marked(in: "He called the pier “a danger to us all” and “a shame upon the town.”")
    #expect(found.map(\.speaker) == ["He", "He"])
    #expect(found.map(\.kind) == [.mixed, .mixed])
  }

  @Test func aClauseThatOnlyOpensTheSentenceGovernsNothing() {
    let found = Read.marked(in: "When I asked Olek Brun about it, he said, “Come back on Monday.”")
    #expect(found.first?.speaker == "he")
  }

  @Test func twoSpeakersInOneParagraph() {
    let found = Read.marked(
      in: "“Sell the old pier,” said Brun. “Keep the old pier,” Lind replied. “It is ours.”")
    #expect(found.map(\.speaker) == ["Brun", "Lind"])
    #expect(found.last?.words == ["Keep the old pier,", "It is ours."])
  }

  @Test func whatSomebodyCallsAThingMakesHimNoSpeaker() {
    let found = Read.marked(
      in: "“Is the pier safe?” asked Lind, who dislikes what Brun calls the “old” pier. “It is not safe.”")
    #expect(found.last?.words == ["It is not safe."])
    #expect(found.last?.speaker?.hasPrefix("Lind") == true)
  }

  @Test func nobodyIsGuessedWithMuchConfidence() throws {
    let found = try #require(Read.marked(in: "“Tea is served on the upper deck.”").first)
    #expect(found.speaker == nil)
    #expect(found.confidence < 0.3)
  }

  @Test func surerRulesSaySo() throws {
    let right = try #require(Read.marked(in: "“The ferry will sail today,” she said.").first)
    let last = try #require(
      Read.marked(in: "“One for you now,” she said.\n\nRain fell.\n\n“And none for the rest.”").last)
    #expect(right.confidence > last.confidence)
  }

  @Test func aPlaceAndAnInsertionBeginANewSentence() {
    let found = Read.marked(
      in:
        "“Leave us alone,” Lind said. “We mean to show mercy.” South Bay, she said, was “where a fair fight can be had.”"
    )
    #expect(found.map(\.speaker) == ["Lind", "she"])
  }

  @Test func sufficeItToSayIsNobodysWord() {
    let found = Read.marked(in: "And suffice it to say, the pier is old.\n\n“I worry that it may fall down.”")
    #expect(found.first?.speaker == nil)
  }
}
