// Ctrl-C in the middle of long work: what is under way is finished first.
// Unsafe: the flag is made once and never freed; a signal's handler writes it and the work reads it, as
// sig_atomic_t allows.
import Foundation

/// Whether the user, or the system, asked to stop. A second time ends the program at once.
enum Interrupt {
  // Written by the signal's handler, where nothing but such a variable is safe, and read by the work.
  nonisolated(unsafe) private static let asked = {
    let asked = UnsafeMutablePointer<sig_atomic_t>.allocate(capacity: 1)
    unsafe asked.initialize(to: 0)
    return unsafe asked
  }()

  static var isAsked: Bool { unsafe asked.pointee != 0 }

  static func `catch`() {
    _ = unsafe asked
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        if unsafe Interrupt.asked.pointee != 0 { _exit(128 + number) }
        unsafe Interrupt.asked.pointee = 1
      }
    }
  }
}
