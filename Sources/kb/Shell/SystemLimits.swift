// What the system may hold back from a process, told before it can break something.
// Unsafe: what these C functions are given, strings and structs, lives until they return.
import Foundation
import KnowledgeBase

enum SystemLimits {
  /// How many files kb and the libraries below it open at a time, at most.
  private static let handles = 24

  /// Sees to it that limits end in a sentence, not in a signal.
  ///
  /// - Throws: ``Failure`` where too few files can be opened: threads cannot even begin then.
  static func prepare() throws {
    // A write past the limit on the size of files then fails as on a full disk.
    signal(SIGXFSZ, SIG_IGN)
    var limit = rlimit()
    if unsafe getrlimit(openFiles, &limit) == 0, limit.rlim_cur < 256, limit.rlim_cur < limit.rlim_max {
      limit.rlim_cur = min(limit.rlim_max, 256)
      unsafe setrlimit(openFiles, &limit)
    }
    var taken: [Int32] = []
    defer { for descriptor in taken { close(descriptor) } }
    while taken.count < handles {
      let descriptor = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3)
      // (Without a standard error there is nothing to count by.)
      guard descriptor >= 0 || errno != EMFILE else {
        throw Failure(
          .storage,
          "this process may open only \(taken.count) more files, and kb needs \(handles); allow more with: ulimit -n 64"
        )
      }
      guard descriptor >= 0 else { return }
      taken.append(descriptor)
    }
  }

  #if canImport(Darwin)
    private static let openFiles = RLIMIT_NOFILE
  #else
    private static let openFiles = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
  #endif
}
