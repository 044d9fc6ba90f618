// kb import of lists of actors: FollowTheMoney entities, and CAMEO dictionaries.
import Foundation
import Scratch
import Testing

@Suite struct ActorImportTests: OnSeeds {
  let scratch = Scratch()

  init() { scratch.seeded() }

  private func roles(_ actor: String) -> String {
    sql(
      "SELECT title, ifnull(organisation.key, ''), ifnull(since, ''), ifnull(until, '') FROM role JOIN actor AS person ON person.id = person_id LEFT JOIN actor AS organisation ON organisation.id = organisation_id WHERE person.key = '\(actor)' ORDER BY title"
    )
  }

  private static let entities = #"""
    {"id": "occ", "schema": "Occupancy", "properties": {"holder": ["NK-1"], "post": ["pos"], "startDate": ["2013-08-03"], "endDate": ["2021-08-03"], "status": ["ended"]}}
    {"id": "NK-1", "schema": "Person", "properties": {"name": ["Marit Dahl", "Марит Даль"], "alias": ["M. Dahl"], "nationality": ["no", "us"], "position": ["Envoy"], "birthDate": ["1970"]}}
    {"id": "NK-2", "schema": "Person", "properties": {"name": ["Marit Dahl"], "nationality": ["no"], "summary": ["A namesake."]}}
    {"id": "pos", "schema": "Position", "properties": {"name": ["President"], "country": ["ir"]}}
    {"id": "pos-2", "schema": "Position", "properties": {"name": ["Nobody's"]}}
    {"id": "0123456789abcdef0123", "schema": "PublicBody", "properties": {"name": ["Fjord Council"], "abbreviation": ["FC"], "country": ["zz"]}}
    {"id": "mem", "schema": "Membership", "properties": {"member": ["NK-1"], "organization": ["0123456789abcdef0123"], "role": ["chair"], "startDate": ["2020"]}}
    {"id": "dir", "schema": "Directorship", "properties": {"director": ["NK-1"], "organization": ["gone"]}}
    {"id": "own", "schema": "Ownership", "properties": {"owner": ["NK-1"]}}
    {"id": "art", "schema": "Article", "properties": {"title": ["Talks at sea"], "publishedAt": ["2024-05-03T10:00:00Z"], "sourceUrl": ["https://example.org/t"], "author": ["Jane Roe"], "language": ["fas"], "publisher": ["Fjord Post"], "bodyText": ["Not kept"]}}
    {"id": "ev", "schema": "Event", "properties": {"name": ["A meeting on a quay"], "startDate": ["2024-05-01"], "involved": ["NK-1"], "location": ["Oslo"]}}
    {"id": "men", "schema": "Mention", "properties": {"document": ["art"], "name": ["Marit"], "resolved": ["NK-1"]}}
    """#

  @Test(arguments: [false, true])
  func entitiesOfFollowTheMoney(asArray: Bool) {
    let lines = Self.entities.split(separator: "\n").map(String.init)
    let text =
      asArray ? "[" + lines.reversed().joined(separator: ",\n") + "]" : lines.joined(separator: "\n") + "\n"
    let result = kb("import", "-", input: text)
    #expect(
      result.status == 0 && result.errors.contains("standard input: FollowTheMoney\n"), "\(result.errors)")
    for line in [
      "left out entities: ", "Ownership (1)", "Mention (1)", "left out further countries: ", "us (1)",
      "zz (1)",
      "ties to entities that are not in the file: Directorship (1)",
      "entities that nothing holds: Position (1)",
      "birthDate (1)", "bodyText (1)", "proposed 1 actor that nobody knew: Fjord Post (fjord-post)",
      "12 rows; added 4 actors, 1 source, 1 event",
    ] {
      #expect(result.errors.contains(line), "\(line): \(result.errors)")
    }
    // Which of the two Marit Dahls comes first decides on the key without a number.
    let dahl = sql("SELECT key FROM actors WHERE names LIKE '%M. Dahl%'").trimmingCharacters(in: .newlines)
    #expect(
      sql("SELECT count(*) FROM actor WHERE name = 'Marit Dahl' AND country = 'NO' AND kind = 'person'")
        == "2\n")
    #expect(
      sql(
        "SELECT text, kind FROM name WHERE actor_id = (SELECT id FROM actor WHERE key = '\(dahl)') ORDER BY text"
      ) == "M. Dahl|alias\nMarit Dahl|primary\nМарит Даль|alias\n")
    #expect(roles(dahl) == "Envoy|||\nPresident|iran|2013-08-03|2021-08-03\nchair|fjord-council|2020|\n")
    #expect(sql("SELECT kind, country FROM actor WHERE key = 'fjord-council'") == "organisation|\n")
    #expect(
      sql(
        "SELECT key, kind, authors, publisher, published_on, language FROM sources WHERE url = 'https://example.org/t'"
      )
        == "art|article|Jane Roe|Fjord Post|2024-05-03|fa\n")
    #expect(
      sql("SELECT began_on, place, participants FROM events WHERE title = 'A meeting on a quay'")
        == "2024-05-01|Oslo|Marit Dahl\n")
    expectNothingNew("-", input: text)
  }

  /// Who is there under the same name, kind and country is that actor; a key of ours is that record.
  @Test func entitiesMeetWhoIsThere() {
    let text = #"""
      {"id": "x1", "schema": "Person", "properties": {"name": ["Ali Khamenei"], "nationality": ["ir"], "alias": ["A name nobody had"]}}
      {"id": "trump", "schema": "Person", "properties": {"name": ["Donald Trump"]}}
      """#
    let people = sql("SELECT count(*) FROM actor")
    let result = kb("import", "-", input: text)
    #expect(result.status == 0, "\(result.errors)")
    #expect(sql("SELECT count(*) FROM actor") == people)
    #expect(sql("SELECT actor_key FROM names WHERE name = 'A name nobody had'") == "khamenei\n")
  }

  @Test func entitiesThatAreHostile() {
    let text = #"""
      {"id": "a", "schema": "Person", "properties": {"name": [null, 7, {"x": 1}, ["deep"]], "alias": {"id": "b"}}}
      {"id": "b", "schema": "Person", "properties": {"name": "One \ud800"}}
      {"id": "c", "schema": "Person", "properties": {"name": "NUL \u0000"}}
      {"id": "d", "schema": "Person", "properties": []}
      {"id": "e", "schema": "Person", "properties": {"name": []}}
      {"id": "f", "schema": "Occupancy", "properties": {"holder": ["a"], "post": ["a"], "startDate": ["never"]}}
      """# + "\n{\"id\": \"g\", \"schema\": \"Person\", \"properties\": {\"name\": "
      + String(repeating: "[", count: 500) + String(repeating: "]", count: 500)
      + "}}\n{\"id\": \"h\", \"schema\": \"Person\", \"properties\": {\"name\": \"Last One\"}}\n"
    let before = sql(".dump")
    let refused = kb("import", "-", input: text)
    #expect(
      refused.status == 1 && refused.errors.contains("kb: standard input, line 2: JSON, ")
        && refused.errors.contains("a lone surrogate"), "\(refused.errors)")
    #expect(sql(".dump") == before)
    let aside = kb("import", "-", "--skip-bad", "bad.csv", input: text)
    #expect(aside.status == 0 && aside.errors.contains("5 rows not taken, in bad.csv"), "\(aside.errors)")
    #expect(aside.errors.contains("dates that are none: 'never' (1)"))
    let bad = String(decoding: scratch.bytes("bad.csv"), as: UTF8.self)
    for reason in [
      "a text holds a NUL", "an entity has an id, a schema, and properties", "Person e has no name",
      "nested too deep",
    ] {
      #expect(bad.contains(reason), "\(reason)")
    }
    #expect(sql("SELECT name FROM actor WHERE name IN ('7', 'Last One') ORDER BY name") == "7\nLast One\n")
  }

  private static let dictionary = """
    # Actors of our own making
    <!-- version 1 -->
    IRAN_ [IRN] ; CountryInfo
    +TEHRAN_
    +PERSIAN_STATE_
    +IRANIAN_

    MARIT_DAHL_ ; envoy
    +M._DAHL_
    +AMBASSADOR_DAHL_ {AMBASSADORS_DAHL}
    \t[NORGOV  >090103]
    \t[NORELI  <20090103]
    FJORD_PARTY_ [NORPTY]
    OLE_AL-MOEN_ [USAGOV 20090120-20170120] [USALEG/USAELI 050103-081116]
    WORLD_DOOR_BODY_ [IGOWDB]
    &CURRENCY
    +DOLLARS
    AMBASSADOR {} [~GOV]
    """

  @Test func dictionariesOfCAMEO() {
    scratch.write(Self.dictionary.replacing("\n", with: "\r\n"), to: "countries.actors")
    let result = kb("import", "countries.actors")
    #expect(
      result.status == 0 && result.errors.contains("countries.actors: CAMEO actor dictionary\n"),
      "\(result.errors)")
    #expect(result.errors.contains("left out names that are another actor's: Tehran (1)"), "\(result.errors)")
    #expect(result.errors.contains("entries: agents, which are words for offices (~) (1)"))
    #expect(result.errors.contains("lines: sets of synonyms (&) (1)"))
    // The state is the one that is there, and what Tehran means is clear as before.
    #expect(sql("SELECT actor_key FROM names WHERE name = 'Persian State'") == "iran\n")
    #expect(sql("SELECT count(*) FROM names WHERE actor_key = 'iran' AND name = 'Iranian'") == "1\n")
    #expect(kb("actor", "Tehran").output.contains("government-of-iran"))
    #expect(
      roles("marit-dahl") == "elites (NORELI)|norway||2009-01-03\ngovernment (NORGOV)|norway|2009-01-03|\n")
    #expect(
      roles("ole-al-moen")
        == "elites (USAELI)|united-states|2005-01-03|2008-11-16\ngovernment (USAGOV)|united-states|2009-01-20|2017-01-20\nlegislature (USALEG)|united-states|2005-01-03|2008-11-16\n"
    )
    #expect(
      sql(
        "SELECT name, kind FROM actor WHERE key IN ('fjord-party', 'ole-al-moen', 'world-door-body') ORDER BY key"
      ) == "Fjord Party|organisation\nOle Al-Moen|person\nWorld Door Body|organisation\n")
    #expect(
      sql("SELECT count(*) FROM names WHERE name IN ('M. Dahl', 'Ambassador Dahl', 'Ambassadors Dahl')")
        == "3\n")
    expectNothingNew("countries.actors")
  }

  @Test func dictionariesThatAreBroken() {
    let text =
      "OLE_MOEN_ [NORGOV 20091345]\nKARI_MOEN_ [NORGOV\nMARIT_MOEN_ [NORGOV 20170120-20090120]\nOLA_MOEN_ [NORGOV >20090101]\n"
    let refused = kb("import", "-", input: text)
    #expect(
      refused.status == 1
        && refused.errors.contains("kb: standard input, line 1: '20091345' is no date and no span of dates"),
      "\(refused.errors)")
    let aside = kb("import", "-", "--skip-bad", "bad.csv", input: text)
    #expect(
      aside.status == 0 && aside.errors.contains("added 1 actor")
        && aside.errors.contains("3 rows not taken"), "\(aside.errors)")
    let bad = String(decoding: scratch.bytes("bad.csv"), as: UTF8.self)
    #expect(
      bad.contains("2,a [ is not closed,\"KARI_MOEN_ [NORGOV\n\"") && bad.contains("ends before it begins"))
  }

  /// Lists that people wrote: odd lines, no code, a country that comes later.
  @Test func aDictionaryAsItIsFound() {
    let list = """
      HAMAS_LEADER [PSEREB]
      PRESIDENT_DAHL [NORGOV]
      +Kari_Dahl
      PALESTINIAN [pse]
      NORWAY [NOR]
      BOROMIR [---]
      IDA_VIK_ [NORGOV 20010101-20050101]
      +I._VIK
      FJORD_PARTY [NORPTY]
      QUAY_UNION [NORLAB]

      """
    _ = scratch.kb("init", "--empty", "--database", "bare.sqlite")
    scratch.write(list, to: "found.actors")
    let first = scratch.kb("import", "found.actors", "--skip-bad", "bad.csv", "--database", "bare.sqlite")
    #expect(first.status == 0 && first.errors.contains("CAMEO actor dictionary"), "\(first.errors)")
    let roles = scratch.sqlite3("bare.sqlite", "SELECT title FROM role ORDER BY title").output
    #expect(!roles.contains("---") && roles.contains("NORGOV"))
    let again = scratch.kb("import", "found.actors", "--skip-bad", "bad.csv", "--database", "bare.sqlite")
    #expect(again.errors.contains("nothing new"), "\(again.errors)")
  }
}
