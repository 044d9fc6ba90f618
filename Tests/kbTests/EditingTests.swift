// kb add, edit, retract, restore, tag: what people and scripts see.
import Foundation
import Scratch
import Testing

@testable import kb

@Suite struct EditingTests {
  let scratch = Scratch()

  init() { scratch.seeded() }

  func kb(_ arguments: String..., environment: [String: String] = [:]) -> Program.Result {
    scratch.kb(
      arguments, environment: ["KB_DATABASE": "kb.sqlite", "KB_AUTHOR": "ada"].merging(environment) { $1 })
  }

  func sql(_ query: String) -> String { scratch.sqlite3("kb.sqlite", query).output }

  @Test func theKeyGoesToStandardOutput() {
    let added = kb(
      "add", "quote", "--speaker", "Khamenei", "--text=--dry-run", "--said_on", "2019", "--topic",
      "sanctions", "--topic", "Diplomacy")
    let key = added.output.dropLast()
    #expect(
      added.status == 0 && added.output.hasPrefix("q-") && added.output.hasSuffix("\n"), "\(added.errors)")
    #expect(added.errors.hasPrefix("added 1 quote, 2 other rows (changeset c-"))
    #expect(
      sql("select text, said_on, topics from quotes where key = '\(key)'")
        == "--dry-run|2019|diplomacy; sanctions\n")
    let again = kb("add", "quote", "--speaker-key", "khamenei", "--text=--dry-run", "--said-on=2019")
    #expect(again.output == added.output && again.errors == "\(key) is there already; nothing new\n")
    #expect(sql("select author, command from changesets order by at desc limit 1") == "ada|kb add quote\n")
    #expect(sql("select count(*) from changesets where author = 'ada'") == "1\n")
    let named = kb(
      "add", "actor", "--key", "solberg", "--name", "Ingrid Solberg", "--kind", "person", "--alias", "-x",
      "--alias", "Solberg")
    #expect(named.output == "solberg\n")
    #expect(sql("select names from actors where key = 'solberg'") == "Ingrid Solberg; -x; Solberg\n")
    #expect(
      kb("add", "topic", "--key", "solberg", "--label", "X").errors
        == "kb: the key 'solberg' is that of an actor already\n")
  }

  @Test func wrongUsage() {
    for (arguments, sentence) in [
      (["add"], "kind --field value"), (["add", "person"], "actor, quote, claim"),
      (["add", "--text", "x"], "actor, quote, claim"),
      (["add", "quote", "--nosuch", "x"], "a quote has no 'nosuch'; it has speaker, text"),
      (["add", "actor", "--said-on", "2019"], "an actor has no 'said_on'; it has name"),
      (["add", "quote", "--text"], "--text needs a value"),
      (["add", "quote", "--text", "a", "b"], "'b' belongs to no field"),
      (["add", "quote", "--text", "a", "--text", "b"], "text takes one value, not 2"),
      (["edit"], "key --field value"), (["edit", "khamenei", "--text", "x"], "an actor has no 'text'"),
      (["retract", "khamenei"], "--why"), (["tag", "strategic-deal"], "--topic"),
    ] {
      let result = scratch.kb(arguments, environment: ["KB_DATABASE": "kb.sqlite"])
      #expect(
        result.status == 64 && result.errors.contains(sentence) && result.output.isEmpty,
        "\(arguments): \(result.errors)")
    }
    #expect(sql("select count(*) from changesets where author <> 'kb'") == "0\n")
  }

  @Test func aTrialWritesNothing() {
    let before = sql(".dump quote") + sql(".dump changeset")
    let trial = kb("add", "quote", "--speaker", "Khamenei", "--text", "Made up.", "--dry-run")
    #expect(trial.output.hasPrefix("q-") && trial.errors == "added 1 quote; nothing was written\n")
    #expect(
      kb("edit", "khamenei-our-problem", "--said-on", "2018", "--dry-run").errors.hasSuffix(
        "changed khamenei-our-problem; nothing was written\n"))
    #expect(
      kb("retract", "khamenei-our-problem", "--why", "x", "--dry-run").errors.hasSuffix(
        "; nothing was written\n"))
    #expect(
      kb("tag", "strategic-deal", "--topic", "sanctions", "--dry-run").errors.hasSuffix(
        "; nothing was written\n"))
    #expect(sql(".dump quote") + sql(".dump changeset") == before)
  }

  @Test func anEditSaysWhatChanged() {
    let edited = kb(
      "edit", "Ali Khamenei", "--description", "the Leader", "--country", "", "--note", "as of today")
    let lines = edited.errors.split(separator: "\n")
    #expect(edited.status == 0 && edited.output.isEmpty && lines.count == 3)
    #expect(
      lines.contains { $0.hasPrefix("khamenei description: “") && $0.hasSuffix("→ “the Leader”") }, "\(lines)"
    )
    #expect(
      lines[0] == "khamenei country: removed “IR”" && lines[2].hasPrefix("changed khamenei (changeset c-"))
    #expect(sql("select note from changesets order by at desc limit 1") == "as of today\n")
    #expect(kb("edit", "khamenei", "--description", "the Leader").errors == "khamenei: nothing changed\n")
    #expect(sql("select count(*) from changesets where author = 'ada'") == "1\n")
    let missing = kb("edit", "khamanei", "--description", "x")
    #expect(missing.status == 1 && missing.errors.contains("did you mean 'khamenei'?"))
  }

  @Test func retractedAndRestored() {
    _ = kb("edit", "khamenei-our-problem", "--status", "denied")
    let retracted = kb("retract", "khamenei-our-problem", "--why", "the paper corrected it")
    #expect(
      retracted.errors.contains(
        "still there and resting on khamenei-our-problem: 3 claims that it shows: agreements-invite-demands, "
      ))
    #expect(
      retracted.errors.contains(": 1 stance that it shows: ")
        && retracted.errors.contains("retracted khamenei-our-problem (changeset c-"))
    #expect(sql("select note from changesets order by at desc limit 1") == "the paper corrected it\n")
    #expect(!kb("quote", "--speaker", "Khamenei").output.contains("khamenei-our-problem"))
    _ = kb("edit", "khamenei-our-problem", "--said-on", "2018")
    #expect(kb("retract", "khamenei-our-problem", "--why", "again").errors.contains("is retracted already\n"))
    #expect(kb("restore", "khamenei-our-problem").errors.hasPrefix("khamenei-our-problem is denied again\n"))
    #expect(sql("select status, said_on from quotes where key = 'khamenei-our-problem'") == "denied|2018\n")
    for (arguments, sentence) in [
      (["restore", "khamenei"], "khamenei is accepted, not retracted"),
      (["retract", "sanctions", "--why", "x"], "sanctions is a topic, which is not retracted"),
      (["retract", "khamenei", "--why", " "], "a retraction says why"),
      (["retract", "nobody-at-all", "--why", "x"], "nobody-at-all"),
      (
        ["retract", "the Leader", "--why", "x"],
        "'the Leader' is a name of khamenei, and names are not retracted"
      ),
      (["retract", "reading-note@719-727", "--why", "x"], "a stretch of an archived text, which stays"),
      (["retract", "reading-note@719-727:khamenei", "--why", "x"], "is a mention, which is not retracted"),
    ] {
      let result = scratch.kb(arguments, environment: ["KB_DATABASE": "kb.sqlite"])
      #expect(result.status == 1 && result.errors.contains(sentence), "\(result.errors)")
    }
    // All of the keys, or none.
    _ = kb("retract", "strategic-deal", "nobody-at-all", "--why", "x")
    #expect(sql("select status from claims where key = 'strategic-deal'") == "accepted\n")
  }

  @Test func topicsOnAndOff() {
    #expect(
      kb("tag", "khamenei-our-problem", "strategic-deal", "--topic", "sanctions").errors.hasPrefix("put on "))
    #expect(sql("select topics like '%sanctions%' from quotes where key = 'khamenei-our-problem'") == "1\n")
    #expect(kb("tag", "khamenei-our-problem", "--topic", "Sanctions").errors == "nothing changed\n")
    #expect(
      kb("tag", "khamenei-our-problem", "--topic", "sanctions", "--remove").errors.hasPrefix(
        "took off 1 topic (changeset c-"))
    #expect(
      sql("select ifnull(topics, '') like '%sanctions%' from quotes where key = 'khamenei-our-problem'")
        == "0\n")
    #expect(
      kb("tag", "khamenei", "--topic", "sanctions").errors.contains(
        "topics are put on quotes, claims, sources and events"))
    let unknown = kb("tag", "strategic-deal", "--topic", "oil")
    #expect(unknown.status == 1 && unknown.errors.contains("add it with: kb add topic --label 'oil'"))
  }

  @Test func whoMakesTheChange() throws {
    func author(_ environment: [String: String], _ arguments: [String] = []) -> String {
      let result = scratch.kb(
        ["edit", "khamenei", "--description", UUID().uuidString] + arguments,
        environment: environment.merging(["KB_DATABASE": "kb.sqlite"]) { $1 })
      #expect(result.status == 0, "\(result.errors)")
      return String(sql("select author from changeset order by id desc limit 1").dropLast())
    }
    let system = author([:])
    #expect(!system.isEmpty && system != "kb")
    scratch.write(
      "[core]\n\tname = no\n[user]\n\temail = a@example.org\n\tname = \"Ada \\\"L\\\" Lovelace\" # hers\n",
      to: ".gitconfig")
    #expect(author([:]) == "Ada \"L\" Lovelace")
    try FileManager.default.createDirectory(atPath: scratch.path(".git"), withIntermediateDirectories: true)
    scratch.write("[user]\nname = Ada of this folder\n", to: ".git/config")
    #expect(author([:]) == "Ada of this folder")
    #expect(author(["KB_AUTHOR": "ben"]) == "ben")
    #expect(author(["KB_AUTHOR": "ben"], ["--author", "cleo"]) == "cleo")
  }

  @Test func aKeyThatWasMergedAway() {
    _ = kb("add", "actor", "--key", "solberg", "--name", "Ingrid Solberg", "--kind", "person")
    _ = kb("add", "actor", "--key", "i-solberg", "--name", "I. Solberg", "--kind", "person")
    #expect(kb("merge", "solberg", "i-solberg").status == 0)
    let added = kb("add", "quote", "--speaker", "i-solberg", "--text", "Made up.")
    #expect(added.errors.contains("'i-solberg' was merged into solberg\n"), "\(added.errors)")
    #expect(sql("select speaker_key from quotes where key = '\(added.output.dropLast())'") == "solberg\n")
    #expect(kb("edit", "i-solberg", "--country", "NO").errors.contains("changed solberg (changeset c-"))
    let refused = kb("retract", "i-solberg", "--why", "x")
    #expect(
      refused.status == 1
        && refused.errors
          == "kb: i-solberg was merged into solberg: say that key, or take the merge back with kb unmerge i-solberg\n"
    )
    let same = kb("add", "actor", "--name", "I. Solberg", "--kind", "person")
    #expect(same.output == "solberg\n" && same.errors.contains("solberg is there already"), "\(same.errors)")
    let taken = kb("add", "actor", "--key", "i-solberg", "--name", "Somebody Else", "--kind", "person")
    #expect(taken.status == 1 && taken.errors.contains("the key 'i-solberg' is that of an actor already"))
  }

  @Test(arguments: [
    "--text", "--", "-", "=", "a=b", "line\nline\r\n\ttab", "می‌خواهیم «صلح» کِتَابٌ", "e\u{301} \u{E9}",
    "🇮🇷\u{200F}\u{202E}",
    "'; DROP TABLE quote; --", "%s %n \u{1B}[31m", "~/x $(id) `id` \\",
    String(repeating: "word ", count: 20_000) + "end",
  ])
  func hostileValues(_ text: String) {
    let added = kb(
      "add", "quote", "--speaker", "Khamenei", "--text=\(text)", "--source", "reading-note", "--cue=\(text)")
    let hex = text.utf8.map { String(format: "%02X", $0) }.joined()
    #expect(added.status == 0 && !added.errors.contains("\u{1B}"), "\(added.errors)")
    let key = added.output.dropLast()
    #expect(sql("select hex(text), hex(cue) from quotes where key = '\(key)'") == "\(hex)|\(hex)\n")
    let edited = kb("edit", String(key), "--cue=", "--attributed-as=\(text)")
    #expect(
      edited.status == 0 && !edited.errors.contains("\u{1B}")
        && edited.errors.split(separator: "\n").count == 3)
    #expect(sql("select cue is null, hex(attributed_as) from quotes where key = '\(key)'") == "1|\(hex)\n")
    for command in [
      ["retract", text, "--why", "x"], ["tag", "strategic-deal", "--topic=\(text)"],
      ["add", "actor", "--name", "x", "--kind=\(text)"],
    ] {
      let refused = scratch.kb(command, environment: ["KB_DATABASE": "kb.sqlite"])
      #expect(
        [1, 64].contains(refused.status) && !refused.errors.contains("\u{1B}"),
        "\(command): \(refused.errors)")
    }
  }

  @Test func severalAtOnceWaitForEachOther() async {
    await withTaskGroup(of: Program.Result.self) { group in
      for number in 0..<6 {
        group.addTask {
          kb(
            "add", "quote", "--speaker", "Khamenei", "--text", "Made up, \(number).", "--source",
            "wana-jan-31")
        }
        group.addTask { kb("quote", "--speaker", "Khamenei") }
      }
      for await result in group { #expect(result.status == 0, "\(result.errors)") }
    }
    #expect(sql("select count(*) from quotes where text like 'Made up, %'") == "6\n")
  }

  /// What is said of a place that is there already is kept where it was open, and never dropped in silence.
  @Test func aPlaceIsCompleted() {
    let place = ["--source", "reading-note", "--locator", "page 3"]
    let key = scratch.kb(
      ["add", "quote", "--speaker", "Khamenei", "--text=Quays.", "--key", "quays", "--database", "kb.sqlite"]
        + place)
    #expect(key.output == "quays\n")
    for (words, shown) in [
      (["--cue", "said"], "said|"), (place + ["--attributed-as", "the Leader"], "said|the Leader"),
    ] {
      let edited = scratch.kb(
        ["edit", "quays", "--database", "kb.sqlite"]
          + (words.contains("--source") ? words : words + ["--source", "reading-note"]))
      #expect(edited.status == 0 && !edited.errors.contains("nothing changed"), "\(edited.errors)")
      #expect(sql("select cue, attributed_as from quotes where key = 'quays'") == shown + "\n")
    }
    let other = kb("edit", "quays", "--source", "reading-note", "--cue", "shouted")
    #expect(
      other.status == 0 && other.errors.contains("cue of reading-note, page 3 stays 'said'"),
      "\(other.errors)")
    _ = kb("edit", "quays", "--source", "reading-note", "--locator", "page 9")
    let vague = kb("edit", "quays", "--source", "reading-note", "--cue", "shouted")
    #expect(
      vague.errors.contains("cue was left out: the source prints the quote in 2 places"), "\(vague.errors)")
    #expect(
      sql(
        "select count(*), count(cue) from appearance join quote on quote.id = quote_id where quote.key = 'quays'"
      ) == "2|1\n")
  }
}
