// kb import of annotations and coded texts: pinned where the words stand to the byte, and nowhere else.
import Foundation
import Scratch
import Testing

@Suite struct AnnotationImportTests: OnSeeds {
  let scratch = Scratch()
  /// The emoji and the letter beyond the first plane make every unit count otherwise.
  private static let text = "😀 he said 𝔸 \"café\" and left. Then he left. Nobody left."

  init() {
    scratch.seeded()
    _ = scratch.sqlite3(
      "kb.sqlite",
      "INSERT INTO source (key, kind, title, url, text) VALUES ('quay', 'post', 'On the quay', 'https://example.org/quay', '\(Self.text)');"
    )
  }

  private func pins() -> String {
    sql(
      "SELECT start, \"end\", exact FROM passages WHERE source_key = 'quay' AND exact = substr((SELECT text FROM source WHERE key = 'quay'), start + 1, \"end\" - start) ORDER BY start"
    )
  }

  private func annotation(_ selectors: String, _ more: String = "", url: String = "https://example.org/quay")
    -> String
  {
    "{\"@context\": \"http://www.w3.org/ns/anno.jsonld\", \"type\": \"Annotation\", \"target\": {\"source\": \"\(url)\", \"selector\": [\(selectors)]}\(more)}"
  }

  @Test(arguments: ["one", "list", "page", "collection", "lines"])
  func annotationsInEveryWrapping(form: String) {
    let one = annotation(
      #"{"type": "TextPositionSelector", "start": 13, "end": 17}, {"type": "TextQuoteSelector", "exact": "café"}"#,
      #", "body": [{"type": "TextualBody", "purpose": "tagging", "value": "Doors"}, {"type": "TextualBody", "value": "Hm", "purpose": "commenting"}], "creator": "ada""#
    )
    let two = annotation(
      #"{"type": "TextQuoteSelector", "exact": "left", "prefix": "Nobody ", "suffix": "."}"#)
    let text =
      switch form {
      case "one": one
      case "list": "[\(one),\n\(two)]"
      case "page": "{\"type\": \"AnnotationPage\", \"items\": [\(one), \(two)]}"
      case "collection":
        "{\"@context\": \"http://www.w3.org/ns/anno.jsonld\", \"type\": \"AnnotationCollection\", \"first\": {\"items\": [\(one), \(two)]}}"
      default: one + "\n" + two + "\n"
      }
    let result = kb("import", "-", input: text)
    #expect(
      result.status == 0 && result.errors.contains("standard input: Web Annotation\n"), "\(result.errors)")
    #expect(
      result.errors.contains("left out bodies: commenting (1)")
        && result.errors.contains("fields: creator (1)"))
    #expect(pins() == (form == "one" ? "13|17|café\n" : "13|17|café\n50|54|left\n"))
    #expect(sql("SELECT status, speaker_key, topics FROM quotes WHERE text = 'café'") == "proposed||doors\n")
    expectNothingNew("-", input: text)
  }

  /// Hypothes.is counts UTF-16 units: the same place is 15 to 19 there, and 13 to 17 in code points.
  @Test func hypothesisCountsOtherwise() {
    let text = """
      {"total": 4, "rows": [
        {"id": "a", "user": "acct:ada", "uri": "https://example.org/quay", "text": "A note", "tags": ["Doors"], "document": {"title": ["On the quay"]},
         "target": [{"source": "https://example.org/quay", "selector": [{"type": "RangeSelector"}, {"type": "TextPositionSelector", "start": 15, "end": 19},
           {"type": "TextQuoteSelector", "exact": "café", "prefix": "𝔸 \\"", "suffix": "\\" and"}]}]},
        {"id": "b", "uri": "https://example.org/quay", "target": [{"source": "https://example.org/quay", "selector": [{"type": "TextQuoteSelector", "exact": "left"}]}]},
        {"id": "c", "uri": "https://example.org/sea", "document": {"title": ["At sea"]},
         "target": [{"source": "https://example.org/sea", "selector": [{"type": "TextQuoteSelector", "exact": "words elsewhere"}]}]},
        {"id": "d", "uri": "https://example.org/quay", "text": "On the page", "target": [{"source": "https://example.org/quay"}]}]}
      """
    let result = kb("import", "-", input: text)
    #expect(result.status == 0 && result.errors.contains("standard input: Hypothes.is\n"), "\(result.errors)")
    #expect(pins() == "13|17|café\n")
    #expect(result.errors.contains("left out selectors: RangeSelector (1)"))
    #expect(result.errors.contains("annotations: without words (1)"))
    // "left" stands three times, and nothing says which is meant: it is kept, and pinned nowhere.
    #expect(
      result.errors.contains("of words that do not stand in the archived text, or not clearly once (1)"))
    #expect(
      sql(
        "SELECT count(*), count(start) FROM appearances WHERE quote_key = (SELECT key FROM quotes WHERE text = 'left')"
      ) == "1|0\n")
    #expect(result.errors.contains("proposed 1 source that nobody knew: At sea (at-sea)"))
    #expect(
      sql("SELECT status, source_key FROM quotes WHERE text = 'words elsewhere'") == "proposed|at-sea\n")
    #expect(kb("import", "-", input: text).errors.contains("3 rows; nothing new; 3 rows there already"))
  }

  @Test func aPositionThatIsWrongIsNotMended() {
    // (The words stand three times; the position says none of them.)
    let wrong = annotation(
      #"{"type": "TextPositionSelector", "start": 3, "end": 7}, {"type": "TextQuoteSelector", "exact": "left"}"#
    )
    #expect(kb("import", "-", input: wrong).status == 0)
    #expect(pins() == "")
    let composed = annotation(#"{"type": "TextQuoteSelector", "exact": "cafe\u0301"}"#)
    #expect(kb("import", "-", input: composed).errors.contains("do not stand in the archived text"))
    #expect(pins() == "")
    // Where the annotation names our own archived text, other words are a mistake.
    let cached = annotation(
      #"{"type": "TextQuoteSelector", "exact": "no such words"}"#, url: "urn:x-kb:quay")
    let refused = kb("import", "-", input: cached)
    #expect(refused.status == 1)
    #expect(
      refused.errors.contains(
        "kb: standard input, line 1: the words do not stand in quay where the annotation says"))
    // A position alone is taken in code points.
    let alone = annotation(#"{"type": "TextPositionSelector", "start": 2, "end": 9}"#)
    #expect(kb("import", "-", input: alone).status == 0 && pins() == "2|9|he said\n")
  }

  @Test func ourOwnPassagesComeBack() {
    #expect(kb("add", "quote", "--speaker", "Khamenei", "--text", "café", "--source", "quay").status == 0)
    _ = sql(
      "INSERT INTO passage (source_id, start, \"end\", exact) SELECT id, 2, 9, 'he said' FROM source WHERE key = 'quay';"
    )
    #expect(kb("export", "passages", "--format", "annotations", "-o", "out.json").status == 0)
    expectNothingNew("out.json")
    // Elsewhere: the passage alone in the same text, the quote under its key, still without its speaker.
    scratch.seeded("other.sqlite")
    _ = scratch.sqlite3(
      "other.sqlite",
      "INSERT INTO source (key, kind, title, url, text) VALUES ('on-quay', 'post', 'On the quay', 'https://example.org/quay', '\(Self.text)');"
    )
    let other = scratch.kb("import", "out.json", "--database", "other.sqlite")
    #expect(other.status == 0, "\(other.errors)")
    #expect(
      scratch.sqlite3(
        "other.sqlite",
        "SELECT start, \"end\", exact FROM passages WHERE source_key = 'on-quay' ORDER BY start"
      ).output
        == "2|9|he said\n13|17|café\n")
    let key = sql("SELECT key FROM quotes WHERE text = 'café'")
    #expect(
      scratch.sqlite3("other.sqlite", "SELECT key FROM quotes WHERE text = 'café' AND status = 'proposed'")
        .output == key)
  }

  /// A quote of two stretches has other words than the passage that holds both.
  @Test func quotesOfTwoStretchesComeBack() {
    scratch.write("“The door is open,” Marit Dahl told reporters. “Nobody has locked it.”\n", to: "talks.txt")
    #expect(kb("ingest", "talks.txt").status == 0)
    #expect(
      sql("SELECT text FROM quotes WHERE text LIKE 'The door%'")
        == "The door is open, Nobody has locked it.\n")
    #expect(kb("export", "passages", "--format", "annotations", "-o", "out.json").status == 0)
    expectNothingNew("out.json")
  }

  private static let project = """
    <?xml version="1.0" encoding="utf-8"?>
    <Project xmlns="urn:QDA-XML:project:1.0" name="doors" origin="QualCoder 3.5">
    <CodeBook><Codes><Code guid="c1" name="Doors &amp; keys" isCodable="true"><Code guid="C2" name="Sea"/></Code></Codes></CodeBook>
    <Sources>
    <TextSource guid="s1" name="On the quay" plainTextPath="internal://g1.txt">
    <PlainTextSelection guid="p1" name="caf\u{E9}" startPosition="13" endPosition="17">
    <Coding guid="x"><CodeRef targetGUID="C1"/></Coding><Coding guid="y"><CodeRef targetGUID="c2"/></Coding></PlainTextSelection>
    </TextSource>
    <TextSource guid="s2" name="Another talk"><PlainTextContent>Words here, and there.</PlainTextContent>
    <PlainTextSelection guid="p2" name="" startPosition="12" endPosition="21"><Coding guid="z"><CodeRef targetGUID="none"/></Coding></PlainTextSelection>
    </TextSource>
    </Sources><Notes><Note guid="n" name="m"/></Notes></Project>
    """

  @Test func codedTextsOfQualCoder() {
    _ = try? FileManager.default.createDirectory(
      atPath: scratch.path("sources"), withIntermediateDirectories: true)
    scratch.write("\u{FEFF}" + Self.text, to: "sources/g1.txt")
    scratch.write(Self.project, to: "project.qde")
    let result = kb("import", "project.qde")
    #expect(result.status == 0 && result.errors.contains("project.qde: REFI-QDA\n"), "\(result.errors)")
    #expect(result.errors.contains("left out elements: Note (1)"))
    #expect(result.errors.contains("left out codes: that the project does not have (1)"))
    #expect(pins() == "13|17|café\n")
    #expect(
      sql("SELECT label FROM topic WHERE label IN ('Doors & keys', 'Sea') ORDER BY label")
        == "Doors & keys\nSea\n")
    #expect(sql("SELECT status, source FROM quotes WHERE text = 'and there'") == "proposed|Another talk\n")
    #expect(kb("import", "project.qde").errors.contains("2 rows; nothing new; 2 rows there already"))
    // As QualCoder packs it.
    let pack =
      "import zipfile; z = zipfile.ZipFile('p.qdpx', 'w'); [z.write(n) for n in ['project.qde', 'sources/g1.txt']]"
    #expect(Program.run("/usr/bin/env", ["python3", "-c", pack], in: scratch.folder).status == 0)
    #expect(kb("import", "p.qdpx").errors.contains("2 rows; nothing new; 2 rows there already"))
    // From a pipe, the project's own words are checked.
    #expect(kb("import", "-", input: Self.project).errors.contains("nothing new"))
    let moved = Self.project.replacing(
      "startPosition=\"12\" endPosition=\"21\"", with: "startPosition=\"12\" endPosition=\"210\"")
    let refused = kb("import", "-", input: moved)
    #expect(
      refused.status == 1 && refused.errors.contains("line 10: 12 to 210 is no stretch of Another talk"),
      "\(refused.errors)")
  }

  @Test func markupThatIsHostile() {
    let head = "<Project xmlns=\"urn:QDA-XML:project:1.0\">"
    let deep = kb("import", "-", input: head + String(repeating: "<a>", count: 50_000))
    #expect(deep.status == 1 && deep.errors.contains("its elements nest too deep"))
    let entities = kb(
      "import", "-",
      input: "<!DOCTYPE p [<!ENTITY a \"b\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]>\(head)&c;</Project>")
    #expect(entities.status == 1 && entities.errors.contains("line 1: it declares entities of its own"))
    let open = kb("import", "-", input: head + "<Sources>")
    #expect(open.status == 1 && open.errors.contains("it is not well-formed XML"))
    scratch.write([0x50, 0x4B, 0x03, 0x04, 0, 0], to: "p.qdpx")
    let packed = kb("import", "p.qdpx")
    #expect(packed.status == 1 && packed.errors.contains("p.qdpx is damaged"), "\(packed.errors)")
  }
}
