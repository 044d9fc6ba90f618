// kb duplicates and kb link in the shell: what is printed, what is kept, and how a page shows it.
import Foundation
import Scratch
import Testing

@Suite struct DuplicatesCommandTests {
  let scratch = Scratch()

  init() {
    scratch.seeded()
    let made = scratch.sqlite3(
      "kb.sqlite",
      """
      INSERT INTO actor (key, name, kind, status) VALUES ('solberg', 'Ingrid Solberg', 'person', 'accepted'),
        ('solberg-2', 'Ingrid Sollberg', 'person', 'proposed'), ('fjord-post', 'Fjord Post', 'outlet', 'accepted');
      INSERT INTO source (key, title, publisher_id, published_on) SELECT 'talks', 'Talks could open', id, '2024-05-03'
        FROM actor WHERE key = 'fjord-post';
      INSERT INTO quote (key, speaker_id, text, language)
        SELECT 'door', id, 'The door is open and nobody has locked it.', 'en' FROM actor WHERE key = 'solberg';
      INSERT INTO quote (key, speaker_id, text, language)
        SELECT 'gate', id, 'The gate is open and nobody has locked it.', 'en' FROM actor WHERE key = 'solberg';
      INSERT INTO quote (key, speaker_id, text, language)
        SELECT 'dor', id, 'Døren er åpen, og ingen har låst den.', 'nb' FROM actor WHERE key = 'solberg';
      INSERT INTO appearance (quote_id, source_id, locator) SELECT quote.id, source.id, 'page 3' FROM quote, source
        WHERE quote.key = 'gate' AND source.key = 'talks';
      """)
    guard made.errors.isEmpty else { fatalError(made.errors) }
  }

  private func kb(_ arguments: String...) -> Program.Result {
    scratch.kb(arguments + ["--database", "kb.sqlite"])
  }

  private func sqlite3(_ sql: String) -> String { scratch.sqlite3("kb.sqlite", sql).output }

  @Test func aPairEndsWithWhatToType() {
    let result = kb("duplicates", "actors")
    #expect(result.status == 0 && result.errors == "")
    #expect(
      result.output == """
        0.86  Ingrid Solberg · solberg
              Ingrid Sollberg · solberg-2
              one name, romanised in two ways
              kb merge solberg solberg-2
              kb duplicates actors --not-same solberg solberg-2

        """)
    let quotes = kb("duplicates", "quotes").output
    #expect(quotes.contains("      kb link door --variant-of gate\n"))
    #expect(quotes.contains("1 of 9 differ: “gate” against “door”"))
  }

  @Test func everyFormat() throws {
    let csv = kb("duplicates", "actors", "--csv").output
    #expect(
      csv.hasPrefix("score,reason,first_key,first,second_key,second,relation,command\r\n0.86,")
        && csv.hasSuffix(",same,kb merge solberg solberg-2\r\n"))
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(kb("duplicates", "actors", "--json").outputBytes))
        as? [[String: Any]])
    #expect(json.count == 1 && json[0]["score"] as? Double == 0.86)
    for format in ["table", "tsv", "ndjson", "markdown"] {
      #expect(kb("duplicates", "actors", "--format", format).output.contains("solberg-2"))
    }
  }

  @Test func limitsAndScores() {
    _ = sqlite3("INSERT INTO actor (key, name, kind) VALUES ('solberg-3', 'Ingrid Soolberg', 'person')")
    let cut = kb("duplicates", "actors", "--limit", "1")
    #expect(cut.errors == "1 of 3 pairs; see all with --limit 0\n")
    let none = kb("duplicates", "actors", "--min-score", "0.99", "--fail-empty")
    #expect(none.status == 1 && none.errors == "no two actors look like one\n" && none.output == "")
    for wrong in [
      ["duplicates"], ["duplicates", "topics"], ["duplicates", "actors", "--limit", "-1"],
      ["duplicates", "actors", "--min-score", "2"], ["duplicates", "actors", "--not-same", "solberg"],
      ["duplicates", "actors", "--remove"], ["duplicates", "actors", "--dry-run"],
      ["link", "door"], ["link", "door", "--variant-of", "gate", "--translation-of", "gate"],
    ] {
      #expect(scratch.kb(wrong + ["--database", "kb.sqlite"]).status == 64, "\(wrong)")
    }
  }

  @Test func notTheSame() {
    let trial = kb("duplicates", "actors", "--not-same", "solberg", "solberg-2", "--dry-run")
    #expect(trial.errors == "solberg and solberg-2 are not the same; nothing was written\n")
    #expect(sqlite3("SELECT count(*) FROM distinctions") == "0\n")
    let done = kb(
      "duplicates", "actors", "--not-same", "solberg-2", "solberg", "--author", "ada", "--note", "a sister")
    #expect(done.status == 0 && done.errors.hasPrefix("solberg-2 and solberg are not the same (changeset c-"))
    #expect(
      sqlite3(
        "SELECT * FROM distinctions; SELECT author, command, note, added FROM changesets WHERE author = 'ada'"
      )
        == """
        solberg|solberg-2|actor
        ada|kb duplicates actors --not-same solberg-2 solberg|a sister|1

        """)
    #expect(kb("duplicates", "actors").output == "")
    let again = kb("duplicates", "actors", "--not-same", "solberg", "solberg-2")
    #expect(again.errors == "that solberg and solberg-2 are not the same is written down already\n")
    #expect(kb("duplicates", "actors", "--not-same", "solberg", "solberg-2", "--remove").status == 0)
    #expect(kb("duplicates", "actors").output.contains("solberg-2"))
    let never = kb("duplicates", "actors", "--not-same", "solberg", "khamenei", "--remove")
    #expect(
      never.status == 1 && never.errors == "kb: nobody said that khamenei and solberg are not the same\n")
    #expect(kb("duplicates", "quotes", "--not-same", "door", "solberg").errors.contains("is no quote"))
  }

  @Test func aPageShowsHowEachOutletPrintedIt() throws {
    #expect(kb("link", "gate", "--variant-of", "door", "--author", "ada").status == 0)
    #expect(
      kb("link", "dor", "--translation-of", "gate").errors.hasPrefix(
        "dor is a translation of gate (changeset"))
    #expect(sqlite3("SELECT quote_key, variant_of_key FROM variants") == "gate|door\n")
    #expect(sqlite3("SELECT translation_of FROM quotes WHERE key = 'dor'") == "gate\n")
    // Over all links, from each of them.
    let page = kb("show", "door").output
    #expect(
      page.contains(
        """
        Variants (2)
          “The gate is open and nobody has locked it.”
            — Fjord Post · talks, page 3 · 2024-05-03 · en · gate
          “Døren er åpen, og ingen har låst den.”
            — nb · dor

        """), "\(page)")
    #expect(kb("show", "dor").output.contains("· gate") && kb("show", "dor").output.contains("· door"))
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(kb("show", "door", "--json").outputBytes)) as? [String: Any]
    )
    let variants = (json["tied"] as? [String: Any])?["variants"] as? [[String: Any]]
    #expect(variants?.map { $0["key"] as? String } == ["gate", "dor"])
    // What is no longer linked is not shown.
    #expect(kb("link", "gate", "--variant-of", "door", "--remove").status == 0)
    #expect(!kb("show", "door").output.contains("Variants"))
    #expect(
      sqlite3(
        "SELECT action, json_extract(old, '$.quote_id') IS NOT NULL FROM changes WHERE record = 'variant'")
        == "delete|1\n")
  }

  @Test func linksThatCannotBe() {
    for (arguments, message) in [
      (["door", "--variant-of", "door"], "kb: door is no variant of itself\n"),
      (["door", "--variant-of", "doors"], "kb: there is no quote 'doors'\n"),
      (
        ["door", "--translation-of", "gate"],
        "kb: door and gate are both in en; link them as variants instead\n"
      ),
      (["door", "--variant-of", "gate", "--remove"], "kb: door is no variant of gate\n"),
    ] {
      let result = scratch.kb(["link"] + arguments + ["--database", "kb.sqlite"])
      #expect(result.status == 1 && result.errors == message)
    }
    #expect(
      kb("link", "door", "--variant-of", "gate", "--dry-run").errors
        == "door is a variant of gate; nothing was written\n")
    #expect(sqlite3("SELECT count(*) FROM variant") == "0\n")
  }

  @Test func theVariantsOfAQuoteComeFromIndexes() {
    let printed = kb("show", "door", "--sql").output.split(separator: ";\n")
    let plan = sqlite3("explain query plan \(printed.last { $0.contains("printings") } ?? "");")
    #expect(
      plan.contains("USING INDEX") && !plan.contains("SCAN quote") && !plan.contains("SCAN appearance"),
      "\(plan)")
  }
}
