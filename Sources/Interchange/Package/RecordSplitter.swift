// The records of a file of rows, one by one, as bytes: what two exports are compared by.
// Unsafe: the bytes are copied before the call returns; the file's block is this object's until `deinit`, and
// no more of it is read than was filled.
import Foundation
import KnowledgeBase

/// Cuts bytes into records: at line ends, but in CSV and TSV not at those inside quotes.
struct RecordSplitter {
  private let isQuoted: Bool
  private var inQuotes = false
  private var record: [UInt8] = []

  init(_ format: RowFormat?) { isQuoted = format == .csv || format == .tsv }

  /// Hands over each record that ends in these bytes, with its line end.
  mutating func feed(_ bytes: UnsafeRawBufferPointer, _ body: ([UInt8]) throws -> Void) rethrows {
    var start = 0
    for at in bytes.indices {
      let byte = unsafe bytes[at]
      if isQuoted, byte == UInt8(ascii: "\"") { inQuotes.toggle() }
      guard byte == UInt8(ascii: "\n"), !inQuotes else { continue }
      unsafe record.append(contentsOf: bytes[start...at])
      start = at + 1
      try body(record)
      record.removeAll(keepingCapacity: true)
    }
    unsafe record.append(contentsOf: bytes[start...])
  }

  /// What stands behind the last line end.
  mutating func end(_ body: ([UInt8]) throws -> Void) rethrows {
    if !record.isEmpty { try body(record) }
    record = []
  }
}

/// The records of a file, in their order.
@safe final class FileRecords {
  private let descriptor: Int32
  private var splitter: RecordSplitter
  private var waiting: [[UInt8]] = []
  private var next = 0
  private var isAtEnd = false
  private let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 65536, alignment: 16)

  /// - Returns: nil where there is no such file to read.
  init?(_ path: String, _ format: RowFormat?) {
    splitter = RecordSplitter(format)
    descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    var status = stat()
    guard descriptor >= 0, unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return nil
    }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    unsafe block.deallocate()
  }

  /// The next record; nil at the end.
  func record() throws -> [UInt8]? {
    while next == waiting.count, !isAtEnd {
      waiting.removeAll(keepingCapacity: true)
      next = 0
      let count = unsafe read(descriptor, block.baseAddress!, block.count)
      if count > 0 {
        unsafe splitter.feed(UnsafeRawBufferPointer(rebasing: block[..<count])) { waiting.append($0) }
      } else if count == 0 {
        isAtEnd = true
        splitter.end { waiting.append($0) }
      } else if errno != EINTR {
        throw Failure(.storage, "a file of the export could not be read")
      }
    }
    guard next < waiting.count else { return nil }
    next += 1
    return waiting[next - 1]
  }
}
