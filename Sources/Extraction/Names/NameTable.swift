// From 64-bit keys to numbers: one flat table, open addressing, nothing allocated for an entry.
// Unsafe: the slots are looked at within the closure, by a hash that is masked to their number.

/// A hash table from the hash of a name, or of the beginning of one, to a number from 0 to 2^31.
struct NameTable: Sendable {
  /// Keys and values side by side, so that a look-up touches one line of memory.
  private var slots: [(key: UInt64, value: Int32, flags: Int32)]
  private var mask: Int
  private(set) var count = 0

  init(capacity: Int) {
    var size = 64
    while size * 3 < capacity * 4 { size *= 2 }
    slots = .init(repeating: (0, -1, 0), count: size)
    mask = size - 1
  }

  /// The slot of a key, which is made if it is missing. Flags are or'ed to those that it has.
  @inline(__always)
  mutating func slot(of key: UInt64, flags: Int32 = 0) -> Int {
    if count * 4 > slots.count * 3 { grow() }
    let key = key == 0 ? 1 : key
    var index = Int(truncatingIfNeeded: key) & mask
    while slots[index].key != key {
      if slots[index].key == 0 {
        slots[index].key = key
        count += 1
        break
      }
      index = (index + 1) & mask
    }
    slots[index].flags |= flags
    return index
  }

  /// The value in a slot that ``slot(of:flags:)`` gave; -1 where none was set. Valid until the next key is made.
  subscript(slot index: Int) -> Int32 {
    @inline(__always) get { slots[index].value }
    @inline(__always) set { slots[index].value = newValue }
  }

  /// Value -1: the key is only the beginning of longer ones.
  @inline(__always)
  func find(_ key: UInt64) -> (value: Int32, flags: Int32)? {
    let key = key == 0 ? 1 : key
    return unsafe slots.withUnsafeBufferPointer { slots in
      var index = Int(truncatingIfNeeded: key) & mask
      while unsafe slots[index].key != key {
        if unsafe slots[index].key == 0 { return nil }
        index = (index + 1) & mask
      }
      return unsafe (slots[index].value, slots[index].flags)
    }
  }

  /// Forgets all; keeps the memory of a table of usual size.
  mutating func removeAll() {
    guard count > 0 else { return }
    guard slots.count <= 4096 else {
      self = NameTable(capacity: 32)
      return
    }
    unsafe slots.withUnsafeMutableBufferPointer { unsafe $0.update(repeating: (0, -1, 0)) }
    count = 0
  }

  private mutating func grow() {
    let old = slots
    slots = .init(repeating: (0, -1, 0), count: old.count * 2)
    mask = slots.count - 1
    for entry in old where entry.key != 0 {
      var index = Int(truncatingIfNeeded: entry.key) & mask
      while slots[index].key != 0 { index = (index + 1) & mask }
      slots[index] = entry
    }
  }
}
