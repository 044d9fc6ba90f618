// How far long work has come: on a terminal's stderr, from the first second on, five times a second.
import Foundation
import Interchange

/// The line that is written over and over, and gone in the end.
struct ProgressLine {
  private var next = DispatchTime.now() + .seconds(1)
  private var hasShown = false
  private let isShown = isatty(STDERR_FILENO) == 1 && Shell.environment("TERM") != "dumb"

  /// Shows what `text` makes, where it is time for it.
  mutating func show(_ text: () -> String) {
    guard isShown, DispatchTime.now() > next else { return }
    next = DispatchTime.now() + .milliseconds(200)
    hasShown = true
    Shell.sayRaw("\r\(text())\u{1B}[K")
  }

  func end() {
    if hasShown { Shell.sayRaw("\r\u{1B}[K") }
  }
}

/// So many of something, or so much of one thing.
struct Progress {
  private var line = ProgressLine()
  private let noun: String

  /// - Parameter noun: what is counted, in the plural.
  init(_ noun: String = "") { self.noun = noun }

  mutating func step(_ count: Int) {
    guard count & 0xFF == 0 else { return }
    line.show { [noun] in "\(count.grouped) \(noun)…" }
  }

  /// Of few things that take long each.
  mutating func step(_ count: Int, of total: Int) {
    line.show { [noun] in "\(count.grouped) of \(total.grouped) \(noun)…" }
  }

  /// How much of one thing is done, from 0 to 1.
  mutating func step(_ part: Double, of what: String) {
    line.show { "\(DisplayWidth.visible(what, keepsLines: false)): \(Int(part * 100)) %" }
  }

  func end() { line.end() }
}
