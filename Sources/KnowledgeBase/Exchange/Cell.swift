// A value of a row as two files are compared by it: byte for byte.
// Unsafe: the cell is copied, coming and going.
import Storage

/// A value in a row. Texts are bytes: `==` on `String` would take `é` and `e` with an accent for one.
enum Cell: Hashable {
  case null
  case integer(Int64)
  case real(Double)
  case text([UInt8])
  /// What no column of the schema can hold: a blob, or bytes that are no UTF-8.
  case unreadable

  init(_ row: Row, _ column: Int) {
    if row.isBlob(column) {
      self = .unreadable
      return
    }
    switch row.value(column) {
    case .null: self = .null
    case .integer(let integer): self = .integer(integer)
    case .real(let real): self = .real(real)
    case .text:
      guard let bytes = unsafe row.bytes(column) else {
        self = .text([])
        return
      }
      self = unsafe String(validating: bytes, as: UTF8.self) == nil ? .unreadable : .text(Array(bytes))
    }
  }

  init(_ text: String) { self = .text(Array(text.utf8)) }

  var isNull: Bool { self == .null }

  /// The row that a reference names.
  var id: Int64? { if case .integer(let id) = self { id } else { nil } }

  /// The value as a person reads it; nil for none.
  var shown: String? {
    switch self {
    case .null: nil
    case .integer(let integer): String(integer)
    case .real(let real): String(real)
    case .text(let bytes): String(decoding: bytes, as: UTF8.self)
    case .unreadable: "bytes that are no text"
    }
  }
}

extension RepeatedStatement {
  func bind(_ position: Int, _ cell: Cell) {
    let position = Int32(position)
    switch cell {
    case .null, .unreadable: bind(position, nil as Int64?)
    case .integer(let integer): bind(position, integer)
    case .real(let real): bind(position, real)
    case .text(let bytes): unsafe bytes.withUnsafeBufferPointer { unsafe bind(position, copying: $0) }
    }
  }
}
