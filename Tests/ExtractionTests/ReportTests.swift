// Reports without quotation marks: where they begin and end, whose they are, and what is none.
import Extraction
import Testing

@Suite struct ReportTests {
  /// What a sentence reports: the words, and who says them, nil for nobody.
  struct Case: Sendable, CustomTestStringConvertible {
    var text: String
    var reports: [(words: [String], speaker: String?)]
    var testDescription: String { text }

    init(_ text: String, _ reports: (words: [String], speaker: String?)...) {
      (self.text, self.reports) = (text, reports)
    }
  }

  private func expect(_ example: Case) {
    let found = Read.indirect(in: example.text)
    #expect(found.map(\.words) == example.reports.map(\.words))
    #expect(found.map(\.speaker) == example.reports.map(\.speaker))
  }

  static let endings = [
    Case(
      "When the mayor said that the pier would open, the crowd cheered.",
      (["that the pier would open"], "the mayor")),
    Case(
      "The mayor, who said the pier was safe, left for Oslo.", (["the pier was safe"], "who")),
    Case(
      "The mayor said the pier, which was built in 1911, was safe.",
      (["the pier, which was built in 1911, was safe"], "The mayor")),
    Case(
      "The mayor said the pier was safe, which surprised the engineers.",
      (["the pier was safe"], "The mayor")),
    Case(
      "The mayor said the council – tired and divided – would vote in June.",
      (["the council – tired and divided – would vote in June"], "The mayor")),
    Case(
      "The mayor said that the pier was old and that the bridge was older.",
      (["that the pier was old and that the bridge was older"], "The mayor")),
  ]

  @Test(arguments: endings) func aReportEndsWhereTheReporterGoesOn(_ example: Case) { expect(example) }

  static let shared = [
    Case(
      "The mayor said the pier was safe and called the survey a fraud.",
      (["the pier was safe"], "The mayor"), (["the survey a fraud"], "The mayor")),
    Case(
      "The mayor said the pier was safe and the engineer said the bridge was not.",
      (["the pier was safe"], "The mayor"), (["the bridge was not"], "the engineer")),
    Case(
      "Noting that the pier was old, the mayor left early.", (["that the pier was old"], "the mayor")),
    Case(
      "Harbor crews, for instance, argue that the pier is old.",
      (["that the pier is old"], "Harbor crews")),
  ]

  @Test(arguments: shared) func eachReportHasItsSpeaker(_ example: Case) { expect(example) }

  static let put = [
    Case("The mayor was asked whether the pier would open.", (["whether the pier would open"], nil)),
    Case("Asked if the pier was safe, the mayor shrugged.", (["if the pier was safe"], nil)),
    Case(
      "The crew was told by an inspector that the pier was closed.",
      (["that the pier was closed"], "an inspector")),
  ]

  @Test(arguments: put) func whatIsPutToSomebodyIsNotHis(_ example: Case) { expect(example) }

  static let sentences = [
    Case(
      "As the harbor office noted, the pier is older than the bridge.",
      (["the pier is older than the bridge"], "the harbor office")),
    Case(
      "As reported by the Harbor Post, the pier is older than the bridge.",
      (["the pier is older than the bridge"], "the Harbor Post")),
    Case(
      "The survey, according to the mayor, was full of errors.",
      (["The survey", "was full of errors"], "the mayor")),
    Case(
      "The pier will open, and the crane will stay, the engineers told the court.",
      (["The pier will open, and the crane will stay"], "the engineers")),
    Case(
      "The mayor told the council that the pier was safe, according to the minutes.",
      (["The mayor told the council that the pier was safe"], "the minutes")),
    Case(
      "The pier was safe, said Mara Lind, a former mayor who lives in Elko.",
      (["The pier was safe"], "Mara Lind, a former mayor who lives in Elko")),
  ]

  @Test(arguments: sentences) func theLastWordsOfASentenceReportAllOfIt(_ example: Case) { expect(example) }

  static let nouns = [
    Case("Her promise to open the pier was forgotten.", (["to open the pier"], "Her")),
    Case(
      "The mayor repeated the engineer’s claim that the pier was safe.",
      (["that the pier was safe"], "the engineer")),
    Case("The mayor called the survey a fraud.", (["the survey a fraud"], "The mayor")),
    Case(
      "The mayor criticized the council for its delay on Monday.",
      (["the council for its delay"], "The mayor")),
    Case(
      "The mayor urged people to stay away from the pier.",
      (["people to stay away from the pier"], "The mayor")),
  ]

  @Test(arguments: nouns) func phrasesReportToo(_ example: Case) { expect(example) }

  static let none = [
    "A cafe called Harbor Lights stands on the pier.",
    "The message that arrived on Monday was short.",
    "Three states that voted in June were small.",
    "It is too soon to say whether the pier will open.",
    "The mayor told a crowd that filled the pier.",
    "The mayor spoke to a crowd that filled the pier.",
    "“The pier is safe,” said Mara Lind, the mayor of Elko.",
  ]

  @Test(arguments: none) func whatOnlyLooksLikeAReportIsNone(_ text: String) {
    #expect(Read.indirect(in: text).isEmpty)
  }

  @Test func aClauseWithWordsInMarksIsToldByThese() {
    let found = Read.all(in: "The mayor said that the pier was “unsafe” and would close.")
    #expect(found.map(\.words) == [["unsafe"]])
    #expect(found.map(\.kind) == [.mixed])
  }

  @Test func theRuleAndItsConfidenceAreKept() throws {
    let that = try #require(Read.indirect(in: "The mayor said that the pier was safe.").first)
    let passive = try #require(Read.indirect(in: "The mayor was asked if the pier was safe.").first)
    #expect(that.rule == "indirect-that")
    #expect(passive.rule == "indirect-passive")
    #expect(that.cue == "said")
    #expect(that.confidence > passive.confidence)
  }

  @Test func hostileSentencesAreReadOnce() {
    for part in [
      "he said that ", ", he said", "according to him, ", "her claim to ", "asked if ", "as said ",
    ] {
      let found = Read.indirect(in: String(repeating: part, count: 20_000))
      #expect(found.allSatisfy { $0.words.allSatisfy { !$0.isEmpty } }, "\(part)")
    }
  }
}
