// A payload in every field of every kind of record, by kb add and kb edit; and in every text of another's file.
import Foundation
import KnowledgeBase
import Scratch
import Testing

@Suite struct InjectionRecordTests {
  let scratch = Scratch()

  init() {
    scratch.write(InjectionImportTests.empty, to: "kb.sqlite")
    for (kind, fields) in [
      ("actor", ["--name", "Ada", "--kind", "person", "--key", "ada"]),
      ("claim", ["--text", "Wet.", "--key", "wet"]),
      ("claim", ["--text", "Cold.", "--key", "cold"]), ("topic", ["--label", "Water", "--key", "water"]),
      ("source", ["--title", "Pier", "--kind", "article", "--key", "pier"]),
      ("quote", ["--speaker", "ada", "--text", "Said.", "--key", "said"]),
    ] { _ = scratch.kb(["add", kind] + fields + ["--database", "kb.sqlite"]) }
  }

  /// What is no text of its own: another record, a kind, a date, a language, a place in a text.
  private static let fixed: [Field: String] = [
    "language": "en", "country": "IR", "status": "accepted", "speaker": "ada", "said_on": "2020",
    "origin": "pier",
    "translation_of": "said", "source": "pier", "start": "", "end": "", "exact": "", "topic": "water",
    "asserted_by": "ada",
    "asserted_on": "2020", "quote": "said", "publisher": "ada", "published_on": "2020", "accessed_on": "2021",
    "version_of": "", "began_on": "2020", "ended_on": "2021", "with": "ada", "actor": "ada", "claim": "wet",
    "position": "supports", "since": "2020", "until": "2021", "from": "wet", "relation": "supports",
    "to": "cold",
    "parent": "water",
  ]
  private static let kinds: [RecordKind: String] = [
    .actor: "person", .quote: "direct", .claim: "assertion", .source: "article",
  ]

  /// The fields of a kind, each with its value; and which hold a payload.
  private static func fields(_ kind: RecordKind, _ mark: String) -> [(
    option: String, value: String, isText: Bool
  )] {
    kind.fields.compactMap { field in
      let option = "--" + field.description.replacing("_", with: "-")
      if field.description == "kind", let own = kinds[kind] { return (option, own, false) }
      if let value = fixed[field] { return value.isEmpty ? nil : (option, value, false) }
      return (option, Payload.of("\(mark) \(field)", in: Payload.lines), true)
    }
  }

  @Test(arguments: RecordKind.allCases) func everyFieldOf(_ kind: RecordKind) throws {
    let fields = Self.fields(kind, "new")
    let whole = [
      "--author", Payload.of("author"), "--note", Payload.of("note", in: Payload.lines), "--database",
      "kb.sqlite",
    ]
    let before = scratch.everything(in: "kb.sqlite").rows
    let added = scratch.kb(["add", kind.rawValue] + fields.flatMap { ["\($0.option)=\($0.value)"] } + whole)
    #expect(added.status == 0, "\(added.errors)")
    #expect(Payload.steering(in: Array(added.errors.utf8), onTerminal: false) == [])
    let key = try #require(added.lines.first)
    #expect(key.wholeMatch(of: /[a-z0-9-]+/) != nil)
    var (texts, rows) = scratch.everything(in: "kb.sqlite")
    for field in fields where field.isText { #expect(texts.holds(field.value), "\(field.option)") }
    #expect(texts.holds(Payload.of("author")) && texts.holds(Payload.of("note", in: Payload.lines)))
    #expect(rows[kind.rawValue] == before[kind.rawValue]! + 1)

    for field in Self.fields(kind, "changed") where field.isText {
      // (Of evidence, a place is added with its source.)
      let place =
        field.option == "--locator" && kind != .quote ? ["--source", "pier"] : []
      let edited = scratch.terminal(["edit", key, "\(field.option)=\(field.value)"] + place + whole)
      #expect(edited.status == 0, "\(field.option): \(edited.output)")
      #expect(
        Payload.steering(in: edited.outputBytes, onTerminal: true) == [], "\(edited.output.debugDescription)")
      texts = scratch.everything(in: "kb.sqlite").texts
      #expect(texts.holds(field.value), "\(field.option)")
    }
    for call in [
      ["show", key], ["log", key], ["diff", "2000-01-01"],
      ["undo", HostileBase.key("changeset ORDER BY id DESC", in: scratch)],
    ] {
      let shown = scratch.terminal(call + ["--database", "kb.sqlite"])
      #expect(
        Payload.steering(in: shown.outputBytes, onTerminal: true) == [],
        "\(call): \(shown.output.debugDescription)")
    }
    // (The editor's text, saved with one more line, is read back as what it was.)
    texts = scratch.everything(in: "kb.sqlite").texts
    let saved = scratch.kb(
      ["edit", key, "--database", "kb.sqlite"],
      environment: ["EDITOR": "sed -i '$a# one more line'", "TMPDIR": scratch.folder])
    if kind != .relation { #expect(saved.status == 0, "\(saved.errors)") }
    #expect(scratch.everything(in: "kb.sqlite").texts == texts)
    #expect(scratch.owned == [])
    #expect(Set(scratch.files).subtracting(["kb.sqlite", "kb.sqlite-wal", "kb.sqlite-shm"]) == [])
  }

  /// A file whose owner wrote payloads into every text of every table, keys and all, past every rule of the schema.
  @Test(arguments: [false, true]) func everyColumnOfAStrangersFile(_ keysToo: Bool) throws {
    scratch.write(HostileBase.bytes, to: "kb.sqlite")
    let columns = scratch.sqlite3(
      "kb.sqlite",
      """
      SELECT t.name, c.name FROM pragma_table_list AS t, pragma_table_info(t.name) AS c
      WHERE t.type = 'table' AND t.schema = 'main' AND t.wr = 0 AND t.name NOT LIKE 'sqlite%' AND c.type = 'TEXT'
        AND t.name NOT IN ('folding', 'edtf');
      """
    ).lines.map { $0.split(separator: "|").map(String.init) }
    try #require(columns.count > 60)
    let triggers = scratch.sqlite3(
      "kb.sqlite", "SELECT 'DROP TRIGGER \"' || name || '\";' FROM sqlite_schema WHERE type = 'trigger'"
    ).output
    let again = scratch.sqlite3("kb.sqlite", "SELECT sql || ';' FROM sqlite_schema WHERE type = 'trigger'")
      .output
    var script = "PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF;\n" + triggers
    for column in columns where keysToo || !(column[1] == "key" || column[1].hasSuffix("_key")) {
      script +=
        "UPDATE OR IGNORE \(column[0]) SET \"\(column[1])\" = \(HostileWorld.sql(Payload.line)) || rowid WHERE rowid IN (SELECT rowid FROM \(column[0]) ORDER BY rowid LIMIT 3);\n"
    }
    #expect(scratch.sqlite3("kb.sqlite", script + again).errors == "")
    let key = keysToo ? Payload.line + "1" : "wet"
    for call in [
      ["quote"], ["claim"], ["actor"], ["source"], ["event"], ["stance"], ["mention"], ["timeline"], ["log"],
      ["check"],
      ["verify"], ["stats"], ["diff", "2000-01-01"], ["review", "--list"], ["show", key], ["argument", key],
      ["text", key],
      ["edit", key], ["edit", key, "--status", "proposed"], ["retract", key, "--why", "x"], ["cite", key],
      ["merge", key, "ada"],
      ["export", "sources", "--format", "ris"], ["export", "all", "--format", "ftm"],
      ["export", "all", "--format", "dossier"],
      ["export", "all", "-o", "out"], ["backup"], ["compact"],
    ] {
      let shown = scratch.terminal(call + ["--database", "kb.sqlite"])
      #expect([0, 1].contains(shown.status), "\(call): \(shown.status) \(shown.output)")
      #expect(
        Payload.steering(in: shown.outputBytes, onTerminal: true) == [],
        "\(call): \(shown.output.debugDescription.prefix(2000))")
    }
    scratch.write(InjectionImportTests.empty, to: "mine.sqlite")
    for name in ["kb.sqlite", "out"] where FileManager.default.fileExists(atPath: scratch.path(name)) {
      let taken = scratch.kb("import", name, "--database", "mine.sqlite")
      #expect([0, 1].contains(taken.status), "\(taken.errors)")
      #expect(
        Payload.steering(in: Array(taken.errors.utf8), onTerminal: false) == [],
        "\(taken.errors.debugDescription)")
    }
    #expect(scratch.sqlite3("mine.sqlite", "PRAGMA integrity_check").output == "ok\n")
    #expect(
      scratch.sqlite3("mine.sqlite", "SELECT key FROM keyed").lines.allSatisfy {
        $0.wholeMatch(of: /[a-z0-9-]+/) != nil
      })
    #expect(scratch.owned == [])
  }
}
