// What kb check advises: each thing once, nothing about what is right, and never with a failure.
import Foundation
import Scratch
import Testing

@Suite struct AdviceTests {
  let scratch = Scratch()

  /// The advice about a file that holds this and nothing else, as "check record: problem".
  func advice(_ sql: String) -> [String] {
    _ = scratch.kb("init", "--empty", "--database", "kb.sqlite")
    let written = scratch.sqlite3("kb.sqlite", sql)
    #expect(written.status == 0 && written.errors.isEmpty, "\(written.errors)")
    let result = scratch.kb("check", "--format", "tsv", "--database", "kb.sqlite")
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    return result.lines.dropFirst().map {
      let cells = $0.split(separator: "\t", omittingEmptySubsequences: false)
      return "\(cells[1]) \(cells[2]): \(cells[3])"
    }
  }

  @Test func oneNameForTwo() {
    let found = advice(
      """
      INSERT INTO actor (id, key, name, kind) VALUES (1, 'ali-karimi', 'Ali Karimi', 'person'), (2, 'ali-karimi-2', 'ʿAlī Karīmī', 'person'),
        (3, 'reza-karimi', 'Reza Karimi', 'person'), (4, 'karimi-street', 'Ali Karimi', 'organisation'),
        (5, 'x', 'Xu Li', 'person'), (6, 'y', 'Xu Li', 'person'), (7, 'gone', 'Ali Karimi', 'person');
      INSERT INTO name (actor_id, text) VALUES (1, 'Karimi'), (3, 'Karimi');
      UPDATE actor SET status = 'retracted' WHERE id = 7;
      INSERT INTO name (actor_id, text, kind) VALUES (1, 'the minister', 'title'), (3, 'the minister', 'title');
      INSERT INTO distinct_pair (first_key, second_key) VALUES ('x', 'y');
      """)
    #expect(
      found == [
        "same-name ali-karimi: ali-karimi-2 has the name Ali Karimi too, and could be the same person"
      ])
  }

  @Test func oneOfficeForTwo() {
    let found = advice(
      """
      INSERT INTO actor (id, key, name, kind) VALUES (1, 'ada', 'Ada', 'person'), (2, 'ben', 'Ben', 'person'),
        (3, 'cyd', 'Cyd', 'person'), (4, 'land', 'Land', 'state');
      INSERT INTO role (person_id, organisation_id, title, since, until) VALUES
        (1, 4, 'President', '2001-03', '2009-12-31'), (2, 4, 'President', '2009', '2015'),
        (3, 4, 'President', '2014-03-01', NULL),
        (1, 4, 'Member of Parliament', '1990', '2020'), (2, 4, 'Member of Parliament', '1990', '2020'),
        (1, 4, 'Deputy Minister', '1990', '2000'), (2, 4, 'Deputy Minister', '1990', '2000');
      """)
    #expect(found == ["role-overlap cyd: ben is President (Land) too, at the same time"])
  }

  @Test func wordsOutOfTime() {
    let found = advice(
      """
      INSERT INTO actor (id, key, name, kind) VALUES (1, 'ada', 'Ada', 'person'), (2, 'union', 'Union', 'organisation');
      INSERT INTO name (actor_id, text, kind, since, until) VALUES (1, 'the Leader', 'title', '1989-06-04', NULL);
      UPDATE name SET since = '1990', until = '2000' WHERE actor_id = 2;
      INSERT INTO source (id, key, published_on) VALUES (1, 'src', '2020');
      INSERT INTO quote (id, key, speaker_id, text, said_on) VALUES (1, 'early', 1, 'one', '1985'), (2, 'late', 1, 'two', '1995'),
        (3, 'perhaps', 1, 'three', '1989'), (4, 'union-early', 2, 'four', '1970-05'), (5, 'union-late', 2, 'five', '1991');
      INSERT INTO appearance (quote_id, source_id, attributed_as) VALUES (1, 1, 'The leader'), (2, 1, 'The leader'), (3, 1, 'The leader');
      """)
    #expect(
      found == [
        "out-of-time early: it is attributed to 'The leader' and was said on 1985, when its speaker did not have that title",
        "out-of-time union-early: it was said on 1970-05, when its speaker union was not there: its names hold from 19900101 to 20001231",
      ])
  }

  @Test func claimsThatNothingShowsAndThoseThatShowThemselves() {
    let found = advice(
      """
      INSERT INTO source (id, key, published_on) VALUES (1, 'src', '2020');
      INSERT INTO claim (id, key, text, status) VALUES (1, 'a', 'A', 'accepted'), (2, 'b', 'B', 'accepted'), (3, 'c', 'C', 'accepted'),
        (4, 'd', 'D', 'accepted'), (5, 'e', 'E', 'accepted'), (6, 'open', 'O', 'proposed');
      INSERT INTO evidence (claim_id, source_id) VALUES (1, 1), (2, 1), (3, 1), (4, 1);
      INSERT INTO relation (from_id, relation, to_id) VALUES (1, 'supports', 2), (2, 'supports', 3), (1, 'requires', 3),
        (3, 'attacks', 4), (4, 'attacks', 3), (4, 'supports', 5);
      """)
    #expect(
      found == [
        "no-evidence e: nothing shows this claim: E",
        "circular-support a: the claim rests on itself, by way of b, c",
      ])
  }

  @Test func sourcesAndDaysAndWhatWasSetAside() {
    let found = advice(
      """
      INSERT INTO actor (id, key, name, kind) VALUES (1, 'ada', 'Ada', 'person');
      INSERT INTO source (id, key, text, published_on) VALUES (1, 'undated', NULL, NULL), (2, 'unsealed', 'words', '2020'), (3, 'tomorrow', NULL, '9000');
      INSERT INTO quote (id, key, speaker_id, text, said_on, status) VALUES (1, 'said', 1, 'one', '2020', 'accepted'),
        (2, 'aside', 1, 'two', '2020', 'retracted'), (3, 'open', 1, 'three', '2020', 'proposed');
      INSERT INTO claim (id, key, text) VALUES (1, 'c', 'C');
      INSERT INTO evidence (claim_id, quote_id) VALUES (1, 2);
      UPDATE actor SET status = 'retracted' WHERE id = 1;
      """)
    #expect(
      Set(found) == [
        "no-date undated: it has no date of publication",
        "no-hash unsealed: its text is archived, and there is no hash of the file that it came from",
        "future tomorrow: it was published on 9000, which is still to come",
        "set-aside said: it is accepted, and quote.speaker is the actor ada, which was retracted",
        "set-aside c: it is accepted, and its evidence is the quote aside, which was retracted",
      ])
  }

  /// Rows from before the history knew of them are no errors; those after another program's rows were told are.
  @Test func rowsThatNobodyTold() {
    let dropped = "DROP TRIGGER topic_added;"
    _ = scratch.kb("init", "--empty", "--database", "kb.sqlite")
    let trigger = scratch.sqlite3(
      "kb.sqlite", "SELECT sql || ';' FROM sqlite_schema WHERE name = 'topic_added';"
    ).output
    _ = scratch.sqlite3(
      "kb.sqlite", "\(dropped) INSERT INTO topic (key, label) VALUES ('old', 'Old'); \(trigger)")
    let old = scratch.kb("check", "--csv", "--database", "kb.sqlite")
    #expect(old.status == 0 && old.output.contains("advice,unrecorded,old,"), "\(old.output)")
    _ = scratch.sqlite3("kb.sqlite", "INSERT INTO topic (key, label) VALUES ('told', 'Told');")
    #expect(scratch.kb("check", "--csv", "--database", "kb.sqlite").status == 0)
    _ = scratch.sqlite3(
      "kb.sqlite", "\(dropped) INSERT INTO topic (key, label) VALUES ('untold', 'Untold'); \(trigger)")
    let new = scratch.kb("check", "--csv", "--database", "kb.sqlite")
    #expect(new.status == 1 && new.output.contains("error,history-row,untold,"), "\(new.output)")
  }

  @Test func anotherProgramsTriggerIsTold() {
    let found = advice(
      "CREATE TABLE mine (a); CREATE TRIGGER mine_too AFTER INSERT ON topic BEGIN INSERT INTO mine VALUES (new.id); END;"
    )
    #expect(found == ["foreign-trigger mine_too: the trigger of topic is not one of kb's"])
  }
}
