// Runs a program to its end or to a time limit, with all of its output.
import Foundation

enum Program {
  struct Result {
    var status: Int32
    var output: [UInt8]
    var errors: String
    var isTimeOut = false
    /// Its output was longer than the limit.
    var isTooLong = false
  }

  /// Where a program is: in the folders given, then in those of PATH; nil where it is nowhere.
  static func path(_ name: String, folders: [String]) -> String? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    return (folders + path.split(separator: ":").map(String.init)).map { $0 + "/" + name }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
  }

  /// - Parameters:
  ///   - limit: seconds until it is ended.
  ///   - outputLimit: bytes of output that are kept; it is ended when it writes more.
  static func run(_ path: String, _ arguments: [String], limit: Double, outputLimit: Int) -> Result? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    do { try process.run() } catch { return nil }
    try? output.fileHandleForWriting.close()
    try? errors.fileHandleForWriting.close()
    var result = Result(status: -1, output: [], errors: "")
    var complaints: [UInt8] = []
    let end = DispatchTime.now().uptimeNanoseconds + UInt64(limit * 1e9)
    var pipes = [
      pollfd(fd: output.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: errors.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0),
    ]
    var buffer = [UInt8](repeating: 0, count: 65_536)
    // Both pipes at once: a program that fills one while we wait at the other would never end.
    while pipes.contains(where: { $0.fd >= 0 }) {
      let now = DispatchTime.now().uptimeNanoseconds
      guard now < end else {
        result.isTimeOut = true
        break
      }
      guard
        poll(&pipes, nfds_t(pipes.count), Int32(min((end - now) / 1_000_000 + 1, 60_000))) >= 0
          || errno == EINTR
      else { break }
      for index in pipes.indices where pipes[index].fd >= 0 && pipes[index].revents != 0 {
        let count = read(pipes[index].fd, &buffer, buffer.count)
        if count <= 0 {
          if count < 0, errno == EINTR { continue }
          pipes[index].fd = -1
        } else if index == 0 {
          result.output += buffer[..<count]
        } else if complaints.count < 10_000 {
          complaints += buffer[..<count]
        }
      }
      if result.output.count > outputLimit {
        result.isTooLong = true
        break
      }
    }
    if result.isTimeOut || result.isTooLong { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    result.status =
      process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
    result.errors = String(decoding: complaints, as: UTF8.self)
    return result
  }
}
