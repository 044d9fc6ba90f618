// Whose the Persian and Arabic quotations are, by a few known names.
// Unsafe: what is found is looked at within the closure that has the bytes.
import Testing
import TextFolding

@testable import Extraction

@Suite struct ArabicScriptNameTests {
  /// Two ministers, a state and an agency, with their names in one spelling each.
  private static let names: [(kind: ActorKind, names: [String])] = [
    (.person, ["Abbas Araghchi", "عباس عراقچی", "عراقچی", "عباس عراقجي", "عراقجي"]),
    (.person, ["Esmaeil Baghaei", "اسماعیل بقائی", "بقائی"]),
    (.state, ["Iran", "ایران"]),
    (.organisation, ["Danesh Agency", "خبرگزاری دانش"]),
  ]

  private static let gazetteer: Gazetteer = {
    let folding = Folding(pairs: [
      ("\u{64A}", "\u{6CC}"), ("\u{649}", "\u{6CC}"), ("\u{626}", "\u{6CC}"), ("\u{643}", "\u{6A9}"),
      ("\u{622}", "\u{627}"), ("\u{623}", "\u{627}"), ("\u{625}", "\u{627}"), ("\u{200C}", ""),
    ])
    var builder = GazetteerBuilder(folding: folding)
    for (kind, names) in names {
      let actor = builder.addActor(kind: kind, country: CountryCode("IR"))
      for name in names {
        var name = name
        name.withUTF8 { unsafe builder.addName(actor: actor, text: $0, kind: .alias) }
      }
    }
    return builder.build()
  }()

  /// The first Latin name of each quotation's speaker; `-` for nobody.
  private func speakers(_ text: String) -> [String] {
    unsafe Array(text.utf8).withUnsafeBufferPointer { bytes in
      let quotations = unsafe QuotationFinder().quotations(in: bytes)
      return unsafe NameReader(Self.gazetteer).read(text: bytes, quotations: quotations).speakers.map {
        speaker in
        switch speaker {
        case .actor(let index): Self.names[index].names[0]
        case .candidates(let several): several.map { Self.names[$0].names[0] }.joined(separator: "|")
        case .unknown(let name, _): "?" + name
        case .none: "-"
        }
      }
    }
  }

  @Test(arguments: [
    "عباس عراقچی گفت: «راه گفت‌وگو باز است.»",
    "عراقچي گفت: «راه گفت‌وگو باز است.»",
    "وزیر امور خارجه ایران، عباس عراقچی، گفت: «راه گفت‌وگو باز است.»",
    "عباس عراقچی وزیر امور خارجه ایران گفت: «راه گفت‌وگو باز است.»",
    "«راه گفت‌وگو باز است.» این را عباس‌عراقچی گفت.",
    "وأكد عراقچي أن «الطريق مفتوح أمام الحوار».",
    "وأضاف وزير الخارجية الإيراني عباس عراقجي: «الطريق مفتوح أمام الحوار».",
  ])
  func oneManInEverySpelling(_ text: String) {
    #expect(speakers(text) == ["Abbas Araghchi"])
  }

  @Test func pronounsAreWhoSpokeLast() {
    #expect(
      speakers(
        """
        عباس عراقچی گفت: «راه گفت‌وگو باز است.»
        وی افزود: «زمان کوتاه است.»
        اسماعیل بقائی هم گفت که تاریخ نشست روشن نیست.
        او ادامه داد: «هفته آینده خبر می‌دهیم.»
        """) == ["Abbas Araghchi", "Abbas Araghchi", "Esmaeil Baghaei", "Esmaeil Baghaei"])
  }

  @Test func aVerbWithoutSubjectHasTheLastSpeaker() {
    #expect(
      speakers("وقال عراقچي إن الطريق مفتوح. وأضاف أن الوقت قصير جدا.") == [
        "Abbas Araghchi", "Abbas Araghchi",
      ])
  }

  @Test func anAgencyOnlyPassesItOn() {
    #expect(
      speakers("خبرگزاری دانش به نقل از بقائی نوشت: «نشست برگزار می‌شود.»") == ["Esmaeil Baghaei"])
  }
}
