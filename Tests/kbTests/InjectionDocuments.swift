// Documents that say hostile things of themselves, under hostile names.
// Unsafe: what these C functions are given, strings, lives until they return.
import Foundation
import Scratch
import Testing

struct HostileDocument: Sendable, CustomStringConvertible {
  let name: String
  let bytes: [UInt8]
  /// What must stand in the file afterwards, byte for byte.
  let stored: [String]

  var description: String { name.debugDescription }

  private static let talk = """
    OSLO, May 3, 2024 (Fjord Post) – Ingrid Solberg, the Norwegian envoy, said that talks could open within weeks. “The door is open,” Solberg told reporters on Friday. She called the last round “a lesson in patience” for all sides.
    """

  static let all: [HostileDocument] = [page, linked, markdown, plain] + names

  // (A page holds no control characters, and a title is one line.)
  private static let signs =
    String(String.UnicodeScalarView((1..<32).map { Unicode.Scalar($0)! })) + "\u{7F}\u{9B}\u{9C}\u{9D}"
  private static func of(_ field: String) -> String { Payload.of(field, without: signs) }
  private static func markup(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
  }

  private static let page: HostileDocument = {
    let names = [
      "og:site_name", "og:title", "dc.title", "twitter:title", "author", "dc.creator", "article:author",
      "article:published_time", "og:url", "og:locale", "og:type", "description", "keywords", "date",
    ]
    let tags = names.map { "<meta name=\"\($0)\" property=\"\($0)\" content=\"\(markup(of($0)))\">" }
    return HostileDocument(
      name: "page.html",
      bytes: Array(
        "<!doctype html><html lang=\"\(markup(of("lang")))\"><head><meta charset=\"utf-8\"><title>\(markup(of("title")))</title>\(tags.joined())<link rel=\"canonical\" href=\"\(markup(of("canonical")))\"></head><body><article><h1>\(markup(of("heading")))</h1><p>\(talk)</p><p>\(markup(of("body")))</p><script>touch(\"PWNED\")</script></article></body></html>"
          .utf8), stored: [of("og:site_name"), of("body")])
  }()

  private static let linked: HostileDocument = {
    let item = Payload.object([
      ("@context", "\"https://schema.org\""), ("@type", "\"NewsArticle\""),
      ("headline", Payload.json(of("headline"))),
      ("author", Payload.object([("@type", "\"Person\""), ("name", Payload.json(of("writer")))])),
      ("publisher", Payload.object([("name", Payload.json(of("house")))])),
      ("datePublished", Payload.json(of("day"))),
      ("url", Payload.json(of("url"))), ("inLanguage", Payload.json(of("language"))),
    ])
    return HostileDocument(
      name: "linked.html",
      bytes: Array(
        "<!doctype html><html><head><meta charset=\"utf-8\"><script type=\"application/ld+json\">\(item)</script></head><body><article><p>\(talk) Linked.</p></article></body></html>"
          .utf8), stored: [of("headline")])
  }()

  private static let markdown: HostileDocument = {
    let fields = ["title", "author", "publisher", "date", "url", "lang", "kind", "tags"]
    func said(_ name: String) -> String { Payload.json(of("front " + name)) }
    return HostileDocument(
      name: "front.md",
      bytes: Array(
        "---\n\(fields.map { "\($0): \(said($0))\n" }.joined())---\n\n\(talk) Front.\n\n<script>touch('PWNED')</script>\n"
          .utf8),
      stored: [of("front title"), of("front publisher")])
  }()

  private static let plain = HostileDocument(
    name: "plain.txt",
    bytes: Array("\(String(repeating: talk + "\n\n", count: 20))“\(Payload.line),” Solberg said.\n".utf8),
    stored: [Payload.line])

  /// File names, which are no place for a slash or a NUL and for all else are.
  private static let names: [HostileDocument] = [
    "\u{1B}]0;x\u{7}\u{1B}[2J\u{9B}31m\u{202E}txt.exe.txt", "two\nlines\rowned.txt", "$(touch PWNED).txt",
    "`touch PWNED`.html",
    "'; touch PWNED; '.md", "--database=PWNED.txt", "-rf .txt", "=HYPERLINK(\"x\").txt",
    "<script>alert(1)<script>.txt",
    "%2e%2e%2fPWNED.txt", "$(touch PWNED).pdf", "-opw PWNED.pdf",
  ].map { name in
    let words = "\(talk) Named \(name.utf8.count).\n"
    let pdf =
      "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 900 900]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n4 0 obj<</Length 76>>stream\nBT /F 12 Tf 50 700 Td (A page of \(name.utf8.count) plain words that nobody has to read.) Tj ET   \nendstream endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R/Info<</Title(PWNED ../../PWNED)>>>>\n"
    return HostileDocument(name: name, bytes: Array((name.hasSuffix(".pdf") ? pdf : words).utf8), stored: [])
  }
}

@Suite struct InjectionDocumentTests {
  let scratch = Scratch()

  init() { scratch.write(InjectionImportTests.empty, to: "kb.sqlite") }

  @Test(arguments: HostileDocument.all) func whatADocumentSaysOfItself(_ document: HostileDocument) throws {
    unsafe mkdir(scratch.path("documents"), 0o755)
    scratch.write(document.bytes, to: "documents/" + document.name)
    let path = "documents/" + document.name
    for call in [["ingest", path, "--dry-run"], ["extract", path], ["ingest", path]] {
      let shown = scratch.terminal(call + ["--database", "kb.sqlite"])
      #expect(shown.status == 0, "\(shown.output)")
      #expect(
        Payload.steering(in: shown.outputBytes, onTerminal: true) == [],
        "\(call): \(shown.output.debugDescription)")
    }
    let again = scratch.kb("ingest", "documents", "--database", "kb.sqlite")
    #expect(
      again.status == 0 && Payload.steering(in: Array(again.errors.utf8), onTerminal: false) == [],
      "\(again.errors)")
    let (texts, rows) = scratch.everything(in: "kb.sqlite")
    #expect(rows["source"] == 1 && rows["document"] == 1)
    for text in document.stored { #expect(texts.holds(text), "\(text.debugDescription)") }
    #expect(
      scratch.sqlite3("kb.sqlite", "SELECT key FROM source").output.wholeMatch(of: /[a-z0-9-]+\n/) != nil)
    #expect(scratch.kb("verify", "--database", "kb.sqlite").status == 0)
    #expect(scratch.owned.filter { $0 != path } == [])
    #expect(
      Set(scratch.files).subtracting(["kb.sqlite", "kb.sqlite-wal", "kb.sqlite-shm", "documents"]) == [])
  }
}
