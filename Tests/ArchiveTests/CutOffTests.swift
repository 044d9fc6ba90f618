// Cut off at any moment, an ingestion leaves each document whole or not there; the same command does the rest.
import Foundation
import Scratch
import Testing

@Suite struct CutOffTests {
  let scratch = Scratch()
  static let count = 240

  init() throws {
    scratch.seeded()
    try FileManager.default.createDirectory(atPath: scratch.path("texts"), withIntermediateDirectories: true)
    let names = ["Ingrid Solberg", "Olav Lunde", "Marta Keller", "Tomas Brandt"]
    for number in 0..<Self.count {
      let name = names[number % names.count]
      let text = """
        \(name), who runs harbour number \(number), met reporters in Tehran.

        “Pier \(number) stays open to every ship,” \(name) said. “Nobody has closed it.”
        """
      scratch.write(
        text + String(repeating: "\n\nShips came and went.", count: 400), to: "texts/harbour-\(number).txt")
    }
  }

  func sql(_ query: String) -> String {
    scratch.sqlite3("kb.sqlite", query).output.trimmingCharacters(in: .newlines)
  }

  /// Every source of the folder has its reading, its quotes with their places, and stands in the index.
  func expectWholeDocuments() {
    #expect(sql("pragma integrity_check; pragma foreign_key_check") == "ok")
    let halves = """
      select count(*) from document join source on source.id = source_id where address like '%/texts/%' and (
        not exists (select 1 from extraction where extraction.source_id = source.id)
        or (select count(*) from proposals where source_key = source.key) <> 1
        or not exists (select 1 from source_search where source_search match '"pier ' || substr(source.key, 9) || '"' and rowid = source.id));
      select count(*) from source where text is not null and id not in (select source_id from document);
      select count(*) from quote where status = 'proposed' and id not in (select quote_id from proposal);
      select count(*) from editing;
      """
    #expect(sql(halves) == "0\n0\n0\n0")
  }

  @Test func killed() {
    for delay in [0.05, 0.12, 0.2, 0.3, 0.45] {
      _ = Program.run(
        "/bin/sh",
        [
          "-c",
          "timeout -s KILL \(delay) '\(Scratch.kbBinary)' ingest texts --database kb.sqlite >/dev/null 2>&1; true",
        ],
        in: scratch.folder)
      expectWholeDocuments()
    }
    let rest = scratch.kb("ingest", "texts", "--database", "kb.sqlite")
    #expect(rest.status == 0 && rest.errors.contains("read \(Self.count) documents: "), "\(rest.errors)")
    expectWholeDocuments()
    #expect(sql("select count(*) from document where address like '%/texts/%'") == "\(Self.count)")
    #expect(sql("select count(*) from actors where name = 'Ingrid Solberg'") == "1")
    #expect(scratch.kb("verify", "--database", "kb.sqlite").status == 0)
  }

  @Test func toldToStop() {
    let stopped = Program.run(
      "/bin/sh",
      ["-c", "timeout -s INT 0.5 '\(Scratch.kbBinary)' ingest texts --database kb.sqlite; echo $?"],
      in: scratch.folder)
    expectWholeDocuments()
    let count = Int(sql("select count(*) from document where address like '%/texts/%'")) ?? 0
    // (A fast machine is through before, a slow one has hardly begun.)
    if (1..<Self.count).contains(count) {
      #expect(stopped.errors.contains("stopped before the end"), "\(stopped.errors)")
    }
    let rest = scratch.kb("ingest", "texts", "--database", "kb.sqlite")
    let expected = count == Self.count ? "\(count) unchanged" : "\(Self.count - count) new"
    #expect(rest.status == 0 && rest.errors.contains(expected), "\(rest.errors)")
    expectWholeDocuments()
  }
}
