// Pairs that may be one, among 100,000 actors and a million quotes: in seconds, for no other program finds them.
import Foundation

/// `kb-bench duplicates N`: a tenth as many actors as quotes.
struct DuplicatesBench {
  let binary: String
  let work: Workplace
  let quotes: Int

  func run() throws -> Report {
    let actors = max(1000, quotes / 10)
    let many = work("actors.sqlite")
    let large = work("variants.sqlite")
    // Unsafe: what these C functions are given, strings and structs, lives until they return.
    if unsafe access(many, F_OK) != 0 { try DuplicatesBase.makeActors(at: many, count: actors) }
    if unsafe access(large, F_OK) != 0 {
      try LargeBase.make(at: large, quotes: quotes)
      try DuplicatesBase.addVariants(to: large)
    }
    var report = Report()
    for (kind, file, count) in [("actors", many, actors), ("quotes", large, quotes)] {
      let runs = (0..<3).map { _ in
        Timed.run("\(binary) duplicates \(kind) --database \(file)", watches: true)
      }
      report.add("duplicates of \(count) \(kind), s", value: runs.map(\.seconds).sorted()[1], bound: 10)
      report.add("its memory, MiB", value: runs.map(\.memory).max()!, bound: 300)
    }
    return report
  }
}
