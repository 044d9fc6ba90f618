// Another program that has the file open: the sqlite3 shell, which waits for its next line.
import Foundation

final class OtherProgram {
  private let process = Process()
  private let input = Pipe()
  private let marker: String

  /// Starts it, and returns once it has done `sql` and stands there with what that left open.
  init(_ path: String, _ sql: String) {
    marker = path + ".\(UInt32.random(in: 0...UInt32.max)).marker"
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["sqlite3", path]
    process.standardInput = input
    process.standardOutput = FileHandle.nullDevice
    do { try process.run() } catch { fatalError("sqlite3 cannot be run: \(error)") }
    say("\(sql)\n.shell touch '\(marker)'\n")
    // Unsafe: what these C functions are given, strings and structs, lives until they return.
    while unsafe access(marker, F_OK) != 0, process.isRunning { usleep(1000) }
    unsafe unlink(marker)
  }

  func say(_ text: String) { try? input.fileHandleForWriting.write(contentsOf: Data(text.utf8)) }

  /// Ends it in the middle of what it does; nothing is closed.
  func vanish() {
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }
}
