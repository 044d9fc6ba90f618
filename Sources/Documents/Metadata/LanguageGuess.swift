// Which language a text is in, by its script and its commonest words.
// Unsafe: the bytes are copied within the closure.

enum LanguageGuess {
  /// A BCP 47 code; `und` where the words do not make it plain. Looks at the first 8,000 bytes.
  static func language(of text: String) -> String {
    var text = text
    let head = text.withUTF8 { unsafe String(decoding: $0.prefix(8_000), as: UTF8.self) }
    var tally = Tally()
    for scalar in head.unicodeScalars { tally.add(scalar) }
    tally.endWord()
    return tally.language
  }

  /// The scripts that are told apart; their numbers are places in a tally.
  private enum Script: Int {
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

  /// What was counted: letters by script, and points by language.
  private struct Tally {
    private var letters = [Int](repeating: 0, count: 8)
    private var words = 0
    /// Four points for a common word, one for a letter that only this language has.
    private var points = [Int](repeating: 0, count: commonWords.count)
    private var key = emptyKey

    mutating func add(_ scalar: Unicode.Scalar) {
      guard let script = Script(scalar) else {
        // Marks of vowels and joiners stand inside words.
        if !(0x64B...0x65F).contains(scalar.value), scalar.value != 0x200C { endWord() }
        return
      }
      letters[script.rawValue] += 1
      if script == .arabic || script == .cyrillic, let language = LanguageGuess.owner(of: scalar) {
        points[language] += 1
      }
      key = LanguageGuess.key(key, scalar)
    }

    mutating func endWord() {
      guard key != emptyKey else { return }
      words += 1
      for language in languagesByWord[key] ?? [] { points[language] += 4 }
      key = emptyKey
    }

    var language: String {
      let all = letters.reduce(0, +)
      guard all >= 12, let most = letters.indices.max(by: { letters[$0] < letters[$1] }) else { return "und" }
      if letters[Script.kana.rawValue] * 10 > all { return "ja" }
      guard letters[most] * 10 > all * 6, let script = Script(rawValue: most) else { return "und" }
      switch script {
      case .hebrew: return "he"
      case .greek: return "el"
      case .hangul: return "ko"
      case .han: return "zh"
      case .kana: return "ja"
      case .arabic: return best(among: ["ar", "fa", "ur"])
      case .cyrillic: return best(among: ["ru", "uk"])
      case .latin: return best(among: ["en", "fr", "de", "es", "it", "pt", "nl", "tr"])
      }
    }

    /// The language with the most points; it must have enough of them, and lead by two fifths.
    private func best(among languages: [String]) -> String {
      let ranked = commonWords.indices.filter { languages.contains(commonWords[$0].language) }.sorted {
        points[$0] > points[$1]
      }
      let (first, second) = (points[ranked[0]], points[ranked[1]])
      return first >= max(8, words / 5) && first * 5 >= second * 7 ? commonWords[ranked[0]].language : "und"
    }
  }

  private static let emptyKey: UInt64 = 0xCBF2_9CE4_8422_2325

  /// A word's key, one more letter on, in lower case for the letters of common words (FNV-1a).
  private static func key(_ key: UInt64, _ scalar: Unicode.Scalar) -> UInt64 {
    var value = UInt64(scalar.value)
    switch value {
    case 0x41...0x5A, 0xC0...0xDE, 0x410...0x42F: value += 0x20
    case 0x400...0x40F: value += 0x50
    default: break
    }
    return (key ^ value) &* 0x100_0000_01B3
  }

  private static let languagesByWord: [UInt64: [Int]] = {
    var result: [UInt64: [Int]] = [:]
    for (index, (_, words)) in commonWords.enumerated() {
      for word in words.split(separator: " ") {
        result[word.unicodeScalars.reduce(emptyKey, key), default: []].append(index)
      }
    }
    return result
  }()

  /// The language that has a letter which its neighbours in the same script do not have.
  private static func owner(of scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "ة", "ى", "ي", "ك", "أ", "إ": arabic
    case "پ", "چ", "ژ", "گ", "ی", "ک": persian
    case "ٹ", "ڈ", "ڑ", "ں", "ے", "ہ", "ھ": urdu
    case "ы", "э", "ё", "ъ": russian
    case "і", "ї", "є", "ґ": ukrainian
    default: nil
    }
  }

  private static let arabic = place("ar")
  private static let persian = place("fa")
  private static let urdu = place("ur")
  private static let russian = place("ru")
  private static let ukrainian = place("uk")

  private static func place(_ language: String) -> Int? { commonWords.firstIndex { $0.language == language } }

  private static let commonWords: [(language: String, words: String)] = [
    (
      "en",
      "the of and to in that is was for it with as on be by this are from at have not he his has they which"
    ),
    (
      "fr",
      "le la les des et à un une dans que qui est pour sur au du pas plus par ce avec sont il elle aux ses"
    ),
    (
      "de",
      "der die das und in zu den von mit ist nicht ein eine auf für dem sich des als auch es an werden im er sie"
    ),
    ("es", "el la los las de y en que un una por con para es del se al lo como más su no ha sus este"),
    ("it", "il lo la gli le di e che un una per con del della non è sono si da in nel al dei alla anche ha"),
    ("pt", "o a os as de e que um uma para com do da não em é dos das no na por mais foi ao são"),
    ("nl", "de het een en van in is dat op te zijn voor met niet aan er ook als bij door maar om die"),
    ("tr", "ve bir bu da de için ile olarak çok daha olan gibi ne kadar en ancak sonra olduğunu var"),
    ("ar", "في من على إلى أن التي الذي عن مع هذا هذه كان قال بعد لا ما بين وقال كما أو ذلك"),
    ("fa", "و در به از که این را با است برای آن یک خود تا کرد بر هم نیز گفت شد بود اما شده می"),
    ("ur", "کے کی میں اور ہے کا سے نے کو پر ہیں کہ یہ بھی ایک تھا اس نہیں کیا"),
    ("ru", "и в не на что с по он как это к но из у за от его для о же был"),
    ("uk", "і в не на що з та до як це у але за від його для про є був які"),
  ]
}
