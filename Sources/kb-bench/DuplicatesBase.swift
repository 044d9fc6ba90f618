// A knowledge base with many actors and quotes of which some are there twice, and how fast kb duplicates finds them.
import Foundation
import KnowledgeBase
import Storage

enum DuplicatesBase {
  /// Names as a newspaper has them, one in fifty in another spelling of the one before.
  static func makeActors(at path: String, count: Int) throws {
    var random = SplitMix(state: 7)
    let first = (0..<600).map { _ in word(&random, syllables: 2) }
    let last = (0..<20_000).map { _ in word(&random, syllables: 3) }
    try KnowledgeBase.create(at: path) { kb in
      _ = try kb.edit(Authorship(author: "kb-bench", command: "kb-bench")) { editor in
        var name = ""
        for number in 1...count {
          if number % 50 == 0 {
            name = name.replacing("kh", with: "q").replacing("oo", with: "u").replacing("b", with: "p")
          } else {
            // (The square of an even spread makes some names frequent.)
            let spread = Double(random.next() >> 11) / Double(1 << 53)
            name = first[Int(spread * spread * 600)] + " " + last[Int(random.next() % 20_000)]
            if number % 7 == 0 { name = first[Int(random.next() % 600)] + " " + name }
          }
          try editor.connection.execute(
            "INSERT INTO actor (key, name, kind, language) VALUES (\("a-\(number)"), \(name), 'person', 'en')"
          )
          if number % 2 == 0 {
            try editor.connection.execute(
              "INSERT INTO name (actor_id, text, language) VALUES (\(number), \(name + "i"), 'en')")
          }
        }
      }
    }
  }

  private static func word(_ random: inout SplitMix, syllables: Int) -> String {
    let parts = [
      "ah", "mad", "kha", "ra", "soo", "ley", "man", "ba", "gher", "zad", "eh", "mo", "ham", "fa", "ri", "ja",
      "va", "no", "ush", "tabri", "shah", "rou", "hani", "amir", "kar", "imi", "del", "bar", "go", "lam",
    ]
    let word = (0..<syllables).map { _ in parts[Int(random.next() % UInt64(parts.count))] }.joined()
    return word.prefix(1).uppercased() + word.dropFirst()
  }

  /// Makes one quote in twenty nearly the same as another: with one word fewer, in capitals, or cut.
  static func addVariants(to path: String) throws {
    let kb = try KnowledgeBase(path: path, for: .writing)
    _ = try kb.edit(Authorship(author: "kb-bench", command: "kb-bench")) { editor in
      let first = try editor.connection.nextId(in: "quote")
      for (number, change) in [
        "upper(text)", "substr(text, instr(text, ' ') + 1)", "text || '!'",
        "substr(text, 1, length(text) * 2 / 3)",
      ].enumerated() {
        try editor.connection.execute(
          """
          INSERT INTO quote (key, speaker_id, text, language, said_on)
          SELECT 'v-' || id, speaker_id, \(raw: change), language, said_on FROM quote WHERE id < \(first) AND id % 80 = \(number)
          """)
      }
    }
  }
}
