// In which form results are written.
import ArgumentParser
import Interchange
import KnowledgeBase

enum Format: String, CaseIterable, ExpressibleByArgument {
  case text, table, csv, tsv, json, ndjson, markdown
  /// Of `kb argument` and `kb export` alone.
  case dot, mermaid, argdown, dossier
  /// Of `kb cite` and `kb export sources` alone.
  case cslJSON = "csl-json"
  case biblatex, ris
  /// Of `kb export` alone.
  case jsonld, annotations, claimreview, ftm

  static let allValueStrings = ["text", "table", "csv", "tsv", "json", "ndjson", "markdown"]

  var rows: RowFormat? { RowFormat(rawValue: rawValue) }
  var linked: LinkedFormat? { LinkedFormat(rawValue: rawValue) }
  var citations: CitationFormat? { CitationFormat(rawValue: rawValue) }
}

enum ShortFormat: String, EnumerableFlag {
  case csv, tsv, json, ndjson
}

struct OutputOptions: ParsableArguments {
  @Option(
    name: .long, help: ArgumentHelp("text, table, csv, tsv, json, ndjson or markdown.", valueName: "format"))
  var format: Format?

  @Flag(help: "The same as --format with that name.")
  var short: ShortFormat?

  @Flag(name: .long, help: "CSV for Excel: with a byte order mark, and a warning of cells that Excel cuts.")
  var excel = false

  @Flag(
    name: .long,
    help: "CSV: an apostrophe before cells that a spreadsheet would run as formulas; alters the text.")
  var safeFormulas = false

  func validate() throws {
    if format != nil, short != nil {
      throw ValidationError("--format and --\(short!.rawValue) are two formats; choose one.")
    }
    if excel || safeFormulas {
      let isSeparated = [.csv, .tsv].contains(chosen)
      guard isSeparated else {
        throw ValidationError("--\(excel ? "excel" : "safe-formulas") goes with --csv or --tsv.")
      }
    }
  }

  var chosen: Format? { short.flatMap { Format(rawValue: $0.rawValue) } ?? format }

  /// The format, where a command has these beyond the usual.
  func format(allowing more: [Format] = []) throws -> Format {
    let format = chosen ?? .text
    guard Format.allValueStrings.contains(format.rawValue) || more.contains(format) else {
      throw ValidationError(
        "the format \(format.rawValue) is not one of \((Format.allValueStrings + more.map(\.rawValue)).joined(separator: ", "))."
      )
    }
    return format
  }

  func rowOptions(columns: [String]? = nil) -> RowOptions {
    var options = RowOptions()
    options.forExcel = excel
    options.guardsFormulas = safeFormulas
    options.width = Shell.width
    (options.forTerminal, options.isFiltered) = (Shell.isTerminal, Shell.isTerminal)
    options.columns = columns
    options.warn = { Shell.note("kb: \($0)") }
    return options
  }
}

struct EmptyOptions: ParsableArguments {
  @Flag(name: .long, help: "Exit with status 1 where nothing matches.")
  var failEmpty = false

  /// Says that nothing matched.
  func nothing(_ what: String) throws {
    Shell.note(what)
    if failEmpty { throw ExitCode(1) }
  }
}
