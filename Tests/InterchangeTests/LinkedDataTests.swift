// Quotes, claims and passages as linked data: what stands there, and what must not.
import Foundation
import Scratch
import Testing

@Suite struct LinkedDataTests {
  let scratch = Scratch()

  init() {
    scratch.seeded()
    _ = scratch.sqlite3(
      "kb.sqlite",
      """
      INSERT INTO source (key, kind, title, url, published_on, language, text)
        VALUES ('emoji', 'post', 'A "post"', 'https://example.org/1', '2020-05-14', 'en', '😀 he said 𝔸 "caf' || char(233) || '" and left');
      INSERT INTO passage (source_id, start, "end", exact)
        SELECT id, 12, 18, substr(text, 13, 6) FROM source WHERE key = 'emoji';
      INSERT INTO quote (key, speaker_id, text, said_on, language)
        SELECT 'e-1', id, 'caf' || char(233), '2020-05-14', 'fr' FROM actor WHERE key = 'iran';
      INSERT INTO quote (key, speaker_id, text, said_on, status) SELECT 'e-2', id, 'No.', '2020~', 'denied' FROM actor WHERE key = 'khamenei';
      INSERT INTO quote (key, speaker_id, text, status) SELECT 'e-3', id, 'Not so.', 'misattributed' FROM actor WHERE key = 'khamenei';
      INSERT INTO quote (key, speaker_id, text, status) SELECT 'e-4', id, 'Never.', 'rejected' FROM actor WHERE key = 'khamenei';
      INSERT INTO appearance (quote_id, source_id, passage_id) SELECT quote.id, source.id, passage.id FROM quote, source, passage
        WHERE quote.key IN ('e-1', 'e-4') AND source.key = 'emoji' AND passage.source_id = source.id;
      """)
  }

  private func linked(_ view: String, _ format: String) throws -> [String: Any] {
    let result = scratch.kb("export", view, "--format", format, "--database", "kb.sqlite")
    #expect(result.status == 0, "\(result.errors)")
    return try #require(
      try JSONSerialization.jsonObject(with: Data(result.outputBytes)) as? [String: Any])
  }

  @Test func quotations() throws {
    let document = try linked("quotes", "jsonld")
    #expect(document["@context"] as? String == "https://schema.org")
    let graph = try #require(document["@graph"] as? [[String: Any]])
    let keys = graph.compactMap { $0["identifier"] as? String }
    #expect(keys.contains("e-1") && keys.contains("e-2") && !keys.contains("e-3") && !keys.contains("e-4"))
    let one = try #require(graph.first { $0["identifier"] as? String == "e-1" })
    #expect(one["@type"] as? String == "Quotation" && one["dateCreated"] as? String == "2020-05-14")
    #expect((one["text"] as? String).map { Array($0.utf8) } == Array("caf\u{E9}".utf8))
    #expect(one["inLanguage"] as? String == "fr" && one["creativeWorkStatus"] == nil)
    #expect((one["creator"] as? [String: String])?["@type"] == "Organization")
    let work = try #require(one["isBasedOn"] as? [String: Any])
    #expect(work["@type"] as? String == "SocialMediaPosting" && work["name"] as? String == "A \"post\"")
    #expect(work["datePublished"] as? String == "2020-05-14")
    // An uncertain date is none that ISO 8601 can say.
    let two = try #require(graph.first { $0["identifier"] as? String == "e-2" })
    #expect(two["dateCreated"] == nil && two["isBasedOn"] == nil)
    #expect(two["creativeWorkStatus"] as? String == "denied")
    #expect((two["creator"] as? [String: String])?["@type"] == "Person")
  }

  @Test func claims() throws {
    let graph = try #require(try linked("claims", "jsonld")["@graph"] as? [[String: Any]])
    let count = scratch.sqlite3(
      "kb.sqlite", "SELECT count(*) FROM claims WHERE status NOT IN ('rejected', 'retracted')"
    ).output
    #expect("\(graph.count)\n" == count && graph.allSatisfy { $0["@type"] as? String == "Claim" })
  }

  /// Positions count code points: an emoji is one, though it takes two units of UTF-16 and four bytes.
  @Test func annotationsOfPassages() throws {
    let document = try linked("passages", "annotations")
    #expect(document["@context"] as? String == "http://www.w3.org/ns/anno.jsonld")
    #expect(document["type"] as? String == "AnnotationCollection")
    let items = try #require((document["first"] as? [String: Any])?["items"] as? [[String: Any]])
    #expect(document["total"] as? Int == items.count)
    let one = try #require(items.first { $0["id"] as? String == "urn:x-kb:emoji@12-18" })
    #expect(one["motivation"] as? String == "linking" && one["body"] as? [String] == ["urn:x-kb:e-1"])
    let target = try #require(one["target"] as? [String: Any])
    #expect(target["source"] as? String == "https://example.org/1")
    #expect((target["state"] as? [String: String])?["cached"] == "urn:x-kb:emoji")
    let selectors = try #require(target["selector"] as? [[String: Any]])
    #expect(selectors[0]["exact"] as? String == "\"caf\u{E9}\"")
    #expect(
      selectors[0]["prefix"] as? String == "😀 he said 𝔸 " && selectors[0]["suffix"] as? String == " and left")
    #expect(selectors[1]["start"] as? Int == 12 && selectors[1]["end"] as? Int == 18)
  }

  @Test func whatCannotBeSaidSoIsRefused() {
    for arguments in [
      ["claims", "--format", "annotations"], ["all", "--format", "jsonld"], ["quotes", "--format", "ris"],
    ] {
      let result = scratch.kb(["export"] + arguments + ["--database", "kb.sqlite"])
      #expect(result.status == 64, "\(arguments): \(result.errors)")
    }
  }
}
