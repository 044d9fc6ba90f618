// The bytes of a file, read once, as they stood at one moment.
// Unsafe: what these C functions are given, strings and structs, lives until they return. No more is read
// than the buffer holds.
import Foundation

enum FileBytes {
  /// Reads a regular file whole.
  ///
  /// - Parameter limit: the largest size, in bytes.
  static func read(_ path: String, limit: Int) throws(DocumentFailure) -> [UInt8] {
    // Opened without waiting: a pipe that nobody writes to would hold the program for ever.
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw failure(path, errno) }
    defer { close(file) }
    var before = stat()
    guard unsafe fstat(file, &before) == 0 else { throw failure(path, errno) }
    switch before.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR:
      throw DocumentFailure(.notAFile, "\(path) is a folder; name it as a folder to read the files in it")
    default:
      throw DocumentFailure(.notAFile, "\(path) is a device or a pipe, not a file; copy it into a file first")
    }
    guard before.st_size <= limit else { throw tooLarge(path, size: Int(before.st_size), limit: limit) }
    let size = Int(before.st_size)
    var code: Int32 = 0
    // One byte more than there should be tells whether the file grew.
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size + 1) { buffer, count in
      while count < size + 1 {
        let got = unsafe Foundation.read(file, buffer.baseAddress! + count, size + 1 - count)
        if got > 0 {
          count += got
        } else if got == 0 {
          break
        } else if errno != EINTR {
          code = errno
          break
        }
      }
    }
    guard code == 0 else { throw failure(path, code) }
    var after = stat()
    guard unsafe fstat(file, &after) == 0 else { throw failure(path, errno) }
    guard bytes.count == size, after.st_size == before.st_size,
      after.st_mtim.tv_sec == before.st_mtim.tv_sec, after.st_mtim.tv_nsec == before.st_mtim.tv_nsec
    else {
      throw DocumentFailure(.changed, "\(path) changed while it was read; run this again when it is finished")
    }
    return bytes
  }

  static func tooLarge(_ path: String, size: Int, limit: Int) -> DocumentFailure {
    DocumentFailure(
      .tooLarge,
      "\(path) has \(size / 1_000_000) MB, more than the \(limit / 1_000_000) MB that one document may have; split it"
    )
  }

  /// The sentence for a code of the system.
  static func failure(_ path: String, _ code: Int32) -> DocumentFailure {
    switch code {
    case ENOENT:
      DocumentFailure(.notFound, "\(path) is not there: check its name, or whether it was moved meanwhile")
    case ENOTDIR:
      DocumentFailure(.notFound, "\(path) is not there: a part of its path is a file, not a folder")
    case EACCES, EPERM: DocumentFailure(.notPermitted, "\(path) may not be read: check its permissions")
    case ELOOP: DocumentFailure(.notFound, "\(path) is a link that leads back to itself")
    case ENAMETOOLONG:
      DocumentFailure(.notFound, "\(path) is not there: the name is longer than a name can be")
    case EMFILE, ENFILE: DocumentFailure(.unreadable, "\(path) could not be opened: too many files are open")
    case ENXIO, EWOULDBLOCK, ENODEV:
      DocumentFailure(.notAFile, "\(path) is a device or a pipe, not a file; copy it into a file first")
    default:
      DocumentFailure(.unreadable, unsafe "\(path) could not be read: \(String(cString: strerror(code)))")
    }
  }
}
