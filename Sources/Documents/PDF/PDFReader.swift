// A PDF to a document, through pdftotext and pdfinfo of poppler-utils.
// Unsafe: what these C functions are given, strings and structs, lives until they return.
import Foundation

struct PDFReader {
  /// Seconds that a program may take for one file.
  let timeLimit: Double
  /// Where programs are looked for before PATH.
  let folders: [String]

  func read(_ bytes: [UInt8], name: String, sha256: String) throws(DocumentFailure) -> Document {
    guard let converter = Program.path("pdftotext", folders: folders) else {
      throw DocumentFailure(
        .missingProgram,
        "\(name) is a PDF, and pdftotext is missing, which reads it: apt-get install poppler-utils")
    }
    // The bytes that were hashed are the bytes that are read: a copy, so that no change comes between.
    let copy = try Self.copy(bytes, name: name)
    defer { unsafe unlink(copy) }
    let text = try run(converter, ["-q", "-enc", "UTF-8", "-eol", "unix", copy, "-"], name: name, copy: copy)
    guard let string = String(validating: text, as: UTF8.self) else {
      throw DocumentFailure(.unreadable, "\(name) could not be read: pdftotext wrote no valid UTF-8")
    }
    var document = Document(text: string, format: .pdf, sha256: sha256, encoding: "PDF")
    describe(&document, copy: copy)
    PlainTextReader.say(&document)
    document.language = LanguageGuess.language(of: string)
    return document
  }

  private func run(_ program: String, _ arguments: [String], name: String, copy: String)
    throws(DocumentFailure)
    -> [UInt8]
  {
    guard let result = Program.run(program, arguments, limit: timeLimit, outputLimit: 200_000_000) else {
      throw DocumentFailure(.missingProgram, "\(name) is a PDF, and \(program) cannot be run, which reads it")
    }
    if result.isTimeOut {
      throw DocumentFailure(
        .timeOut,
        "\(name) was given up: pdftotext took longer than \(Int(timeLimit.rounded(.up))) seconds for it")
    }
    if result.isTooLong {
      throw DocumentFailure(
        .tooLarge, "\(name) has more than 200 MB of text, more than one document may have; split it")
    }
    if result.status == 0 { return result.output }
    // -q keeps complaints away; what is wrong is asked for once more.
    let reason = Program.run(
      program, arguments.filter { $0 != "-q" }, limit: timeLimit, outputLimit: 1_000_000)
    let complaint = String(decoding: reason?.errors ?? [], as: UTF8.self).lowercased()
    if complaint.contains("password") || complaint.contains("encrypt") {
      throw DocumentFailure(
        .unreadable,
        "\(name) is encrypted and needs a password; save it without one (qpdf --decrypt) and read that")
    }
    if result.status == 3 || complaint.contains("copying of text") {
      throw DocumentFailure(
        .unreadable, "\(name) forbids copying its text; save it without that (qpdf --decrypt)")
    }
    throw DocumentFailure(.unreadable, "\(name) is a broken PDF: pdftotext cannot read it; fetch it again")
  }

  private static func copy(_ bytes: [UInt8], name: String) throws(DocumentFailure) -> String {
    let folder = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp"
    var path = Array("\(folder)/kb-pdf-XXXXXX".utf8CString)
    let file = unsafe mkstemp(&path)
    let copy = String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard file >= 0 else {
      throw DocumentFailure(
        .unreadable, "\(name) could not be read: no temporary file can be made in \(folder)")
    }
    defer { close(file) }
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes {
        unsafe write(file, $0.baseAddress! + written, bytes.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        unsafe unlink(copy)
        throw DocumentFailure(
          .unreadable, "\(name) could not be read: there is no room in \(folder) for a copy")
      }
      written += count
    }
    return copy
  }

  /// Title and author as pdfinfo gives them. Its dates are those of the file, not of publication.
  private func describe(_ document: inout Document, copy: String) {
    guard let program = Program.path("pdfinfo", folders: folders),
      let result = Program.run(
        program, ["-enc", "UTF-8", "-isodates", copy], limit: timeLimit, outputLimit: 1_000_000),
      result.status == 0
    else { return }
    for line in String(decoding: result.output, as: UTF8.self).split(separator: "\n") {
      guard let colon = line.firstIndex(of: ":") else { continue }
      let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      guard !value.isEmpty else { continue }
      switch line[..<colon] {
      case "Title":
        // Word processors put the name of a file here.
        let isName = value.hasPrefix("Microsoft Word - ") || FormatSniffer.fileExtension(value).count >= 3
        if !isName, value.lowercased() != "untitled" { document.title = value }
      case "Author": document.authors = Names.authors(value)
      default: break
      }
    }
  }
}
