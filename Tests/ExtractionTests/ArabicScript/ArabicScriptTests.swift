// Persian and Arabic quotations, as a reader would find them.
// Unsafe: what is found is looked at within the closure that has the bytes.
import Testing

@testable import Extraction

@Suite struct ArabicScriptTests {
  @Test(
    arguments: ReportedText.firstLook + ReportedText.persian + ReportedText.arabic + ReportedText.lastLook)
  func saysWhoSaidWhat(_ text: ReportedText) {
    #expect(text.found == text.said)
  }

  @Test func tellsByWhichWordsAndThroughWhom() {
    let persian = ReportedText("رویترز به نقل از سه مقام آگاه گزارش داد که گفت‌وگوها ادامه می‌یابد.")
    #expect(
      persian.quotations { [$1($0.cue!), $1($0.speaker!), $1($0.via!), $0.rule] } == [
        ["گزارش داد", "سه مقام آگاه", "رویترز", "indirect-persian-relayed"]
      ])
    let arabic = ReportedText("ونقل التلفزيون عن قائد البحرية، سعيد كامل، قوله: \"سفننا في كل البحار\".")
    #expect(
      arabic.quotations { [$1($0.cue!), $1($0.speaker!), $1($0.speakerHead!), $1($0.via!), $0.rule] } == [
        ["نقل", "قائد البحرية، سعيد كامل", "قائد البحرية", "التلفزيون", "arabic-relayed"]
      ])
  }

  @Test func anAgencyBeforeTheSentenceIsThroughWhom() {
    let text = ReportedText("به گزارش دانا، فرمانده گارد ساحلی گفت: «هیچ کشتی‌ای غرق نشده است».")
    #expect(text.quotations { [$1($0.speaker!), $1($0.via!)] } == [["فرمانده گارد ساحلی", "دانا"]])
  }

  @Test func confidenceFallsWithTheRule() {
    let said = ReportedText("وی گفت: «راه گفت‌وگو باز است.»").quotations { quotation, _ in quotation.confidence
    }
    let alone = ReportedText("«راه گفت‌وگو هنوز باز است.»").quotations { quotation, _ in quotation.confidence }
    #expect(said[0] > 0.8)
    #expect(alone[0] < 0.5)
  }

  @Test func eachParagraphIsReadByItsOwnLanguage() {
    let text = ReportedText(
      """
      “We were not asked,” said Mona Keshtkar, a farmer in the valley.
      وی گفت: «کسی از ما نپرسید.»
      وأضافت هدى سالم: «لم يسألنا أحد عن رأينا».
      Keshtkar added: “Nobody in the village was.”
      """)
    #expect(
      text.found.map(\.words) == [
        "We were not asked,", "کسی از ما نپرسید.", "لم يسألنا أحد عن رأينا", "Nobody in the village was.",
      ])
    #expect(
      text.found.map(\.speaker) == ["Mona Keshtkar, a farmer in the valley", "وی", "هدى سالم", "Keshtkar"])
  }

  @Test func aPersianWordMakesNoPersianParagraph() {
    let text = ReportedText("The word گفت means “he said something,” said Mona Keshtkar.")
    #expect(text.quotations { quotation, _ in quotation.rule }.allSatisfy { !$0.contains("persian") })
    #expect(text.found.map(\.speaker) == ["Mona Keshtkar"])
  }

  @Test func whatFollowsTheEndOfAnOpenQuotationIsRead() {
    let text = ReportedText(
      """
      کاظمی گفت: «کار سخت بود.
      ولی تمام شد.» وی افزود: «فردا می‌رویم».
      """)
    #expect(
      text.found == [
        .direct("کار سخت بود. … ولی تمام شد.", by: "کاظمی"), .direct("فردا می‌رویم", by: "وی"),
      ])
  }

  @Test func aQuotationThatNeverEndsTakesItsParagraphOnly() {
    let text = ReportedText("وی گفت: «راه باز است.\nباران می‌بارید.\nاو افزود: «من می‌روم».")
    #expect(text.found == [.direct("راه باز است.", by: "وی"), .direct("من می‌روم", by: "او")])
  }

  @Test func marksTypedTheWrongWayRound() {
    #expect(
      ReportedText("وقال الوزير: ”لن نقبل ذلك أبدا“.").found == [.direct("لن نقبل ذلك أبدا", by: "الوزير")])
    #expect(ReportedText("وزیر گفت: »هرگز نمی‌پذیریم«.").found == [.direct("هرگز نمی‌پذیریم", by: "وزیر")])
  }

  @Test func aNameInMarksIsNoQuotation() {
    let text = ReportedText("«مونا کشتکار» نویسنده این کتاب گفت: «سال‌ها در روستا زیستم».")
    #expect(text.found == [.direct("سال‌ها در روستا زیستم", by: "«مونا کشتکار» نویسنده این کتاب")])
  }

  /// Every range lies in the text and begins and ends with a whole character.
  @Test(arguments: [
    "«", "»", "«»", "\"", "گفت ", "وی گفت: «\n", "«سخن\n", "سخن\n", "با بیان اینکه ", "به گفته ",
    "به نقل از ", "«گفت» خواند ",
    "وقال إن ", "قائلا: «", "نقلت عن ", "الوزير، ", "خواستار ", "\u{200F}", "گفت:\n",
  ])
  func hostileTextsAreReadToTheirEnd(_ part: String) {
    let text = ReportedText(String(repeating: part, count: 4000) + "\nوی گفت: «راه گفت‌وگو باز است.»")
    let words = text.quotations { quotation, string in quotation.spans.map(string) }
    #expect(words.allSatisfy { !$0.joined().contains("\u{FFFD}") })
    #expect(words.last?.last?.hasSuffix("راه گفت‌وگو باز است.") == true)
  }

  /// Bytes that are no characters, and signs where words should be: every range still lies in the text.
  @Test func brokenBytesAreReadToTheirEnd() {
    let parts: [[UInt8]] = [
      [0xD9], [0xD8], [0xDA], [0xE2, 0x80], [0xEF, 0xBB], [0xC2], [0xFF], [0], [0x20], [0x20], [0x0A],
      Array("گفت".utf8), Array("قال".utf8), Array("إن".utf8), Array("و".utf8), Array("«".utf8),
      Array("»".utf8),
      Array(":".utf8), Array("ال".utf8), Array("ـ".utf8),
    ]
    var seed: UInt64 = 0x5DEE_CE66
    func random(_ limit: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33) % limit
    }
    for _ in 0..<2000 {
      var text: [UInt8] = []
      for _ in 0...random(40) { text += parts[random(parts.count)] }
      unsafe text.withUnsafeBufferPointer { bytes in
        for quotation in unsafe QuotationFinder().quotations(in: bytes) {
          for span in quotation.spans { #expect(!span.isEmpty && span.upperBound <= bytes.count) }
        }
      }
    }
  }
}
