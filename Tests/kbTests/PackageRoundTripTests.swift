// What an export holds comes back: every row of every view, byte for byte, whatever the text.
import Foundation
import Scratch
import Testing

@Suite struct PackageRoundTripTests {
  let scratch = Scratch()

  func export(_ file: String, to folder: String, _ more: String...) -> Program.Result {
    scratch.kb(["export", "all", "-o", folder, "--database", file] + more)
  }

  func take(_ folder: String, into file: String, _ more: String...) -> Program.Result {
    scratch.kb(["import", folder, "--database", file, "--author", "ada"] + more)
  }

  /// Each file of an export but the manifest, which names the changeset.
  func files(_ folder: String) -> [String: [UInt8]] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: scratch.path(folder))) ?? []
    return Dictionary(
      uniqueKeysWithValues: names.filter { $0 != "manifest.json" }.map {
        ($0, scratch.bytes("\(folder)/\($0)"))
      })
  }

  @Test(arguments: [
    (1, "csv"), (2, "csv"), (3, "csv"), (4, "tsv"), (5, "ndjson"), (6, "json"),
  ])
  func everyViewComesBackRowByRow(_ seed: UInt64, _ format: String) {
    HostileWorld.make("kb.sqlite", seed: seed, in: scratch)
    #expect(export("kb.sqlite", to: "one", "--format", format).status == 0)
    _ = scratch.kb("init", "--empty", "--database", "other.sqlite")
    let taken = take("one", into: "other.sqlite")
    #expect(taken.status == 0, "seed \(seed): \(taken.errors)")
    #expect(export("other.sqlite", to: "two", "--format", format).status == 0)
    let (one, two) = (files("one"), files("two"))
    #expect(one.count > 20)
    for name in one.keys.sorted() {
      let isSame = one[name] == two[name]
      #expect(isSame, "seed \(seed): \(name)")
    }
    let manifest = String(decoding: scratch.bytes("one/manifest.json"), as: UTF8.self)
    #expect(!manifest.contains("\"rows\": 0"), "seed \(seed): a view has no row, so nothing is shown by it")
    #expect(scratch.sqlite3("other.sqlite", "SELECT count(*) FROM changesets").output == "1\n")
    // A second time adds nothing, not even a changeset.
    #expect(take("one", into: "other.sqlite").status == 0)
    #expect(scratch.sqlite3("other.sqlite", "SELECT count(*) FROM changesets").output == "1\n")
  }

  /// What a dossier claims to hold: everything but what machines proposed, what was decided on it, and what was curated.
  @Test(arguments: [11, 12]) func aDossierCarriesWhatItClaims(_ seed: UInt64) {
    HostileWorld.make("kb.sqlite", seed: seed, in: scratch)
    #expect(scratch.kb("export", "all", "-o", "all.yaml", "--database", "kb.sqlite").status == 0)
    _ = scratch.kb("init", "--empty", "--database", "other.sqlite")
    let taken = take("all.yaml", into: "other.sqlite")
    #expect(taken.status == 0, "seed \(seed): \(taken.errors)")
    for view in [
      "topics", "actors", "names", "roles", "sources", "events", "participants", "quotes", "appearances",
      "claims",
      "relations", "stances", "evidence_places", "mentions",
    ] {
      func rows(_ file: String) -> [String] {
        let result = scratch.kb("export", view, "--ndjson", "--database", file)
        return result.output.split(separator: "\n").map(String.init).sorted()
      }
      let (one, two) = (rows("kb.sqlite"), rows("other.sqlite"))
      #expect(!one.isEmpty)
      let differing = zip(one, two).filter { !$0.utf8.elementsEqual($1.utf8) }.prefix(2)
      #expect(one.count == two.count && differing.isEmpty, "seed \(seed): \(view) \(differing)")
    }
  }

  @Test func aMegabyteInACellAndTwinsKeptApart() {
    _ = scratch.kb("init", "--empty", "--database", "kb.sqlite")
    let long = String(repeating: "\u{FEFF}\"=1,\r\n", count: 120_000)
    let insert = ["caf\u{E9}", "cafe\u{301}", long].enumerated().map {
      "INSERT INTO quote (key, text, status) VALUES ('q-\($0)', \(HostileWorld.sql($1)), 'proposed');"
    }
    _ = scratch.sqlite3("kb.sqlite", insert.joined(separator: "\n"))
    #expect(export("kb.sqlite", to: "one").status == 0)
    _ = scratch.kb("init", "--empty", "--database", "other.sqlite")
    #expect(take("one", into: "other.sqlite").status == 0)
    let sql = "SELECT key, length(CAST(text AS BLOB)), hex(substr(text, 1, 8)) FROM quote ORDER BY key"
    let there = scratch.sqlite3("other.sqlite", sql).output
    #expect(there == scratch.sqlite3("kb.sqlite", sql).output)
    #expect(there == "q-0|5|636166C3A9\nq-1|6|63616665CC81\nq-2|1080000|EFBBBF223D312C0D0AEFBBBF\n")
  }

  /// Whatever is wrong with a package is said with file and line, and nothing of it is taken.
  @Test(arguments: [
    (
      "quotes.csv", "khamenei,", "khamenei-2,",
      "quotes.csv, line 2: column speaker_key: the package has no actor"
    ),
    ("quotes.csv", ",direct,", ",straight,", "quotes.csv, line 2: kind of a quote"),
    (
      "quotes.csv", "stepping stone", "stepping \u{0} stone",
      "quotes.csv, line 2, column text: the cell holds a NUL"
    ),
    ("actors.csv", "\r\n", ",more\r\n", "actors.csv, line 2, column more: the row has"),
    ("topics.csv", ",", ",\"", "topics.csv"),
    ("manifest.json", "kb-export/1", "kb-export/9", "is not a manifest of an export of this kb"),
  ])
  func mistakesAreSaidByFileAndLine(_ file: String, _ old: String, _ new: String, _ message: String) throws {
    scratch.seeded()
    #expect(export("kb.sqlite", to: "out").status == 0)
    let bytes = scratch.bytes("out/\(file)")
    let start = try #require(
      bytes.indices.first { bytes[$0...].starts(with: old.utf8) && (file != "quotes.csv" || $0 > 150) })
    scratch.write(bytes[..<start] + Array(new.utf8) + bytes[(start + old.utf8.count)...], to: "out/\(file)")
    _ = scratch.kb("init", "--empty", "--database", "other.sqlite")
    let taken = take("out", into: "other.sqlite")
    #expect(taken.status == 1)
    #expect(taken.errors.contains(message), "\(taken.errors)")
    #expect(scratch.sqlite3("other.sqlite", "SELECT count(*) FROM changeset").output == "0\n")
    #expect(scratch.kb("stats", "--csv", "--database", "other.sqlite").output.contains("actors,0"))
  }

  @Test func intoOneThatKnowsSomethingAlready() {
    scratch.seeded()
    #expect(export("kb.sqlite", to: "out").status == 0)
    _ = scratch.sqlite3("kb.sqlite", "UPDATE claim SET text = 'Ours.' WHERE key = 'domestic-opposition'")
    _ = scratch.sqlite3("kb.sqlite", "UPDATE actor SET description = NULL WHERE key = 'khamenei'")
    #expect(scratch.kb("add", "topic", "--label", "Ours", "--database", "kb.sqlite").status == 0)
    let count = "SELECT count(*) FROM changesets"
    let before = scratch.sqlite3("kb.sqlite", count).output
    let trial = take("out", into: "kb.sqlite", "--dry-run", "--csv")
    #expect(
      trial.status == 1 && trial.output.contains("claim,domestic-opposition,text,Ours."), "\(trial.errors)")
    #expect(scratch.sqlite3("kb.sqlite", count).output == before)
    let taken = take("out", into: "kb.sqlite", "--prefer", "theirs")
    #expect(taken.status == 0, "\(taken.errors)")
    let claim = scratch.sqlite3("kb.sqlite", "SELECT text FROM claim WHERE key = 'domestic-opposition'")
      .output
    #expect(claim.hasPrefix("There is strong resistance"))
    #expect(scratch.sqlite3("kb.sqlite", "SELECT count(*) FROM topic WHERE label = 'Ours'").output == "1\n")
    #expect(
      scratch.sqlite3("kb.sqlite", "SELECT description IS NULL FROM actor WHERE key = 'khamenei'").output
        == "0\n")
  }

  @Test func whatCannotComeBackIsRefused() {
    scratch.seeded()
    _ = scratch.kb("init", "--empty", "--database", "other.sqlite")
    #expect(export("kb.sqlite", to: "guarded", "--csv", "--safe-formulas").status == 0)
    #expect(take("guarded", into: "other.sqlite").errors.contains("was written with --safe-formulas"))
    #expect(export("kb.sqlite", to: "tables", "--format", "markdown").status == 0)
    #expect(take("tables", into: "other.sqlite").errors.contains("which cannot be read back"))
    #expect(export("kb.sqlite", to: "bare", "--without-texts").status == 0)
    #expect(!files("bare").keys.contains("texts.csv"))
    #expect(scratch.kb("export", "--check", "bare", "--database", "kb.sqlite").status == 0)
    let bare = take("bare", into: "other.sqlite")
    #expect(bare.status == 1 && bare.errors.contains("not the texts"), "\(bare.errors)")
    let usage = take("bare", into: "other.sqlite", "--as", "quotes")
    #expect(usage.status == 1 && usage.errors.contains("go with single tables"))
  }

  /// One view alone names records that are elsewhere: it goes in as a table does.
  @Test func oneViewGoesInAsATable() {
    scratch.seeded()
    let out = scratch.kb("export", "quotes", "--speaker", "Khamenei", "-o", "out/", "--database", "kb.sqlite")
    #expect(out.status == 0)
    _ = scratch.kb("init", "--empty", "--database", "other.sqlite")
    let taken = take("out", into: "other.sqlite")
    #expect(
      taken.status == 0 && taken.errors.contains("that nobody knew"), "\(taken.errors)")
    #expect(
      scratch.sqlite3("other.sqlite", "SELECT key, speaker FROM quotes").output
        == "khamenei-our-problem|Ali Khamenei\n")
    #expect(take("out", into: "kb.sqlite").errors.contains("nothing new; 1 row there already"))
  }

  /// A package of another program, with a descriptor and without a manifest.
  @Test func aDescriptorAloneWillDo() {
    scratch.write(
      #"{"name": "mine", "resources": [{"name": "quotes", "path": "q.txt", "dialect": {"delimiter": ";"}}, {"name": "actors", "path": "a.csv"}, {"name": "weather", "path": "w.csv"}]}"#,
      to: "datapackage.json")
    scratch.write("key;speaker_key;text\nq-1;ada;\"One; two\"\n", to: "q.txt")
    scratch.write("key,name,kind,shoe_size\nada,Ada,person,39\n", to: "a.csv")
    let taken = take(".", into: "other.sqlite")
    #expect(taken.status == 1 && taken.errors.contains("kb init"))
    _ = scratch.kb("init", "--empty", "--database", "other.sqlite")
    let now = take(".", into: "other.sqlite")
    #expect(now.status == 0, "\(now.errors)")
    #expect(now.errors.contains("weather is no view") && now.errors.contains("left out shoe_size"))
    #expect(
      scratch.sqlite3("other.sqlite", "SELECT text, speaker, status FROM quotes").output
        == "One; two|Ada|accepted\n")
    scratch.write(#"{"resources": [{"name": "quotes", "path": "../q.txt"}]}"#, to: "datapackage.json")
    #expect(take(".", into: "other.sqlite").errors.contains("inside of the folder"))
  }
}
