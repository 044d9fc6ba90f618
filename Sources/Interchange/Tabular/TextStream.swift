// Text as it comes, block by block: from a file, a pipe or memory, in whatever encoding, out as UTF-8.
// Unsafe: buffers are filled within the closures, no farther than they are long, and iconv is told both ends;
// the converter is closed in `deinit`.
import Documents
import Foundation
import KnowledgeBase

/// Bytes of a file or a pipe, read once from front to end in constant memory.
@safe final class TextStream {
  let name: String
  /// The first bytes as they stand there, at most a MiB: enough to tell what they are.
  let head: [UInt8]
  /// In which encoding they are: told by a mark, by the bytes, or by the caller.
  private(set) var encoding = "UTF-8"
  /// How many bytes there are in all; nil for a pipe.
  let size: Int?
  /// How many have been read.
  private(set) var consumed = 0
  private let descriptor: Int32
  private var headAt = 0
  private var converter: iconv_t?
  /// What the converter has not taken yet.
  private var raw: [UInt8] = []
  private var isEnd = false
  private static let headSize = 1 << 20

  /// - Parameters:
  ///   - path: `-` for standard input.
  ///   - name: what messages call it; nil for the path.
  convenience init(path: String, named name: String? = nil) throws {
    if path == "-" {
      try self.init(descriptor: dup(STDIN_FILENO), name: "standard input")
      return
    }
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { throw Failure(.notFound, "there is no file \(path)") }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw Failure(.invalid, "\(path) is a folder; name the files in it")
    }
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Failure(.notPermitted, "\(path) cannot be read: check its permissions")
    }
    try self.init(descriptor: descriptor, name: name ?? path)
  }

  /// Takes the descriptor over, and closes it at its end.
  init(descriptor: Int32, name: String) throws {
    (self.descriptor, self.name) = (descriptor, name)
    var status = stat()
    size =
      unsafe fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
    var head: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while head.count < Self.headSize {
      let count = try Self.read(descriptor, &block, name)
      if count == 0 { break }
      head += block[..<count]
    }
    self.head = head
  }

  /// Reads what is in memory.
  init(_ bytes: [UInt8], name: String) {
    (descriptor, self.name, head, size) = (-1, name, bytes, bytes.count)
  }

  deinit {
    if let converter = unsafe converter { unsafe iconv_close(converter) }
    if descriptor >= 0 { close(descriptor) }
  }

  /// All bytes as they stand there.
  func allBytes() throws -> [UInt8] {
    var all = head
    guard descriptor >= 0 else { return all }
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = try Self.read(descriptor, &block, name), count > 0 { all += block[..<count] }
    return all
  }

  /// Finds out the encoding; what is read after it is UTF-8, without a byte order mark.
  ///
  /// - Parameter named: what the caller says, as iconv knows it; nil to tell by the bytes.
  func decode(as named: String?) throws {
    if head.starts(with: [0xFF, 0xFE, 0, 0]) || head.starts(with: [0, 0, 0xFE, 0xFF]) {
      throw Failure(.invalid, "\(name) is in UTF-32; convert it to UTF-8 (iconv -f UTF-32 -t UTF-8)")
    }
    if head.starts(with: [0xEF, 0xBB, 0xBF]) {
      headAt = 3
    } else if head.starts(with: [0xFF, 0xFE]) {
      (headAt, encoding) = (2, "UTF-16LE")
    } else if head.starts(with: [0xFE, 0xFF]) {
      (headAt, encoding) = (2, "UTF-16BE")
    } else if let order = head.prefix(4096).contains(0)
      ? EncodingGuess.utf16Order(head.prefix(4096 & ~1)) : nil
    {
      encoding = order
    } else if named == nil, let sample = try firstThatIsNotUTF8() {
      guard let guess = EncodingGuess.encoding(of: sample[...]) else {
        throw Failure(
          .invalid,
          "\(name) is in an encoding that cannot be told; name it with --encoding, such as windows-1252")
      }
      encoding = guess
    }
    if let named, headAt == 0 { encoding = named.uppercased() }
    guard encoding != "UTF-8", encoding != "UTF8" else { return }
    let opened = unsafe iconv_open("UTF-8", encoding)
    guard unsafe opened != iconv_t(bitPattern: -1) else {
      throw Failure(
        .invalid, "no encoding is called '\(encoding.prefix(40))'; such are windows-1252, UTF-16LE, GB18030")
    }
    unsafe converter = opened
  }

  /// A stretch that is no UTF-8, where nothing before it has shown that the file is; nil where there is none.
  private func firstThatIsNotUTF8() throws -> [UInt8]? {
    var block = head
    var at = head.count
    while !block.isEmpty {
      // A character that is cut at the end of the block belongs to the next.
      var whole = block.count
      while whole > 0, block.count - whole < 4, block[whole - 1] & 0xC0 == 0x80 { whole -= 1 }
      if whole > 0, block[whole - 1] >= 0xC0 { whole -= 1 } else { whole = block.count }
      let isLast = at >= (size ?? at)
      let part = block[..<(isLast ? block.count : whole)]
      if unsafe !part.withUnsafeBufferPointer(unsafe \.isUTF8) { return block }
      // (Letters above ASCII that are UTF-8 do not come about by chance.)
      if part.contains(where: { $0 >= 0x80 }) || isLast || descriptor < 0 || size == nil { return nil }
      at -= block.count - whole
      block = unsafe [UInt8](unsafeUninitializedCapacity: Self.headSize) { buffer, count in
        count = unsafe max(pread(descriptor, buffer.baseAddress, Self.headSize, off_t(at)), 0)
      }
      at += block.count
    }
    return nil
  }

  /// Reads UTF-8 into a buffer until it is full.
  ///
  /// - Returns: how many bytes; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard let converter = unsafe converter else { return try unsafe readRaw(into: buffer) }
    var written = 0
    while buffer.count - written > 16 {
      if raw.count < 16, !isEnd {
        var block = [UInt8](repeating: 0, count: 1 << 16)
        let count = try unsafe block.withUnsafeMutableBytes { try unsafe readRaw(into: $0) }
        isEnd = count == 0
        raw += block[..<count]
      }
      if raw.isEmpty { break }
      var left = raw.count
      var room = buffer.count - written
      let result = unsafe raw.withUnsafeMutableBufferPointer { input in
        var source: UnsafeMutablePointer<CChar>? = unsafe UnsafeMutableRawPointer(input.baseAddress!)
          .assumingMemoryBound(to: CChar.self)
        var target: UnsafeMutablePointer<CChar>? = unsafe (buffer.baseAddress! + written)
          .assumingMemoryBound(to: CChar.self)
        return unsafe iconv(converter, &source, &left, &target, &room)
      }
      let problem = errno
      written = buffer.count - room
      raw.removeFirst(raw.count - left)
      // A character may wait for its other half.
      if result == -1, problem == E2BIG { break }
      if result == -1, problem == EILSEQ || isEnd {
        throw Failure(.invalid, "\(name) is not \(encoding): byte \(consumed - raw.count) breaks its rules")
      }
    }
    return written
  }

  private func readRaw(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    var count = 0
    if headAt < head.count {
      count = min(buffer.count, head.count - headAt)
      unsafe head.withUnsafeBytes { bytes in
        unsafe buffer.baseAddress!.copyMemory(from: bytes.baseAddress! + headAt, byteCount: count)
      }
      headAt += count
    }
    while descriptor >= 0, count < buffer.count {
      let got = unsafe Foundation.read(descriptor, buffer.baseAddress! + count, buffer.count - count)
      if got == 0 { break }
      if got < 0 {
        if errno == EINTR { continue }
        throw Failure(.notPermitted, "\(name) could not be read to its end")
      }
      count += got
    }
    consumed += count
    return count
  }

  private static func read(_ descriptor: Int32, _ block: inout [UInt8], _ name: String) throws -> Int {
    while true {
      let count = unsafe Foundation.read(descriptor, &block, block.count)
      if count >= 0 { return count }
      if errno != EINTR { throw Failure(.notPermitted, "\(name) cannot be read") }
    }
  }
}
