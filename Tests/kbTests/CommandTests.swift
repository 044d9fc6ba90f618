// What people and scripts may count on: streams, status, help, formats.
import Foundation
import Scratch
import Testing

@testable import kb

@Suite struct CommandTests {
  let scratch = Scratch()

  @Test func theDefaultFileMakesItself() {
    let first = scratch.kb("quote", "--speaker", "Khamenei")
    #expect(first.status == 0 && first.output.contains("Our problem with the U.S."))
    #expect(first.errors == "made \(scratch.folder)/.local/share/kb/kb.sqlite from the built-in seeds\n")
    #expect(scratch.kb("quote", "--speaker", "Khamenei").errors == "")
    let elsewhere = scratch.kb("stats", environment: ["XDG_DATA_HOME": scratch.path("data")])
    #expect(elsewhere.errors.contains("\(scratch.folder)/data/kb/kb.sqlite"))
    let named = scratch.kb("stats", environment: ["KB_DATABASE": scratch.path("nosuch.sqlite")])
    #expect(named.status == 1 && named.errors.contains("kb init"))
  }

  @Test func severalAtOnceMakeOneFile() async {
    await withTaskGroup(of: Program.Result.self) { group in
      for _ in 0..<4 { group.addTask { scratch.kb("quote", "--csv") } }
      for await result in group {
        #expect(result.status == 0 && result.output.contains("khamenei-our-problem"), "\(result.errors)")
      }
    }
    #expect(scratch.sqlite3(".local/share/kb/kb.sqlite", "select count(*) from quotes").output == "2\n")
  }

  @Test func status() {
    scratch.seeded()
    let file = ["--database", "kb.sqlite"]
    #expect(scratch.kb(["quote", "--speaker", "Khamenei", "--since", "2020"] + file).status == 0)
    #expect(
      scratch.kb(["quote", "--speaker", "Khamenei", "--since", "2020"] + file).errors.contains(
        "no quote matches"))
    #expect(
      scratch.kb(["quote", "--speaker", "Khamenei", "--since", "2020", "--fail-empty"] + file).status == 1)
    #expect(scratch.kb(["quote", "--speaker", "Khamanei"] + file).status == 1)
    for usage in [
      ["quote", "--nosuch"], ["quote", "--limit", "abc"], ["quote", "--limit", "-1"],
      ["quote", "--format", "xml"], ["nosuch"], ["quote", "--format", "dot"], ["quote", "--csv", "--json"],
      ["quote", "--excel"], ["sql", "select 1", "-p", "a"], ["search"], ["export", "all", "--csv"],
    ] {
      let result = scratch.kb(usage + file)
      #expect(result.status == 64, "\(usage): \(result.status) \(result.errors)")
      #expect(result.output.isEmpty && !result.errors.isEmpty)
    }
  }

  @Test func bytesThatAreNoUTF8() {
    scratch.seeded()
    let result = Program.run(
      "/bin/sh", ["-c", "'\(Scratch.kbBinary)' quote --database kb.sqlite \"$(printf 'a\\377')\""],
      in: scratch.folder)
    #expect(result.status == 64 && result.errors == "kb: argument 4 is not UTF-8\n")
  }

  @Test func cutListsSaySo() {
    scratch.seeded()
    let result = scratch.kb("claim", "--limit", "2", "--csv", "--database", "kb.sqlite")
    #expect(result.output.components(separatedBy: "\r\n").count == 4)
    #expect(result.errors.hasPrefix("2 of 76 claims; go on with --after "))
    #expect(scratch.kb("claim", "--limit", "0", "--csv", "--database", "kb.sqlite").errors == "")
    let undated = scratch.kb("quote", "--since", "2000", "--database", "kb.sqlite")
    #expect(undated.errors.contains("1 quote without a date is left out"))
  }

  @Test(arguments: ["text", "table", "csv", "tsv", "json", "ndjson", "markdown"])
  func everyLookupInEveryFormat(_ format: String) {
    scratch.seeded()
    for command in [
      ["quote"], ["claim"], ["actor"], ["source"], ["event"], ["stance"], ["mention"], ["show", "khamenei"],
      ["search", "Iran"], ["timeline"],
      ["argument", "strategic-deal"], ["sql", "select * from quotes"], ["schema"], ["schema", "quotes"],
      ["stats"], ["text", "reading-note"],
    ] {
      let result = scratch.kb(command + ["--format", format, "--database", "kb.sqlite"])
      #expect(result.status == 0 && !result.output.isEmpty, "\(command) \(format): \(result.errors)")
      if format == "csv" {
        #expect(result.output.hasSuffix("\r\n") && !result.outputBytes.starts(with: [0xEF]))
      }
      if format == "json" {
        #expect((try? JSONSerialization.jsonObject(with: Data(result.outputBytes))) != nil, "\(command)")
      }
      #expect(!result.output.contains("\u{1B}"), "no colour in a pipe")
    }
  }

  @Test func columnsAreTheSameEverywhere() throws {
    scratch.seeded()
    for (command, view) in [
      ("quote", "quotes"), ("claim", "claims"), ("actor", "actors"), ("source", "sources"),
      ("event", "events"), ("stance", "stances"), ("mention", "mentions"),
    ] {
      let header = scratch.kb(command, "--csv", "--database", "kb.sqlite").output.components(
        separatedBy: "\r\n")[0]
      let columns = scratch.sqlite3(
        "kb.sqlite", "select group_concat(name) from pragma_table_info('\(view)')"
      ).output.dropLast()
      #expect(header == columns)
      let schema = scratch.kb("schema", view, "--csv", "--database", "kb.sqlite").output.components(
        separatedBy: "\r\n"
      ).dropFirst().dropLast()
      #expect(schema.count == header.split(separator: ",").count)
      for line in schema {
        #expect(
          line.split(separator: ",", maxSplits: 2).count == 3, "\(line): a column without a word about it")
      }
    }
  }

  @Test func verbatimTextComesOutAsItWentIn() throws {
    scratch.seeded()
    let text = "كِتَابٌ می‌خواهیم e\u{301} é 🇮🇷 \"q\", 'a';\r\nline\ttab \u{200F}»"
    let hex = text.utf8.map { String(format: "%02x", $0) }.joined()
    #expect(
      scratch.sqlite3(
        "kb.sqlite",
        "insert into quote (key, speaker_id, text, language) values ('v', 1, cast(x'\(hex)' as text), 'fa')"
      ).errors == "")
    let shown = ["quote", "--language", "fa", "--database", "kb.sqlite"]
    #expect(scratch.kb(shown + ["--format", "text"]).output.contains("«\(text)»"))
    let csv = scratch.kb(shown + ["--csv"]).output
    #expect(csv.contains("\"" + text.replacing("\"", with: "\"\"") + "\""))
    for json in [
      scratch.kb(shown + ["--json"]),
      scratch.kb(["sql", "select text from quotes where key = 'v'", "--json", "--database", "kb.sqlite"]),
    ] {
      let rows = try #require(
        try JSONSerialization.jsonObject(with: Data(json.outputBytes)) as? [[String: Any]])
      #expect((rows[0]["text"] as? String).map { Array($0.utf8) } == Array(text.utf8))
    }
  }

  @Test func aPageIsOneObject() throws {
    scratch.seeded()
    for key in [
      "khamenei", "strategic-deal", "wana-jan-31", "jcpoa", "jcpoa-concluded", "khamenei-our-problem",
    ] {
      let bytes = scratch.kb("show", key, "--json", "--database", "kb.sqlite").outputBytes
      let page = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
      #expect(page["key"] as? String == key)
      #expect((page["tied"] as? [String: Any])?.isEmpty == false)
    }
  }

  @Test func graphs() {
    scratch.seeded()
    let dot = scratch.kb("argument", "strategic-deal", "--format", "dot", "--database", "kb.sqlite").output
    #expect(
      dot.hasPrefix("digraph argument {") && dot.hasSuffix("}\n")
        && dot.contains("-> \"strategic-deal\" [label = \"hinders\""))
    let mermaid = scratch.kb(
      "argument", "strategic-deal", "--depth", "1", "--format", "mermaid", "--database", "kb.sqlite"
    ).output
    #expect(mermaid.hasPrefix("flowchart BT\n") && mermaid.contains("-->|hinders| c0"))
  }

  @Test func theSQLShownIsTheSQLRun() {
    scratch.seeded()
    for command in [
      ["quote", "--speaker", "Khamenei"], ["claim", "--kind", "obstacle"], ["actor", "Tehran"], ["source"],
      ["event", "--with", "Iran"], ["stance", "--on", "strategic-deal"], ["mention"],
      ["timeline", "--actor", "Iran"], ["argument", "strategic-deal"], ["stats"],
    ] {
      let sql = scratch.kb(command + ["--sql", "--database", "kb.sqlite"]).output
      let shell = scratch.sqlite3("kb.sqlite", ".mode csv\n.headers on\n\(sql)").output
      let ours = scratch.kb(["sql", String(sql.dropLast(2)), "--csv", "--database", "kb.sqlite"]).output
      #expect(ours == scratch.kb(command + ["--csv", "--database", "kb.sqlite"]).output, "\(command)")
      #expect(shell.utf8.count { $0 == UInt8(ascii: "\n") } >= 2, "\(command)")
    }
  }

  @Test func examplesOfEveryHelpRun() {
    let names = Arguments.commands.compactMap { $0.configuration.commandName }
    for command in Arguments.commands {
      let name = command.configuration.commandName ?? ""
      let help = scratch.kb(name, "--help")
      let examples = (command as? any Exemplified.Type)?.examples ?? []
      #expect(examples.count == 2)
      #expect(
        help.status == 0 && help.output.hasSuffix("EXAMPLES:\n" + examples.map { "  \($0)\n" }.joined()),
        "\(help.output)")
      let folder = URL(fileURLWithPath: Scratch.kbBinary).deletingLastPathComponent().path
      for example in examples {
        // (Those of init name a file that may be there from an example before.)
        let result = Program.run(
          "/bin/sh", ["-c", "rm -f iran.sqlite empty.sqlite; \(example)"], in: scratch.folder,
          environment: ["HOME": scratch.folder, "PATH": "\(folder):/usr/bin:/bin"])
        #expect(result.status == 0, "\(example): \(result.errors)")
      }
    }
    #expect(names.count == Set(names).count && names.count >= 18)
    #expect(scratch.kb("--version").output.contains("."))
    for shell in ["bash", "zsh", "fish"] {
      #expect(scratch.kb("--generate-completion-script", shell).output.contains("kb"))
    }
  }

  @Test func exportsAreWholeViews() throws {
    scratch.seeded()
    for view in [
      "quotes", "claims", "actors", "names", "stances", "relations", "mentions", "evidence_places", "topics",
      "changesets",
    ] {
      let rows = scratch.kb("export", view, "--format", "ndjson", "--database", "kb.sqlite").lines.count
      #expect("\(rows)\n" == scratch.sqlite3("kb.sqlite", "select count(*) from \(view)").output, "\(view)")
      let again = scratch.kb("export", view, "--csv", "--database", "kb.sqlite").outputBytes
      #expect(scratch.kb("export", view, "--csv", "-o", "out.csv", "--database", "kb.sqlite").status == 0)
      #expect(scratch.bytes("out.csv") == again)
    }
    #expect(scratch.kb("export", "quots", "--database", "kb.sqlite").errors.contains("did you mean 'quotes'"))
    #expect(scratch.kb("export", "quote", "--csv", "--database", "kb.sqlite").status == 1)
    #expect(scratch.kb("export", "all", "--csv", "-o", "folder", "--database", "kb.sqlite").status == 0)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: scratch.path("folder")).contains("quotes.csv"))
    let full = Program.run(
      "/bin/sh", ["-c", "'\(Scratch.kbBinary)' export quotes --csv --database kb.sqlite >/dev/full"],
      in: scratch.folder)
    #expect(full.status == 1 && full.errors == "kb: the disk is full: standard output could not be written\n")
  }

  @Test func nowhereToWrite() {
    scratch.seeded()
    let kb = Scratch.kbBinary
    func shell(_ command: String) -> Program.Result {
      Program.run(
        "/bin/sh", ["-c", "'\(kb)' \(command)"], in: scratch.folder, environment: ["HOME": scratch.folder])
    }
    // Without stderr the work is done all the same.
    for closed in ["2>&-", "2>/dev/full"] {
      #expect(shell("quote zzz --database kb.sqlite \(closed)").status == 0)
      #expect(shell("quote --speaker nobody --database kb.sqlite \(closed)").status == 1)
      #expect(shell("quote --bad \(closed)").status == 64)
      #expect(shell("init --database new.sqlite \(closed) && rm new.sqlite").status == 0)
    }
    // Without stdout it is not.
    for command in [
      "quote --database kb.sqlite", "quote --sql --database kb.sqlite", "--help", "--version",
      "text reading-note --database kb.sqlite",
    ] {
      let result = shell("\(command) >/dev/full")
      #expect(
        result.status == 1 && result.errors == "kb: the disk is full: standard output could not be written\n",
        "\(command)")
    }
  }

  @Test func messagesDoNotSteerTheTerminal() {
    scratch.seeded()
    let nasty = "\u{1B}[31mX\nY"
    for option in ["--kind", "--status", "--since", "--speaker", "--after", "--topic", "--language"] {
      let result = scratch.kb("quote", option, nasty, "--database", "kb.sqlite")
      #expect(
        result.status == 1 && !result.errors.contains("\u{1B}")
          && result.errors.split(separator: "\n").count == 1, "\(option): \(result.errors)")
    }
    #expect(scratch.kb("qoute").errors == "kb: there is no command 'qoute'; did you mean 'quote'?\n")
    #expect(scratch.kb("quote", environment: ["KB_DATABASE": "x"]).status == 1)
  }

  @Test func onATerminal() {
    scratch.seeded()
    guard Program.run("/bin/sh", ["-c", "command -v script"]).status == 0 else { return }
    func terminal(_ command: String, _ variables: String = "TERM=xterm") -> Program.Result {
      let line =
        "unset NO_COLOR; \(variables) COLUMNS=60 script -qec \"'\(Scratch.kbBinary)' \(command) --database kb.sqlite\" /dev/null"
      return Program.run("/bin/sh", ["-c", line], in: scratch.folder)
    }
    _ = scratch.sqlite3(
      "kb.sqlite", "update quote set text = text || char(27) || '[2J' where key = 'nephew-temporary-relief'")
    for command in [
      "quote", "claim sanctions", "show khamenei", "search stone", "argument strategic-deal", "timeline",
      "mention", "stats", "quote --format table",
    ] {
      let result = terminal(command)
      #expect(result.status == 0 && !result.output.contains("\u{1B}[2J"), "\(command): \(result.output)")
    }
    #expect(terminal("quote 'stepping stone'").output.contains("\u{1B}[1;33mstepping\u{1B}[0m"))
    for plain in ["TERM=dumb", "TERM=xterm NO_COLOR=1"] {
      #expect(!terminal("quote 'stepping stone'", plain).output.contains("\u{1B}"), "\(plain)")
    }
    // No line is wider than the terminal but for what cannot be broken.
    for line in terminal("quote --format table").output.split(whereSeparator: \.isNewline) {
      #expect(line.count <= 60 || line.hasPrefix("kb: "), "\(line)")
    }
    #expect(terminal("mention --actor Khamenei").output.contains("\u{2068}خامنه‌ای\u{2069}"))
  }

  @Test("A name may be one letter", arguments: ["k", "é", "کتاب", ".k", "k.sqlite", "./k", "f/k", "f//k"])
  func shortNames(_ name: String) throws {
    let scratch = Scratch()
    try FileManager.default.createDirectory(atPath: scratch.path("f"), withIntermediateDirectories: true)
    for words in [
      ["init"], ["add", "topic", "--label", "X"], ["quote", "--limit", "1"], ["export", "all", "-o", "p"],
      ["backup", "b"], ["backup"], ["backup", "--restore", "b"], ["compact"],
    ] {
      let result = scratch.kb(words + ["--database", name])
      #expect(result.status == 0, "\(words): \(result.errors)")
    }
    #expect(scratch.files(in: name.contains("f/") ? "f" : "").contains { $0.contains("-schema") })
  }
}
