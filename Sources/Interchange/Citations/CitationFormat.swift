// Sources as reference managers read them.
import KnowledgeBase
import Storage

/// A format of bibliographies. The key of a source is its citation key, and never changes.
public enum CitationFormat: String, CaseIterable, Sendable {
  /// CSL-JSON, as schema 1.0.2 of the Citation Style Language has it.
  case cslJSON = "csl-json"
  /// BibLaTeX 3.20, for biber: UTF-8, dates in EDTF of levels 0 and 1.
  case biblatex
  /// RIS, as Research Information Systems specified it in 2001, with the types of 2011.
  case ris
}

extension KnowledgeBase {
  /// Writes all sources but those that were rejected or retracted, in the order in which they were added.
  ///
  /// - Throws: ``Failure`` where `output` cannot be written.
  public func exportCitations(as format: CitationFormat, to output: Output) throws {
    try read { lookup in
      var list = CitationList(format, output)
      try lookup.connection.rows("SELECT * FROM sources WHERE status NOT IN ('rejected', 'retracted')") {
        try list.write(SourceQuery.record($0))
        return true
      }
      try list.end()
    }
  }

  /// Writes some sources in the order given.
  public static func write(_ sources: [Source], as format: CitationFormat, to output: Output) throws {
    var list = CitationList(format, output)
    for source in sources { try list.write(source) }
    try list.end()
  }
}

/// A bibliography that is written one source after the other.
private struct CitationList {
  private let format: CitationFormat
  private let output: Output
  private var isFirst = true

  init(_ format: CitationFormat, _ output: Output) { (self.format, self.output) = (format, output) }

  mutating func write(_ source: Source) throws {
    switch format {
    case .cslJSON:
      try output.write(isFirst ? "[\n  " : ",\n  ")
      try CSLJSON.item(source).write(to: output, depth: 1)
    case .biblatex: try output.write((isFirst ? "" : "\n") + BibLaTeX.entry(source))
    case .ris: try output.write((isFirst ? "" : "\r\n") + RIS.reference(source))
    }
    isFirst = false
  }

  func end() throws {
    if format == .cslJSON { try output.write(isFirst ? "[]\n" : "\n]\n") }
  }
}
