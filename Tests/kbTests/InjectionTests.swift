// Text that means something to another program: in every option and in every field it stays text.
import Foundation
import Scratch
import Testing

@Suite struct InjectionTests {
  /// What would steer a terminal, or show a line in another order than it has. The ends are what to look for.
  static let steering =
    "\u{1B}[2J\u{1B}]0;owned\u{7}\u{1B}]8;;http://a.invalid\u{1B}\\x\u{9B}31m\u{9D}0;x\u{9C}\u{202E}gnp\u{202C}"
  /// What would be run by SQL, a shell, a page or a spreadsheet.
  static let running =
    "=HYPERLINK(\"x\")'); DROP TABLE quote; -- $(touch PWNED) `touch PWNED`; touch PWNED | <script>alert(1)</script> ../../PWNED"
  static let steers: [Unicode.Scalar] = ["\u{1B}", "\u{7}", "\u{9B}", "\u{9C}", "\u{9D}", "\u{202E}"]

  let scratch = Scratch()

  static let commands = Scratch().kb("--help").lines
    .drop { !$0.hasPrefix("LOOKING UP") }.prefix { !$0.hasPrefix("  See ") }
    .filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
    .compactMap { $0.split(separator: " ").first.map(String.init) }

  /// The options of a command that take a text, as its help names them; those that name a file to write are apart.
  private static func options(_ command: String) -> [String] {
    Scratch().kb("help", command).lines.compactMap { line in
      let words = line.split(separator: " ").prefix(3).map(String.init)
      guard line.hasPrefix("  -"), let at = words.firstIndex(where: { $0.hasPrefix("--") }),
        words.indices.contains(at + 1), words[at + 1].hasPrefix("<")
      else { return nil }
      return words[at].trimmingCharacters(in: [","])
    }.filter { !["--out", "--skip-bad", "--database"].contains($0) }
  }

  @Test func thereAreCommandsAndOptions() {
    #expect(Self.commands.count >= 38)
    #expect(Self.options("quote").count >= 12 && Self.options("export").contains("--speaker"))
  }

  @Test(arguments: commands) func everyOptionOf(_ command: String) throws {
    scratch.seeded()
    let before = scratch.sqlite3("kb.sqlite", "SELECT count(*) FROM quote").output
    let files = Set(scratch.files)
    let payload = Self.running + Self.steering
    let calls = Self.options(command).map { [command, "\($0)=\(payload)"] } + [[command, payload]]
    for call in calls {
      let dry = ["ingest", "import", "backup", "compact"].contains(command) ? ["--dry-run"] : []
      let result = scratch.kb([call[0], "--database", "kb.sqlite"] + call.dropFirst() + dry, input: "")
      #expect([0, 1, 64].contains(result.status), "\(call): \(result.status) \(result.errors)")
      #expect(
        !result.errors.unicodeScalars.contains { Self.steers.contains($0) },
        "\(call): \(result.errors.debugDescription)")
    }
    #expect(scratch.sqlite3("kb.sqlite", "SELECT count(*) FROM quote").output == before)
    #expect(Set(scratch.files).subtracting(files).isSubset(of: ["kb.sqlite-wal", "kb.sqlite-shm"]))
  }

  // MARK: Fields

  /// Texts that together carry all of it, in every field that takes one.
  private func filled() -> String {
    let text = Self.json(Self.running + Self.steering)
    return """
      {"dossier": 1,
       "actors": {"ada": {"name": \(text), "kind": "person", "description": \(text), "names": [{"text": \(text), "kind": "alias"}]}},
       "sources": {"pier": {"title": \(text), "kind": "article", "authors": \(text), "publisher": "ada", "url": \(text), "published_on": "2020"}},
       "quotes": {"dry": {"speaker": "ada", "text": \(text), "said_on": "2020", "appearances": [{"source": "pier", "locator": \(text)}]}},
       "claims": {"wet": {"text": \(text), "relations": [{"supports": "cold"}]}, "cold": {"text": \(text)}},
       "events": {"fall": {"title": \(text), "began_on": "2020", "place": \(text), "description": \(text)}}}
      """
  }

  private static func json(_ text: String) -> String {
    "\""
      + text.unicodeScalars.map { scalar in
        scalar == "\"" || scalar == "\\"
          ? "\\\(scalar)"
          : scalar.isASCII && scalar.value >= 0x20
            ? String(scalar) : "\\u" + String(0x10000 + scalar.value, radix: 16).dropFirst()
      }.joined() + "\""
  }

  private func fill() throws {
    try #require(scratch.kb("init", "--empty", "--database", "kb.sqlite").status == 0)
    scratch.write(filled(), to: "hostile.yaml")
    let taken = scratch.kb("import", "hostile.yaml", "--database", "kb.sqlite")
    try #require(taken.status == 0, "\(taken.errors)")
  }

  private static let lookups = [
    "quote", "claim", "actor", "actor ada", "source", "event", "stance", "mention", "show ada", "show pier",
    "show dry", "show fall", "search owned", "timeline", "argument wet", "cite dry", "cite pier", "log",
    "stats",
    "diff 2000-01-01", "sql 'select * from quotes'", "duplicates actors", "check",
    "export quotes --format table",
    "quote --format table", "review --list", "quote --csv", "quote --tsv", "quote --json",
    "quote --format markdown",
    "argument cold --format dot", "argument cold --format mermaid", "argument cold --format argdown",
    "cite pier --format ris", "cite pier --format biblatex", "cite pier --format csl-json",
    "export ada --format dossier", "export claims --format jsonld",
  ]

  @Test func whatIsStoredDoesNotSteerATerminal() throws {
    try fill()
    try #require(Program.run("/bin/sh", ["-c", "command -v script"]).status == 0)
    for lookup in Self.lookups {
      let line =
        "unset NO_COLOR; TERM=xterm COLUMNS=80 script -qec \"'\(Scratch.kbBinary)' \(lookup) --database kb.sqlite\" /dev/null"
      let output = Program.run("/bin/sh", ["-c", line], in: scratch.folder).output
      for steer in ["\u{1B}]", "\u{1B}[2J", "\u{7}", "\u{9B}", "\u{9D}", "\u{202E}"] {
        #expect(
          !output.utf8.contains(steer),
          "\(lookup) lets \(steer.debugDescription) through: \(output.debugDescription)")
      }
    }
    #expect(!scratch.files.contains("PWNED"))
  }

  @Test func whatIsStoredIsVerbatim() throws {
    try fill()
    let hex = (Self.running + Self.steering).utf8.map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }.joined()
    for column in [
      "name FROM actor", "title FROM source", "text FROM quote", "text FROM claim WHERE key = 'wet'",
      "title FROM event",
    ] {
      #expect(
        scratch.sqlite3("kb.sqlite", "SELECT hex(\(column.replacing(" FROM", with: ") FROM"))").output == hex
          + "\n")
    }
  }

  @Test func formulasAreGuarded() throws {
    try fill()
    for view in ["quotes", "claims", "actors", "sources", "events"] {
      for format in ["--csv", "--tsv"] {
        let guarded = scratch.kb("export", view, format, "--safe-formulas", "--database", "kb.sqlite")
        let open = scratch.kb("export", view, format, "--database", "kb.sqlite")
        #expect(guarded.status == 0, "\(guarded.errors)")
        for start in ["\n=", ",=", "\"=", "\t="] {
          #expect(!guarded.output.utf8.contains(start), "\(view) \(format)")
        }
        #expect(guarded.output.utf8.contains("'=HYPERLINK") && !open.output.utf8.contains("'=HYPERLINK"))
      }
    }
  }

  @Test func pagesAndGraphsEscape() throws {
    try fill()
    for call in [
      "argument cold --format markdown", "argument cold --format dot", "argument cold --format mermaid",
      "argument cold --format argdown", "quote --format markdown", "export quotes --format markdown",
      "cite dry --format markdown", "cite pier --format markdown",
    ] {
      let result = Program.run(
        "/bin/sh", ["-c", "'\(Scratch.kbBinary)' \(call) --database kb.sqlite"], in: scratch.folder)
      #expect(result.status == 0 && !result.output.isEmpty, "\(call): \(result.errors)")
      if call.contains("dot") {
        // In DOT a text is a quoted string: its marks are escaped.
        #expect(result.output.utf8.contains("HYPERLINK(\\\"x\\\")"), "\(call): \(result.output)")
      } else {
        let tags = result.output.ranges(of: "<script>").filter {
          $0.lowerBound == result.output.startIndex
            || result.output[result.output.index(before: $0.lowerBound)] != "\\"
        }
        #expect(tags.isEmpty, "\(call): \(result.output.debugDescription)")
      }
    }
    for call in [
      ["export", "claims", "--format", "jsonld"], ["export", "quotes", "--json"],
      ["cite", "pier", "--format", "csl-json"],
    ] {
      let result = scratch.kb(call + ["--database", "kb.sqlite"])
      #expect(result.status == 0, "\(call): \(result.errors)")
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(result.outputBytes)) }
    }
  }

  /// The first object tells the columns: one that is no row is refused in our words.
  @Test(arguments: ["{\"text\":{}}", "{\"text\":1,\"text\":2}", "[{\"text\":[1]}]", "[1]", "{\"text\""])
  func aFirstObjectThatIsNoRow(_ json: String) {
    #expect(scratch.kb("init", "--empty", "--database", "kb.sqlite").status == 0)
    let result = scratch.kb("import", "-", "--as", "quotes", "--database", "kb.sqlite", input: json)
    #expect(result.status == 1 && result.errors.hasPrefix("kb: standard input, line 1"), "\(result.errors)")
  }

  // MARK: Files

  @Test(arguments: [
    "../../PWNED", "/tmp/PWNED", "..", ".hidden", "a/b", "a\\b", "a\u{0}b", "con:", "$(touch PWNED)",
  ])
  func aKeyIsNoPath(_ key: String) {
    #expect(scratch.kb("init", "--empty", "--database", "kb.sqlite").status == 0)
    let files = Set(scratch.files)
    let csv = "key,name,kind\n\"\(key)\",Ada,person\n"
    scratch.write(csv, to: "actors.csv")
    #expect(scratch.kb("import", "actors.csv", "--as", "actors", "--database", "kb.sqlite").status == 1)
    scratch.write(
      "{\"dossier\": 1, \"actors\": {\(Self.json(key)): {\"name\": \"Ada\", \"kind\": \"person\"}}}",
      to: "a.yaml")
    #expect(scratch.kb("import", "a.yaml", "--database", "kb.sqlite").status == 1)
    #expect(scratch.sqlite3("kb.sqlite", "SELECT count(*) FROM actor").output == "0\n")
    #expect(
      Set(scratch.files).subtracting(files).isSubset(of: [
        "actors.csv", "a.yaml", "kb.sqlite-wal", "kb.sqlite-shm",
      ]))
  }

  @Test func anExportWritesOnlyWhereItIsTold() throws {
    try fill()
    let files = Set(scratch.files)
    let written = scratch.kb("export", "all", "-o", "out", "--database", "kb.sqlite")
    #expect(written.status == 0, "\(written.errors)")
    #expect(
      Set(scratch.files).subtracting(files).isSubset(of: ["out", "kb.sqlite-wal", "kb.sqlite-shm"]))
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: scratch.path("out"))) ?? []
    #expect(!names.isEmpty && names.allSatisfy { !$0.contains("PWNED") && !$0.contains("..") })
  }
}

extension String.UTF8View {
  /// Whether the bytes of some words are among these.
  fileprivate func contains(_ words: String) -> Bool { Data(self).range(of: Data(words.utf8)) != nil }
}
