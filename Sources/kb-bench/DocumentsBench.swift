// Documents: extraction beside a regular expression's, ingesting beside sqlite3 that loads the same texts.
import Foundation
import KnowledgeBase

/// Measures on the texts in `FOLDER/tehran-times`, beside `FOLDER/../tools/baseline_quotes.py` where that is.
struct DocumentsBench {
  let binary: String
  let corpora: String
  private let work: String
  private var texts: String { corpora + "/tehran-times" }

  init(binary: String, corpora: String) throws {
    (self.binary, self.corpora) = (binary, corpora)
    work = NSTemporaryDirectory() + "kb-bench-documents"
    try? FileManager.default.removeItem(atPath: work)
    try FileManager.default.createDirectory(atPath: work, withIntermediateDirectories: true)
  }

  func run() throws -> Report {
    let names = try FileManager.default.contentsOfDirectory(atPath: texts).sorted()
    var report = Report()
    try prepare(names)
    let baseline = corpora + "/../tools/baseline_quotes.py"
    // Unsafe: what these C functions are given, strings and structs, lives until they return.
    if unsafe access(baseline, R_OK) == 0, Timed.exists("python3") {
      report.add(
        "extract, \(names.count) texts, 20,000 actors",
        Timed.pair(
          "\(binary) extract --from ndjson \(work)/texts.ndjson --database \(work)/cast.sqlite",
          "python3 \(baseline) \(work)/texts.ndjson \(work)/baseline.out 4 --apos", runs: 7),
        bound: 0.125, beside: "the regular expressions of baseline_quotes.py")
    } else {
      print("extract is not measured: there is no \(baseline), or no python3")
    }
    let ingest = Timed.pair(
      "sh -c 'cp \(work)/fresh.sqlite \(work)/run.sqlite; exec \(binary) ingest \(texts) --database \(work)/run.sqlite'",
      "sh -c 'rm -f \(work)/plain.sqlite; exec sqlite3 \(work)/plain.sqlite < \(work)/load.sql'", runs: 7,
      before: "rm -f \(work)/run.sqlite \(work)/run.sqlite-wal \(work)/run.sqlite-shm")
    report.add("ingest of the same", ingest, bound: 2.5, beside: "sqlite3: one table and its FTS5 index")
    report.add("memory of that, MiB", value: ingest.memory, bound: 200)
    let large = Timed.run(
      "\(binary) ingest \(work)/large.txt --database \(work)/fresh.sqlite", watches: true)
    report.add("memory for one text of 50 MB, MiB", value: large.memory, bound: 200)
    return report
  }

  private func prepare(_ names: [String]) throws {
    _ = Timed.run("\(binary) init --database \(work)/fresh.sqlite")
    _ = Timed.run("\(binary) init --database \(work)/cast.sqlite")
    try KnowledgeBase(path: work + "/cast.sqlite", for: .writing).addPeople(upTo: 20_000)
    var lines = Data()
    var large = Data()
    for name in names {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: texts + "/" + name))
      let object = ["doc_id": name, "text": String(decoding: bytes, as: UTF8.self)]
      lines += try JSONSerialization.data(withJSONObject: object) + [0x0A]
      if large.count < 10_000_000 { large += bytes + [0x0A] }
    }
    try lines.write(to: URL(fileURLWithPath: work + "/texts.ndjson"))
    var fifty = Data()
    while fifty.count < 50_000_000 { fifty += large.prefix(50_000_000 - fifty.count) }
    // (The last character may be cut in two.)
    while let last = fifty.last, last >= 0x80 { fifty.removeLast() }
    try fifty.write(to: URL(fileURLWithPath: work + "/large.txt"))
    let list = try JSONSerialization.data(withJSONObject: names)
    try list.write(to: URL(fileURLWithPath: work + "/names.json"))
    let sql = """
      CREATE TABLE doc (id INTEGER PRIMARY KEY, name TEXT, text TEXT);
      CREATE VIRTUAL TABLE search USING fts5 (text, content = 'doc', content_rowid = 'id');
      BEGIN;
      INSERT INTO doc (name, text) SELECT value, CAST(readfile('\(texts)/' || value) AS TEXT) FROM json_each(readfile('\(work)/names.json'));
      INSERT INTO search (search) VALUES ('rebuild');
      COMMIT;
      """
    try Data(sql.utf8).write(to: URL(fileURLWithPath: work + "/load.sql"))
  }
}

extension KnowledgeBase {
  /// Made-up people, with a given name and a surname each, until there are so many actors.
  fileprivate func addPeople(upTo total: Int) throws {
    _ = try edit(Authorship(author: "kb-bench", command: "kb-bench")) { editor in
      try editor.connection.execute(
        """
        WITH RECURSIVE n (i) AS (SELECT (SELECT count(*) FROM actor) + 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(total))
        INSERT INTO actor (key, name, kind, language)
        SELECT 'person-' || i, 'Mirel' || char(97 + i % 26, 97 + i / 26 % 26) || ' Torvan' || char(97 + i % 26, 97 + i / 26 % 26, 97 + i / 676 % 26), 'person', 'en' FROM n
        """)
    }
  }
}
