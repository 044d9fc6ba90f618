// Which of the compiler's sanitizers the tests and the built programs run under, if any.
import Foundation

/// As `.ci/sanitize` has built them.
public enum Sanitizer: String, Sendable {
  case address, thread

  public static let current = variables["KB_SANITIZED"].flatMap { Sanitizer(rawValue: $0) }

  /// What tells a sanitizer where its findings go; programs get it beside whatever environment a test gives them.
  static let variables = ProcessInfo.processInfo.environment.filter {
    ["KB_SANITIZED", "ASAN_OPTIONS", "TSAN_OPTIONS"].contains($0.key)
  }
}
