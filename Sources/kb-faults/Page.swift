// The page: each kind of fault, how often it was tried, with which seed, and what was lost.
import Foundation

struct Page {
  let settings: Settings
  let tally: Tally
  let started: Date
  let version: String

  var text: String {
    let (counts, losses, remarks) = tally.all
    let tried = counts.reduce(0) { $0 + $1.tried }
    var lines = [
      "# Proven under fire", "",
      "\(version), \(settings.isShort ? "short" : "long") run of \(day), seed \(settings.seed): "
        + "\(tried) faults, \(losses.count) losses, \(Int(-started.timeIntervalSinceNow)) seconds.", "",
      "| driver | fault | tried | losses |", "|---|---|--:|--:|",
    ]
    for driver in Set(counts.map(\.kind.driver)).sorted() {
      let own = counts.filter { $0.kind.driver == driver }
      lines.append(
        "| **\(driver)** | all | **\(own.reduce(0) { $0 + $1.tried })** | **\(own.reduce(0) { $0 + $1.losses })** |"
      )
      lines += own.map { "| \(driver) | \($0.kind.name) | \($0.tried) | \($0.losses) |" }
    }
    if !remarks.isEmpty {
      lines += ["", "## Figures, and what was not tried", ""] + remarks.sorted().map { "- \($0)" }
    }
    if !losses.isEmpty {
      lines += ["", "## Losses", ""] + losses.map { "- \($0.replacing("\n", with: " "))" }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var day: String { ISO8601DateFormatter().string(from: started) }
}
