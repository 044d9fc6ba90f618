// The file is the interface: what holds for kb holds for the plain sqlite3 shell.
import Scratch
import Testing

@Suite struct SchemaRulesTests {
  let scratch = Scratch()

  init() { scratch.seeded() }

  @Test(arguments: [
    ("insert into quote (speaker_id, text, said_on) values (1, 'a', '2019-13')", "not a date in EDTF"),
    ("insert into quote (speaker_id, text, said_on) values (1, 'a', '2019-02-30')", "not a date in EDTF"),
    ("update quote set said_on = 'yesterday' where id = 1", "not a date in EDTF"),
    ("insert into quote (speaker_id, text, kind) values (1, 'a', 'loud')", "kind of a quote"),
    ("insert into quote (speaker_id, text, status) values (1, 'a', 'fine')", "status of a quote"),
    ("insert into quote (speaker_id, text) values (1, '')", "is not empty"),
    ("insert into quote (speaker_id, text) values (1, 'a' || char(0) || 'b')", "holds no NUL"),
    ("insert into quote (speaker_id, text) values (999999, 'a')", "quote.speaker_id names no actor"),
    ("insert into quote (text) values ('a')", "has a speaker"),
    ("insert into quote (speaker_id, text, language) values (1, 'a', 'English')", "BCP 47"),
    ("insert into actor (key, name, kind) values ('wana', 'x', 'person')", "taken"),
    ("insert into actor (key, name, kind) values ('wana-jan-31', 'x', 'person')", "taken"),
    ("insert or replace into actor (id, key, name, kind) values (1, 'iran', 'x', 'person')", "taken"),
    ("insert into actor (key, name, kind) values ('Wana', 'x', 'person')", "a key is 1 to 100"),
    ("insert into actor (name, kind, country) values ('x', 'state', 'XX')", "ISO 3166-1"),
    ("update actor set key = 'other' where key = 'khamenei'", "a key stays what it is"),
    ("delete from actor where key = 'khamenei'", "still named"),
    ("update source set text = 'other' where key = 'reading-note'", "archived text never changes"),
    (
      "insert into passage (source_id, start, \"end\", exact) select id, 0, length(text) + 1, text from source where key = 'reading-note'",
      "not what stands"
    ),
    (
      "insert into passage (source_id, start, \"end\", exact) select id, 0, 5, 'Other' from source where key = 'reading-note'",
      "not what stands"
    ),
    (
      "insert into mention (actor_id, source_id, start, \"end\", surface) select 1, id, 5, 3, '' from source where key = 'reading-note'",
      "not what stands"
    ),
    ("insert into relation (from_id, relation, to_id) values (1, 'likes', 2)", "a relation is one of"),
    ("insert into relation (from_id, relation, to_id) values (1, 'supports', 1)", "does not bear on itself"),
    (
      "insert into stance (actor_id, claim_id, position, since, until) values (1, 1, 'supports', '2020', '2019')",
      "since is not after until"
    ),
    ("insert into tag (topic_id) values (1)", "a tag is on one record"),
    (
      "update topic set parent_id = (select id from topic where key = 'jcpoa') where key = 'nuclear-programme'",
      "comes round to the topic itself"
    ),
    ("insert into edtf values ('rubbish', 1, 2)", "not a date in EDTF"),
    (
      "insert or replace into name (actor_id, text, kind) values (2, 'x', 'primary')",
      "this name is there already"
    ),
    ("insert or replace into name (id, actor_id, text) values (1, 2, 'x')", "this name is there already"),
    (
      "update or replace mention set start = 0, end = 5, surface = 'Could'",
      "another mention is there already"
    ),
    (
      "insert or replace into passage (id, source_id, start, \"end\", exact) select 1, id, 0, 5, 'Could' from source where key = 'reading-note'",
      "this passage is there already"
    ),
    (
      "insert or replace into relation (from_id, relation, to_id) select from_id, relation, to_id from relation limit 1",
      "this relation is there already"
    ),
    ("update quote set translation_of_id = id where id = 1", "comes round to the quote itself"),
    ("update source set version_of_id = id where id = 1", "comes round to the source itself"),
    ("update actor set description = 'a' || char(0) where id = 1", "description holds no NUL"),
    ("update quote set language = 'en--x' where id = 1", "BCP 47"),
  ])
  func refuses(_ sql: String, _ reason: String) {
    let before = scratch.sqlite3(
      "kb.sqlite",
      "select count(*), max(id) from quote; select count(*) from actor; select count(*) from edtf"
    ).output
    let result = scratch.sqlite3("kb.sqlite", sql)
    #expect(result.errors.contains(reason), "\(sql) gave \(result.errors)")
    #expect(
      scratch.sqlite3(
        "kb.sqlite",
        "select count(*), max(id) from quote; select count(*) from actor; select count(*) from edtf"
      ).output == before)
  }

  @Test func searchFindsWhatSqlite3Wrote() {
    let text = "می‌خواهیم كِتَابٌ را ببینیم"
    #expect(
      scratch.sqlite3(
        "kb.sqlite",
        "insert into quote (key, speaker_id, text, language, said_on) values ('q-x', 1, '\(text)', 'fa', '2020-05~');"
      ).errors == "")
    for words in ["میخواهیم", "می خواهیم", "می‌خواهیم", "کتاب", "كتاب"] {
      #expect(
        scratch.kb("search", words, "--database", "kb.sqlite", "--ndjson").output.contains("q-x"), "\(words)")
    }
    #expect(
      scratch.sqlite3("kb.sqlite", "select text, earliest, latest from quotes where key = 'q-x'").output
        == "\(text)|20200501|20200531\n")
    // Changed, then gone.
    #expect(
      scratch.sqlite3("kb.sqlite", "update quote set text = 'centrifuge cascade' where key = 'q-x'").errors
        == "")
    #expect(scratch.kb("search", "cascade", "--database", "kb.sqlite").output.contains("q-x"))
    #expect(!scratch.kb("search", "کتاب", "--database", "kb.sqlite").output.contains("q-x"))
    #expect(scratch.sqlite3("kb.sqlite", "delete from quote where key = 'q-x'").errors == "")
    #expect(!scratch.kb("search", "cascade", "--database", "kb.sqlite").output.contains("q-x"))
    for index in ["quote_search", "claim_search", "name_search", "source_search", "event_search"] {
      #expect(
        scratch.sqlite3("kb.sqlite", "insert into \(index) (\(index)) values ('integrity-check')").errors
          == "")
    }
    #expect(scratch.sqlite3("kb.sqlite", "pragma integrity_check").output == "ok\n")
  }

  @Test func historyKeepsWhatWasThere() {
    #expect(
      scratch.sqlite3("kb.sqlite", "update actor set description = 'changed' where key = 'wana'").errors == ""
    )
    let kept = scratch.sqlite3(
      "kb.sqlite",
      "select record, action, old ->> 'key', changesets.author, outside from changes join changesets on key = changeset_key"
    ).output
    #expect(kept == "actor|update|wana|unknown|1\n")
  }

  @Test func primaryNameIsOneInBothPlaces() {
    #expect(
      scratch.sqlite3("kb.sqlite", "update actor set name = 'WANA agency' where key = 'wana'").errors == "")
    #expect(
      scratch.sqlite3("kb.sqlite", "select name from names where actor_key = 'wana' and kind = 'primary'")
        .output == "WANA agency\n")
    #expect(
      scratch.sqlite3("kb.sqlite", "update name set text = 'Agency' where text = 'WANA agency'").errors == "")
    #expect(scratch.sqlite3("kb.sqlite", "select name from actors where key = 'wana'").output == "Agency\n")
  }

  @Test func everyPassageIsWhatStandsThere() {
    let sql =
      "select count(*), sum(substr(text, start + 1, \"end\" - start) = exact) from passage join source on source.id = source_id"
    let counts = scratch.sqlite3("kb.sqlite", sql).output.dropLast().split(separator: "|")
    #expect(counts.count == 2 && counts[0] == counts[1] && counts[0] != "0")
    #expect(
      scratch.sqlite3(
        "kb.sqlite", "select count(*) from passage where length(prefix) > 32 or length(suffix) > 32"
      ).output == "0\n")
  }

  @Test func whatFollowsFromOtherColumnsCannotBeOverwritten() {
    #expect(
      scratch.sqlite3(
        "kb.sqlite",
        "update event set earliest = 5; update stance set earliest = 6; update source set words = 3; update quote set latest = 7"
      ).errors == "")
    let left =
      "select (select count(*) from event where earliest = 5) + (select count(*) from stance where earliest = 6) + (select count(*) from source where words = 3) + (select count(*) from quote where latest = 7), (select sum(archived) from sources)"
    #expect(scratch.sqlite3("kb.sqlite", left).output == "0|1\n")
  }

  @Test func anActorThatNothingNamesCanBeDeleted() {
    let sql =
      "insert into actor (key, name, kind) values ('zz', 'Z', 'person'); delete from actor where key = 'zz';"
    #expect(scratch.sqlite3("kb.sqlite", sql).errors == "")
    #expect(scratch.sqlite3("kb.sqlite", "pragma foreign_keys = on; \(sql)").errors == "")
    #expect(scratch.sqlite3("kb.sqlite", "select count(*) from name where text = 'Z'").output == "0\n")
  }
}
