// PDFs, through pdftotext: read, encrypted, broken, slow, and without the program.
import Documents
import Foundation
import Scratch
import Testing

@Suite struct PDFTests {
  private let scratch = Scratch()
  private static let isInstalled = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"].contains {
    FileManager.default.isExecutableFile(atPath: $0 + "/pdftotext")
  }

  /// A PDF of one page with a line for each text.
  private func pdf(_ lines: [String], trailer: String = "") -> [UInt8] {
    let content = "BT /F1 12 Tf 72 700 Td 16 TL " + lines.map { "(\($0)) Tj T* " }.joined() + "ET"
    let objects = [
      "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
      "<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
      "<< /Title (Harbour opens) /Author (Jane Roe) >>",
      "<< /Filter /Standard /V 1 /R 2 /P -4 /O <\(String(repeating: "61", count: 32))> /U <\(String(repeating: "62", count: 32))> >>",
    ]
    var text = "%PDF-1.4\n"
    var offsets: [Int] = []
    for (index, object) in objects.enumerated() {
      offsets.append(text.utf8.count)
      text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
    }
    let start = text.utf8.count
    text += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for offset in offsets {
      let digits = String(offset)
      text += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
    }
    text +=
      "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R /Info 6 0 R \(trailer) >>\nstartxref\n\(start)\n%%EOF\n"
    return Array(text.utf8)
  }

  @Test(.enabled(if: isInstalled)) func reads() throws {
    let document = try DocumentReader().read(
      pdf(["LONDON, May 3, 2021 \\(Reuters\\) - The harbour opened.", "It was late."]), name: "a.pdf")
    #expect(document.text.contains("The harbour opened.\nIt was late."))
    #expect(document.format == .pdf)
    #expect(document.title == "Harbour opens")
    #expect(document.authors == ["Jane Roe"])
    #expect(document.publisher == "Reuters")
    #expect(document.publishedOn == "2021-05-03")
    #expect(document.sha256.utf8.count == 64)
  }

  @Test(.enabled(if: isInstalled)) func badFiles() {
    #expect(
      refusal(Array("%PDF-1.4\nnothing more".utf8), "a.pdf")
        == "a.pdf is a broken PDF: pdftotext cannot read it; fetch it again")
    #expect(refusal(pdf([]), "a.pdf")?.contains("has no text, only pictures perhaps") == true)
    let locked = pdf(["secret"], trailer: "/Encrypt 7 0 R /ID [<61> <61>]")
    #expect(refusal(locked, "a.pdf")?.contains("is encrypted and needs a password") == true)
    #expect(refusal(Array("no PDF".utf8), "a.pdf")?.contains("does not begin with %PDF-") == true)
  }

  /// A program in place of pdftotext. Another process writes it: a file that this one has open for writing
  /// cannot be run.
  private func makeProgram(_ script: String) {
    scratch.write("#!/bin/sh\n\(script)\n", to: "script")
    let made = Program.run(
      "/bin/sh", ["-c", "cp script pdftotext && chmod 755 pdftotext"], in: scratch.folder)
    #expect(made.status == 0)
  }

  @Test("A program that hangs is ended; one that writes much to both pipes is read")
  func programs() throws {
    makeProgram("sleep 60")
    var reader = DocumentReader()
    reader.timeLimit = 0.3
    reader.programFolders = [scratch.folder]
    do {
      _ = try reader.read(pdf(["text"]), name: "a.pdf")
      Issue.record("a program that hangs was waited for")
    } catch {
      #expect(error.kind == .timeOut)
    }
    makeProgram("head -c 300000 /dev/zero | tr '\\0' e >&2; head -c 300000 /dev/zero | tr '\\0' a")
    reader.timeLimit = 60
    #expect(try reader.read(pdf(["text"]), name: "a.pdf").text == String(repeating: "a", count: 300_000))
  }
}
