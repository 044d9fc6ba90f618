// Runs a program to its end or to a time limit, with all of its output.
// Unsafe: what these C functions are given, strings and structs, lives until they return. The copies of the
// words are freed after the program has begun.
import Foundation

enum Program {
  struct Result {
    /// The exit status; 128 and more where a signal ended it.
    var status: Int32 = -1
    var output: [UInt8] = []
    /// The first 10,000 bytes of its complaints.
    var errors: [UInt8] = []
    var isTimeOut = false
    /// Its output was longer than the limit.
    var isTooLong = false
  }

  /// Where a program is: in the folders given, then in those of PATH; nil where it is nowhere.
  static func path(_ name: String, folders: [String]) -> String? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    return (folders + path.split(separator: ":").map(String.init)).map { $0 + "/" + name }.first {
      unsafe access($0, X_OK) == 0
    }
  }

  /// Runs a program in a process group of its own, so that what it starts ends with it.
  ///
  /// - Parameters:
  ///   - limit: seconds until it is ended.
  ///   - outputLimit: bytes of output that are kept; it is ended when it writes more.
  /// - Returns: nil where it cannot be started.
  static func run(_ path: String, _ arguments: [String], limit: Double, outputLimit: Int) -> Result? {
    let end = ContinuousClock.now + .seconds(limit)
    guard let (process, output, errors) = start(path, arguments) else { return nil }
    var result = Result()
    read(output, errors, until: end, outputLimit: outputLimit, into: &result)
    close(output)
    close(errors)
    // It may have closed its output and go on.
    var status: Int32 = 0
    while !result.isTimeOut, !result.isTooLong {
      let ended = unsafe waitpid(process, &status, WNOHANG)
      if ended == process {
        result.status = status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
        return result
      }
      if ended < 0, errno != EINTR { return result }
      if ContinuousClock.now >= end { result.isTimeOut = true }
      usleep(500)
    }
    kill(-process, SIGKILL)
    while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
    return result
  }

  private static let starting = NSLock()

  /// The process, and the ends of its two pipes to read from.
  private static func start(_ path: String, _ arguments: [String]) -> (pid_t, Int32, Int32)? {
    // One start at a time: a program that another thread starts must not inherit these pipes.
    starting.lock()
    defer { starting.unlock() }
    var (output, errors): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
    guard unsafe pipe(&output) == 0 else { return nil }
    guard unsafe pipe(&errors) == 0 else {
      for end in output { close(end) }
      return nil
    }
    for end in output + errors { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, output[1], 1)
    unsafe posix_spawn_file_actions_adddup2(&actions, errors[1], 2)
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
    var words = unsafe ([path] + arguments).map { unsafe strdup($0) } + [nil]
    defer { for index in unsafe words.indices { unsafe free(words[index]) } }
    var process: pid_t = 0
    let code = unsafe posix_spawn(&process, path, &actions, &attributes, &words, environ)
    close(output[1])
    close(errors[1])
    guard code == 0 else {
      close(output[0])
      close(errors[0])
      return nil
    }
    return (process, output[0], errors[0])
  }

  /// Reads both pipes to their ends at once: a program that fills one while we wait at the other would never
  /// end.
  private static func read(
    _ output: Int32, _ errors: Int32, until end: ContinuousClock.Instant, outputLimit: Int,
    into result: inout Result
  ) {
    var pipes = [output, errors].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while pipes.contains(where: { $0.fd >= 0 }) {
      let left = end - ContinuousClock.now
      guard left > .zero else {
        result.isTimeOut = true
        return
      }
      let wait = Int32(min(left.components.seconds * 1_000 + 10, 10_000))
      guard unsafe poll(&pipes, nfds_t(pipes.count), left < .seconds(1) ? 10 : wait) >= 0 || errno == EINTR
      else {
        return
      }
      for index in pipes.indices where pipes[index].fd >= 0 && pipes[index].revents != 0 {
        let count = unsafe Foundation.read(pipes[index].fd, &buffer, buffer.count)
        if count < 0, errno == EINTR { continue }
        if count <= 0 {
          pipes[index].fd = -1
        } else if index == 0 {
          result.output += buffer[..<count]
        } else if result.errors.count < 10_000 {
          result.errors += buffer[..<count]
        }
      }
      if result.output.count > outputLimit {
        result.isTooLong = true
        return
      }
    }
  }
}
