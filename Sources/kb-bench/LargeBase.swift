// A knowledge base of a million made-up quotes, the same at every run.
import KnowledgeBase
import Storage

enum LargeBase {
  static let speakers = 5000
  static let sources = 20_000

  /// Every other quote has the word "sanctions"; the other words come as often as their rank says (Zipf).
  static func make(at path: String, quotes: Int) throws {
    var random = SplitMix(state: 42)
    let syllables = [
      "ba", "ren", "to", "mi", "sal", "der", "ko", "vin", "pa", "lu", "ges", "or", "ti", "an", "fe", "ri",
    ]
    let words = (0..<4096).map { (n: Int) -> String in
      [syllables[n & 15], syllables[(n >> 4) & 15], syllables[(n >> 8) & 15]].joined()
    }
    try KnowledgeBase.create(at: path) { kb in
      _ = try kb.edit(Authorship(author: "kb-bench", command: "kb-bench")) { editor in
        let connection = editor.connection
        try connection.execute(
          "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(speakers)) INSERT INTO actor (key, name, kind, language) SELECT 'speaker-' || i, 'Speaker ' || i, 'person', 'en' FROM n"
        )
        try connection.execute(
          "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(sources)) INSERT INTO source (key, title, kind, publisher_id, published_on, language) SELECT 'article-' || i, 'Article ' || i, 'article', 1 + i % 50, printf('20%02d-%02d-%02d', i % 24, 1 + i % 12, 1 + i % 28), 'en' FROM n"
        )
        try connection.execute("UPDATE editing SET is_bulk = 1")
        for number in 1...quotes {
          var text = ""
          for position in 0..<(12 + Int(random.next() % 16)) {
            if position > 0 { text += " " }
            // The cube of an even spread crowds the first words.
            let spread = Double(random.next() >> 11) / Double(1 << 53)
            text +=
              position == 3 && number % 2 == 0 ? "sanctions" : words[Int(spread * spread * spread * 4095)]
          }
          let year = 1990 + Int(random.next() % 35)
          let month = 1 + Int(random.next() % 12)
          let day = 1 + Int(random.next() % 28)
          let date = "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
          let speaker = 1 + Int(random.next() % UInt64(speakers))
          let days = year * 10000 + month * 100 + day
          try connection.execute(
            "INSERT INTO quote (key, speaker_id, text, language, said_on, earliest, latest) VALUES (\("q-\(number)"), \(speaker), \(text), 'en', \(date), \(days), \(days))"
          )
          try connection.execute(
            "INSERT INTO appearance (quote_id, source_id, locator, attributed_as, cue) VALUES (\(number), \(1 + Int(random.next() % UInt64(sources))), 'paragraph 4', 'the minister', 'said')"
          )
        }
        try connection.execute("INSERT INTO quote_search (rowid, text) SELECT id, text FROM quote_folded")
        try connection.execute("INSERT OR IGNORE INTO edtf (text) SELECT DISTINCT said_on FROM quote")
        try connection.execute("UPDATE editing SET is_bulk = 0")
      }
    }
  }
}

/// SplitMix64 (Steele, Lea and Flood, 2014): the same numbers on every machine.
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
