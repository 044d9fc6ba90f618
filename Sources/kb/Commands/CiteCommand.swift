// kb cite: a footnote for a quote or a source, or an entry for a reference manager.
import ArgumentParser
import Interchange
import KnowledgeBase

struct CiteCommand: Exemplified {
  static let configuration = CommandConfiguration(
    commandName: "cite",
    abstract: "A footnote: who, the words, where, when, accessed, and the hash of what was kept.",
    discussion: """
      For quotes and sources. As csl-json, biblatex or ris it is the source that is cited; its key is the citation \
      key, and never changes. What is not known is left out.
      """)
  static let examples = ["kb cite wana-jan-31", "kb cite wana-jan-31 --format biblatex"]

  @Argument(help: ArgumentHelp("Keys of quotes or sources.", valueName: "key"))
  var keys: [String]
  @Option(help: "chicago (a full note), short (for later notes), apa or mla.")
  var style: FootnoteStyle?
  @Option(
    help: ArgumentHelp("text, markdown, csl-json, biblatex or ris.", valueName: "format"))
  var format: Format = .text
  @OptionGroup var file: ReadingOptions

  func validate() throws {
    guard [.text, .markdown, .cslJSON, .biblatex, .ris].contains(format) else {
      throw ValidationError("kb cite writes text, markdown, csl-json, biblatex or ris.")
    }
    guard style == nil || format.citations == nil else {
      throw ValidationError("--style is of footnotes: --format text or markdown.")
    }
  }

  mutating func run() throws {
    let kb = try file.open()
    let citations = try keys.map { try kb.citation(of: $0) }
    for citation in citations { for note in citation.notes { Shell.note(note) } }
    let output = Shell.output()
    if let format = format.citations {
      for citation in citations where citation.source == nil {
        Shell.note("\(citation.key) has no source that could be cited")
      }
      var seen: Set<String> = []
      let sources = citations.compactMap(\.source).filter { seen.insert($0.key).inserted }
      try KnowledgeBase.write(sources, as: format, to: output)
    } else {
      for citation in citations {
        let note = citation.footnote(style ?? .chicago, asMarkdown: format == .markdown)
        try output.write(Style.safe(note) + "\n")
      }
    }
    try output.flush()
  }
}

extension FootnoteStyle: ExpressibleByArgument {}
