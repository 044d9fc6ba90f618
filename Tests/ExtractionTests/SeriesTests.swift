// Texts read one after the other: none is read by what stood in another.
// Unsafe: what is found is looked at within the closure that has the bytes.
import Extraction
import Testing

@Suite struct SeriesTests {
  private static let texts = [
    "Foreign Minister Mohammad Javad Zarif met Karin Dalberg. “Talks are a door,” Zarif said. She said that it was shut.",
    "“No,” Zarif said. He said the minister would wait. Dalberg, who leads the council, called it “a long and cold winter”.",
    "",
    "“We go on,” she said. “We do not stop.”",
    "In 2019 the European Harbour Council (EHC) met. EHC said that “the port is full of ice and of snow”.",
  ]

  /// What is found in a text, as far as anybody outside can see.
  private func seen(_ found: Extracted) -> [String] {
    zip(found.quotations, found.named.speakers).map { "\($0) \($1)" }
      + found.named.mentions.map { "\($0.range) \(found.named.actors(of: $0))" }
  }

  @Test func eachTextIsReadAsIfItStoodAlone() {
    let extractor = Extractor(NamesWorld.gazetteer)
    let series = extractor.series()
    var count = 0
    for text in Self.texts + Self.texts.reversed() {
      let bytes = Array(text.utf8)
      unsafe bytes.withUnsafeBufferPointer { bytes in
        let alone = unsafe extractor.extract(bytes)
        unsafe #expect(seen(series.extract(bytes)) == seen(alone), "\(text)")
        count += alone.quotations.count
      }
    }
    #expect(count > 10)
  }
}
