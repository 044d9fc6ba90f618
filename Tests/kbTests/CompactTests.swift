// kb compact: smaller, and nothing lost; a full disk is told before anything is done.
import Foundation
import Scratch
import Testing

@Suite struct CompactTests {
  let scratch = Scratch()

  @Test func smallerAndNothingLost() {
    scratch.seeded()
    _ = scratch.sqlite3(
      "kb.sqlite",
      """
      WITH n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
        INSERT INTO event (key, title, description) SELECT 'x-' || i, 'An event', hex(randomblob(100)) FROM n;
      UPDATE quote SET language = 'fr' WHERE id = 1;
      CREATE TABLE mine (a); INSERT INTO mine SELECT hex(randomblob(500)) FROM event; DROP TABLE mine;
      """)
    let size = scratch.bytes("kb.sqlite").count
    let dump = scratch.sqlite3("kb.sqlite", ".dump --data-only").output
    let trial = scratch.kb("compact", "--dry-run", "--database", "kb.sqlite")
    #expect(trial.status == 0 && trial.errors.contains("would be given back"), "\(trial.errors)")
    #expect(scratch.bytes("kb.sqlite").count == size)
    let result = scratch.kb("compact", "--database", "kb.sqlite")
    #expect(result.status == 0 && result.errors.contains(" before, "), "\(result.errors)")
    #expect(scratch.bytes("kb.sqlite").count < size * 3 / 4)
    #expect(scratch.files == ["kb.sqlite"])
    // (The index's own pages are merged; all rows of records, and the history, are what they were.)
    let after = scratch.sqlite3("kb.sqlite", ".dump --data-only").output
    func rows(_ dump: String) -> [Substring] {
      dump.split(separator: "\n").filter {
        !$0.contains("_search_data ") && !$0.contains("_search_idx ") && !$0.contains("_search_data VALUES")
          && !$0.contains("_search_idx VALUES") && !$0.contains("_search_data' ")
      }
    }
    #expect(rows(after).filter { !$0.contains("_search") } == rows(dump).filter { !$0.contains("_search") })
    #expect(scratch.kb("check", "--database", "kb.sqlite").status == 0)
    #expect(scratch.kb("search", "sanctions", "--csv", "--database", "kb.sqlite").lines.count > 1)
  }

  /// On a disk of 6 MB, where one can be made.
  @Test func aFullDisk() throws {
    try FileManager.default.createDirectory(atPath: scratch.path("disk"), withIntermediateDirectories: true)
    guard
      Program.run("/bin/sh", ["-c", "mount -t tmpfs -o size=6m tmpfs '\(scratch.path("disk"))'"]).status == 0
    else { return }
    defer { _ = Program.run("/bin/sh", ["-c", "umount '\(scratch.path("disk"))'"]) }
    scratch.seeded("disk/kb.sqlite")
    let files = { (try? FileManager.default.contentsOfDirectory(atPath: scratch.path("disk")))?.sorted() }
    _ = Program.run("/bin/sh", ["-c", "head -c 3000000 /dev/zero > '\(scratch.path("disk/filler"))'"])
    let bytes = scratch.bytes("disk/kb.sqlite")
    for command in [["compact"], ["backup"]] {
      let result = scratch.kb(
        command + ["--database", "disk/kb.sqlite"], environment: ["SQLITE_TMPDIR": scratch.path("disk")])
      #expect(result.status == 1, "\(command): \(result.errors)")
      #expect(result.errors.contains("room") || result.errors.contains("disk is full"), "\(result.errors)")
      #expect(scratch.bytes("disk/kb.sqlite") == bytes)
      #expect(files() == ["filler", "kb.sqlite"], "\(files() ?? [])")
    }
  }
}
