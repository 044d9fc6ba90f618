// On what was measured, and beside which programs.
import Foundation

enum Machine {
  /// The day, the processor, and the versions of all that took part.
  static func description(kb: String) -> String {
    func line(_ command: String) -> String {
      Timed.output("\(command) 2>/dev/null | head -1").trimmingCharacters(in: .whitespacesAndNewlines)
    }
    let cpu = line("sed -n 's/^model name[^:]*: //p' /proc/cpuinfo")
    let memory = ProcessInfo.processInfo.physicalMemory >> 30
    let utils = line("sqlite-utils --version")
    let peers = [
      "kb \(line("\(kb) --version"))", "sqlite3 \(line("sqlite3 --version | cut -d' ' -f1"))",
      utils.isEmpty ? "sqlite-utils is not there, so not measured" : utils.replacing(", version", with: ""),
      line("python3 --version"),
    ]
    return """
      \(line("date +%Y-%m-%d")) · \(cpu), \(ProcessInfo.processInfo.processorCount) cores, \(memory) GiB · \
      \(peers.filter { !$0.isEmpty }.joined(separator: " · "))
      """
  }
}

/// A folder for what is measured; what is large is made once and kept for the next run.
struct Workplace {
  let path: String

  init(_ name: String) throws {
    path = NSTemporaryDirectory() + name
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  /// The path of a file in it.
  func callAsFunction(_ name: String) -> String { path + "/" + name }
}
