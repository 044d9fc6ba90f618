// What a page says of itself, from each place where pages say it.
import Documents
import Testing

@Suite struct PageMetadataTests {
  @Test(
    arguments: [
      ("<meta property='og:title' content='The harbour &amp; the sea'>", "The harbour & the sea"),
      ("<meta name='twitter:title' content='Ferries again'>", "Ferries again"),
      ("<meta name='DC.title' content='Ferries again'>", "Ferries again"),
      (ld(#""headline": "Ferries again""#), "Ferries again"),
      ("<meta property='og:site_name' content='Lindow Post'>", "Harbour opens"),
      (
        "<meta property='og:site_name' content='Lindow Post'><meta property='og:title' content='Boats | Lindow Post'>",
        "Boats"
      ),
    ]) func title(head: String, title: String) throws
  {
    #expect(try read(page(head: head)).title == title)
  }

  @Test("The site's name is taken off the title, a dash in the headline stays")
  func titleOfSite() throws {
    func title(_ text: String, _ rest: String = "") throws -> String? {
      try read("<html><head><title>\(text)</title>\(rest)</head><body><p>\(paragraphs[0])</p></body></html>")
        .title
    }
    #expect(
      try title("Ferries sail again – Lindow Post", "<meta property='og:site_name' content='Lindow Post'>")
        == "Ferries sail again")
    #expect(try title("Ferries sail again | Lindow Post") == "Ferries sail again")
    #expect(try title("Ferries sail – at last") == "Ferries sail – at last")
    #expect(
      try title("Ferries sail - Post", "<link rel='canonical' href='https://www.post.example/1'>")
        == "Ferries sail")
  }

  @Test(
    arguments: [
      ("<meta name='author' content='Jane Roe'>", "", ["Jane Roe"]),
      ("<meta name='author' content='By Jane Roe and John Doe'>", "", ["Jane Roe", "John Doe"]),
      ("<meta property='article:author' content='https://post.example/jane'>", "", []),
      (
        "<meta name='DC.creator' content='Roe, Jane'><meta name='DC.creator' content='Doe, John'>", "",
        ["Roe, Jane", "Doe, John"]
      ),
      (ld(#""author": {"@type": "Person", "name": "Jane Roe"}"#), "", ["Jane Roe"]),
      (ld(#""author": [{"name": "Jane Roe"}, "John Doe"]"#), "", ["Jane Roe", "John Doe"]),
      ("", "<div class='byline'>By <b>Jane Roe</b> May 3, 2021</div>", ["Jane Roe"]),
      ("", "<a rel='author' href='/jane'>Jane Roe</a>", ["Jane Roe"]),
      ("", "<span itemprop='author'>Jane Roe</span>", ["Jane Roe"]),
      ("", "<div class='byline'>Sign in | Sign up</div>", []),
      ("", "<div class='byline'>All that our reporters wrote about the harbour in one place</div>", []),
    ]) func authors(head: String, before: String, names: [String]) throws
  {
    #expect(try read(page(head: head, before: before)).authors == names)
  }

  @Test(
    arguments: [
      ("<meta property='article:published_time' content='2021-05-03T23:10:00+02:00'>", "", "2021-05-03"),
      ("<meta name='pubdate' content='20210503'>", "", "2021-05-03"),
      ("<meta name='date' content='May 3, 2021'>", "", "2021-05-03"),
      ("<meta itemprop='datePublished' content='2021-05-03'>", "", "2021-05-03"),
      (ld(#""datePublished": "2021-05""#), "", "2021-05"),
      ("", "<time datetime='2021-05-03T10:00Z'>3 May</time>", "2021-05-03"),
      ("", "<span itemprop='datePublished'>3 mai 2021</span>", "2021-05-03"),
      (
        "", "<time class='published' datetime='2021-05-03'></time><time datetime='2020-01-01'></time>",
        "2021-05-03"
      ),
      // Two dates, and nothing tells which one is the article's.
      ("", "<time datetime='2021-05-03'></time><time datetime='2020-01-01'></time>", nil),
      ("<meta property='article:modified_time' content='2021-05-03'>", "", nil),
    ] as [(String, String, String?)]) func date(head: String, before: String, date: String?) throws
  {
    #expect(try read(page(head: head, before: before)).publishedOn == date)
  }

  @Test func publisherAddressLanguageKind() throws {
    let document = try read(
      page(
        head: """
          <meta property='og:site_name' content='Lindow Post'><meta property='og:type' content='article'>
          <link rel='canonical' href='https://post.example/harbour'><meta property='og:url' content='https://x.example/'>
          """))
    #expect(document.publisher == "Lindow Post")
    #expect(document.url == "https://post.example/harbour")
    #expect(document.language == "en")
    #expect(document.kind == "article")
    let linked = try read(
      page(
        head: """
          <script type="application/ld+json">
          <![CDATA[ {"@graph": [{"@type": "WebSite", "name": "Site"}, {"@type": ["BlogPosting"],
            "publisher": {"name": "Lindow Post"}, "url": "https://post.example/2"}]} ]]>
          </script>
          """))
    #expect(linked.publisher == "Lindow Post")
    #expect(linked.url == "https://post.example/2")
    #expect(linked.kind == "post")
  }

  @Test("A language is given as BCP 47, or guessed from the words")
  func language() throws {
    func language(_ attributes: String, _ text: String = paragraphs[0]) throws -> String {
      try read("<html \(attributes)><body><p>\(text)</p></body></html>").language
    }
    #expect(try language("lang='en_us'") == "en-US")
    #expect(try language("lang='zh-hant-tw'") == "zh-Hant-TW")
    #expect(try language("lang='none at all'") == "en")
    #expect(
      try language("", "Le port de Lindow a été ouvert lundi, et les pêcheurs sont dans la ville.") == "fr")
  }

  @Test("A page that a script would fill is read from its JSON-LD, with a note; one that is there is not")
  func bodyInLinkedData() throws {
    let body = (paragraphs + paragraphs).joined(separator: "\\n\\n")
    let head = ld("\"articleBody\": \"\(body)\"")
    let shell = try read(
      "<html><head>\(head)</head><body><p>Loading the page, please wait.</p></body></html>")
    #expect(shell.text == article + "\n\n" + article)
    #expect(shell.notes == ["the text is that of the page's JSON-LD, which its visible part lacks"])
    let whole = try read(page(head: head))
    #expect(whole.text == article)
    #expect(whole.notes == [])
  }

  @Test("JSON-LD that is broken or nested without end says nothing, and the page is read")
  func brokenLinkedData() throws {
    let deep = String(repeating: "[", count: 100_000)
    for script in ["{\"@type\": \"NewsArticle\", ", deep, ""] {
      let document = try read(page(head: "<script type='application/ld+json'>\(script)</script>"))
      #expect(document.text == article)
      #expect(document.kind == nil)
    }
  }
}

private func ld(_ fields: String) -> String {
  "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \(fields)}</script>"
}
