// Pages and texts that are made to break a reader: a clear result, or a clear line, and soon.
import Documents
import Testing

@Suite struct HostileTests {
  @Test(
    "Pages that cannot be read say why",
    arguments: [
      (String(repeating: "<div>", count: 10_000) + "text", "nests its elements more than 512 deep"),
      (String(repeating: "<b>", count: 300_000), "nests its elements more than 512 deep"),
      (
        "<p " + String(repeating: "a=1 ", count: 200_000) + ">text",
        "has an element with more than 256 attributes"
      ),
      (String(repeating: "<p>", count: 600_000), "has more than 500000 elements"),
      ((0..<60_000).map { "<x\($0)></x\($0)>" }.joined(), "has more than 50000 names"),
      ("<p></p><script>if (a < b) { c() }</script>", "has no text that a reader would see"),
    ]) func refused(body: String, reason: String)
  {
    let sentence = refusal(Array("<html><body>\(body)".utf8), "p.html")
    #expect(sentence?.hasPrefix("p.html ") == true)
    #expect(sentence?.contains(reason) == true)
  }

  @Test("A page nested as deep as a browser does is read; one cut anywhere is read to there")
  func deepAndCut() throws {
    let deep = String(repeating: "<div>", count: 500) + "<p>\(paragraphs[0])</p>"
    #expect(try read("<html><body>\(deep)").text == paragraphs[0])
    let whole = page()
    let end = whole.utf8.count
    for cut in stride(from: end / 2, to: end, by: 7) {
      let bytes = Array(whole.utf8.prefix(cut))
      let text = try DocumentReader().read(bytes, name: "p.html").text
      #expect(text.hasPrefix("The harbour of Lindow"))
    }
  }

  @Test(
    "Very many marks are read in little time",
    arguments: [
      ("p.html", "<html><body><p>x", "</i></b>"), ("p.html", "<html><body><p>x", "&"),
      ("p.html", "<html><body><p>x", "<"),
      ("p.html", "<html><body><p>x", "\""), ("p.html", "<html><body><p>x", "<!-- -->"),
      ("p.md", "x", "["), ("p.md", "x", "*a"), ("p.md", "x", "](("), ("p.md", "x", "_a_*"),
      ("p.md", "x", "a`b``"),
      ("p.md", "x", "<a"), ("p.md", "x\n", "> - "), ("p.txt", "x", "\""), ("p.txt", "WANA (", "("),
    ]) func marks(name: String, start: String, mark: String) throws
  {
    let source = start + String(repeating: mark, count: 400_000 / mark.utf8.count)
    let clock = ContinuousClock()
    var text = ""
    let duration = try clock.measure { text = try read(source, name).text }
    #expect(text.hasPrefix(start.contains("WANA") ? "WANA" : "x"))
    // Linear time is far below; quadratic time would be minutes.
    #expect(duration < .seconds(20))
  }
}
