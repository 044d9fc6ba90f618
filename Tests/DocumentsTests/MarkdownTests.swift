// Markdown: what a reader sees of it, and what its front matter says.
import Documents
import Testing

@Suite struct MarkdownTests {
  @Test(
    arguments: [
      ("*one* **two** ***three*** _four_ __five__ ~~six~~", "one two three four five six"),
      ("snake_case and 2 * 3 * 4 and **open", "snake_case and 2 * 3 * 4 and **open"),
      ("“We *will* not,” he said [sic].", "“We will not,” he said [sic]."),
      ("[the talks](https://example.org/a_(b) 'title') began", "the talks began"),
      (
        "[the talks][1] and [sic] and [more][]\n\n[1]: https://example.org\n[more]: /m",
        "the talks and [sic] and more"
      ),
      ("![a pier](pier.jpg) The pier", " The pier"),
      ("<https://example.org/a_b_c> and `code *kept*`", "https://example.org/a_b_c and code *kept*"),
      ("A &amp; B &#8212; C&nbsp;D &unknown; \\*stars\\*", "A & B — C\u{A0}D &unknown; *stars*"),
      ("one<br>two <span class='x'>three</span>", "one\ntwo three"),
      ("one\ntwo  \nthree\\\nfour", "one two\nthree\nfour"),
      ("# Title #\ntext\n## Part\nmore", "Title\n\ntext\n\nPart\n\nmore"),
      ("Title\n=====\n\ntext\n\n---\n\nmore", "Title\n\ntext\n\nmore"),
      ("- one\n- *two*\n  goes on\n\n1. three\n2. four", "one\ntwo goes on\n\n1. three\n2. four"),
      ("> “Quoted,” he said,\n> “twice.”\n\nEnd.", "“Quoted,” he said, “twice.”\n\nEnd."),
      ("```swift\nlet a_b = *c*\n\nx\n```\nafter", "let a_b = *c*\n\nx\n\nafter"),
      ("| Who | What |\n|---|:-:|\n| Roe | *yes* |", "Who\tWhat\nRoe\tyes"),
      ("<!-- not\nseen -->\nseen", "seen"),
      ("#hashtag is no heading", "#hashtag is no heading"),
      ("گفت: **«ما آماده‌ایم»**", "گفت: «ما آماده‌ایم»"),
    ]) func text(source: String, text: String) throws
  {
    #expect(try read(source, "a.md").text == text)
  }

  @Test func frontMatter() throws {
    let document = try read(
      """
      ---
      title: "Talks: a history"
      authors: [Jane Roe, {name: John Doe}]
      publisher: Lindow Post
      date: 2024-01-31
      url: https://post.example/talks
      lang: en_gb
      kind: report
      ---
      # Another title
      The text.
      """, "a.markdown")
    #expect(document.title == "Talks: a history")
    #expect(document.authors == ["Jane Roe", "John Doe"])
    #expect(document.publisher == "Lindow Post")
    #expect(document.publishedOn == "2024-01-31")
    #expect(document.url == "https://post.example/talks")
    #expect(document.language == "en-GB")
    #expect(document.kind == "report")
    #expect(document.format == .markdown)
    #expect(document.text == "Another title\n\nThe text.")
  }

  @Test("Front matter that is no YAML is read line by line; what is none is text")
  func brokenFrontMatter() throws {
    let broken = try read("---\ntitle: Talks: a history\ndate: XXXX-01-31\n---\nText.", "a.md")
    #expect(broken.title == "Talks: a history")
    #expect(broken.publishedOn == "XXXX-01-31")
    #expect(broken.text == "Text.")
    #expect(try read("---\nno end\n\nText.", "a.md").text == "no end\n\nText.")
    #expect(try read("# Only *this*\n\nText.", "a.md").title == "Only this")
    let deep = "---\n" + String(repeating: "[", count: 30_000) + "\n---\nText."
    #expect(try read(deep, "a.md").text == "Text.")
  }
}
