// How fast rows come in, and how long it will take: on a terminal's stderr.
import Foundation

struct RowProgress {
  private let start = DispatchTime.now()
  private var next = DispatchTime.now() + .seconds(1)
  private var hasShown = false
  private let isShown = isatty(STDERR_FILENO) == 1 && Shell.environment("TERM") != "dumb"

  /// - Parameter total: bytes in all; nil where they are not known.
  mutating func step(_ rows: Int, bytes: Int, of total: Int?) {
    guard isShown, DispatchTime.now() > next else { return }
    next = DispatchTime.now() + .milliseconds(200)
    hasShown = true
    let seconds = Double(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1e9
    var line = "\(rows.grouped) rows, \(Int(Double(rows) / seconds).grouped) a second"
    if let total, bytes > 0 {
      line +=
        ", \(Int((seconds * Double(total - min(bytes, total)) / Double(bytes)).rounded(.up)).grouped) s left to read"
    }
    Shell.sayRaw("\r\(line)…\u{1B}[K")
  }

  func end() {
    if hasShown { Shell.sayRaw("\r\u{1B}[K") }
  }
}
