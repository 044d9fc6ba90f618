// Ways to damage the bytes of a database.

enum Damage: String, CaseIterable {
  case flipped = "flipped bytes"
  case header = "a flipped byte of the header"
  case page = "a page whose own header is flipped"
  case cut = "a cut end"
  case swapped = "swapped pages"
  case copied = "a page over another"
  case zeroed = "pages of zeros"
  case schema = "flipped bytes in the schema"
  case text = "numbers of the schema's text replaced"
  case log = "a log of another file beside it"

  private static let pageSize = 4096

  /// - Parameter bytes: a whole database.
  func apply(to bytes: inout [UInt8], _ chance: inout Chance) {
    let pages = bytes.count / Self.pageSize
    func start(_ chance: inout Chance) -> Int { chance.below(pages) * Self.pageSize }
    switch self {
    case .flipped:
      for _ in 0..<chance.one(of: [1, 5, 50, 500]) {
        bytes[chance.below(bytes.count)] = UInt8(chance.below(256))
      }
    case .header: bytes[16 + chance.below(84)] ^= UInt8(1 + chance.below(255))
    case .page:
      for _ in 0..<(1 + chance.below(4)) {
        bytes[max(100, start(&chance)) + chance.below(12)] ^= UInt8(1 + chance.below(255))
      }
    case .cut: bytes.removeLast(1 + chance.below(bytes.count - 100))
    case .swapped:
      let (a, b) = (start(&chance), start(&chance))
      for at in 0..<Self.pageSize { bytes.swapAt(a + at, b + at) }
    case .copied:
      let (a, b) = (start(&chance), start(&chance))
      for at in (b == 0 ? 100 : 0)..<Self.pageSize { bytes[b + at] = bytes[a + at] }
    case .zeroed:
      for _ in 0..<(1 + chance.below(3)) {
        let page = start(&chance)
        for at in (page == 0 ? 100 : 0)..<Self.pageSize { bytes[page + at] = 0 }
      }
    case .schema:
      // (The schema lies on the first pages, where a new file puts it.)
      for _ in 0..<(1 + chance.below(20)) {
        bytes[100 + chance.below(40 * Self.pageSize)] ^= 1 << chance.below(8)
      }
    case .text:
      let digits = bytes.indices.prefix(40 * Self.pageSize).filter { (0x30...0x39).contains(bytes[$0]) }
      for _ in 0..<(1 + chance.below(10)) where !digits.isEmpty {
        bytes[chance.one(of: digits)] = UInt8(0x30 + chance.below(10))
      }
    case .log: break
    }
  }
}
