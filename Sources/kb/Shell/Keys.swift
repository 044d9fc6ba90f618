// The keyboard: one key at a time, without waiting for the return key.
// Unsafe: what these C functions are given, strings and structs, lives until they return.
import Foundation

/// The terminal while single keys are read. Lines that are typed in between are read as usual.
final class Keys {
  private var usual = termios()

  init() { unsafe tcgetattr(STDIN_FILENO, &usual) }

  /// The next key as a letter; nil at the end of input or for Ctrl-C and Ctrl-D.
  func next() -> Character? {
    var raw = usual
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
    unsafe withUnsafeMutableBytes(of: &raw.c_cc) {
      unsafe $0[Int(VMIN)] = 1
      unsafe $0[Int(VTIME)] = 0
    }
    unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &raw)
    defer { unsafe tcsetattr(STDIN_FILENO, TCSADRAIN, &usual) }
    var bytes = [UInt8](repeating: 0, count: 16)
    // (An arrow key is several bytes, and stands for nothing here.)
    let count = unsafe read(STDIN_FILENO, &bytes, bytes.count)
    guard count > 0, ![3, 4].contains(bytes[0]) else { return nil }
    return count == 1 ? Character(Unicode.Scalar(bytes[0])) : "\u{FFFD}"
  }

  /// A line that is typed; nil where it is empty.
  func line(_ prompt: String) -> String? {
    Shell.say(prompt)
    guard let line = readLine(strippingNewline: true) else { return nil }
    let typed = line.trimmingCharacters(in: .whitespaces)
    return typed.isEmpty ? nil : typed
  }
}
