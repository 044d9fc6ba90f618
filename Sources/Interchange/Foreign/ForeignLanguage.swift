// Languages as other formats name them, as BCP 47.
import Foundation

enum ForeignLanguage {
  /// The tag of a language: of a tag in any case (`en_US`), a code of ISO 639-2 or -3 (`fas`, `per`), or a name as
  /// English, babel and BibLaTeX have it; nil where it is none of these.
  static func tag(_ text: String) -> String? {
    let name = text.trimmingSpace.lowercased()
    if let code = names[name] { return code }
    var parts = text.trimmingSpace.split { $0 == "-" || $0 == "_" }.map(String.init)
    guard let first = parts.first?.lowercased(), (2...3).contains(first.utf8.count) else { return nil }
    parts[0] = short(first)
    let tag = parts.joined(separator: "-")
    return LanguageTag.isTag(tag) ? tag : nil
  }

  /// The two letters of a language that has them.
  private static func short(_ code: String) -> String {
    guard code.utf8.count == 3 else { return code }
    return bibliographic[code] ?? Locale.LanguageCode(code).identifier(.alpha2) ?? code
  }

  /// Codes of ISO 639-2 that libraries use beside those of ISO 639-3.
  private static let bibliographic = [
    "per": "fa", "fre": "fr", "ger": "de", "dut": "nl", "gre": "el", "chi": "zh", "cze": "cs", "rum": "ro",
    "slo": "sk", "alb": "sq", "arm": "hy", "baq": "eu", "bur": "my", "geo": "ka", "ice": "is", "mac": "mk",
    "mao": "mi", "may": "ms", "tib": "bo", "wel": "cy",
  ]

  private static let names: [String: String] = {
    var names = Dictionary(BibLaTeX.languages.map { ($1, $0) }, uniquingKeysWith: { one, _ in one })
    let others = [
      "american": "en-US", "usenglish": "en-US", "british": "en-GB", "ukenglish": "en-GB", "ngerman": "de",
      "austrian": "de-AT", "naustrian": "de-AT", "farsi": "fa", "dari": "prs", "pashto": "ps",
      "kurdish": "ku",
      "chinese": "zh", "korean": "ko", "norwegian": "no", "finnish": "fi", "czech": "cs", "hungarian": "hu",
      "romanian": "ro", "azerbaijani": "az", "armenian": "hy", "urdu": "ur", "hindi": "hi", "francais": "fr",
      "brazilian": "pt-BR", "brazil": "pt-BR", "latin": "la",
    ]
    names.merge(others) { one, _ in one }
    return names
  }()
}
