// What the class and the id of an element say about it, in the words that makers of pages use.

/// What the name of a part of a page promises.
struct PartHints: OptionSet, Sendable {
  let rawValue: UInt8
  /// Named after an article's own text.
  static let body = PartHints(rawValue: 1)
  /// Named after what surrounds an article: navigation, teasers, sharing, comments, advertisements.
  static let furniture = PartHints(rawValue: 2)
  /// Named after one who wrote it.
  static let byline = PartHints(rawValue: 4)
  /// Named after sharing.
  static let sharing = PartHints(rawValue: 8)
  /// Not shown.
  static let unseen = PartHints(rawValue: 16)
  /// Named after a caption or a credit of a picture.
  static let caption = PartHints(rawValue: 32)
  /// Named after what readers wrote.
  static let comments = PartHints(rawValue: 64)

  /// Words that mean it wherever they stand in a name (`postcontent`, `relatedLinks`).
  private static let stems: [([UInt8], PartHints)] = [
    (["article", "content", "story", "entry"], body),
    (
      [
        "sidebar", "footer", "breadcrumb", "related", "newsletter", "subscri", "sponsor", "promo",
        "cookie", "consent", "banner", "paginat", "popup", "teaser", "recommend", "outbrain",
        "taboola", "advert", "masthead", "navigat", "navbar", "navbox", "toolbar", "widget", "trending",
        "skyscraper", "mostread", "most-read", "popular", "signup", "sign-up", "legal", "reader-tools",
        "supplement", "shoutbox", "agegate", "community", "catlinks", "editsection", "jump-to", "siteheader",
        "site-header", "printfooter", "copyright", "feedback", "donate", "paywall",
        "replies", "trackback", "correction-box", "next-post", "prev-post",
      ], furniture
    ),
    (["byline", "dateline", "writtenby"], byline),
    (["comments", "commentlist", "disqus"], [.comments, .furniture]),
    (["social", "share", "sharing", "sharedaddy", "addthis"], sharing),
    (["caption", "photocredit", "photo-credit", "imagecredit", "gallery", "slideshow", "legends"], caption),
  ].flatMap { words, hint in words.map { (Array($0.utf8), hint) } }

  /// Words that mean it only where they stand alone (`nav-top`, not `navy`).
  private static let words: [[UInt8]: PartHints] = {
    var result: [[UInt8]: PartHints] = [:]
    for (names, hint) in [
      (["body", "main", "post", "text", "prose", "hentry", "column", "blog", "page", "shadow"], body),
      (
        [
          "nav", "menu", "ad", "ads", "rss", "pager", "header", "extra", "remark", "combx", "gdpr",
          "tags", "toc", "modal", "tools", "meta", "links", "adbreak", "mw-jump",
        ], furniture
      ),
      (["comment", "comments"], [.comments, .furniture]),
      (["author", "authors", "authorname", "auteur", "autor"], byline),
      (["hidden", "hid", "invisible", "sr-only", "visuallyhidden"], unseen),
    ] {
      for name in names { result[Array(name.utf8)] = hint }
    }
    return result
  }()

  /// - Parameter name: a class or an id; what comes after its first 300 bytes is not looked at.
  init(_ name: ArraySlice<UInt8>) {
    var hints: PartHints = []
    var lower: [UInt8] = []
    var word: [UInt8] = []
    var wasLower = false
    for byte in name.prefix(300) {
      let isUpper = (0x41...0x5A).contains(byte)
      let letter = isUpper ? byte | 0x20 : byte
      lower.append(letter)
      let isLetter = (0x61...0x7A).contains(letter)
      if !isLetter || isUpper && wasLower {
        if let hint = Self.words[word] { hints.formUnion(hint) }
        word.removeAll(keepingCapacity: true)
      }
      if isLetter { word.append(letter) }
      wasLower = isLetter && !isUpper
    }
    if let hint = Self.words[word] { hints.formUnion(hint) }
    for (stem, hint) in Self.stems where stands(stem, in: lower) { hints.formUnion(hint) }
    self = hints
  }

  init(rawValue: UInt8) { self.rawValue = rawValue }
}

/// Whether the needle stands somewhere in the haystack.
private func stands(_ needle: [UInt8], in haystack: [UInt8]) -> Bool {
  guard haystack.count >= needle.count else { return false }
  for start in 0...haystack.count - needle.count where haystack[start] == needle[0] {
    if haystack[start..<start + needle.count].elementsEqual(needle) { return true }
  }
  return false
}
