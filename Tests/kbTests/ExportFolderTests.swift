// kb export into a folder, and the proof of it, as a person and a reviewer meet them.
import Foundation
import Scratch
import Testing

@Suite struct ExportFolderTests {
  let scratch = Scratch()

  init() {
    scratch.seeded()
    // Words that break careless readers: line ends, quotes, separators, twins in NFC and NFD, a BOM inside, bidi.
    _ = scratch.sqlite3(
      "kb.sqlite",
      """
      INSERT INTO source (key, title, authors, url) VALUES
        ('hostile', 'A "title", with' || char(13, 10) || 'two lines', 'Ada; Bob', 'https://example.org/?a=1&b=%20');
      INSERT INTO source (key, title) VALUES ('hostile-2', 'The same');
      INSERT INTO quote (key, speaker_id, text, said_on) SELECT 'h-1', id, 'one' || char(13) || 'two' || char(10) || '"three", four;', '2019-05~'
        FROM actor WHERE key = 'iran';
      INSERT INTO quote (key, speaker_id, text) SELECT 'h-2', id, 'caf' || char(233) FROM actor WHERE key = 'iran';
      INSERT INTO quote (key, speaker_id, text) SELECT 'h-3', id, 'cafe' || char(769) FROM actor WHERE key = 'iran';
      INSERT INTO quote (key, speaker_id, text) SELECT 'h-4', id, char(65279) || 'mid' || char(65279, 8238, 8232) || '=1+1' FROM actor WHERE key = 'iran';
      INSERT INTO name (actor_id, text, kind) SELECT id, 'Caf' || char(233), 'alias' FROM actor WHERE key = 'iran';
      INSERT INTO name (actor_id, text, kind) SELECT id, 'Cafe' || char(769), 'alias' FROM actor WHERE key = 'iran';
      INSERT INTO appearance (quote_id, source_id, locator) SELECT quote.id, source.id, 'p. ' || quote.id FROM quote, source
        WHERE quote.key LIKE 'h-%' AND source.key = 'hostile';
      """)
  }

  func export(_ arguments: String..., to folder: String) -> Program.Result {
    scratch.kb(["export"] + arguments + ["-o", folder, "--database", "kb.sqlite"])
  }

  func check(_ folder: String, _ more: String...) -> Program.Result {
    scratch.kb(["export", "--check", folder, "--database", "kb.sqlite"] + more)
  }

  func files(_ folder: String) -> [String: [UInt8]] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: scratch.path(folder))) ?? []
    return Dictionary(uniqueKeysWithValues: names.map { ($0, scratch.bytes("\(folder)/\($0)")) })
  }

  /// Replaces the first place where these bytes stand. (Swift's own search takes NFC and NFD for the same.)
  func replace(_ old: String, with new: String, in file: String) {
    let (bytes, old) = (scratch.bytes(file), Array(old.utf8))
    guard let place = bytes.indices.first(where: { bytes[$0...].starts(with: old) }) else {
      Issue.record("\(file) does not hold the text")
      return
    }
    scratch.write(bytes[..<place] + Array(new.utf8) + bytes[(place + old.count)...], to: file)
  }

  @Test func sameDatabaseSameBytes() throws {
    #expect(export("all", to: "one").status == 0)
    #expect(export("all", to: "two").status == 0)
    let one = files("one")
    #expect(one.count > 20 && one == files("two"))
    #expect(scratch.kb("compact", "--database", "kb.sqlite").status == 0)
    #expect(export("all", to: "three").status == 0)
    #expect(one == files("three"))
    // Elsewhere, under another name, from a folder of its own: nothing of it is in the files.
    try FileManager.default.createDirectory(
      atPath: scratch.path("else where"), withIntermediateDirectories: true)
    _ = scratch.kb("backup", "else where/other.sqlite", "--database", "kb.sqlite")
    let moved = scratch.kb(
      "export", "all", "-o", "else where/x", "--database", "else where/other.sqlite",
      environment: ["TZ": "Asia/Tehran", "LANG": "fa_IR.UTF-8", "COLUMNS": "40"])
    #expect(moved.status == 0, "\(moved.errors)")
    #expect(one == files("else where/x"))
    #expect(!String(decoding: one["manifest.json"] ?? [], as: UTF8.self).contains(scratch.folder))
  }

  @Test func theManifestTellsOfEachFile() throws {
    #expect(export("all", to: "out").status == 0)
    let manifest = try #require(
      try JSONSerialization.jsonObject(with: Data(scratch.bytes("out/manifest.json"))) as? [String: Any])
    #expect(manifest["command"] as? String == "kb export all --format csv")
    #expect(manifest["schema"] as? Int == 5)
    let changeset = try #require(manifest["changeset"] as? [String: String])
    let last = scratch.sqlite3("kb.sqlite", "SELECT key, at FROM changeset ORDER BY id DESC LIMIT 1").output
    #expect("\(changeset["key"] ?? "")|\(changeset["at"] ?? "")\n" == last)
    let listed = try #require(manifest["files"] as? [[String: Any]])
    #expect(Set(listed.compactMap { $0["path"] as? String } + ["manifest.json"]) == Set(files("out").keys))
    for file in listed {
      let path = try #require(file["path"] as? String)
      let bytes = scratch.bytes("out/\(path)")
      #expect(file["bytes"] as? Int == bytes.count)
      let sum = Program.run("/usr/bin/env", ["sha256sum", scratch.path("out/\(path)")]).output.prefix(64)
      #expect(file["sha256"] as? String == String(sum), "\(path)")
      guard path.hasSuffix(".csv") else { continue }
      let count = scratch.sqlite3(
        "kb.sqlite",
        "SELECT count(*) FROM \(path == "texts.csv" ? "source WHERE text IS NOT NULL" : String(path.dropLast(4)))"
      ).output
      #expect("\(file["rows"] ?? "")\n" == count, "\(path)")
    }
  }

  @Test func aCheckFindsCellRowAndFile() {
    #expect(export("all", to: "out").status == 0)
    let clean = check("out")
    #expect(clean.status == 0 && clean.output.isEmpty, "\(clean.output)\(clean.errors)")
    #expect(clean.errors.contains("24 files as the knowledge base gives them"), "\(clean.errors)")

    replace("caf\u{E9}", with: "cafe\u{301}", in: "out/quotes.csv")
    replace("\"three\"\", four;", with: "\"three\"\", five;", in: "out/quotes.csv")
    var result = check("out")
    #expect(result.status == 1)
    #expect(result.output == "quotes.csv: h-1: differs in text\nquotes.csv: h-2: differs in text\n")

    // A row that is gone, one that was made up, and one that cannot be read.
    #expect(export("all", to: "out").status == 0)
    let topics = String(decoding: scratch.bytes("out/topics.csv"), as: UTF8.self)
    var rows = topics.components(separatedBy: "\r\n")
    let gone = rows.remove(at: 2).prefix { $0 != "," }
    rows.insert("made-up,Made up,,0,0,0,0", at: 1)
    scratch.write(rows.joined(separator: "\r\n"), to: "out/topics.csv")
    result = check("out")
    #expect(result.status == 1)
    #expect(
      result.output
        == "topics.csv: \(gone): the row is missing\ntopics.csv: made-up: the row is not in the knowledge base\n"
    )

    // Whole files: gone, strange, with other columns; a sidecar and the manifest.
    #expect(export("all", to: "out").status == 0)
    try? FileManager.default.removeItem(atPath: scratch.path("out/events.csv"))
    scratch.write("mine", to: "out/notes.txt")
    replace("key,", with: "Key,", in: "out/actors.csv")
    replace("\"integer\"", with: "\"string\"", in: "out/datapackage.json")
    replace("\"bytes\": ", with: "\"bytes\": 1", in: "out/manifest.json")
    result = check("out", "--csv")
    #expect(result.status == 1)
    let lines = result.output.components(separatedBy: "\r\n")
    #expect(lines.first == "file,row,finding")
    #expect(lines.contains("events.csv,,the file is missing"))
    #expect(lines.contains("notes.txt,,the file is not part of the export"))
    #expect(lines.contains("actors.csv,,\"the first line, with the names of the columns, differs\""))
    #expect(lines.contains { $0.hasPrefix("datapackage.json,,differs from line ") })
    #expect(lines.contains { $0.hasPrefix("manifest.json,,differs from line ") }, "\(result.output)")
  }

  @Test func rowsInAnotherOrderAreTold() {
    #expect(export("all", to: "out").status == 0)
    var rows = String(decoding: scratch.bytes("out/topics.csv"), as: UTF8.self).components(
      separatedBy: "\r\n")
    rows.swapAt(1, 3)
    scratch.write(rows.joined(separator: "\r\n"), to: "out/topics.csv")
    let result = check("out")
    #expect(result.status == 1)
    #expect(result.output.hasPrefix("topics.csv: the rows are the same, but stand in another order"))
  }

  /// What was done later does not change what the export stands on.
  @Test func aCheckIsAsOfTheChangeset() {
    #expect(export("all", to: "out").status == 0)
    let file = ["--database", "kb.sqlite", "--author", "ada"]
    #expect(scratch.kb(["edit", "h-2", "--said-on", "2020"] + file).status == 0)
    #expect(scratch.kb(["retract", "h-3", "--why", "a test"] + file).status == 0)
    #expect(scratch.kb(["add", "topic", "--label", "Later"] + file).status == 0)
    #expect(scratch.kb(["merge", "hostile", "hostile-2"] + file).status == 0)
    let merge = scratch.sqlite3("kb.sqlite", "SELECT key FROM changeset ORDER BY id DESC LIMIT 1").output
    #expect(check("out").status == 0)
    #expect(scratch.kb(["undo", String(merge.dropLast())] + file).status == 0)
    _ = scratch.sqlite3("kb.sqlite", "UPDATE actor SET description = 'by another program' WHERE key = 'iran'")
    let result = check("out")
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    #expect(export("all", to: "later").status == 0)
    #expect(files("later") != files("out"))
    // Another knowledge base does not know the changeset.
    _ = scratch.kb("init", "--empty", "--database", "other.sqlite")
    let other = scratch.kb("export", "--check", "out", "--database", "other.sqlite")
    #expect(other.status == 1 && other.errors.contains("the export stands on the changeset"))
    // One without any changeset proves its exports too.
    #expect(scratch.kb("export", "all", "-o", "empty", "--database", "other.sqlite").status == 0)
    #expect(scratch.kb("add", "topic", "--label", "First", "--database", "other.sqlite").status == 0)
    #expect(scratch.kb("export", "--check", "empty", "--database", "other.sqlite").status == 0)
  }

  @Test(arguments: ["tsv", "json", "ndjson", "markdown", "table"])
  func otherFormatsHaveAManifestToo(_ format: String) {
    #expect(export("all", "--format", format, to: "out").status == 0)
    #expect(check("out").status == 0)
    let ending = ["markdown": "md", "table": "txt"][format] ?? format
    let file = "out/quotes.\(ending)"
    #expect(files("out").keys.contains("csv-metadata.json") == (format == "tsv"))
    replace("2019-05~", with: "2018-05~", in: file)
    let result = check("out")
    #expect(result.status == 1)
    let isKeyed = !["markdown", "table"].contains(format)
    #expect(
      isKeyed
        ? result.output == "quotes.\(ending): h-1: differs in said_on\n"
        : result.output.hasPrefix("quotes.\(ending): differs from line "), "\(result.output)")
  }

  @Test func filtersNarrowAndStandInTheManifest() throws {
    let rows = scratch.kb(
      "export", "quotes", "--speaker", "Iran", "--since", "2019", "--database", "kb.sqlite")
    #expect(rows.status == 0 && rows.output.contains("h-1") && !rows.output.contains("h-2"))
    #expect(rows.errors.contains("3 quotes without a date are left out"), "\(rows.errors)")
    let lookup = scratch.kb(
      "quote", "--speaker", "Iran", "--since", "2019", "--limit", "0", "--csv", "--database", "kb.sqlite")
    #expect(lookup.outputBytes == rows.outputBytes)
    #expect(export("quotes", "--speaker", "Iran", "--since", "2019", to: "out/").status == 0)
    #expect(scratch.bytes("out/quotes.csv") == rows.outputBytes)
    let manifest = String(decoding: scratch.bytes("out/manifest.json"), as: UTF8.self)
    #expect(manifest.contains("kb export quotes --speaker Iran --since 2019 --format csv"))
    #expect(check("out").status == 0)
    let usage = scratch.kb("export", "claims", "--speaker", "Iran", "--database", "kb.sqlite")
    #expect(usage.status == 64 && usage.errors.contains("filters narrow quotes"))
  }

  @Test func theFolderIsWholeOrNotThere() throws {
    #expect(export("quotes", "--speaker", "Nobody Atall", to: "out/").status == 1)
    #expect(scratch.files == ["kb.sqlite"])
    try FileManager.default.createDirectory(atPath: scratch.path("mine"), withIntermediateDirectories: true)
    #expect(export("all", to: "mine").status == 0, "an empty folder is taken")
    scratch.write("precious", to: "mine/notes.txt")
    let refused = export("all", to: "mine")
    #expect(refused.status == 1 && refused.errors.contains("notes.txt"))
    #expect(scratch.bytes("mine/notes.txt") == Array("precious".utf8))
    try FileManager.default.createDirectory(atPath: scratch.path("other"), withIntermediateDirectories: true)
    scratch.write("precious", to: "other/notes.txt")
    #expect(export("all", to: "other").errors.contains("is not empty and holds no export of kb"))
    #expect(export("all", to: "kb.sqlite").errors.contains("is a file"))
    #expect(export("all", to: "no/such").errors.contains("does not exist"))
    // A narrower export in the place of a wider one leaves nothing of it.
    #expect(export("all", to: "out").status == 0)
    #expect(export("quotes", to: "out/").status == 0)
    #expect(
      Set(files("out").keys) == ["quotes.csv", "csv-metadata.json", "datapackage.json", "manifest.json"])
    #expect(scratch.files == ["kb.sqlite", "mine", "other", "out"])
  }

  /// The standards' own readers, where they are; see ``StandardReaders``.
  @Test(.enabled(if: StandardReaders.have("frictionless, csvw")), arguments: ["csv", "tsv"])
  func readersOfTheStandardsTakeIt(_ format: String) throws {
    _ = scratch.sqlite3(
      "kb.sqlite",
      "INSERT INTO source (key, title, text) VALUES ('archived', 'Kept', 'One' || char(13, 10) || '\"two\"');"
    )
    #expect(export("all", "--format", format, to: "out").status == 0)
    let package = scratch.python(
      """
      from frictionless import Package
      report = Package('out/datapackage.json').validate()
      print(report.valid, report.stats['errors'], report.flatten(['title', 'note'])[:5])
      """)
    #expect(package.output == "True 0 []\n", "\(package.output)\(package.errors)")
    // (Strict, this reader takes every empty reference for a mistake.)
    let group = scratch.python(
      """
      from csvw import CSVW
      group = CSVW('out/csv-metadata.json', validate=True, strict=False)
      print(group.is_valid, [str(warning.message) for warning in group.warnings][:5])
      row = [row for table in group.tables if table.local_name.startswith('quotes') for row in table if row['key'] == 'h-1'][0]
      print(repr(row['text']))
      """)
    #expect(
      group.output == "True []\n'one\\rtwo\\n\"three\", four;'\n", "\(group.output)\(group.errors)")
  }
}
