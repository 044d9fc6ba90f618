// Tables in and out beside what sqlite3 and sqlite-utils need for them.
import Foundation

/// `kb-bench exchange N`: a CSV of N quotes goes in and comes out again.
struct ExchangeBench {
  let binary: String
  let work: Workplace
  let quotes: Int
  private var table: String { work("quotes.csv") }
  private var file: String { work("imported.sqlite") }

  /// What one size gave, to set sizes beside each other.
  struct Figures {
    let importing, latest, rare: Double
  }

  func run() throws -> Report { try measure().report }

  func measure() throws -> (report: Report, figures: Figures) {
    // Unsafe: what these C functions are given, strings and structs, lives until they return.
    if unsafe access(table, F_OK) != 0 {
      print("making a table of \(quotes) quotes in \(table) …")
      unsafe system("\(CommandLine.arguments[0]) generate \(quotes) > \(table)")
    }
    var report = Report()
    let runs = quotes > 2_000_000 ? 1 : 3
    let size = quotes >= 1_000_000 ? "\(quotes / 1_000_000) M" : "\(quotes / 1000) k"
    let kb = "\(binary) import \(table) --as quotes --database \(file)"
    let fresh = "rm -f \(file)*; \(binary) init --empty --database \(file) 2>/dev/null"
    try """
    CREATE TABLE q (speaker TEXT, text TEXT, said_on TEXT, language TEXT);
    .import --csv --skip 1 \(table) q
    CREATE VIRTUAL TABLE f USING fts5 (text, content = 'q');
    INSERT INTO f (f) VALUES ('rebuild');
    CREATE INDEX q_speaker ON q (speaker);
    """.write(toFile: work("plain.sql"), atomically: true, encoding: .utf8)
    let plain = work("plain.sqlite")
    let load = "sh -c 'rm -f \(plain); exec sqlite3 \(plain) < \(work("plain.sql"))'"
    let sqlite = Timed.pair(kb, load, runs: runs, before: fresh)
    report.add(
      "import, \(size) quotes", sqlite, bound: 1.5, beside: "sqlite3 .import, FTS5 rebuild, one index")
    report.add("its memory, MiB", value: sqlite.memory, bound: 100)
    report.add("the file, to the CSV", value: Self.size(file) / Self.size(table), bound: 2.3)
    if Timed.exists("sqlite-utils"), quotes <= 1_000_000 {
      let utils = work("utils.sqlite")
      let insert =
        "sh -c 'rm -f \(utils); sqlite-utils insert \(utils) q \(table) --csv && sqlite-utils enable-fts \(utils) q text'"
      let pair = Timed.pair(kb, insert, runs: 1, before: fresh)
      report.add(
        "import, \(size) quotes", pair, bound: 0.4, beside: "sqlite-utils insert --csv and enable-fts")
    }
    addExports(size, runs, &report)
    let figures = Figures(
      importing: sqlite.kb / Double(quotes),
      latest: median("quote --speaker 'Detine Cecebane 3618' --limit 50"), rare: median("search vunejuro"))
    return (report, figures)
  }

  private func addExports(_ size: String, _ runs: Int, _ report: inout Report) {
    for (name, option, bound) in [("CSV", "csv", 0.75), ("NDJSON", "ndjson", 0.9)] {
      let shell = option == "csv" ? "-csv" : "-json"
      let pair = Timed.pair(
        "\(binary) export quotes --format \(option) --database \(file)",
        "sqlite3 \(shell) \(file) 'select * from quotes'", runs: runs)
      report.add(
        "export \(name), \(size) quotes", pair, bound: bound,
        beside: "sqlite3 \(shell) 'select * from quotes'")
      report.add("its memory, MiB", value: pair.memory, bound: 100)
    }
  }

  /// How long a question takes, in seconds.
  private func median(_ question: String) -> Double {
    let command = "\(binary) \(question) --csv --database \(file)"
    return (0..<21).map { _ in Timed.run(command).seconds }.sorted()[10]
  }

  private static func size(_ path: String) -> Double {
    ((try? FileManager.default.attributesOfItem(atPath: path)[.size]) as? Int).map(Double.init) ?? .infinity
  }

  /// `kb-bench scale N`: the same with N, N/10 and N/100 quotes, and what grows between them.
  static func scale(binary: String, upTo quotes: Int) throws -> Report {
    var report = Report()
    var figures: [Figures] = []
    for count in [quotes / 100, quotes / 10, quotes] {
      let bench = ExchangeBench(
        binary: binary, work: try Workplace("kb-bench-\(count)"), quotes: count)
      let (part, figure) = try bench.measure()
      report += part
      figures.append(figure)
    }
    let (least, middle, most) = (figures[0], figures[1], figures[2])
    report.add(
      "import, a row, \(quotes) to a tenth", value: most.importing / middle.importing, bound: 1.3)
    report.add("a speaker's 50 latest, \(quotes) to 1/100", value: most.latest / least.latest, bound: 1.5)
    report.add("a rare word, \(quotes) to 1/100", value: most.rare / least.rare, bound: 1.5)
    return report
  }
}
