// A table of quotes of any size, the same on every machine: what imports and exports are measured with.
import Foundation
import Interchange

enum QuoteTable {
  private static let speakers = 5_000
  private static let words = 40_000

  /// Writes CSV with the columns speaker, text, said_on and language to standard output: words by Zipf's law,
  /// days from 1979 to 2025, about 190 bytes a row.
  static func write(_ count: Int) throws {
    let output = Output(descriptor: STDOUT_FILENO, name: "standard output")
    var random = SplitMix(state: 5)
    let vocabulary = (0..<words).map { word($0) }
    // How far down the list of words each share of a text reaches: the word of rank r comes 1 / r times as often.
    var shares: [Double] = []
    var sum = 0.0
    for rank in 1...words {
      sum += 1 / Double(rank)
      shares.append(sum)
    }
    func zipf(_ number: UInt64) -> Int {
      let share = Double(number >> 11) / Double(1 << 53) * sum
      var (low, high) = (0, words - 1)
      while low < high {
        let middle = (low + high) / 2
        if shares[middle] < share { low = middle + 1 } else { high = middle }
      }
      return low
    }
    try output.write("speaker,text,said_on,language\r\n")
    for _ in 0..<count {
      let speaker = Int(random.next() % UInt64(speakers))
      var text = ""
      let length = 70 + Int(random.next() % 160)
      while text.utf8.count < length {
        if !text.isEmpty { text += random.next() % 12 == 0 ? ", " : " " }
        text += vocabulary[zipf(random.next())]
      }
      let (year, month, day) = (1979 + random.next() % 47, 1 + random.next() % 12, 1 + random.next() % 28)
      let cell = text.contains(",") ? "\"\(text).\"" : text + "."
      try output.write(
        "\(name(speaker)),\(cell),\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day),en\r\n"
      )
    }
    try output.flush()
  }

  private static let syllables = [
    "ba", "ne", "ti", "ro", "su", "la", "mi", "ko", "de", "fa", "gi", "po", "ra", "se", "vu", "zo", "ha",
    "ce", "ju", "wo",
  ]

  /// A word of one to four syllables: the commoner, the shorter.
  private static func word(_ rank: Int) -> String {
    var (rest, word) = (rank, "")
    repeat {
      word += syllables[rest % 20]
      rest /= 20
    } while rest > 0
    return word
  }

  private static func name(_ number: Int) -> String {
    let (first, last) = (word(400 + number % 70), word(8000 + number / 70 * 7))
    return "\(first.capitalized) \(last.capitalized) \(number)"
  }
}
