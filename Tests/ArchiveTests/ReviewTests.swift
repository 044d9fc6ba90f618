// People decide on what was proposed; what they decide is kept, and nothing takes it from them.
import Foundation
import Scratch
import Testing

@Suite struct ReviewTests {
  let scratch = Scratch()
  let file = ["--database", "kb.sqlite"]

  static let article = """
    Ingrid Solberg, the foreign minister, spoke to reporters on Monday.

    “The harbour will stay open to every ship,” Solberg said.

    “Nobody should fear the winter,” she added.

    “We have heard such promises before,” said Olav Lunde, a fisherman.
    """

  init() {
    scratch.seeded()
    scratch.write(Self.article, to: "harbour.txt")
    _ = kb("ingest", "harbour.txt")
  }

  func kb(_ arguments: String...) -> Program.Result { scratch.kb(arguments + file) }
  func sql(_ query: String) -> String {
    scratch.sqlite3("kb.sqlite", query).output.trimmingCharacters(in: .newlines)
  }
  func key(of words: String) -> String { sql("select key from quotes where text like '%\(words)%'") }

  @Test func whatIsProposedIsSaidToBe() {
    #expect(
      sql("select count(*), count(distinct status), min(status) from quotes where source_key = 'harbour'")
        == "3|1|proposed")
    #expect(kb("quote", "--source", "harbour").output.contains("Ingrid Solberg, ") == false)
    #expect(kb("quote", "--source", "harbour").output.contains("[proposed]"))
    let list = kb("review", "--list", "--ndjson")
    #expect(list.status == 0 && list.lines.count == 3 && list.output.hasPrefix("{\"key\":"))
    #expect(kb("review").status == 64)
  }

  @Test func acceptingStandsBehindTheSpeakerToo() {
    let quote = key(of: "harbour")
    let result = kb("accept", quote, "--author", "ada")
    #expect(
      result.status == 0 && result.errors.hasPrefix("accepted \(quote) (changeset "), "\(result.errors)")
    #expect(sql("select status from quotes where key = '\(quote)'") == "accepted")
    #expect(sql("select status from actors where key = 'ingrid-solberg'") == "accepted")
    #expect(sql("select status from actors where key = 'olav-lunde'") == "proposed")
    #expect(
      sql("select key, author, verdict, speaker_key, blind from decisions")
        == "\(quote)|ada|accept|ingrid-solberg|0")
  }

  @Test func correctingKeepsWhatWasExtracted() {
    let quote = key(of: "fear")
    let text = Self.article.unicodeScalars
    let start = text.distance(
      from: text.startIndex, to: Self.article.range(of: "fear")!.lowerBound.samePosition(in: text)!)
    let result = kb(
      "accept", quote, "--speaker", "Nephew", "--start", "\(start)", "--end", "\(start + 15)", "--author",
      "ada")
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      sql("select text, speaker_key, start, end from quotes where key = '\(quote)'")
        == "fear the winter|richard-nephew|\(start)|\(start + 15)")
    #expect(
      sql(
        "select kind, proposed_speaker, spans = (select (\(start) - 14) || '-' || (\(start) + 16)), extractor from proposals where key = '\(quote)'"
      )
        == "direct|ingrid-solberg|1|kb 0.3")
    #expect(kb("verify").status == 0)
    for wrong in [
      ["--start", "0", "--end", "100000"], ["--speaker", "Nobody Atall"], ["--start", "5"],
      ["--start", "5", "--end", "5"],
    ] {
      #expect(scratch.kb(["accept", key(of: "harbour")] + wrong + file).status != 0)
    }
    #expect(sql("select status from quotes where text like '%harbour%'") == "proposed")
  }

  @Test func rejectingNeedsAReasonAndSetsAside() {
    let quote = key(of: "promises")
    #expect(kb("reject", quote).status == 64)
    #expect(kb("reject", quote, "--why", "not him").status == 0)
    #expect(!kb("quote", "--source", "harbour").output.contains("promises"))
    #expect(kb("quote", "--status", "rejected").output.contains("promises"))
    #expect(sql("select verdict, why from decisions where key = '\(quote)'") == "reject|not him")
  }

  @Test func allAboveAConfidence() {
    #expect(kb("accept", "--min-confidence", "1.1").status == 64)
    #expect(kb("accept").status == 64)
    _ = sql("update quote set speaker_id = null where text like '%promises%'")
    let trial = kb("accept", "--min-confidence", "0", "--dry-run")
    #expect(trial.errors.contains("nothing was written") && sql("select count(*) from decisions") == "0")
    let result = kb("accept", "harbour", "--min-confidence", "0")
    #expect(result.status == 0 && result.errors.contains("accepted 2 records"), "\(result.errors)")
    #expect(result.errors.contains("1 proposal with an open speaker left as they are"), "\(result.errors)")
    #expect(kb("accept", key(of: "promises")).status == 1)
    #expect(kb("accept", key(of: "promises"), "--speaker", "olav-lunde").status == 0)
    #expect(kb("review", "--list").errors.contains("no proposal matches"))
  }

  @Test func aNewerExtractorLeavesDecisionsAlone() {
    let (harbour, fear, promises) = (key(of: "harbour"), key(of: "fear"), key(of: "promises"))
    _ = kb("accept", harbour, "--speaker", "Nephew")
    _ = kb("reject", promises, "--why", "no")
    let decided = "select * from quotes where key in ('\(harbour)', '\(promises)') order by key"
    let before = sql(decided)
    // As an older version would have left it: it knew neither this speaker nor that this is no quote.
    _ = sql(
      """
      update quote set speaker_id = null where key = '\(fear)';
      update extraction set extractor = 'kb 0.1';
      """)
    let again = kb("ingest", "--again")
    #expect(again.status == 0 && again.errors.contains("1 looked through again"), "\(again.errors)")
    #expect(sql(decided) == before)
    #expect(sql("select speaker_key, status from quotes where key = '\(fear)'") == "ingrid-solberg|proposed")
    #expect(sql("select count(*) from quotes where source_key = 'harbour'") == "3")
    #expect(
      sql("select group_concat(extractor, ' ') from proposals where key = '\(fear)'") == "kb 0.1 kb 0.3")
    #expect(kb("ingest", "--again").errors.contains("nothing to do"))
    #expect(kb("verify").status == 0)
  }

  @Test func twoPeopleDecideBlind() {
    let (harbour, fear, promises) = (key(of: "harbour"), key(of: "fear"), key(of: "promises"))
    for author in ["ada", "ben"] {
      _ = kb("accept", harbour, "--blind", "--author", author)
      _ = kb("accept", promises, "--blind", "--author", author)
    }
    _ = kb("accept", fear, "--blind", "--author", "ada")
    _ = kb("reject", fear, "--why", "hearsay", "--blind", "--author", "ben")
    #expect(
      sql("select group_concat(distinct status) from quotes where source_key = 'harbour'") == "proposed")
    #expect(kb("review", "--list", "--blind", "--author", "ada").errors.contains("no proposal matches"))
    #expect(kb("review", "--list", "--blind", "--author", "eve", "--ndjson").lines.count == 3)
    let agreement = kb("agreement")
    // Of three verdicts two are alike; by their habits alone 3/3 · 2/3 would be: kappa 0.
    #expect(
      agreement.output.hasPrefix("ada and ben both decided on 3 quotes, 67 % alike; they differ on 1.\n"),
      "\(agreement.output)")
    #expect(
      agreement.output.contains("Cohen's kappa: 0.000 (accept or reject), 0.500 (and who said it)."),
      "\(agreement.output)")
    #expect(agreement.output.contains("\(fear)  ada: accept ingrid-solberg · ben: reject"))
    let merged = kb("agreement", "ada", "ben", "--merge", "--author", "ada")
    #expect(merged.status == 0 && merged.errors.contains("2 quotes merged (changeset"), "\(merged.errors)")
    #expect(
      sql("select key from quotes where status = 'accepted' and source_key = 'harbour' order by text")
        == "\(harbour)\n\(promises)")
    // They talk, and ben thinks again.
    #expect(kb("accept", fear, "--blind", "--author", "ben").status == 0)
    #expect(kb("agreement", "--merge").status == 0)
    #expect(sql("select count(*) from decisions where blind") == "0")
    #expect(sql("select count(*) from quotes where status = 'accepted' and source_key = 'harbour'") == "3")
    #expect(kb("agreement").errors.contains("nobody has decided blind yet"))
  }

  @Test func mentionsAndActorsAreDecidedOnToo() {
    let place = sql(
      "select source_key || '@' || start || '-' || end || ':' || actor_key from mentions where source_key = 'reading-note' limit 1"
    )
    #expect(kb("reject", place, "--why", "another man").status == 0)
    #expect(sql("select count(*) from mentions where status = 'rejected'") == "1")
    #expect(kb("reject", "olav-lunde", "--why", "made up").status == 0)
    #expect(sql("select status from actors where key = 'olav-lunde'") == "rejected")
    #expect(kb("accept", "nosuch-key").status == 1)
  }

  @Test func aSessionAtATerminal() {
    // script gives kb a terminal; the keys come slowly enough for each to find its question.
    let keys =
      "(sleep 2; printf a; sleep 1; printf r; sleep 1; printf 'hearsay\\n'; sleep 1; printf u; sleep 1; printf ' '; sleep 1; printf q)"
    let result = Program.run(
      "/bin/sh",
      [
        "-c",
        "\(keys) | script -qec \"'\(Scratch.kbBinary)' review --author ada --database kb.sqlite\" /dev/null",
      ],
      in: scratch.folder, environment: ["PATH": "/usr/bin:/bin", "TERM": "xterm", "HOME": scratch.folder])
    #expect(result.output.contains("1 of 3") && result.output.contains("harbour@"), "\(result.output)")
    #expect(result.output.contains("accepted 1, rejected 0; 2 left"), "\(result.output)")
    #expect(sql("select count(*) from decisions") == "1")
    #expect(sql("select status from quotes where text like '%fear%'") == "proposed")
  }
}
