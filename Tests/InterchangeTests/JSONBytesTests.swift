// Bytes that are looked at eight at a time give the same as bytes that are looked at one by one.
// Unsafe: what is found is looked at within the closure that has the bytes.
import Testing

@testable import Interchange

@Suite struct JSONBytesTests {
  @Test(arguments: 0..<24) func theFirstByteThatMustBeEscapedIsFoundWhereverItStands(place: Int) {
    for byte in UInt8.min...UInt8.max {
      var bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 24)
      bytes[place] = byte
      let isSpecial = byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
      unsafe bytes.withUnsafeBufferPointer {
        unsafe #expect($0.endOfPlain(from: 0) == (isSpecial ? place : 24), "\(byte)")
        unsafe #expect($0.endOfPlain(from: place + 1) == 24, "\(byte)")
      }
    }
  }

  @Test func theFirstOfSeveralIsFound() {
    let bytes = Array("ab\u{7F}é!#[]\" \\\n\" tail of it".utf8)
    unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe #expect(bytes.endOfPlain(from: 0) == 9)
      unsafe #expect(bytes.endOfPlain(from: 10) == 11)
      unsafe #expect(bytes.endOfPlain(from: 12) == 12)
    }
  }

  @Test(arguments: [0, 5, 8]) func whatIsUTF8IsWhatStringsTakeForIt(before: Int) {
    // Around each edge: long forms, surrogates, beyond U+10FFFF, cut sequences.
    let leads: [UInt8] = [0x00, 0x41, 0x7F, 0x80, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF]
    let more: [UInt8] = [0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF]
    let nexts: [UInt8] = [0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0]
    let plain = [UInt8](repeating: UInt8(ascii: "a"), count: before)
    var wrong: [[UInt8]] = []
    func check(_ bytes: [UInt8]) {
      let isUTF8 = unsafe (plain + bytes).withUnsafeBufferPointer(unsafe \.isUTF8)
      if isUTF8 != (String(validating: plain + bytes, as: UTF8.self) != nil) { wrong.append(bytes) }
    }
    for lead in leads + more {
      check([lead])
      for second in nexts {
        check([lead, second])
        for third in nexts {
          check([lead, second, third])
          for fourth in nexts { check([lead, second, third, fourth]) }
        }
      }
    }
    #expect(wrong.isEmpty)
  }

  @Test(arguments: [0, 7, 10, 99, 1000, 9_999_999, 10_000_000, 1_234_567_890])
  func numbersAreWrittenInDigits(number: Int) throws {
    var bytes: [UInt8] = []
    let output = unsafe Output { unsafe bytes += Array($0) }
    try output.write(number)
    try output.flush()
    #expect(String(decoding: bytes, as: UTF8.self) == String(number))
  }
}
