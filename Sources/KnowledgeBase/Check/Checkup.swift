// What a check-up found: errors, and advice.

/// All that should be true of a knowledge base and is not.
public struct Checkup: Sendable {
  /// How much a finding weighs.
  public enum Severity: String, Sendable, Hashable {
    /// Something that must hold does not.
    case error
    /// Something that a person should look at; it may be right.
    case advice
  }

  /// One thing that is not as it should be.
  public struct Finding: Sendable, Hashable {
    public let severity: Severity
    /// The name of the check: `pin`, `same-name`.
    public let check: String
    /// The key of the record, `SOURCE@START-END`, or a table and an id (`appearance 12`).
    public let record: String
    /// What is wrong, in one sentence.
    public let problem: String
    /// What to do about it.
    public let remedy: String
  }

  /// How many findings one check has.
  public struct Tally: Sendable, Hashable {
    public let severity: Severity
    public let check: String
    public let remedy: String
    public let count: Int
  }

  /// The findings, errors first, at most so many of one check as were asked for.
  public let findings: [Finding]
  /// All there are, in the same order.
  public let tallies: [Tally]
  /// What could not be looked at, and why.
  public let notes: [String]

  public var errors: Int { count(.error) }
  public var advice: Int { count(.advice) }

  private func count(_ severity: Severity) -> Int {
    tallies.reduce(0) { $0 + ($1.severity == severity ? $1.count : 0) }
  }
}

/// A check by its name: how much its findings weigh, and what to do about them.
package struct Check: Sendable {
  package let severity: Checkup.Severity
  package let name: String
  package let remedy: String

  package init(_ severity: Checkup.Severity, _ name: String, _ remedy: String) {
    (self.severity, self.name, self.remedy) = (severity, name, remedy)
  }

  package static let mended = "kb check --fix rebuilds it"
}
