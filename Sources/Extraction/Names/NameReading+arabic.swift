// Speakers written in Arabic letters who are no known name: an office, or a person without an entry.
// Unsafe: `text` is read where words were found in it.

extension NameReading {
  /// The speaker that the phrase in `words` is: the holder of an office, or somebody unknown by his name.
  mutating func arabicSpeaker(at position: Int) -> SpeakerIdentity {
    var first = 0
    var office = OfficePhrase()
    var nameStart = 0
    while first < words.count, words[first].shape.contains(.arabic) {
      if let hit = longestName(at: first) {
        if let actor = actors(who(hit, first: first).who).first, gazetteer.actors[actor].kind != .person,
          office.country == .none
        {
          office.country = gazetteer.actors[actor].country
        }
        first = hit.last + 1
        nameStart = first
        continue
      }
      if let (phrase, last) = arabicOffice(at: first) {
        office.key = OfficeKey(phrase)
        (office.bareKey, office.isCapitalised) = (office.key, true)
        first = last + 1
        nameStart = first
        continue
      }
      if Self.arabicVague.contains(hash(first)) { return .none }
      if first == nameStart, Self.arabicHonorifics.contains(hash(first)) { nameStart += 1 }
      first += 1
    }
    if nameStart < first, (1...4).contains(first - nameStart) {
      let range = Int(words[nameStart].start)..<Int(words[first - 1].end)
      return unsafe .unknown(name: String(decoding: text[range], as: UTF8.self), range: range)
    }
    guard office.key.words > 0 else { return .none }
    return speaker(office, at: position)
  }

  /// The longest office that begins at a word, in English, and its last word.
  private mutating func arabicOffice(at first: Int) -> (phrase: String, last: Int)? {
    var run = NameHash.empty
    var best: (String, Int)?
    for index in first..<min(words.count, first + 5) where words[index].shape.contains(.arabic) {
      run = unsafe gazetteer.folding.hash(
        text, Int(words[index].start)..<Int(words[index].end), continuing: run)
      if let phrase = Self.arabicOffices[run] { best = (phrase, index) }
    }
    return best
  }

  /// By the hash of the folded words, run together.
  private static let arabicOffices: [UInt64: String] = {
    var table: [UInt64: String] = [:]
    for (phrase, ways) in [
      ("president", ["رییس جمهور", "رییس جمهوری", "رییس", "الرییس", "رییس الجمهوریه"]),
      (
        "supreme leader",
        ["رهبر", "رهبر معظم انقلاب", "المرشد الاعلی", "قاید الثوره", "قاید الثوره الاسلامیه"]
      ),
      ("prime minister", ["نخست وزیر", "رییس الوزرا", "رییس مجلس الوزرا"]),
      ("foreign minister", ["وزیر خارجه", "وزیر امور خارجه", "وزیر الخارجیه"]),
      ("defense minister", ["وزیر دفاع", "وزیر الدفاع"]),
      (
        "spokesperson ministry foreign",
        [
          "سخنگوی وزارت خارجه", "سخنگوی وزارت امور خارجه", "المتحدث باسم وزاره الخارجیه",
          "المتحدث باسم الخارجیه",
        ]
      ),
      ("parliament speaker", ["رییس مجلس", "رییس مجلس شورای اسلامی", "رییس البرلمان"]),
      ("secretary supreme national security council", ["دبیر شورای عالی امنیت ملی"]),
    ] {
      for way in ways { table[runTogether(way)] = phrase }
    }
    return table
  }()

  private static let arabicHonorifics = Set(
    [
      "ایت", "الله", "ایتالله", "دکتر", "سید", "حجت", "الاسلام", "حجتالاسلام", "سردار", "سرلشکر", "امیر",
      "اقای", "خانم", "مهندس", "السید", "الدکتور", "الشیخ", "اللوا",
    ]
    .map(runTogether))

  private static let arabicVague = Set(
    [
      "منبع", "منابع", "مقام", "مقامات", "مسیول", "مسیولان", "مسیولین", "کارشناس", "کارشناسان", "شاهدان",
      "مصدر", "مصادر", "مسوول", "خبیر", "خبرا", "شهود",
    ]
    .map(runTogether))

  /// The hash of words that are written as they are folded, without the space between them.
  private static func runTogether(_ words: String) -> UInt64 {
    words.unicodeScalars.reduce(NameHash.empty) { $1 == " " ? $0 : NameHash.adding($1.value, to: $0) }
  }
}
