// Merges of merges, and of places in sources, taken back one by one: the file is what it was.
import Foundation
import Scratch
import Testing

@Suite struct UnmergeTests {
  let scratch = Scratch()

  init() {
    scratch.seeded()
    scratch.write(
      """
      dossier: 1
      actors:
        berg: {name: Anna Berg, language: en, kind: person}
        borg: {name: Anna Borg, language: en, kind: person}
        bork: {name: Anna Bork, language: en, kind: person, country: "NO", description: A pilot.}
        birk: {name: Anna Birk, language: en, kind: person, country: SE}
      sources:
        copy-1: {kind: report, title: One, text: "She said: “The kettle sings.” Later: “The tea waits.”"}
        copy-2: {kind: report, title: Two, publisher: berg, text: "She said: “The kettle sings.” Later: “The tea waits.”"}
        card: {kind: report, title: Three}
      quotes:
        q-berg: {speaker: berg, text: Rain is late.}
        q-borg: {speaker: borg, text: Snow is early.}
        q-bork: {speaker: bork, text: Hail is loud.}
        q-birk: {speaker: birk, text: Fog is shy.}
        kettle: {speaker: berg, text: The kettle sings., appearances: [{source: copy-1, exact: The kettle sings.}]}
        singing: {speaker: bork, text: The kettle sings., appearances: [{source: copy-2, exact: The kettle sings.}]}
        tea: {speaker: berg, text: The tea waits., appearances: [{source: copy-2, exact: The tea waits.}, {source: card, locator: "2"}]}
      claims:
        tea-is-made:
          text: Tea is made.
          evidence: [{source: copy-1, exact: The kettle sings.}, {source: copy-2, exact: The kettle sings.}]
      """, to: "tea.yaml")
    kb("import", "tea.yaml")
  }

  @discardableResult private func kb(_ arguments: String...) -> Program.Result {
    let result = scratch.kb(arguments, environment: ["KB_DATABASE": "kb.sqlite"])
    #expect(result.status == 0, "\(arguments): \(result.errors)")
    return result
  }

  /// All rows of the tables that records are in.
  private func rows() -> String {
    let tables = [
      "actor", "name", "source", "passage", "quote", "appearance", "claim", "evidence", "document", "event",
      "participant", "merged",
    ]
    return scratch.sqlite3("kb.sqlite", tables.map { "SELECT '\($0)', * FROM \($0) ORDER BY id;" }.joined())
      .output
  }

  private func speaker(_ quote: String) -> String {
    scratch.sqlite3("kb.sqlite", "SELECT speaker_key FROM quotes WHERE key = '\(quote)'").output.filter {
      $0 != "\n"
    }
  }

  @Test func whatWasMergedOnwardComesBackFromWhereItWent() {
    let before = rows()
    kb("merge", "borg", "bork")
    kb("merge", "berg", "borg")
    #expect(speaker("q-bork") == "berg")
    kb("unmerge", "bork")
    #expect(speaker("q-bork") == "bork")
    #expect(speaker("q-borg") == "berg")
    // Neither has a name or a country that was bork's alone.
    let names = scratch.sqlite3(
      "kb.sqlite", "SELECT actor_key FROM names WHERE name = 'Anna Bork' ORDER BY 1")
    #expect(names.output == "bork\n")
    #expect(!kb("actor", "berg", "--json").output.contains("\"country\": \"NO\""))
    kb("unmerge", "borg")
    #expect(rows() == before)
  }

  @Test func theMiddleGoesWithWhatItHolds() {
    let before = rows()
    kb("merge", "borg", "bork")
    kb("merge", "berg", "borg")
    kb("unmerge", "borg")
    #expect(speaker("q-bork") == "borg")
    kb("unmerge", "bork")
    #expect(rows() == before)
  }

  @Test func whatAnotherMergeBroughtIsNotAskedAbout() {
    let before = rows()
    kb("merge", "berg", "borg")
    kb("merge", "berg", "bork")
    kb("merge", "birk", "berg")
    kb("unmerge", "borg")
    #expect(speaker("q-borg") == "borg")
    #expect(speaker("q-bork") == "birk")
    kb("unmerge", "bork")
    kb("unmerge", "berg")
    #expect(rows() == before)
  }

  @Test func whatOneOfSeveralFilledStaysWithoutTheOthers() {
    let before = rows()
    kb("merge", "berg", "bork", "birk")
    func said() -> String {
      scratch.sqlite3("kb.sqlite", "SELECT country, description FROM actor WHERE key = 'berg'").output
    }
    #expect(said() == "NO|A pilot.\n")
    kb("unmerge", "birk")
    #expect(said() == "NO|A pilot.\n")
    kb("unmerge", "bork")
    #expect(rows() == before)
    kb("merge", "berg", "bork", "birk")
    kb("unmerge", "bork")
    #expect(said() == "SE|\n")
    kb("unmerge", "birk")
    #expect(rows() == before)
  }

  @Test(arguments: [
    (["copy-1", "copy-2"], ["copy-2"]), (["copy-2", "copy-1"], ["copy-1"]),
    (["card", "copy-1", "copy-2"], ["copy-1", "copy-2"]),
    (["card", "copy-1", "copy-2"], ["copy-2", "copy-1"]),
  ])
  func placesOnOneStretchGoBackToTheirSources(_ merged: [String], _ order: [String]) {
    let before = rows()
    _ = scratch.kb(["merge"] + merged, environment: ["KB_DATABASE": "kb.sqlite"])
    #expect(rows() != before)
    for source in order {
      kb("unmerge", source)
      kb("check")
    }
    #expect(rows() == before)
  }

  @Test func aNameKeepsItsLanguage() {
    kb("add", "actor", "--name", "Annabirk", "--kind", "person", "--key", "annabirk")
    let before = rows()
    kb("merge", "annabirk", "birk")
    let merged = scratch.sqlite3("kb.sqlite", "SELECT language FROM actor WHERE key = 'annabirk'")
    #expect(merged.output == "und\n")
    kb("edit", "annabirk", "--name", "Annabjerk")
    kb("unmerge", "birk")
    kb("check")
    kb("edit", "annabirk", "--name", "Annabirk")
    #expect(rows() == before)
  }

  @Test func whatHasNoWordsIsAskedAboutByWhatItNames() {
    kb("merge", "kettle", "singing")
    kb(
      "add", "stance", "--actor", "berg", "--claim", "tea-is-made", "--position", "opposes", "--quote",
      "kettle", "--key", "no-tea")
    kb("tag", "kettle", "--topic", "diplomacy")
    let asked = scratch.kb(["unmerge", "singing"], environment: ["KB_DATABASE": "kb.sqlite"])
    #expect(asked.status == 1 && asked.output.isEmpty)
    #expect(asked.errors.contains("(“no-tea”)") && asked.errors.contains("(“diplomacy”)"), "\(asked.errors)")
  }

  @Test(arguments: [[0, 1], [1, 0]], [[0, 1], [1, 0]])
  func mergesOfTwoKindsAreTakenBackInAnyOrder(_ order: [Int], _ back: [Int]) {
    // (The places of two quotes in two sources become one.)
    let merges = [("kettle", "singing"), ("copy-1", "copy-2")]
    let before = rows()
    for place in order { kb("merge", merges[place].0, merges[place].1) }
    for place in back { kb("unmerge", merges[place].1) }
    #expect(rows() == before)
  }

  @Test func aMergeThatCameFromACopyIsTakenBackThereToo() {
    scratch.write(scratch.bytes("kb.sqlite"), to: "copy.sqlite")
    kb("merge", "berg", "bork")
    let bo = ["KB_DATABASE": "copy.sqlite"]
    #expect(scratch.kb(["import", "kb.sqlite"], environment: bo).status == 0)
    #expect(scratch.kb(["unmerge", "bork"], environment: bo).status == 0)
    kb("import", "copy.sqlite")
    #expect(speaker("q-bork") == "bork")
    #expect(scratch.sqlite3("kb.sqlite", "SELECT count(*) FROM merges").output == "0\n")
    kb("check")
  }

  @Test func whatAnEarlierMergeTookAwayIsNotAskedAboutOnceItIsBack() {
    // (Both say that she was there: one of the two is taken away.)
    for event in ["tea-1", "tea-2"] {
      kb(
        "add", "event", "--title", "A tea", "--began-on", "2020-0\(event.suffix(1))", "--with", "berg",
        "--key", event)
    }
    let before = rows()
    kb("merge", "tea-1", "tea-2")
    kb("merge", "berg", "bork")
    kb("unmerge", "tea-2")
    kb("unmerge", "bork")
    #expect(rows() == before)
  }

  @Test func aTextStaysWhereSomethingIsPinnedToIt() {
    kb("merge", "card", "copy-1")
    kb(
      "add", "quote", "--speaker", "berg", "--text", "The tea waits.", "--language", "en", "--source", "card",
      "--key", "waiting")
    kb("unmerge", "copy-1", "--rest", "keep")
    kb("check")
    #expect(kb("show", "waiting").output.contains("card@38-52"))
    #expect(kb("text", "card").output == kb("text", "copy-1").output)
  }

  @Test func aPlaceThatWasAddedSinceGoesWithItsPassage() {
    kb("merge", "card", "copy-1")
    kb(
      "add", "quote", "--speaker", "berg", "--text", "The tea waits.", "--language", "en", "--source", "card",
      "--key", "waiting")
    kb("unmerge", "copy-1", "--rest", "other")
    kb("check")
    #expect(kb("show", "waiting").output.contains("copy-1@38-52"))
    #expect(
      kb("source", "--ndjson").lines.contains { $0.contains("\"card\"") && $0.contains("\"archived\":0") })
  }
}
