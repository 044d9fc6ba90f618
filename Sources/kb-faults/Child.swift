// Runs one process to its end, or to the end that it is given.
// Unsafe: what these C functions are given, strings and structs, lives until they return.
import Foundation

struct Child {
  /// The exit status; nil where a signal ended it.
  let status: Int32?
  let signal: Int32?
  /// It went on longer than it may, and was killed for that.
  let isLate: Bool
  let output: String
  let errors: String
  let seconds: Double

  /// "exit status 1", "signal 11".
  var ending: String {
    isLate
      ? "no end within the time" : signal.map { "signal \($0)" } ?? status.map { "exit status \($0)" } ?? "?"
  }

  /// What kb says went wrong: the lines that begin with its name.
  var complaints: [Substring] { errors.split(separator: "\n").filter { $0.hasPrefix("kb: ") } }

  /// Ended by itself with 0, or with 1 and one sentence for a person.
  var isOrderly: Bool {
    guard let status, !isLate else { return false }
    if status == 0 { return true }
    let isRaw = ["Error Domain", "SQLite error", "SQLITE_", "Fatal error", "DatabaseError"].contains {
      errors.contains($0)
    }
    return status == 1 && !isRaw && complaints.count == 1
  }

  /// - Parameters:
  ///   - killedAfter: seconds until SIGKILL; nil for none.
  ///   - limit: seconds that it may take.
  static func run(
    _ program: String, _ arguments: [String], in folder: String, environment: [String: String] = [:],
    killedAfter: Double? = nil, limit: Double = 120
  ) -> Child {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = [
      "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": folder, "USER": "faults", "KB_AUTHOR": "faults",
    ].merging(environment) { $1 }
    let (output, errors) = (Spool(), Spool())
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(fileDescriptor: output.descriptor)
    process.standardError = FileHandle(fileDescriptor: errors.descriptor)
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    let start = DispatchTime.now()
    do { try process.run() } catch { fatalError("\(program) cannot be run: \(error)") }
    var (isOver, isLate) = (false, false)
    if let killedAfter {
      isOver = ended.wait(timeout: start + killedAfter) == .success
      if !isOver { kill(process.processIdentifier, SIGKILL) }
    }
    if !isOver, ended.wait(timeout: start + limit) == .timedOut {
      isLate = true
      kill(process.processIdentifier, SIGKILL)
      ended.wait()
    }
    let hasExited = process.terminationReason == .exit
    return Child(
      status: hasExited ? process.terminationStatus : nil,
      signal: hasExited ? nil : process.terminationStatus,
      isLate: isLate, output: output.text, errors: errors.text,
      seconds: Double(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1e9)
  }

  /// A file without a name that a process writes to.
  private final class Spool {
    let descriptor: Int32

    init() {
      var template = Array((NSTemporaryDirectory() + "/kb-faults-XXXXXX").utf8CString)
      descriptor = unsafe mkstemp(&template)
      guard descriptor >= 0 else { fatalError("no temporary file can be made") }
      unsafe unlink(template)
    }

    deinit { close(descriptor) }

    var text: String {
      var status = stat()
      unsafe fstat(descriptor, &status)
      let bytes = unsafe [UInt8](unsafeUninitializedCapacity: Int(status.st_size)) { buffer, count in
        count = unsafe max(0, pread(descriptor, buffer.baseAddress, buffer.count, 0))
      }
      return String(decoding: bytes, as: UTF8.self)
    }
  }
}
