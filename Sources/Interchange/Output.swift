// Where formats write to: bytes, gathered into blocks.
// Unsafe: the output owns its block until `deinit` and fills it no farther than it is long; a sink gets bytes
// that live until it returns.
import Foundation
import KnowledgeBase
import Storage

/// A place that takes bytes in order: standard output, a file, memory.
@safe public final class Output {
  private let sink: (UnsafeRawBufferPointer) throws -> Void
  private let block: UnsafeMutableRawBufferPointer
  private var used = 0

  /// - Parameter sink: takes each block of up to 64 KiB; what it throws, the writer throws.
  public init(_ sink: @escaping (UnsafeRawBufferPointer) throws -> Void) {
    unsafe self.sink = sink
    unsafe block = .allocate(byteCount: 65536, alignment: 16)
  }

  deinit { unsafe block.deallocate() }

  /// Writes to an open file descriptor.
  ///
  /// - Parameter name: what messages call it.
  public convenience init(descriptor: Int32, name: String) {
    unsafe self.init { bytes in
      var rest = unsafe bytes
      while unsafe !rest.isEmpty {
        let count = unsafe Foundation.write(descriptor, rest.baseAddress!, rest.count)
        if count >= 0 {
          unsafe rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        } else if errno != EINTR {
          throw Failure(
            .storage,
            errno == ENOSPC
              ? "the disk is full: \(name) could not be written" : "\(name) could not be written")
        }
      }
    }
  }

  /// Writes a file that appears under its name only when `body` is done; nothing is left where it throws.
  public static func file(_ path: String, _ body: (Output) throws -> Void) throws {
    var status = stat()
    if unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw Failure(.invalid, "\(path) is a folder; name a file in it")
    }
    // A device or a pipe is written as it is.
    let isPlain = unsafe stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
    let temporary = isPlain ? Leftovers.temporaryName(beside: path.isEmpty ? "kb" : path) : path
    if isPlain { Leftovers.remove(of: path) }
    // (What stands under the hidden name is nobody's who is at work, and may be a link to elsewhere.)
    if isPlain { unsafe unlink(temporary) }
    let flags = isPlain ? O_EXCL | O_NOFOLLOW : O_TRUNC
    let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | flags | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw Failure(
        .notPermitted,
        "\(path) cannot be written: \(errno == ENOENT ? "its folder does not exist" : "check its permissions and those of its folder")"
      )
    }
    var isDone = false
    defer { if isPlain, !isDone { unsafe unlink(temporary) } }
    do {
      defer { close(descriptor) }
      let output = Output(descriptor: descriptor, name: path)
      try body(output)
      try output.flush()
      // (After a loss of power, the name must not stand for a file without its bytes.)
      guard !isPlain || fsync(descriptor) == 0 else {
        throw Failure(.storage, "\(path) could not be written")
      }
    }
    guard unsafe !isPlain || rename(temporary, path) == 0 else {
      throw Failure(.storage, "\(path) could not be written")
    }
    if isPlain { DatabaseFile.syncFolder(of: path) }
    isDone = true
  }

  public func flush() throws {
    guard used > 0 else { return }
    let bytes = unsafe UnsafeRawBufferPointer(rebasing: block[..<used])
    used = 0
    try unsafe sink(bytes)
  }

  @inline(__always) func write(_ byte: UInt8) throws {
    if unsafe used == block.count { try flush() }
    unsafe block[used] = byte
    used += 1
  }

  @inline(__always) func write(_ bytes: UnsafeRawBufferPointer) throws {
    guard let start = bytes.baseAddress else { return }
    if unsafe bytes.count > block.count - used {
      try flush()
      if unsafe bytes.count > block.count { return try unsafe sink(bytes) }
    }
    unsafe (block.baseAddress! + used).copyMemory(from: start, byteCount: bytes.count)
    used += bytes.count
  }

  @inline(__always) func write(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    try unsafe write(UnsafeRawBufferPointer(bytes))
  }

  /// Writes bytes as they are.
  package func write(raw bytes: UnsafeRawBufferPointer) throws { try unsafe write(bytes) }

  /// Writes a number from 0 in digits.
  func write(_ number: Int) throws {
    var digits: UInt64 = 0
    var rest = number
    // Seven digits fit into the eight bytes that are written as one.
    guard rest >= 0, rest < 10_000_000 else { return try write(String(number)) }
    var count = 0
    repeat {
      digits = digits << 8 | UInt64(0x30 + rest % 10)
      rest /= 10
      count += 1
    } while rest > 0
    try unsafe withUnsafeBytes(of: digits.littleEndian) {
      try unsafe write(UnsafeRawBufferPointer(rebasing: $0[..<count]))
    }
  }

  func write(_ text: StaticString) throws {
    try unsafe write(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  public func write(_ text: String) throws {
    var text = text
    try text.withUTF8 { try unsafe write(UnsafeRawBufferPointer($0)) }
  }
}
