// Ctrl-C in the middle of long work: what is under way is finished first.
import Foundation

/// Whether the user, or the system, asked to stop. A second time ends the program at once.
enum Interrupt {
  // Written by the signal's handler, where nothing but such a variable is safe, and read by the work.
  nonisolated(unsafe) private static let asked = {
    let asked = UnsafeMutablePointer<sig_atomic_t>.allocate(capacity: 1)
    asked.initialize(to: 0)
    return asked
  }()

  static var isAsked: Bool { asked.pointee != 0 }

  static func `catch`() {
    _ = asked
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        if Interrupt.asked.pointee != 0 { _exit(128 + number) }
        Interrupt.asked.pointee = 1
      }
    }
  }
}
