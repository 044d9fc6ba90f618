// kb extract: what would be found in a text, and nothing is written.
// Unsafe: the text is looked at within the closure; the block is filled no farther than it is long.
import Archive
import ArgumentParser
import Documents
import Extraction
import Foundation
import Interchange
import KnowledgeBase

struct ExtractCommand: Exemplified {
  enum Input: String, ExpressibleByArgument, CaseIterable { case text, ndjson }

  static let configuration = CommandConfiguration(
    commandName: "extract", abstract: "Show the quotes that would be found in a text; write nothing.",
    discussion: """
      The text with its quotes marked and numbered, and who said them; --ndjson gives an object a document. With \
      --from ndjson it reads {"doc_id", "text", "date"?, "language"?} a line and writes {"doc_id", "quotes": […]} a \
      line, whose offsets count code points from 0, ends excluded.
      """)
  static let examples = [
    "printf 'Zarif said: “Talks are a door.”' | kb extract -",
    #"printf '{"doc_id": "d1", "text": "“Talks are a door,” Zarif said."}' | kb extract - --from ndjson"#,
  ]

  @Argument(help: ArgumentHelp("Documents; - reads standard input.", valueName: "file"), completion: .file())
  var files: [String]
  @Option(help: "What is read: text (any document) or ndjson.")
  var from = Input.text
  @Flag(help: "An object a document, for machines.")
  var ndjson = false
  @Option(
    help: ArgumentHelp(
      "When the text was published, in EDTF; a document may say so itself.", valueName: "date"))
  var published: String?
  @OptionGroup var file: DatabaseOptions

  func validate() throws {
    if from == .ndjson, published != nil {
      throw ValidationError("--published is of texts; a line of NDJSON has its \"date\".")
    }
  }

  mutating func run() throws {
    let cast = try file.open().cast()
    let output = Shell.output()
    let lines = ExtractionLines(cast: cast, to: output)
    if from == .ndjson {
      for path in files { try Self.blocks(of: path) { try lines.run(named: $0, next: $1) } }
    } else {
      let extractor = Extractor(cast.gazetteer)
      for path in files { try show(path, extractor, lines, cast, output) }
    }
    try output.flush()
  }

  private func show(
    _ path: String, _ extractor: Extractor, _ lines: ExtractionLines, _ cast: Cast, _ output: Output
  ) throws {
    let document = try DocumentReader.named(path)
    let context = try DocumentContext(published: published ?? document.publishedOn)
    var (text, id) = (document.text, path)
    try text.withUTF8 { utf8 in
      let found = unsafe extractor.extract(utf8, context: context)
      if ndjson { return try id.withUTF8 { try unsafe lines.write($0, utf8, found) } }
      try unsafe output.write(MarkedText(utf8, found, cast: cast).text())
    }
  }

  /// Reads a file, or standard input, block by block.
  private static func blocks(of path: String, _ body: (String, () throws -> [UInt8]) throws -> Void) throws {
    let name = path == "-" ? "standard input" : path
    let descriptor = unsafe path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Failure(
        .notFound,
        errno == ENOENT ? "there is no file \(path)" : "\(path) cannot be read: check its permissions")
    }
    defer { if descriptor != STDIN_FILENO { close(descriptor) } }
    try body(name) {
      var code: Int32 = 0
      // (What the processor's cache holds besides what reads it.)
      let block = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 17) { buffer, count in
        while true {
          let got = unsafe read(descriptor, buffer.baseAddress!, buffer.count)
          if got < 0, errno == EINTR { continue }
          code = got < 0 ? errno : 0
          count = max(0, got)
          return
        }
      }
      guard code == 0 else {
        throw Failure(
          .notPermitted, code == EISDIR ? "\(path) is a folder; name a file" : "\(name) cannot be read")
      }
      return block
    }
  }
}
