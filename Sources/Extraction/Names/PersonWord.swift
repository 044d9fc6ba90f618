// One word of a person's name, and which words are the same name.
// Unsafe: the letters are the caller's until `init` returns.
import TextFolding

/// A word of a person's name.
struct PersonWord: Sendable {
  /// Of the folded word.
  var hash: UInt64 = 0
  /// Of its ``SkeletonKey``; 0 where there is none.
  var skeleton: UInt64 = 0
  /// See ``SkeletonKey/isTelling``.
  var isTelling = false
  /// Folded; 0 where the word is not in Latin letters.
  var firstLetter: UInt8 = 0
  /// It is a single letter, which stands for a name.
  var isInitial = false

  /// No word.
  init() {}

  /// - Parameter letters: the folded Latin letters of the word.
  init(hash: UInt64, letters: UnsafeBufferPointer<UInt8>) {
    self.hash = hash
    firstLetter = unsafe letters.first ?? 0
    isInitial = letters.count == 1
    guard letters.count > 1, unsafe letters.allSatisfy({ $0 &- 0x61 < 26 }) else { return }
    let key = unsafe SkeletonKey(letters)
    (skeleton, isTelling) = (key.hash, key.isTelling)
  }

  /// In letters other than Latin ones.
  var isForeign: Bool { firstLetter == 0 }

  /// Whether two words are one name: the same, an initial of it, or one romanised in another way.
  @inline(__always)
  func isSame(as other: PersonWord) -> Bool {
    if isSameSurname(as: other) { return true }
    return firstLetter == other.firstLetter && firstLetter != 0 && (isInitial || other.isInitial)
  }

  @inline(__always)
  func isSameSurname(as other: PersonWord) -> Bool {
    hash == other.hash || (skeleton != 0 && skeleton == other.skeleton)
  }
}
