// Records of somebody else's format as rows, whose columns are our fields.
// Unsafe: the object is the stream's, and stands until the next is asked for.
import KnowledgeBase

/// Reads records one by one, each as a row. Formats inherit from it and say how a record is read.
class FieldReader: TableReader {
  let columns: [String]
  /// The line on which the record begins, from 1.
  var line: Int { 0 }
  private(set) var rows = 0
  let leftOut = LeftOut()
  private var cells: [Range<Int>]
  private let bytes = CellBytes()

  /// - Parameter columns: the fields that records can have. One more holds the record itself where it cannot be read.
  init(_ columns: [String]) {
    self.columns = columns + ["record"]
    cells = Array(repeating: 0..<0, count: columns.count + 1)
  }

  /// The fields of the next record; nil at the end.
  ///
  /// - Throws: ``RowMistake`` where this record cannot be read and the next can.
  func record() throws -> [String: String]? { nil }

  /// The record on which the reader stands as the file has it, for those that cannot be read.
  var original: String { "" }

  final var count: Int { columns.count }

  final func next() throws -> Bool {
    rows += 1
    do {
      guard let fields = try record() else {
        rows -= 1
        return false
      }
      set(fields)
    } catch let mistake as RowMistake {
      set(["record": original])
      throw mistake
    }
    if let column = columns.indices.first(where: { unsafe bytes[cells[$0]].contains(0) }) {
      throw RowMistake("the text holds a NUL, which no text has", column: columns[column])
    }
    return true
  }

  private func set(_ fields: [String: String]) {
    bytes.clear()
    for (index, column) in columns.enumerated() {
      let start = bytes.count
      if let text = fields[column] { bytes.append(text.utf8) }
      cells[index] = start..<bytes.count
    }
  }

  final func cell(_ column: Int) -> UnsafeBufferPointer<UInt8>? {
    guard column < cells.count, !cells[column].isEmpty else { return nil }
    return unsafe bytes[cells[column]]
  }
}

/// Reads records that are objects of JSON.
@safe class TreeReader: FieldReader {
  let objects: ObjectStream
  private var object: UnsafeBufferPointer<UInt8>?

  override var line: Int { objects.line }
  override var original: String { unsafe object.map { unsafe String(decoding: $0, as: UTF8.self) } ?? "" }

  init(_ stream: TextStream, _ columns: [String]) throws {
    objects = try ObjectStream(stream)
    super.init(columns)
  }

  /// The next object; nil at the end.
  func tree() throws -> JSONTree? {
    unsafe object = try unsafe objects.next()
    guard let object = unsafe object else { return nil }
    do { return try unsafe JSONTree(object) } catch let mistake as JSONMistake {
      throw unsafe mistake.inRow(object)
    }
  }
}
