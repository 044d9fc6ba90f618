// What the system may hold back from a process, told before it can break something.
// Unsafe: what these C functions are given, strings and structs, lives until they return.
import Foundation
import KnowledgeBase
import Storage

enum SystemLimits {
  /// How many files kb and the libraries below it open at a time, at most.
  private static let handles = 24

  /// Sees to it that limits end in a sentence, not in a signal.
  ///
  /// - Throws: ``Failure`` where too few files can be opened, or too little memory be had: threads cannot even begin then.
  static func prepare() throws {
    // A write past the limit on the size of files then fails as on a full disk.
    signal(SIGXFSZ, SIG_IGN)
    var limit = rlimit()
    if unsafe getrlimit(openFiles, &limit) == 0, limit.rlim_cur < 256, limit.rlim_cur < limit.rlim_max {
      limit.rlim_cur = min(limit.rlim_max, 256)
      unsafe setrlimit(openFiles, &limit)
    }
    try checkMemory()
    MemoryCounting.stop()
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

  /// What kb may need beside the program itself, in bytes: memory that Swift cannot get ends a process without a word.
  private static let memory = 256 << 20

  /// Where memory is limited, sees whether there is enough of it.
  private static func checkMemory() throws {
    var limit = rlimit()
    guard unsafe getrlimit(addressSpace, &limit) == 0, limit.rlim_cur < rlim_t(Int64.max) else { return }
    let place = unsafe mmap(nil, memory, PROT_NONE, MAP_PRIVATE | MAP_ANON, -1, 0)
    guard unsafe place != MAP_FAILED else {
      throw Failure(
        .storage,
        "this process may use only \(limit.rlim_cur >> 20) MiB of memory, which is too little for kb; allow more with: ulimit -v 1000000"
      )
    }
    unsafe munmap(place, memory)
  }

  #if canImport(Darwin)
    private static let openFiles = RLIMIT_NOFILE
    private static let addressSpace = RLIMIT_AS
  #else
    private static let openFiles = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    private static let addressSpace = __rlimit_resource_t(RLIMIT_AS.rawValue)
  #endif
}
