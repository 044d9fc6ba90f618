// New keys: free ones, and for quotes such as the same words in the same file get everywhere.
import Storage

/// Makes keys that nothing in the file has yet.
final class KeyMaker {
  private let connection: Connection
  private let findQuote, findAny: RepeatedStatement
  /// Keys that cannot be had, though the table of quotes does not have them: those of other records that look like
  /// a quote's, and those that were made and are not written yet.
  private var taken: Set<String> = []

  init(_ connection: Connection) throws {
    self.connection = connection
    findQuote = try connection.repeated("SELECT 1 FROM quote WHERE key = ?")
    findAny = try connection.repeated("SELECT 1 FROM keyed WHERE key = ?")
    try connection.rows("SELECT key FROM keyed WHERE key >= 'q-' AND key < 'q.' AND record <> 'quote'") {
      taken.insert($0.text(0) ?? "")
      return true
    }
  }

  /// The key itself, or with a number behind it.
  ///
  /// - Parameter from: the first number to try; nil: first without one.
  func free(_ base: String, from: Int? = nil) throws -> String {
    var number = from
    while true {
      let key = base + (number.map { from == nil ? "-\($0)" : "\($0)" } ?? "")
      findAny.bind(1, key)
      if try !taken.contains(key) && !findAny.finds() {
        taken.insert(key)
        return key
      }
      number = (number ?? 1) + 1
    }
  }

  /// A quote's key, made of its words, its file and its place.
  func quote(_ text: String, _ sha256: String, _ start: Int) throws -> String {
    let digits = digits(of: "\(sha256)\u{1F}\(start)\u{1F}\(text)")
    for length in [6, 8, 10, 12, 16] {
      let key = "q-" + digits.prefix(length)
      findQuote.bind(1, key)
      if try !taken.contains(key) && !findQuote.finds() {
        taken.insert(key)
        return key
      }
    }
    return try free("q-" + digits)
  }

  /// 16 hexadecimal digits, the same on every machine.
  func digits(of text: String) -> String { FNV1a.hex(text) }
}
