// Schemas that somebody made by hand to trap whoever opens the file. All names are kb's own, so that lookups meet them.

struct Trap: Sendable {
  let name: String
  /// Run by sqlite3 on a sound file.
  let script: String

  /// What a file must not be able to make: these names appear nowhere when a trap has been tried.
  static let bait = "trapped-by-the-file"

  /// Puts another view in the place of one of kb's.
  private static func view(_ name: String, _ select: String) -> String {
    "DROP VIEW \(name); CREATE VIEW \(name) AS \(select);"
  }

  private static let columns = """
    'k' AS key, 'k' AS kind, 'accepted' AS status, 'x' AS text, 'x' AS speaker, 'x' AS speaker_key, 'x' AS name, \
    1 AS earliest, 2 AS latest, 'x' AS source, 'x' AS source_key, 'x' AS topics, 'en' AS language
    """

  private static func each(_ expression: String) -> String {
    ["quotes", "actors", "sources", "claims"].map { view($0, "SELECT \(expression) AS trap, \(columns)") }
      .joined()
  }

  static let all: [Trap] = [
    Trap(name: "a view that loads code", script: each("load_extension('./evil.so')")),
    Trap(name: "a view that writes a file", script: each("writefile('\(bait)', 'x')")),
    Trap(name: "a view that starts an editor", script: each("edit('x', 'touch \(bait)')")),
    Trap(name: "a view that reads a file", script: each("readfile('/etc/passwd')")),
    Trap(
      name: "a view with a tokenizer's address", script: each("fts3_tokenizer('simple', x'4141414141414141')")
    ),
    Trap(
      name: "a view without end",
      script: ["quotes", "actors", "sources", "claims"].map {
        view(
          $0,
          "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) AS trap, \(columns) FROM n"
        )
      }.joined()),
    Trap(
      name: "a view of a billion rows",
      script: ["quotes", "actors", "sources", "claims"].map {
        view(
          $0,
          "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 1000000000) SELECT max(i) AS trap, \(columns) FROM n AS a, n AS b"
        )
      }.joined()),
    Trap(
      name: "a view of huge texts",
      script: each("printf('%.*c', 900000000, 'x') || printf('%.*c', 900000000, 'x')")),
    Trap(name: "a view of huge blobs", script: each("hex(zeroblob(900000000))")),
    Trap(
      name: "a deep expression",
      script: each(String(repeating: "(1+", count: 90) + "1" + String(repeating: ")", count: 90))),
    Trap(
      name: "a long chain", script: each((["1"] + Array(repeating: "1", count: 900)).joined(separator: "+"))),
    Trap(
      name: "a view of itself",
      script:
        "DROP VIEW quotes; DROP VIEW claims; CREATE VIEW quotes AS SELECT * FROM claims; CREATE VIEW claims AS SELECT * FROM quotes;"
    ),
    Trap(
      name: "views upon views",
      script: "CREATE VIEW w0 AS SELECT 1 AS a UNION ALL SELECT 2;"
        + (1...40).map { "CREATE VIEW w\($0) AS SELECT x.a FROM w\($0 - 1) AS x, w\($0 - 1) AS y;" }.joined()
        + view("quotes", "SELECT a AS trap, \(columns) FROM w40")),
    Trap(
      name: "a table that is a view",
      script:
        "ALTER TABLE topic RENAME TO topic_gone; CREATE VIEW topic AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS id, 'k' || i AS key, 'x' AS label, NULL AS parent_id FROM n;"
    ),
    Trap(
      name: "generated columns",
      script:
        "ALTER TABLE actor ADD COLUMN trap AS (hex(zeroblob(400000000))); ALTER TABLE topic ADD COLUMN trap AS (load_extension('x'));"
    ),
    Trap(
      name: "triggers that call functions",
      script: ["actor", "topic", "quote", "changeset"].map {
        "CREATE TRIGGER trap_\($0) AFTER INSERT ON \($0) BEGIN SELECT writefile('\(bait)', 'x'); SELECT load_extension('x'); END;"
      }.joined()),
    Trap(
      name: "triggers that call each other",
      script:
        "PRAGMA recursive_triggers = 1; CREATE TRIGGER trap_1 AFTER INSERT ON topic BEGIN UPDATE topic SET label = label || 'x'; END; CREATE TRIGGER trap_2 AFTER UPDATE ON topic BEGIN UPDATE topic SET label = label || 'y'; END;"
    ),
    Trap(
      name: "triggers with terminal escapes in their names and refusals",
      script:
        "CREATE TRIGGER \"\u{1B}]0;x\u{7}\" BEFORE INSERT ON topic BEGIN SELECT RAISE(ABORT, '\u{1B}[2Jno'); END;"
    ),
    Trap(
      name: "a virtual table of another kind",
      script:
        "DROP TABLE quote_search; CREATE VIRTUAL TABLE quote_search USING fts5vocab('claim_search', 'row');"),
    Trap(
      name: "damaged tables of a search index",
      script:
        "PRAGMA writable_schema = 1; UPDATE quote_search_data SET block = randomblob(length(block)); UPDATE claim_search_data SET block = zeroblob(100000); DELETE FROM source_search_idx; UPDATE actor_search_config SET v = 99;"
    ),
    Trap(
      name: "ids at their end",
      script:
        "UPDATE sqlite_sequence SET seq = 9223372036854775807; INSERT INTO sqlite_sequence VALUES ('topic', 'x');"
    ),
    Trap(
      name: "ids of no number",
      script: "UPDATE sqlite_sequence SET seq = 'x'; DELETE FROM sqlite_sequence WHERE name = 'quote';"),
    Trap(
      name: "a schema that says what is not so",
      script:
        "PRAGMA writable_schema = 1; UPDATE sqlite_schema SET rootpage = 2 WHERE name = 'quote'; UPDATE sqlite_schema SET rootpage = 4000000 WHERE name = 'actor';"
    ),
    Trap(
      name: "a schema that is no SQL",
      script:
        "PRAGMA writable_schema = 1; UPDATE sqlite_schema SET sql = 'CREATE TABLE quote (' WHERE name = 'quote';"
    ),
    Trap(
      name: "an index that is a table",
      script:
        "PRAGMA writable_schema = 1; UPDATE sqlite_schema SET type = 'table', tbl_name = name WHERE type = 'index' AND sql IS NOT NULL;"
    ),
    Trap(
      name: "rows that break the rules",
      script:
        "PRAGMA ignore_check_constraints = 1; PRAGMA foreign_keys = 0; INSERT INTO editing (changeset_id) VALUES (1); UPDATE quote SET text = x'00ff00ff', said_on = '9999999999999999'; UPDATE actor SET key = '../../\(bait)';"
    ),
    Trap(
      name: "a folding without end",
      script:
        "DELETE FROM folding; INSERT INTO folding SELECT value, 'a', 'aa' FROM generate_series(1, 2000);"),
    Trap(name: "another step", script: "PRAGMA user_version = -1;"),
    Trap(name: "an older step than it is", script: "PRAGMA user_version = 1;"),
  ]
}
