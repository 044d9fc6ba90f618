// A base full of payloads, shown by every command in every form, on a terminal and into a pipe.
// Unsafe: what these C functions are given, strings, lives until they return.
import Foundation
import Scratch
import Testing

/// Everything that was taken in from hostile files and documents, curated in hostile words.
enum HostileBase {
  static let bytes: [UInt8] = {
    let scratch = Scratch()
    scratch.write(InjectionImportTests.empty, to: "kb.sqlite")
    func kb(_ arguments: [String]) -> String {
      let result = scratch.kb(
        arguments + ["--database", "kb.sqlite", "--author", Payload.line, "--note", Payload.lines])
      guard result.status == 0 else { fatalError("\(arguments): \(result.errors)") }
      return result.output
    }
    for file in HostileFile.all where file.arguments.isEmpty || file.name.hasSuffix(".csv") {
      scratch.write(file.text, to: file.name)
      _ = kb(["import", file.name] + file.arguments)
    }
    unsafe mkdir(scratch.path("documents"), 0o755)
    for document in HostileDocument.all { scratch.write(document.bytes, to: "documents/" + document.name) }
    _ = kb(["ingest", "documents"])
    _ = kb([
      "accept", key("quote WHERE status = 'proposed' AND id IN (SELECT quote_id FROM proposal)", in: scratch),
    ])
    _ = kb([
      "reject", key("quote WHERE status = 'proposed' AND id IN (SELECT quote_id FROM proposal)", in: scratch),
      "--why", Payload.line,
    ])
    _ = kb(["edit", "ada", "--description", Payload.of("another description", in: Payload.lines)])
    _ = kb(["retract", key("event", in: scratch), "--why", Payload.line])
    _ = kb(["merge", key("actor", in: scratch), key("actor ORDER BY id DESC", in: scratch)])
    return scratch.bytes("kb.sqlite")
  }()

  /// The key of a record that this part of a statement finds.
  static func key(_ rest: String, in scratch: Scratch) -> String {
    let order = rest.contains("ORDER") ? rest : rest + " ORDER BY id"
    return scratch.sqlite3("kb.sqlite", "SELECT key FROM \(order) LIMIT 1").lines.first ?? ""
  }
}

@Suite struct InjectionShownTests {
  let scratch = Scratch()

  init() { scratch.write(HostileBase.bytes, to: "kb.sqlite") }

  /// A format is one writer for all: each command is asked for what it makes itself, some for all.
  private static let own = ["text", "table", "ndjson"]
  private static let rows = ["text", "table", "csv", "tsv", "json", "ndjson", "markdown"]
  /// What every command that shows something is asked; words in small brackets are keys.
  static let calls: [(call: String, formats: [String])] = [
    ("quote --limit 0", rows), ("claim --limit 0", own), ("actor --limit 0", own), ("actor <actor>", own),
    ("source --limit 0", rows), ("event --limit 0 --status all", own), ("stance", own), ("mention", own),
    ("show <actor>", own), ("show <source>", own), ("show dry", own), ("show wet", own),
    ("show <event>", own),
    ("text note", own), ("text <document>", own), ("search owned --limit 0", rows),
    ("timeline --limit 0", own),
    ("argument cold", rows + ["dot", "mermaid", "argdown"]), ("cite dry pier", ["text", "markdown"]),
    ("cite dry pier --style apa", ["text", "markdown"]), ("cite dry pier --style mla", ["text", "markdown"]),
    ("cite pier", ["csl-json", "biblatex", "ris"]), ("sql SELECT\u{A0}*\u{A0}FROM\u{A0}quotes", rows),
    ("sql SELECT\u{A0}1\u{A0}AS\u{A0}'<payload>'", rows), ("schema quotes", own), ("stats", own),
    ("review --list", own), ("agreement", own), ("verify", own), ("log", own), ("log <actor>", own),
    ("diff 2000-01-01 --limit 0", own), ("duplicates actors", own), ("duplicates quotes", own),
    ("duplicates sources", own), ("check", rows), ("extract <file>", ["text"]),
    ("export quotes", rows.filter { $0 != "text" } + ["jsonld"]), ("export claims", ["jsonld"]),
    ("export sources", ["csl-json", "biblatex", "ris"]), ("export stances", ["claimreview"]),
    ("export passages", ["annotations"]), ("export all", ["ftm", "dossier"]),
    ("export pier dry wet", ["dossier"]),
  ]
  /// Commands that write; what they print of a record is in the tests of their own.
  private static let writing: Set = [
    "migrate", "ingest", "accept", "reject", "attach", "init", "import", "add", "edit", "retract", "restore",
    "tag",
    "merge",
    "unmerge", "link", "undo", "backup", "compact",
  ]

  @Test func noCommandIsForgotten() {
    let shown = Set(Self.calls.map { String($0.call.split(separator: " ")[0]) })
    #expect(Set(InjectionTests.commands) == shown.union(Self.writing))
  }

  private func arguments(_ call: String, _ format: String) -> [String] {
    scratch.write(HostileDocument.all[0].bytes, to: "page.html")
    let keys = [
      "<actor>": HostileBase.key("actor WHERE key LIKE 'hyperlink%'", in: scratch),
      "<source>": HostileBase.key("source WHERE key LIKE 'hyperlink%'", in: scratch),
      "<document>": HostileBase.key("source WHERE text IS NOT NULL ORDER BY id DESC", in: scratch),
      "<event>": HostileBase.key("event", in: scratch), "<file>": "page.html",
    ]
    let words = call.split(separator: " ").map(String.init).map { word in
      keys[word]
        ?? word.replacing("\u{A0}", with: " ").replacing(
          "<payload>", with: Payload.line.replacing("'", with: "''"))
    }
    return words + (call.hasPrefix("extract") ? [] : ["--format", format]) + ["--database", "kb.sqlite"]
  }

  @Test(arguments: calls.map(\.call)) func nothingSteers(_ call: String) throws {
    let rows = scratch.everything(in: "kb.sqlite").rows
    let files = scratch.files.count
    for format in Self.calls.first(where: { $0.call == call })!.formats {
      let arguments = arguments(call, format)
      let onTerminal = scratch.terminal(arguments)
      #expect(
        Payload.steering(in: onTerminal.outputBytes, onTerminal: true) == [],
        "\(format): \(onTerminal.output.debugDescription.prefix(3000))")
      let piped = scratch.kb(arguments)
      #expect([0, 1].contains(piped.status), "\(format): \(piped.status) \(piped.errors)")
      // (A call that shows nothing proves nothing.)
      let isSilent = ["agreement", "duplicates", "verify"].contains { call.hasPrefix($0) }
      #expect(isSilent || !piped.output.isEmpty, "\(format): \(piped.errors)")
      #expect(
        Payload.steering(in: Array(piped.errors.utf8), onTerminal: false) == [],
        "\(format): \(piped.errors.debugDescription)")
      try isWhole(piped, format, call)
    }
    #expect(scratch.everything(in: "kb.sqlite").rows == rows)
    #expect(
      scratch.owned == []
        && Set(scratch.files).subtracting(["kb.sqlite-wal", "kb.sqlite-shm", "page.html"]).count == files)
  }

  /// Each format as its readers take it: no payload breaks out of its place.
  private func isWhole(_ result: Program.Result, _ format: String, _ call: String) throws {
    let lines = result.output.split { $0 == "\n" || $0 == "\r\n" }
    switch format {
    case "json", "jsonld", "claimreview", "annotations", "csl-json":
      if !result.output.isEmpty {
        #expect(throws: Never.self, "\(format)") {
          try JSONSerialization.jsonObject(with: Data(result.outputBytes))
        }
      }
    case "ndjson", "ftm":
      for line in result.outputBytes.split(separator: 0x0A) {
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(line)) }
      }
    case "markdown":
      let tags = result.output.replacing("<br>", with: "").ranges(of: "<").filter {
        $0.lowerBound == result.output.startIndex
          ? true : !result.output.replacing("<br>", with: "")[..<$0.lowerBound].hasSuffix("\\")
      }
      #expect(tags.isEmpty || call.hasPrefix("cite"), "\(call)")
      #expect(!lines.contains { $0.hasPrefix("# owned") || $0.hasPrefix("---") || $0.hasPrefix("```") })
    case "dot":
      let outside = result.output.replacing(/"(?:[^"\\]|\\.)*"/.dotMatchesNewlines(), with: "")
      #expect(!outside.contains("owned") && !outside.contains("PWNED"), "\(outside)")
    case "mermaid":
      for line in lines.dropFirst() {
        #expect(
          line.wholeMatch(of: #/  c[0-9]+\["[^"]*"\]|  c[0-9]+ -+\.?->\|[a-z]+\| c[0-9]+|  style .*/#) != nil,
          "\(line)")
        #expect(!line.contains("<script"))
      }
    case "argdown":
      for line in lines {
        #expect(line.wholeMatch(of: /\[[a-z0-9-]+\](?:: .*)?|  [-+] \[[a-z0-9-]+\].*/) != nil, "\(line)")
      }
    case "ris":
      for line in lines {
        #expect(line.prefix(6).wholeMatch(of: #/[A-Z][A-Z0-9]  - /#) != nil, "\(line.debugDescription)")
      }
    case "csv", "tsv":
      #expect(Self.widths(result.output, format == "csv" ? "," : "\t").count <= 1, "\(call) \(format)")
    default: break
    }
  }

  /// How many cells rows have.
  private static func widths(_ text: String, _ separator: Unicode.Scalar) -> Set<Int> {
    var (widths, width, isQuoted, isAny) = (Set<Int>(), 1, false, false)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": isQuoted.toggle()
      case separator where !isQuoted: width += 1
      case "\n" where !isQuoted:
        widths.insert(width)
        (width, isAny) = (1, false)
        continue
      default: break
      }
      isAny = true
    }
    return isAny || isQuoted ? widths.union([width, -1]) : widths
  }

  /// Every format that can be read back holds the records that there were, and no others.
  @Test(arguments: ["biblatex", "ris", "csl-json"]) func bibliographiesComeBack(_ format: String) {
    let written = scratch.kb(
      "export", "sources", "--format", format, "-o", "out.txt", "--database", "kb.sqlite")
    #expect(written.status == 0, "\(written.errors)")
    scratch.write(InjectionImportTests.empty, to: "other.sqlite")
    let read = scratch.kb("import", "out.txt", "--database", "other.sqlite")
    #expect(read.status == 0, "\(read.errors)")
    let keys = "SELECT key FROM source ORDER BY id"
    let (ours, theirs) = (
      scratch.sqlite3("kb.sqlite", keys).lines, scratch.sqlite3("other.sqlite", keys).lines
    )
    // (Two of one title are one where the address has no place.)
    #expect(theirs.count >= ours.count - 2 && Set(theirs).isSubset(of: ours), "\(theirs)")
  }

  @Test func aDossierComesBack() {
    #expect(
      scratch.kb("export", "all", "--format", "dossier", "-o", "all.yaml", "--database", "kb.sqlite").status
        == 0)
    scratch.write(InjectionImportTests.empty, to: "other.sqlite")
    let read = scratch.kb("import", "all.yaml", "--database", "other.sqlite")
    #expect(read.status == 0, "\(read.errors)")
    let (ours, theirs) = (
      scratch.everything(in: "kb.sqlite").rows, scratch.everything(in: "other.sqlite").rows
    )
    for table in ["source", "topic", "event", "stance", "relation"] {
      #expect(ours[table] == theirs[table], "\(table)")
    }
  }

  /// Packages in every format: written only there, read back whole, and no cell of a spreadsheet is run.
  @Test(arguments: ["out", "out.zip"]) func packagesComeBack(_ place: String) {
    let files = Set(scratch.files)
    for format in ["csv", "tsv", "json", "ndjson"] {
      let name = format + place
      let written = scratch.kb("export", "all", "-o", name, "--format", format, "--database", "kb.sqlite")
      #expect(
        written.status == 0 && Payload.steering(in: Array(written.errors.utf8), onTerminal: false) == [],
        "\(written.errors)")
      #expect(scratch.kb("export", "--check", name, "--database", "kb.sqlite").status == 0)
      scratch.write(InjectionImportTests.empty, to: "other.sqlite")
      let read = scratch.kb("import", name, "--database", "other.sqlite")
      #expect(read.status == 0, "\(read.errors)")
      for view in ["quotes", "sources", "actors", "claims", "events"] {
        let call = ["export", view, "--ndjson", "--database"]
        #expect(
          scratch.kb(call + ["kb.sqlite"]).outputBytes == scratch.kb(call + ["other.sqlite"]).outputBytes,
          "\(view)")
      }
      let names = (try? FileManager.default.subpathsOfDirectory(atPath: scratch.path(name))) ?? []
      #expect(names.allSatisfy { $0.wholeMatch(of: /[a-z_-]+\.[a-z]+/) != nil }, "\(names)")
    }
    #expect(scratch.owned == [])
    let made = Set(scratch.files).subtracting(files).filter {
      !$0.contains("other.sqlite") && !$0.hasPrefix("kb.sqlite")
    }
    #expect(made == Set(["csv", "tsv", "json", "ndjson"].map { $0 + place }))
  }

  @Test(arguments: ["csv", "tsv"]) func noCellIsAFormula(_ format: String) throws {
    let cells = ["=1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x"]
    let values = cells.map { "(char(\($0.unicodeScalars.map { String($0.value) }.joined(separator: ","))))" }
    let result = scratch.kb(
      "sql", "WITH c (\"=head\") AS (VALUES \(values.joined(separator: ","))) SELECT * FROM c", "--\(format)",
      "--safe-formulas", "--database", "kb.sqlite")
    let read = scratch.python(
      "import csv, io; print([r[0][:1] for r in csv.reader(io.StringIO(\(String(decoding: try JSONEncoder().encode(result.output), as: UTF8.self)), newline=''), delimiter='\(format == "csv" ? "," : "\\t")')])"
    )
    #expect(
      read.output == "[" + Array(repeating: "\"'\"", count: cells.count + 1).joined(separator: ", ") + "]\n",
      "\(read.output)\(read.errors)")
  }

  /// At the keyboard: what is shown of each proposal and each conflict.
  @Test func keyboards() {
    let review = scratch.terminal(["review", "--database", "kb.sqlite"], keys: " ")
    #expect(review.status == 0 && review.output.contains("a accept"), "\(review.output)")
    #expect(
      Payload.steering(in: review.outputBytes, onTerminal: true) == [], "\(review.output.debugDescription)")
    scratch.write(scratch.bytes("kb.sqlite"), to: "other.sqlite")
    for (file, more) in [("kb.sqlite", "one"), ("other.sqlite", "two")] {
      let text = Payload.of(more, in: Payload.lines)
      #expect(
        scratch.kb("edit", "wet", "--text", text, "--database", file, "--author", Payload.line).status == 0)
    }
    let conflict = scratch.terminal(["import", "other.sqlite", "--database", "kb.sqlite"], keys: " ")
    #expect(conflict.output.contains("o ours"), "\(conflict.output)")
    #expect(
      Payload.steering(in: conflict.outputBytes, onTerminal: true) == [],
      "\(conflict.output.debugDescription)")
  }
}
