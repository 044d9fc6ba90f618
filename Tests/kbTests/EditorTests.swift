// kb edit without fields: the record in a text editor, where nothing that was typed is lost.
import Foundation
import Scratch
import Testing

@Suite struct EditorTests {
  let scratch = Scratch()

  init() { scratch.seeded() }

  /// Runs kb edit with an editor that is a shell script: `$1` is the text, `$n` counts its calls from 1, and the
  /// text is kept as `seen1`, `seen2` … before the script has it.
  func edit(_ key: String, _ script: String) -> Program.Result {
    let folder = scratch.folder
    scratch.write(
      "#!/bin/sh\nn=$(($(cat \(folder)/n 2>/dev/null || echo 0) + 1)); echo $n > \(folder)/n; cp \"$1\" \(folder)/seen$n\n\(script)\n",
      to: "editor")
    return scratch.kb(
      "edit", key,
      environment: [
        "KB_DATABASE": "kb.sqlite", "KB_AUTHOR": "ada", "TMPDIR": folder,
        "EDITOR": "/bin/sh \(folder)/editor",
      ])
  }

  func sql(_ query: String) -> String { scratch.sqlite3("kb.sqlite", query).output }
  func text(_ name: String) -> String { String(decoding: scratch.bytes(name), as: UTF8.self) }
  var leftOver: [String] { scratch.files.filter { $0.hasSuffix(".yaml") } }

  @Test func whatIsTakenOutIsTakenOut() {
    let names = sql("select count(*) from names where actor_key = 'khamenei'")
    let result = edit(
      "khamenei",
      """
      sed -i '/^    country:/d; /- text: Imam Khamenei/,+2d; /- title: President/,+3d; s/^    description: .*/    description: x/' "$1"
      """)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("khamenei country: removed “IR”\n"))
    #expect(
      result.errors.contains("khamenei names: removed “text: Imam Khamenei, language: en, kind: alias”\n"))
    #expect(
      result.errors.contains("khamenei roles: removed “title: President, organisation: iran")
        && result.errors.contains("→ “x”\n"))
    #expect(
      Int(sql("select count(*) from names where actor_key = 'khamenei'").dropLast())
        == Int(names.dropLast()).map { $0 - 1 })
    #expect(sql("select group_concat(title) from roles where person_key = 'khamenei'") == "Supreme Leader\n")
    #expect(sql("select country is null, description from actors where key = 'khamenei'") == "1|x\n")
    #expect(sql("select count(distinct changeset_key) from changes") == "1\n" && leftOver.isEmpty)
  }

  @Test func placesAndTopicsToo() {
    let result = edit(
      "khamenei-our-problem",
      "sed -i '/^    appearances:/,/^    topics/{/topics/!d}; s/^    topics:.*/    topics: [sanctions]/' \"$1\""
    )
    #expect(result.status == 0, "\(result.errors)")
    #expect(sql("select count(*) from appearances where quote_key = 'khamenei-our-problem'") == "0\n")
    #expect(
      sql("select topics from quotes where key = 'khamenei-our-problem'") == "sanctions\n", "\(text("seen1"))"
    )
    let source = edit(
      "reading-note",
      "grep -q 'text: \\|mentions:' \"$1\" && exit 1; sed -i 's/^    kind: .*/    kind: post/' \"$1\"")
    #expect(source.status == 0, "\(source.errors)")
    #expect(
      sql(
        "select kind, archived, (select count(*) > 0 from mentions where source_key = 'reading-note') from sources where key = 'reading-note'"
      ) == "post|1|1\n")
  }

  @Test func unchangedOrEmptied() {
    for script in ["true", ": > \"$1\"", "sed -i '/^#/d' \"$1\"", "printf '\\n \\n' > \"$1\""] {
      let result = edit("khamenei", script)
      #expect(
        result.status == 0 && result.errors == "khamenei: nothing changed\n", "\(script): \(result.errors)")
    }
    #expect(sql("select count(*) from changesets where author = 'ada'") == "0\n" && leftOver.isEmpty)
  }

  @Test func aMistakeIsShownAboveTheText() {
    let result = edit(
      "khamenei",
      """
      case $n in
      1) sed -i 's/^    kind: person/    kind: alien/; s/^    description: .*/    description: typed/' "$1";;
      2) sed -i 's/kind: alien/kind: person/' "$1";;
      esac
      """)
    #expect(result.status == 0, "\(result.errors)")
    let seen = text("seen2").split(separator: "\n", omittingEmptySubsequences: false)
    #expect(
      seen[0].hasPrefix("# NOT TAKEN: khamenei, line ") && seen[0].contains("kind is one of person, state"))
    // The line that it names is the one that the user sees.
    let number = seen[0].dropFirst("# NOT TAKEN: khamenei, line ".count).prefix { $0.isNumber }
    #expect(Int(number).map { seen[$0 - 1] } == "    kind: alien")
    #expect(
      seen.contains("    description: typed")
        && sql("select description, kind from actors where key = 'khamenei'") == "typed|person\n")
    #expect(leftOver.isEmpty)
  }

  @Test(arguments: [
    "s/^    kind: person/    kind: alien/", "s/^  khamenei:/  another:/", "s/^dossier: 1/dossier: [/",
    "s/^    name: .*//", "s/organisation: iran/organisation: nowhere/",
  ])
  func whoGivesUpFindsTheTextAgain(_ change: String) throws {
    let before = sql(".dump")
    let result = edit("khamenei", "test $n = 1 && sed -i '\(change)' \"$1\"; true")
    #expect(result.status == 1 && scratch.files.contains("seen2") && !scratch.files.contains("seen3"))
    let kept = try #require(leftOver.first)
    #expect(result.errors.hasSuffix("; the text is in \(scratch.path(kept))\n"), "\(result.errors)")
    #expect(text(kept) == text("seen2") && sql(".dump") == before)
  }

  @Test func aProgramThatIsWrongAgainAndAgainIsStopped() throws {
    let before = sql(".dump")
    // (Each time another text: it would go on for ever, and twice as long.)
    let result = edit("khamenei", "test $n -lt 9 && cat \"$1\" \"$1\" > double && cp double \"$1\"; true")
    #expect(result.status == 1 && scratch.files.contains("seen3") && !scratch.files.contains("seen4"))
    let kept = try #require(leftOver.first)
    #expect(result.errors.hasSuffix("; the text is in \(scratch.path(kept))\n"), "\(result.errors)")
    #expect(sql(".dump") == before)
  }

  @Test func anEditorThatFails() throws {
    let result = edit("khamenei", "echo typed >> \"$1\"; exit 3")
    let kept = try #require(leftOver.first)
    #expect(result.status == 1 && result.errors.hasSuffix("failed; the text is in \(scratch.path(kept))\n"))
    #expect(text(kept).hasSuffix("typed\n"))
    let none = scratch.kb("edit", "khamenei", environment: ["KB_DATABASE": "kb.sqlite"])
    #expect(none.status == 1 && none.errors.contains("--field value, or set $EDITOR"))
    let both = scratch.kb(
      "edit", "khamenei",
      environment: [
        "KB_DATABASE": "kb.sqlite", "TMPDIR": scratch.folder, "VISUAL": "true", "EDITOR": "false",
      ])
    #expect(both.status == 0 && both.errors == "khamenei: nothing changed\n")
    #expect(edit("nosuch-key", "true").status == 1)
    #expect(
      edit(String(sql("select key from relations limit 1").dropLast()), "true").errors.contains(
        "the text of its claim"))
  }

  @Test func whatSomebodyElseChangedMeanwhileIsNotOverwritten() throws {
    let result = edit(
      "khamenei",
      "'\(Scratch.kbBinary)' edit khamenei --description theirs; sed -i 's/^    description: .*/    description: mine/' \"$1\""
    )
    #expect(
      result.status == 1
        && result.errors.contains(
          "kb: khamenei was changed by somebody else meanwhile, so nothing was written; the text is in ")
    )
    #expect(sql("select description from actors where key = 'khamenei'") == "theirs\n")
    #expect(text(try #require(leftOver.first)).contains("    description: mine\n"))
  }
}
