// Runs whole processes and says how long they took and how much memory they held.
// Unsafe: what these C functions are given, strings and structs, lives until they return. The copies of the
// words are freed at the end.
import Foundation

enum Timed {
  struct Pair {
    /// Medians, in seconds.
    let kb, other: Double
    /// The most memory that kb held, in MiB.
    let memory: Double
    var ratio: Double { kb / other }
  }

  /// Runs two commands in turns, so that what the machine does besides falls on both.
  ///
  /// - Parameter before: is run before each, and not timed.
  static func pair(_ kb: String, _ other: String, runs: Int = 21, before: String = "true") -> Pair {
    var ours: [Double] = []
    var theirs: [Double] = []
    var memory = 0.0
    for run in 0...runs {
      // The first warms the cache, and is watched.
      unsafe system(before)
      let (a, b) = (Timed.run(kb, watches: run == 0), Timed.run(other))
      if run > 0 {
        ours.append(a.seconds)
        theirs.append(b.seconds)
      }
      memory = max(memory, a.memory)
    }
    return Pair(kb: ours.sorted()[runs / 2], other: theirs.sorted()[runs / 2], memory: memory)
  }

  /// - Parameter watches: also find out how much memory the process holds at most, in MiB.
  static func run(_ command: String, watches: Bool = false) -> (seconds: Double, memory: Double) {
    var pid: pid_t = 0
    let shell = ["/bin/sh", "-c", "exec \(command) >/dev/null 2>&1"]
    var words: [UnsafeMutablePointer<CChar>?] =
      unsafe shell.map { (word: String) in unsafe strdup(word) } + [nil]
    let start = DispatchTime.now().uptimeNanoseconds
    guard unsafe posix_spawn(&pid, "/bin/sh", nil, nil, &words, environ) == 0 else {
      fatalError("cannot run /bin/sh")
    }
    var status: Int32 = 0
    var memory = 0.0
    // (What wait4 tells would be the memory of this process, from before the other began.)
    while watches, unsafe waitpid(pid, &status, WNOHANG) == 0 {
      memory = max(memory, peak(of: pid))
      usleep(2000)
    }
    if !watches { unsafe waitpid(pid, &status, 0) }
    let seconds = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
    for index in unsafe words.indices { unsafe free(words[index]) }
    guard status == 0 else {
      print("this failed: \(command)")
      exit(1)
    }
    return (seconds, memory)
  }

  /// The most memory that a running process has held, in MiB (VmHWM of Linux).
  private static func peak(of pid: pid_t) -> Double {
    let status = (try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line.flatMap { Double($0.filter(\.isNumber)) }.map { $0 / 1024 } ?? 0
  }

  static func output(_ command: String) -> String {
    let pipe = unsafe popen(command, "r")!
    defer { unsafe pclose(pipe) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 65536)
    while case let count = unsafe fread(&block, 1, block.count, pipe), count > 0 { bytes += block[..<count] }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func exists(_ tool: String) -> Bool { unsafe system("command -v \(tool) >/dev/null 2>&1") == 0 }
}

/// The figures, beside what they may be.
struct Report {
  private var lines: [(name: String, beside: String, detail: String, value: Double, bound: Double)] = []
  var isWithinBounds: Bool { lines.allSatisfy { $0.value <= $0.bound } }

  static func += (all: inout Report, part: Report) { all.lines += part.lines }

  mutating func add(_ name: String, _ pair: Timed.Pair, bound: Double, beside: String) {
    let detail = String(format: "%8.1f ms %9.1f ms", pair.kb * 1000, pair.other * 1000)
    lines.append((name, beside, detail, pair.ratio, bound))
  }

  mutating func add(_ name: String, value: Double, bound: Double) {
    lines.append((name, "", "", value, bound))
  }

  func print() {
    func padded(_ text: String, _ width: Int) -> String {
      text.padding(toLength: width, withPad: " ", startingAt: 0)
    }
    Swift.print(padded("what", 36), padded("kb beside it", 24), "  ratio  bound", "  beside", separator: "")
    for line in lines {
      let figures = String(format: "%7.3f %6.2f", line.value, line.bound)
      Swift.print(
        padded(line.name, 36), padded(line.detail, 24), figures, line.value <= line.bound ? "  " : " !",
        line.beside, separator: "")
    }
  }
}
