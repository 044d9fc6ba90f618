// How well the body of a page is found, on a folder of pages with the text that a reader sees.
import Documents
import Foundation

/// Reads `html/X.html` in the folder of corpora, compares each body with `html/X.txt`, and prints the mean
/// F1 by words; a third of the pages, chosen by their names, apart.
func measurePages(corpora: String) {
  let folder = corpora + "/html"
  let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
    .filter { $0.hasSuffix(".html") }.map { String($0.dropLast(5)) }.sorted()
  guard !names.isEmpty else {
    print("pages: nothing was measured: there is no page in \(folder)")
    return
  }
  let reader = DocumentReader()
  var scores: [(name: String, isAside: Bool, words: Double, order: Double)] = []
  for name in names {
    guard let wanted = try? String(contentsOfFile: "\(folder)/\(name).txt", encoding: .utf8) else { continue }
    let found = (try? reader.read(contentsOf: "\(folder)/\(name).html").text) ?? ""
    let (a, b) = (words(found), words(wanted))
    scores.append((name, isAside(name), overlap(a, b), inOrder(a, b)))
  }
  func line(_ label: String, _ part: [(name: String, isAside: Bool, words: Double, order: Double)]) {
    guard !part.isEmpty else { return }
    let words = part.reduce(0) { $0 + $1.words } / Double(part.count)
    let order = part.reduce(0) { $0 + $1.order } / Double(part.count)
    print(
      "\(label): \(part.count) pages, body F1 by words \(rounded(words)), by runs of three words \(rounded(order))"
    )
  }
  line("pages", scores)
  line("pages worked with", scores.filter { !$0.isAside })
  line("pages kept aside", scores.filter(\.isAside))
}

/// A third of the pages, by a hash of the name (FNV-1a).
private func isAside(_ name: String) -> Bool {
  name.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 } % 3 == 0
}

private func rounded(_ value: Double) -> String { String(format: "%.4f", value) }

/// Runs of letters, digits and underscores, in lower case.
private func words(_ text: String) -> [String] {
  text.lowercased().unicodeScalars.split {
    !($0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "_")
  }.map { String($0) }
}

/// F1 of two bags of words.
private func overlap<T: Hashable>(_ found: [T], _ wanted: [T]) -> Double {
  if found.isEmpty || wanted.isEmpty { return found.isEmpty && wanted.isEmpty ? 1 : 0 }
  var left: [T: Int] = [:]
  for word in wanted { left[word, default: 0] += 1 }
  var shared = 0
  for word in found where left[word, default: 0] > 0 {
    left[word]! -= 1
    shared += 1
  }
  return 2 * Double(shared) / Double(found.count + wanted.count)
}

/// F1 of two bags of three words in a row: what stands in another order counts less.
private func inOrder(_ found: [String], _ wanted: [String]) -> Double {
  func runs(_ words: [String]) -> [[String]] {
    words.count < 3 ? [words] : (0...words.count - 3).map { Array(words[$0..<$0 + 3]) }
  }
  return overlap(runs(found), runs(wanted))
}
