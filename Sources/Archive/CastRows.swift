// Rows of actors and names on their way into a cast: no string for what most texts never name.
// Unsafe: the bytes of a row are copied before the next one; texts are read within the closure, by their ranges.
import Extraction

/// The keys of actors by number, made to strings when they are asked for.
public struct ActorKeys: Sendable {
  private var bytes: [UInt8] = []
  /// Where each key ends.
  private var ends: [Int] = []

  mutating func append(_ key: UnsafeBufferPointer<UInt8>?) {
    if let key = unsafe key { unsafe bytes.append(contentsOf: key) }
    ends.append(bytes.count)
  }

  public subscript(actor: Int) -> String {
    String(decoding: bytes[(actor == 0 ? 0 : ends[actor - 1])..<ends[actor]], as: UTF8.self)
  }
}

/// A word of a column that is mostly that of the row before, and what it stands for.
struct KnownWord<Value> {
  private var word: [UInt8] = []
  private var value: Value
  /// For a word that stands for nothing, and where there is none.
  private let other: Value

  init(_ other: Value) { (value, self.other) = (other, other) }

  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>?, _ meaning: (String) -> Value?) -> Value {
    guard let bytes = unsafe bytes else { return other }
    if unsafe !word.elementsEqual(bytes) {
      word = unsafe Array(bytes)
      value = meaning(String(decoding: word, as: UTF8.self)) ?? other
    }
    return value
  }
}

/// Names as the file has them, to be gone through actor by actor: to put them in order here costs less than to have
/// SQLite sort their rows.
struct NameRows {
  struct Row {
    let actor: Int
    let kind: NameKind
    let since: Int?
    let until: Int?
    fileprivate let text: Range<Int>
  }

  private var rows: [Row] = []
  private var texts: [UInt8] = []
  /// For each actor, how many names it has; one place behind.
  private var counts: [Int]

  init(actors: Int) { counts = [Int](repeating: 0, count: actors + 1) }

  mutating func add(
    _ text: UnsafeBufferPointer<UInt8>, of actor: Int, kind: NameKind, since: Int?, until: Int?
  ) {
    let start = texts.count
    unsafe texts.append(contentsOf: text)
    rows.append(Row(actor: actor, kind: kind, since: since, until: until, text: start..<texts.count))
    counts[actor + 1] += 1
  }

  /// Hands over the names by actor, those of one in the order in which they came.
  func forEachByActor(_ body: (Row, UnsafeBufferPointer<UInt8>) -> Void) {
    var next = counts
    for actor in 1..<next.count { next[actor] += next[actor - 1] }
    var order = [Int](repeating: 0, count: rows.count)
    for (index, row) in rows.enumerated() {
      order[next[row.actor]] = index
      next[row.actor] += 1
    }
    unsafe texts.withUnsafeBufferPointer { texts in
      for index in order { unsafe body(rows[index], UnsafeBufferPointer(rebasing: texts[rows[index].text])) }
    }
  }
}
