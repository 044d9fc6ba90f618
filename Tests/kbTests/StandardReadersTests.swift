// What kb writes, read by programs of others: the tables by those who analyse, the graphs by their standards' readers.
import Foundation
import Scratch
import Testing

@Suite struct StandardReadersTests {
  let scratch = Scratch()

  init() {
    scratch.seeded()
    _ = scratch.sqlite3(
      "kb.sqlite",
      """
      INSERT INTO quote (key, speaker_id, text, said_on) SELECT 'h-1', id, 'one' || char(13) || 'two' || char(10) || '"three", ' || char(8232, 65279) || 'caf' || char(233), '2019-05~'
        FROM actor WHERE key = 'iran';
      INSERT INTO quote (key, speaker_id, text, status) SELECT 'h-2', id, 'NA', 'denied' FROM actor WHERE key = 'iran';
      INSERT INTO actor (key, name, kind) VALUES ('odd_key-', 'Odd; "name"', 'person');
      INSERT INTO source (key, title, authors, language, published_on, url) VALUES ('h-3', 'T', 'Ada; Bo', 'fa-Latn', '2019-05', 'https://example.org/?a=1&b=2');
      """)
  }

  private func export(_ arguments: String...) {
    let result = scratch.kb(["export"] + arguments + ["--database", "kb.sqlite"])
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test(.enabled(if: StandardReaders.have("pandas, duckdb"))) func thoseWhoAnalyse() {
    export("all", "-o", "out")
    let read = scratch.python(
      """
      import pandas, duckdb
      quotes = pandas.read_csv('out/quotes.csv', keep_default_na=False).set_index('key')
      print(repr(quotes.text['h-1']), quotes.text['h-2'], quotes.said_on['h-2'] == '')
      rows = duckdb.sql("SELECT text FROM 'out/quotes.csv' WHERE key LIKE 'h-%' ORDER BY key").fetchall()
      print(rows[0][0] == quotes.text['h-1'], rows[1][0])
      print(duckdb.sql('''SELECT count(*) > 0 FROM 'out/stances.csv' s JOIN 'out/actors.csv' a ON a.key = s.actor_key''').fetchall()[0])
      """)
    #expect(
      read.output
        == "'one\\rtwo\\n\"three\", \\u2028\\ufeffcafé' NA True\nTrue NA\n(True,)\n",
      "\(read.output)\(read.errors)")
  }

  @Test(.enabled(if: StandardReaders.have("pandas, duckdb"))) func theLinesOfTheReadme() {
    export("all", "-o", "extract")
    let read = scratch.python(ReadmeTests.fenced("python")[1].joined(separator: "\n"))
    let counts = scratch.sqlite3(
      "kb.sqlite", "SELECT (SELECT count(*) FROM quotes) || ' ' || (SELECT count(*) FROM stances)")
    #expect(read.output == counts.output, "\(read.errors)")
  }

  /// Every entity is one of the model, each value is kept by its type, and each reference names an entity.
  @Test(.enabled(if: StandardReaders.have("followthemoney"))) func entities() {
    export("all", "--format", "ftm", "-o", "out.ftm")
    let read = scratch.python(
      """
      import json, collections
      from followthemoney import model
      entities = [json.loads(line) for line in open('out.ftm', encoding='utf-8')]
      ids = {e['id'] for e in entities}
      assert len(ids) == len(entities)
      lost = []
      for data in entities:
        model.get(data['schema']).validate(data)
        proxy = model.get_proxy(data, cleaned=False)
        for name, values in data['properties'].items():
          type = proxy.schema.get(name).type
          if type.name == 'name':  # (It takes spellings that differ in invisible signs for one.)
            continue
          if sorted(proxy.get(name)) != sorted(set(values)): lost.append((data['id'], name, values))
          if type.name == 'entity': lost += [(data['id'], name, v) for v in values if v not in ids]
      print(lost)
      schemata = collections.Counter(e['schema'] for e in entities)
      print(sorted(schemata))
      one = [e for e in entities if e['id'] == 'kb-h-3'][0]
      print(one['properties'])
      print([e['id'] for e in entities if 'Odd; "name"' in e['properties'].get('name', [])])
      """)
    let lines = read.lines
    #expect(lines.count == 4 && read.status == 0, "\(read.errors)")
    guard lines.count == 4 else { return }
    #expect(lines[0] == "[]")
    #expect(
      lines[1]
        == "['Article', 'Document', 'Event', 'Mention', 'Occupancy', 'Organization', 'Person', 'Position', 'PublicBody']"
    )
    #expect(
      lines[2]
        == "{'title': ['T'], 'fileName': ['h-3'], 'author': ['Ada', 'Bo'], 'publishedAt': ['2019-05'], 'sourceUrl': ['https://example.org/?a=1&b=2'], 'language': ['fas']}"
    )
    #expect(lines[3].hasPrefix("['kb-odd-key--"))
  }

  /// JSON-LD, read as a graph. (The vocabulary is not fetched: its terms are those of its own address.)
  @Test(
    .enabled(if: StandardReaders.have("rdflib")),
    arguments: [
      ("quotes", "jsonld", "Quotation", "text"), ("claims", "jsonld", "Claim", "text"),
      ("stances", "claimreview", "ClaimReview", "claimReviewed"),
      ("quotes", "claimreview", "ClaimReview", "claimReviewed"),
    ])
  func graphs(_ view: String, _ format: String, _ type: String, _ text: String) {
    export(view, "--format", format, "-o", "out.json")
    let read = scratch.python(
      """
      import json, rdflib
      document = json.load(open('out.json', encoding='utf-8'))
      assert document['@context'] == 'https://schema.org'
      document['@context'] = {'@vocab': 'https://schema.org/'}
      graph = rdflib.Graph().parse(data=json.dumps(document), format='json-ld')
      schema = rdflib.Namespace('https://schema.org/')
      items = list(graph.subjects(rdflib.RDF.type, schema['\(type)']))
      print(len(items) == len(document['@graph']) > 0, all(graph.value(i, schema['\(text)']) for i in items))
      if '\(format)' == 'claimreview':
        print(all(graph.value(graph.value(i, schema.reviewRating), schema.alternateName) and
          graph.value(graph.value(i, schema.itemReviewed), rdflib.RDF.type) == schema.Claim for i in items))
      """)
    #expect(
      read.output == (format == "claimreview" ? "True True\nTrue\n" : "True True\n"),
      "\(read.output)\(read.errors)")
  }

  @Test func reviewsAreOfStancesAndOfWhatWasDenied() throws {
    let result = scratch.kb("export", "quotes", "--format", "claimreview", "--database", "kb.sqlite")
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(result.outputBytes)) as? [String: Any])
    let graph = try #require(document["@graph"] as? [[String: Any]])
    #expect(graph.count == 1 && graph[0]["claimReviewed"] as? String == "Iran: \u{201C}NA\u{201D}")
    #expect((graph[0]["reviewRating"] as? [String: String])?["alternateName"] == "denied")
    for arguments in [["claims", "--format", "claimreview"], ["actors", "--format", "ftm"]] {
      #expect(scratch.kb(["export"] + arguments + ["--database", "kb.sqlite"]).status == 64)
    }
  }

  @Test func argdown() {
    _ = scratch.sqlite3(
      "kb.sqlite",
      """
      INSERT INTO claim (key, text) VALUES ('top', 'See [x], http://a.b/ and the U.A.E.' || char(10) || '* once_more #1');
      INSERT INTO claim (key, text) VALUES ('a', 'A'), ('b', 'B'), ('c', 'C');
      INSERT INTO relation (from_id, relation, to_id, status) SELECT a.id, 'hinders', t.id, 'proposed' FROM claim a, claim t WHERE a.key = 'a' AND t.key = 'top';
      INSERT INTO relation (from_id, relation, to_id) SELECT t.id, 'requires', b.id FROM claim b, claim t WHERE b.key = 'b' AND t.key = 'top';
      INSERT INTO relation (from_id, relation, to_id) SELECT c.id, 'attacks', a.id FROM claim c, claim a WHERE c.key = 'c' AND a.key = 'a';
      """)
    let result = scratch.kb("argument", "top", "--format", "argdown", "--database", "kb.sqlite")
    #expect(
      result.output == """
        [top]: See \\[x\\], http:\\/\\/a\\.b\\/ and the U\\.A\\.E\\. \\* once\\_more \\#1

        [a]: A

        [b]: B

        [c]: C

        [top]
          - [a] /* hinders, proposed */
          + [b] /* requires */

        [a]
          - [c]


        """, "\(result.output)\(result.errors)")
  }
}
