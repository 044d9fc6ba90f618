// kb sql reads, and does nothing else.
import Scratch
import Testing

@Suite struct UserQueryTests {
  let scratch = Scratch()

  init() { scratch.seeded() }

  private func sql(_ arguments: String..., input: String? = nil) -> Program.Result {
    scratch.kb(["sql"] + arguments + ["--database", "kb.sqlite"], input: input)
  }

  @Test(arguments: [
    "delete from quote", "update quote set text = 'x'", "insert into topic (key, label) values ('a', 'b')",
    "drop view quotes",
    "create table t (a)", "create temp table t (a)", "attach 'other.sqlite' as x", "detach main", "vacuum",
    "vacuum into 'copy.sqlite'",
    "pragma writable_schema = 1", "pragma user_version = 5", "pragma journal_mode = delete",
    "pragma query_only = 0",
    "select load_extension('x')", "begin", "reindex", "analyze", "explain delete from quote",
    "with a as (select 1) delete from quote",
  ])
  func refusesWhatIsMoreThanReading(_ statement: String) {
    let before = scratch.bytes("kb.sqlite")
    let result = sql(statement)
    #expect(result.status == 1)
    #expect(result.errors.contains("only reads"), "\(statement): \(result.errors)")
    #expect(scratch.bytes("kb.sqlite") == before)
    #expect(scratch.files == ["kb.sqlite"])
  }

  @Test(arguments: [
    "select 1 as n", "select count(*) from quotes", "pragma table_info(quotes)",
    "explain query plan select * from quotes", "select * from pragma_table_info('quotes')", "values (1), (2)",
    "  -- a word\n select 1; -- and another", "select * from json_each('[1]')",
    "select rowid from quote_search where quote_search match 'sanctions'", "pragma user_version",
  ])
  func allowsWhatReads(_ statement: String) {
    #expect(sql(statement).status == 0, "\(statement)")
    #expect(scratch.files == ["kb.sqlite"])
  }

  @Test func aMistakeShowsWhere() {
    let result = sql("select key,\n  speker from quotes", "--csv")
    #expect(result.status == 1)
    #expect(
      result.errors == "kb: SQL, line 2, column 3: no such column: speker\n    speker from quotes\n    ^\n")
    #expect(sql("select x").errors.hasPrefix("kb: SQL, line 1, column 8: no such column: x\n"))
    let behind = sql("select 'خامنه‌ای' frm quotes x y")
    #expect(behind.errors.contains("line 1, column"))
  }

  @Test func oneStatement() {
    #expect(sql("select 1; select 2").errors.contains("one statement at a time"))
    #expect(sql(" -- nothing").errors.contains("no SQL statement"))
    #expect(sql("").errors.contains("no SQL statement"))
  }

  @Test func parameters() {
    let query = "select key from quotes where speaker_key = :who and text <> $other"
    #expect(
      sql(query, "-p", "who", "khamenei", "-p", "other", "-- 'x", "--csv").output
        == "key\r\nkhamenei-our-problem\r\n")
    #expect(sql(query, "-p", "who", "khamenei").errors.contains("$other has no value"))
    #expect(sql("select 1", "-p", "who", "x").errors.contains("no parameter :who"))
    #expect(sql("select ?", "-p", "who", "x").errors.contains("names"))
    // A value is never SQL.
    #expect(
      sql("select :v as v", "-p", "v", "'; drop table quote; --", "--csv").output
        == "v\r\n'; drop table quote; --\r\n")
    #expect(
      sql("-", "-p", "who", "khamenei", "--csv", input: "select key from quotes where speaker_key = :who")
        .output == "key\r\nkhamenei-our-problem\r\n")
  }

  @Test func theTimeLimitEndsIt() {
    let result = sql(
      "with recursive n (i) as (select 1 union all select i + 1 from n) select count(*) from n", "--timeout",
      "0.2")
    #expect(result.status == 1)
    #expect(result.errors.contains("stopped after 0.2 seconds"))
  }
}
