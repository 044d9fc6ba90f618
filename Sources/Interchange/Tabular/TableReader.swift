// What rows look like, whatever format they came in.
// Unsafe: the buffer owns its memory, whose owner frees it; what is kept and what is filled stay within its
// capacity.
import KnowledgeBase

/// Reads the rows of a table one by one. What a row gives is valid until the next.
protocol TableReader: AnyObject {
  /// The names of the columns. Objects of JSON may bring more of them later.
  var columns: [String] { get }
  /// The line on which the row begins, from 1.
  var line: Int { get }
  /// How many rows were read.
  var rows: Int { get }

  /// Goes on to the next row; false at the end.
  ///
  /// - Throws: ``RowMistake`` where this row cannot be read and the next can; ``Failure`` where none can.
  func next() throws -> Bool

  /// The bytes of a cell; nil for an empty one, which is no value.
  func cell(_ column: Int) -> UnsafeBufferPointer<UInt8>?
  /// How many cells the row has.
  var count: Int { get }
}

extension String {
  /// The values of a cell that joins several by `; `, as the views do.
  var joinedValues: [String] {
    split(separator: ";").map { String($0.drop { $0 == " " }) }.filter { !$0.isEmpty }
  }
}

/// What is wrong with one row.
struct RowMistake: Error {
  /// The column as the file calls it; nil where it is the row itself.
  var column: String?
  let what: String

  init(_ what: String, column: String? = nil) { (self.what, self.column) = (what, column) }

  /// What is wrong, and where: `said.csv, line 3, column author: …`.
  func sentence(in file: String, line: Int) -> String {
    "\(file), line \(line)\(column.map { ", column \($0)" } ?? ""): \(what)"
  }
}

/// A block of memory in which a row stands whole, moved to its front and filled as rows go by.
@safe struct RowBuffer {
  private(set) var bytes: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// What is filled and not used yet.
  var at = 0
  private(set) var end = 0
  private(set) var isEnd = false
  /// How long a row may be, in bytes, with its marks and its line's end.
  static let longest = 64 << 20

  init() {
    capacity = 256 << 10
    unsafe bytes = .allocate(capacity: capacity)
  }

  func deallocate() { unsafe bytes.deallocate() }

  /// Gets more behind what is there; what stands before ``at`` goes.
  ///
  /// - Returns: false at the end of the stream, or where a row is too long.
  mutating func fill(from stream: TextStream) throws -> Bool {
    guard !isEnd, end - at <= Self.longest else { return false }
    let kept = end - at
    if kept > capacity / 2 {
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2)
      unsafe larger.update(from: bytes + at, count: kept)
      unsafe bytes.deallocate()
      unsafe (bytes, capacity) = (larger, capacity * 2)
    } else if at > 0 {
      unsafe bytes.update(from: bytes + at, count: kept)
    }
    (at, end) = (0, kept)
    let count = try unsafe stream.read(
      into: UnsafeMutableRawBufferPointer(start: bytes + end, count: capacity - end))
    end += count
    isEnd = count == 0
    return count > 0
  }
}
