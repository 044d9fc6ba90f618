// What the cells of a row hold, for readers that take values apart or put them together.
// Unsafe: the bytes are this object's until `deinit`; they move only while a row is put together, which is before
// its cells are given out, and a range is checked against what is filled.

/// The bytes of one row after another, each cell a range of them, in memory that stands still while the row is read.
@safe final class CellBytes {
  private var memory: UnsafeMutableBufferPointer<UInt8> = .allocate(capacity: 4096)
  private(set) var count = 0

  deinit { unsafe memory.deallocate() }

  /// Begins a row: what the last one held is gone.
  func clear() { count = 0 }

  func append(_ bytes: some Collection<UInt8>) {
    let end = count + bytes.count
    if unsafe end > memory.count {
      let larger = unsafe UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(end, memory.count * 2))
      _ = unsafe larger.initialize(fromContentsOf: memory[..<count])
      unsafe memory.deallocate()
      unsafe memory = larger
    }
    _ = unsafe memory[count..<end].initialize(fromContentsOf: bytes)
    count = end
  }

  /// The bytes of a cell, until the next row begins.
  subscript(range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    precondition(range.upperBound <= count)
    return unsafe UnsafeBufferPointer(rebasing: memory[range])
  }
}
