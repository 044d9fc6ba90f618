// Which language a text is in, by its script and its commonest words.

enum LanguageGuess {
  /// A BCP 47 code; `und` where the first words do not make it plain. Looks at the first 20,000 bytes.
  static func language(of text: String) -> String {
    var text = text
    let head = text.withUTF8 { String(decoding: $0.prefix(20_000), as: UTF8.self) }
    var scripts: [Script: Int] = [:]
    var marks: [String: Int] = [:]
    for scalar in head.unicodeScalars {
      guard let script = Script(scalar) else { continue }
      scripts[script, default: 0] += 1
      if let language = telling[scalar] { marks[language, default: 0] += 1 }
    }
    let letters = scripts.values.reduce(0, +)
    guard letters >= 12, let (script, count) = scripts.max(by: { $0.value < $1.value }) else { return "und" }
    if let kana = scripts[.kana], kana * 10 > letters { return "ja" }
    guard count * 10 > letters * 6 else { return "und" }
    switch script {
    case .hebrew: return "he"
    case .greek: return "el"
    case .hangul: return "ko"
    case .han: return "zh"
    case .kana: return "ja"
    case .arabic: return best(words(head), marks, among: ["ar", "fa", "ur"])
    case .cyrillic: return best(words(head), marks, among: ["ru", "uk"])
    case .latin: return best(words(head), marks, among: ["en", "fr", "de", "es", "it", "pt", "nl", "tr"])
    }
  }

  private enum Script: Hashable {
    case latin, arabic, hebrew, cyrillic, greek, han, kana, hangul

    init?(_ scalar: Unicode.Scalar) {
      switch scalar.value {
      case 0x41...0x5A, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F: self = .latin
      case 0x370...0x3FF: self = .greek
      case 0x400...0x52F: self = .cyrillic
      case 0x5D0...0x5EA: self = .hebrew
      case 0x620...0x64A, 0x66E...0x6D3: self = .arabic
      case 0x3040...0x30FF: self = .kana
      case 0x4E00...0x9FFF: self = .han
      case 0xAC00...0xD7A3: self = .hangul
      default: return nil
      }
    }
  }

  /// Letters that one language of a script has and its neighbours do not.
  private static let telling: [Unicode.Scalar: String] = [
    "پ": "fa", "چ": "fa", "ژ": "fa", "گ": "fa", "ی": "fa", "ک": "fa", "ة": "ar", "ى": "ar", "ي": "ar",
    "ك": "ar",
    "أ": "ar", "إ": "ar", "ٹ": "ur", "ڈ": "ur", "ڑ": "ur", "ں": "ur", "ے": "ur", "ہ": "ur", "ھ": "ur",
    "і": "uk", "ї": "uk", "є": "uk",
    "ґ": "uk", "ы": "ru", "э": "ru", "ё": "ru", "ъ": "ru",
  ]

  private static func words(_ text: String) -> [String] {
    text.unicodeScalars.split {
      !$0.properties.isAlphabetic && $0.properties.generalCategory != .nonspacingMark
    }
    .prefix(3_000).map { String($0).lowercased() }
  }

  /// The language whose commonest words, and letters of its own, are most of what tells; it must lead by half.
  private static func best(_ words: [String], _ marks: [String: Int], among languages: [String]) -> String {
    var points = languages.map { (language: $0, points: Double(marks[$0] ?? 0) / 4) }
    for word in words {
      for index in points.indices where stopWords[points[index].language]?.contains(word) == true {
        points[index].points += 1
      }
    }
    points.sort { $0.points > $1.points }
    let (first, second) = (points[0], points[1])
    let isEnough = first.points >= max(2, Double(words.count) / 20) && first.points >= 1.4 * second.points
    return isEnough ? first.language : "und"
  }

  private static let stopWords: [String: Set<String>] = [
    "en":
      "the of and to in that is was for it with as on be by this are from at have not he his has they which",
    "fr":
      "le la les des et à un une dans que qui est pour sur au du pas plus par ce avec sont il elle aux ses",
    "de":
      "der die das und in zu den von mit ist nicht ein eine auf für dem sich des als auch es an werden im er sie",
    "es": "el la los las de y en que un una por con para es del se al lo como más su no ha sus este",
    "it": "il lo la gli le di e che un una per con del della non è sono si da in nel al dei alla anche ha",
    "pt": "o a os as de e que um uma para com do da não em é dos das no na por mais foi ao são",
    "nl": "de het een en van in is dat op te zijn voor met niet aan er ook als bij door maar om die",
    "tr": "ve bir bu da de için ile olarak çok daha olan gibi ne kadar en ancak sonra olduğunu var",
    "ar": "في من على إلى أن التي الذي عن مع هذا هذه كان قال بعد لا ما بين وقال كما أو ذلك",
    "fa": "و در به از که این را با است برای آن یک خود تا کرد بر هم نیز گفت شد بود اما شده می",
    "ur": "کے کی میں اور ہے کا سے نے کو پر ہیں کہ یہ بھی ایک تھا اس نہیں کیا",
    "ru": "и в не на что с по он как это к но из у за от его для о же был",
    "uk": "і в не на що з та до як це у але за від його для про є був які",
  ].mapValues { Set($0.split(separator: " ").map(String.init)) }
}
