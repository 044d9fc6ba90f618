// Words are found however they are quoted and wherever their lines break, and other words are not.
// Unsafe: what is found is looked at within the closure that has the bytes.
import KnowledgeBase
import Testing

@testable import Archive

@Suite struct VerbatimSearchTests {
  func found(_ words: String, in text: String) -> [String] {
    var text = text
    return text.withUTF8 { utf8 in
      unsafe VerbatimSearch(utf8).places(of: words).map { unsafe String(decoding: utf8[$0], as: UTF8.self) }
    }
  }

  @Test func marksAndWhiteSpaceMayDiffer() {
    #expect(
      found("Talks are a door.", in: "He said: “Talks   are\na door.” Then he left.") == [
        "Talks   are\na door."
      ])
    #expect(found("the “open” door", in: "She saw the ''open'' door there.") == ["the ''open'' door"])
    #expect(found("the open door", in: "She saw the\u{A0}«open» door there.") == ["the\u{A0}«open» door"])
    #expect(found("It's late", in: "“It’s late,” he said.") == ["It’s late"])
    #expect(found("مذاکره یک در است", in: "وی گفت: «مذاکره\n یک در است».") == ["مذاکره\n یک در است"])
  }

  @Test func wordsMayNot() {
    #expect(found("its late", in: "“It’s late,” he said. its  not late") == [])
    #expect(found("its not", in: "it’s not") == [])
    #expect(found("talks are a door", in: "Talks are a door.") == [])
    #expect(found("art of war", in: "a part of war") == [])
    #expect(found("a door", in: "a doorway") == [])
    #expect(found("café", in: "cafe\u{301}") == [])
  }

  @Test func wordsThatStandTwiceAreNotAlone() {
    #expect(found("no", in: "no, no and no").count == 2)
    #expect(found("", in: "text") == [])
    #expect(found("“”", in: "text “”") == [])
  }

  @Test func patternsThatOverlapThemselves() {
    let text = String(repeating: "a", count: 50_000) + " b"
    #expect(found(String(repeating: "a", count: 20_000) + "b", in: text) == [])
    #expect(found("aab aab aac", in: "aab aab aab aac") == ["aab aab aac"])
  }
}

@Suite struct CodePointTests {
  @Test func countsAsSQLiteDoes() {
    var text = "a\u{301} 🇮🇷 خامنه‌ای z"
    let scalars = text.unicodeScalars.count
    text.withUTF8 { utf8 in
      var counter = unsafe CodePoints(utf8)
      #expect(counter.before(utf8.count) == scalars)
      #expect(counter.before(1) == 1)
      #expect(counter.range(3..<4) == 2..<3)
      unsafe #expect(utf8.before(utf8.count, codePoints: 3).count == "ی z".utf8.count)
      unsafe #expect(utf8.after(0, codePoints: 2) == 0..<3)
    }
  }

  @Test func readableKeys() {
    #expect(ReadableKey.make(of: "WANA Jan-31") == "wana-jan-31")
    #expect(ReadableKey.make(of: "José O’Neil-Müller") == "jose-oneil-muller")
    #expect(ReadableKey.make(of: "عراقچی") == nil)
    #expect(ReadableKey.make(of: String(repeating: "word ", count: 30))?.utf8.count == 59)
    #expect(ReadableKey.stem(of: "/a/b/report.final.html") == "report.final")
    #expect(ReadableKey.stem(of: ".hidden") == ".hidden")
  }
}
