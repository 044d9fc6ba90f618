// A line under a quotation that says whose it is.
import Testing

@Suite struct SignatureTests {
  @Test(arguments: ["–", "—", "-", "--", "– "])
  func aDashAndANameSignTheQuotationAboveThem(dash: String) throws {
    let found = Read.marked(
      in: "“A pier is a promise to the sea.”\n\n\(dash)Mara Lind, harbor master of Elm Bay.")
    #expect(found.map(\.words) == [["A pier is a promise to the sea."]])
    let quotation = try #require(found.first)
    #expect(quotation.speaker == "Mara Lind")
    #expect(quotation.rule == "signed")
    #expect(quotation.cue == nil)
    #expect(quotation.confidence > 0.8)
  }

  @Test func theQuotationBeforeStaysItsSpeakers() {
    let found = Read.marked(
      in: "“Sell the pier,” said Brun.\n\n“A pier is a promise to the sea.”\n\n– Lind\n\n“And so is a boat.”")
    #expect(found.map(\.speaker) == ["Brun", "Lind", "Lind"])
    #expect(found.map(\.rule) == ["inverted", "signed", "last-speaker"])
  }

  @Test func aQuotationWithASpeakerIsNotSigned() {
    let found = Read.marked(in: "Brun said, “Sell the pier at once.”\n\n– Mara Lind, harbor master")
    #expect(found.map(\.speaker) == ["Brun"])
  }

  @Test(arguments: [
    "– Mara Lind saw it otherwise.", "– On Sunday, a ferry sailed.", "Mara Lind, harbor master",
    "– The pier, which was built of oak and iron by the fathers of those who now want to see it sold for scrap, "
      + "stands to this day in the cold water of the bay.",
  ])
  func otherLinesSignNothing(line: String) {
    let found = Read.marked(in: "“A pier is a promise to the sea.”\n\n\(line)")
    #expect(found.map(\.speaker) == [nil])
  }
}
