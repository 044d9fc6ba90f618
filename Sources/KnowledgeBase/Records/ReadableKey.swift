// Keys that people can read and type, made of a file's name or of a person's.
// Unsafe: the key is the caller's until the call returns, and has a first byte.
import Foundation

package enum ReadableKey {
  /// A key made of words: small letters and digits, joined by hyphens, at most `limit` bytes, cut between words.
  ///
  /// Letters of other scripts and with diacritics are left out, which can leave nothing: nil.
  package static func make(of text: String, limit: Int = 60) -> String? {
    var words: [String] = []
    var word = ""
    for scalar in text.decomposedForKey {
      if let letter = scalar.keyLetter {
        word.unicodeScalars.append(letter)
      } else if !scalar.isJoinedInKey, !word.isEmpty {
        words.append(word)
        word = ""
      }
    }
    if !word.isEmpty { words.append(word) }
    var key = ""
    for word in words {
      let next = key.isEmpty ? word : key + "-" + word
      if next.utf8.count > limit {
        if key.isEmpty { key = String(next.prefix(limit)) }
        break
      }
      key = next
    }
    return key.isEmpty ? nil : key
  }

  /// What a key is: a rule of the schema (`key_form`), said before anything is written.
  package static let rule =
    "a key is 1 to 100 of a-z, 0-9, dot, hyphen and underscore, and begins with a letter or digit"

  package static func isKey(_ key: String) -> Bool {
    var key = key
    return key.withUTF8(unsafe isKey)
  }

  package static func isKey(_ key: UnsafeBufferPointer<UInt8>) -> Bool {
    guard (1...100).contains(key.count), unsafe !".-_".utf8.contains(key[0]) else { return false }
    return unsafe key.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x2D || $0 == 0x5F
    }
  }

  /// The last part of a path, without its extension.
  package static func stem(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }
}

extension String {
  fileprivate var decomposedForKey: String.UnicodeScalarView {
    utf8.allSatisfy { $0 < 0x80 } ? unicodeScalars : decomposedStringWithCanonicalMapping.unicodeScalars
  }
}

extension Unicode.Scalar {
  /// The letter or digit that stands for it in a key.
  fileprivate var keyLetter: Unicode.Scalar? {
    switch value {
    case 0x61...0x7A, 0x30...0x39: self
    case 0x41...0x5A: Unicode.Scalar(value + 32)
    default: nil
    }
  }

  /// Signs that a word keeps together: the apostrophe of O'Neil, an accent.
  fileprivate var isJoinedInKey: Bool {
    value == 0x27 || value == 0x2019 || properties.generalCategory == .nonspacingMark
  }
}
