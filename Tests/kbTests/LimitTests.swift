// The README's table of limits: each is tried at its edge and one beyond.
// Unsafe: what these C functions are given, strings, lives until they return.
import Foundation
import Scratch
import Testing

@Suite struct LimitTests {
  /// One row of the table, by its first cell.
  struct Limit: Sendable, CustomTestStringConvertible {
    let name: String
    /// What the table says is the most.
    let most: String
    /// Tries a size so far from the edge: 0 is the most, 1 is one more. Gives what kb says where it is too much.
    let attempt: @Sendable (_ beyond: Int, Scratch) -> String?
    /// What is said beyond the edge.
    let refusal: String
    var testDescription: String { name }
  }

  private static func refusal(_ result: Program.Result) -> String? {
    result.status == 0 ? nil : result.errors
  }

  static let limits = [
    Limit(
      name: "a key", most: "100 characters",
      attempt: { beyond, scratch in
        scratch.seeded()
        return refusal(
          scratch.kb(
            "add", "topic", "--label", "X", "--key", String(repeating: "k", count: 100 + beyond),
            "--database",
            "kb.sqlite"))
      }, refusal: "a key is 1 to 100 of"),
    Limit(
      name: "one value", most: "1,000,000,000 bytes",
      attempt: { beyond, scratch in
        scratch.seeded()
        return refusal(
          scratch.kb("sql", "SELECT length(zeroblob(\(1_000_000_000 + beyond)))", "--database", "kb.sqlite"))
      }, refusal: "too big"),
    Limit(
      name: "one document", most: "200,000,000 bytes",
      attempt: { beyond, scratch in
        // (Text, and behind it room that takes none on the disk: as much is read, and then it is told.)
        scratch.write("Harbour.\n", to: "d.txt")
        unsafe truncate(scratch.path("d.txt"), off_t(200_000_000 + beyond))
        let result = scratch.kb("ingest", "d.txt", "--dry-run")
        return result.errors.contains("has NUL bytes") ? nil : result.errors
      }, refusal: "more than the 200 MB that one document may have"),
    Limit(
      name: "elements of HTML in each other", most: "512",
      attempt: { beyond, scratch in
        // (html, body and the paragraph are three of them.)
        let open = String(repeating: "<div>", count: 509 + beyond)
        scratch.write("<html><body>\(open)<p>The quay is quiet today.</p>", to: "d.html")
        return refusal(scratch.kb("ingest", "d.html", "--dry-run"))
      }, refusal: "nests its elements more than 512 deep"),
    Limit(
      name: "a row of a table", most: "64 MiB",
      attempt: { beyond, scratch in
        let start = "speaker,text,pad\nAda,Quiet.,"
        let pad = (64 << 20) + beyond - "Ada,Quiet.,\n".utf8.count
        scratch.write(
          Array(start.utf8) + [UInt8](repeating: 0x78, count: pad) + [0x0A], to: "t.csv")
        return refusal(scratch.kb("import", "t.csv", "--as", "quotes", "--dry-run"))
      }, refusal: "line 2: this row is longer than 64 MiB"),
    Limit(
      name: "an object of JSON", most: "64 MiB",
      attempt: { beyond, scratch in
        let start = #"{"speaker": "Ada", "text": "Quiet.", "pad": ""#
        let pad = (64 << 20) + beyond - start.utf8.count - 2
        scratch.write(
          Array(start.utf8) + [UInt8](repeating: 0x78, count: pad) + Array("\"}\n".utf8), to: "t.ndjson")
        return refusal(scratch.kb("import", "t.ndjson", "--as", "quotes", "--dry-run"))
      }, refusal: "the object is longer than 64 MiB"),
    Limit(
      name: "a bibliography, or another format that is read whole", most: "64 MiB",
      attempt: { beyond, scratch in
        let entry = "@book{quay, title = {Quay}, year = 2001}\n"
        let space = [UInt8](repeating: 0x20, count: (64 << 20) + beyond - entry.utf8.count)
        scratch.write(Array(entry.utf8) + space, to: "t.bib")
        return refusal(scratch.kb("import", "t.bib", "--dry-run"))
      }, refusal: "more than 64 MiB; cut it into several"),
    Limit(
      name: "values of JSON in each other", most: "200",
      attempt: { beyond, scratch in
        let (open, close) = (199 + beyond, 199 + beyond)
        let pad = String(repeating: "[", count: open) + String(repeating: "]", count: close)
        scratch.write(
          #"{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation", "pad": \#(pad), "#
            + #""body": {"value": "Quiet."}, "target": {"source": "http://a.invalid/q", "selector": "#
            + #"{"type": "TextQuoteSelector", "exact": "Quiet."}}}"#, to: "t.json")
        return refusal(scratch.kb("import", "t.json", "--dry-run"))
      }, refusal: "nested too deep"),
    Limit(
      name: "elements of XML in each other", most: "200",
      attempt: { beyond, scratch in
        let depth = 199 + beyond
        scratch.write(
          #"<?xml version="1.0"?><Project xmlns="urn:QDA-XML:project:1.0" name="Quay">"#
            + String(repeating: "<Note>", count: depth) + String(repeating: "</Note>", count: depth)
            + "</Project>", to: "t.qde")
        return refusal(scratch.kb("import", "t.qde", "--dry-run"))
      }, refusal: "nest too deep"),
    Limit(
      name: "files in a zip", most: "1,000",
      attempt: { beyond, scratch in
        scratch.seeded()
        _ = scratch.kb("export", "all", "-o", "p", "--database", "kb.sqlite")
        let count = scratch.files(in: "p").count
        for number in 0..<(1000 + beyond - count) { scratch.write("x", to: "p/f\(number).txt") }
        _ = Program.run("/usr/bin/env", ["python3", "-m", "zipfile", "-c", "p.zip", "p"], in: scratch.folder)
        let result = scratch.kb("import", "p.zip", "--dry-run", "--database", "kb.sqlite")
        // (What does not belong to the package is refused once all is unpacked.)
        return result.errors.contains("more than") ? result.errors : nil
      }, refusal: "more than 1000 files"),
    Limit(
      name: "a cell of CSV that Excel keeps", most: "32,767 characters",
      attempt: { beyond, scratch in
        let text = String(repeating: "q", count: 32_767 + beyond)
        scratch.write(#"{"speaker": "Ada", "text": "\#(text)"}"#, to: "t.ndjson")
        _ = scratch.kb("init", "--empty", "--database", "kb.sqlite")
        _ = scratch.kb("import", "t.ndjson", "--as", "quotes", "--database", "kb.sqlite")
        let result = scratch.kb("export", "quotes", "--csv", "--excel", "--database", "kb.sqlite")
        return result.errors.isEmpty ? nil : result.errors
      }, refusal: "Excel keeps 32,767 of them"),
    Limit(
      name: "columns of an answer to `kb sql`", most: "1,000",
      attempt: { beyond, scratch in
        scratch.seeded()
        let columns = [String](repeating: "1", count: 1000 + beyond).joined(separator: ",")
        return refusal(scratch.kb("sql", "SELECT \(columns)", "--csv", "--database", "kb.sqlite"))
      }, refusal: "too many columns"),
    Limit(
      name: "digits of a year", most: "12",
      attempt: { beyond, scratch in
        scratch.seeded()
        let year = "Y" + String(repeating: "1", count: 12 + beyond)
        return refusal(
          scratch.kb(
            "add", "event", "--title", "X", "--began-on", year, "--database", "kb.sqlite"))
      }, refusal: "is not a date in EDTF"),
  ]

  @Test(arguments: limits) func atItsEdge(_ limit: Limit) {
    #expect(limit.attempt(0, Scratch()) == nil)
    let beyond = limit.attempt(1, Scratch())
    #expect(beyond?.contains(limit.refusal) == true, "\((beyond ?? "it is taken").prefix(500))")
  }

  /// The table names these, and those that other tests try (or nobody can).
  @Test func theTableIsComplete() throws {
    let readme = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("README.md")
    let lines = try String(contentsOf: readme, encoding: .utf8).split(separator: "\n")
    let start = try #require(lines.firstIndex { $0.hasPrefix("| limit ") })
    let rows = lines[start...].dropFirst(2).prefix { $0.hasPrefix("|") }.map {
      $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    }
    for limit in Self.limits {
      #expect(rows.contains { $0[0] == limit.name && $0[1] == limit.most }, "\(limit.name)")
    }
    let elsewhere = [
      "a writer waits for another", "open files", "memory beside the program", "quotes in one file",
    ]
    #expect(rows.count == Self.limits.count + elsewhere.count)
    #expect(elsewhere.allSatisfy { name in rows.contains { $0[0] == name } })
  }
}
