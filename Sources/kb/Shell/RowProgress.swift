// How fast rows come in, and how long it will take.
import Foundation

struct RowProgress {
  private let start = DispatchTime.now()
  private var line = ProgressLine()

  /// - Parameter total: bytes in all; nil where they are not known.
  mutating func step(_ rows: Int, bytes: Int, of total: Int?) {
    line.show { [start] in
      let seconds = Double(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1e9
      var text = "\(rows.grouped) rows, \(Int(Double(rows) / seconds).grouped) a second"
      if let total, bytes > 0 {
        text +=
          ", \(Int((seconds * Double(total - min(bytes, total)) / Double(bytes)).rounded(.up)).grouped) s left to read"
      }
      return text + "…"
    }
  }

  func end() { line.end() }
}
