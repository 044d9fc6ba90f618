// Which part of a page is read, and how it is laid out.
import Documents
import Testing

@Suite struct BodyTests {
  @Test(
    "What stands before an article is left out",
    arguments: [
      "<nav><a href='/a'>Home</a> <a href='/b'>World</a></nav>",
      "<header class='site-header'><a href='/'>The Lindow Post</a> Weather, tides, and prices of fish</header>",
      "<div class='breadcrumbs'><a href='/'>Home</a> › <a href='/n'>News</a></div>",
      "<div role='navigation'>Skip to the news, the tides, the weather</div>",
      "<div id='cookie-consent'>We use cookies, as everybody does, to know what you read.</div>",
      "<div style='display: none'>Nobody sees this sentence, which is hidden, here.</div>",
      "<div hidden>Nobody sees this sentence, which is hidden, here.</div>",
      "<p aria-hidden='true'>Nobody hears this sentence, which is hidden, here.</p>",
      "<script>document.write('Nobody reads this, ever, anywhere.')</script><style>p { color: red }</style>",
      "<noscript>Please turn on JavaScript, which this page needs, to go on.</noscript>",
      "<template><p>Not yet a part of the page, but one day, perhaps.</p></template>",
      "<form><label>Search</label><input name='q'><button>Go</button></form>",
      "<h1>Harbour opens</h1>",
    ]) func before(_ clutter: String) throws
  {
    #expect(try read(page(before: clutter)).text == article)
  }

  @Test(
    "What stands between paragraphs is left out",
    arguments: [
      "<figure><img src='a.jpg'><figcaption>The pier at low tide, in June. Photo: A. Quill</figcaption></figure>",
      "<div class='caption'>The pier at low tide, in June.</div>",
      "<aside><p>Read more, if you like: how the pier broke, and who was there.</p></aside>",
      "<div class='related-links'><ul><li><a href='/1'>How the pier broke</a><li><a href='/2'>Tides</a></ul></div>",
      "<div class='share-bar'><a href='/f'>Post</a> <a href='/m'>Mail</a></div>",
      "<div class='newsletter'>Our letter comes every morning, free, before breakfast.</div>",
      "<div class='ad'>Ropes, nets, and boots at Dorn and Sons, next to the pier.</div>",
      "<iframe src='https://example.org/video'></iframe>",
      "<ul><li><a href='/1'>How the pier broke</a></li><li><a href='/2'>When the ferries go</a></li></ul>"
        .replacing("<ul>", with: "<div class='teaser-list'><ul>").replacing("</ul>", with: "</ul></div>"),
    ]) func between(_ clutter: String) throws
  {
    #expect(try read(page(between: clutter)).text == article)
  }

  @Test(
    "What stands after an article is left out, though it be longer",
    arguments: [
      "<footer>© The Lindow Post, Pier Street 1, Lindow. All rights reserved, as ever.</footer>",
      "<section id='comments'>"
        + String(
          repeating: "<div><p>I was there, and I saw it, and it was loud, friends.</p></div>", count: 40)
        + "</section>",
      "<div class='sidebar'><h3>Most read</h3><p>The tide, the fish, and the price of both, explained.</p></div>",
      "<div class='recommended'><p>You may also like this story, which is about eels, and that one.</p></div>",
      "<div class='author-bio'><a rel='author' href='/q'>Jane Roe</a></div>",
    ]) func after(_ clutter: String) throws
  {
    #expect(try read(page(after: clutter)).text == article)
  }

  @Test("An article in several sections is read whole")
  func sections() throws {
    let sections = (1...4).map { number in
      "<section class='part'><div><div class='inner'>"
        + paragraphs.map { "<p>Part \(number). \($0)</p>" }.joined() + "</div></div></section>"
    }
    let text = try read("<html><body><div id='all'>\(sections.joined())</div></body></html>").text
    #expect(text.hasPrefix("Part 1. The harbour"))
    #expect(text.hasSuffix("it added."))
    #expect(text.components("\n\n") == 16)
  }

  @Test("Layout: paragraphs, lists, headings, line breaks, tables, code")
  func layout() throws {
    let text = try read(
      page(
        between: """
          <h2>What
             was done</h2><ul><li>New <b>piles</b></li><li>A longer quay, with lamps,</li></ul>
          <p>First line<br>second   line, with&nbsp;care &amp; “time” &#8212; that was all.</p>
          <table><thead><tr><th>Work</th><th>Crowns</th></tr></thead><tr><td>Piles</td><td>3</td></tr></table>
          <pre>a
            b</pre>
          """)
    ).text
    #expect(
      text.contains(
        """
        went.”

        What was done

        New piles
        A longer quay, with lamps,

        First line
        second line, with\u{A0}care & “time” — that was all.

        Work\tCrowns
        Piles\t3

        a
          b

        Repairs
        """))
  }

  @Test("Text without any paragraph element is read, too")
  func bare() throws {
    let text = try read("<html><body>\(paragraphs[0])<br><br>\(paragraphs[1])</body></html>").text
    #expect(text == paragraphs[0] + "\n\n" + paragraphs[1])
  }

  @Test("A page of a few words is what it is")
  func short() throws {
    #expect(try read("<html><body><p>Closed.</p></body></html>").text == "Closed.")
  }

  @Test("Persian text keeps its joiners and marks")
  func persian() throws {
    let text = "وزیر گفت: «ما آماده‌ایم، و مذاکره را آغاز می‌کنیم.» این گزارش امروز، در تهران، منتشر شد."
    #expect(try read("<html dir=rtl><body><article><p>\(text)</p></article></body></html>").text == text)
  }
}

extension String {
  /// How many parts a separator makes.
  fileprivate func components(_ separator: String) -> Int {
    split(separator: separator, omittingEmptySubsequences: false).count
  }
}
