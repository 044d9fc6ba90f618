// Files as they are found: missing, empty, forbidden, too large; folders and what is in them.
// Unsafe: what these C functions are given lives until they return.
import Documents
import Foundation
import Scratch
import Testing

@Suite struct FileTests {
  private let scratch = Scratch()

  private func refusal(_ path: String, limit: Int = 200_000_000) -> DocumentFailure? {
    var reader = DocumentReader()
    reader.sizeLimit = limit
    do {
      _ = try reader.read(contentsOf: path)
      return nil
    } catch {
      return error
    }
  }

  @Test func readsAFile() throws {
    let path = scratch.write("Hello, world, and all who read this.\n", to: "a.txt")
    let document = try DocumentReader().read(contentsOf: path)
    #expect(document.text == "Hello, world, and all who read this.\n")
    #expect(document.format == .text)
  }

  @Test func badFiles() {
    let empty = scratch.write("", to: "empty.txt")
    #expect(refusal(empty)?.description == "\(empty) is empty")
    let blank = scratch.write(" \n\t\u{A0}\u{200B}\n", to: "blank.txt")
    #expect(refusal(blank)?.description == "\(blank) is empty: there is only white space in it")
    let gone = scratch.path("gone.txt")
    #expect(refusal(gone)?.kind == .notFound)
    #expect(refusal(scratch.folder)?.description.contains("is a folder") == true)
    let pipe = scratch.path("pipe.txt")
    unsafe #expect(mkfifo(pipe, 0o600) == 0)
    #expect(refusal(pipe)?.description.contains("is a device or a pipe") == true)
    #expect(refusal("/dev/zero")?.kind == .notAFile)
    let large = scratch.write(String(repeating: "a", count: 2_000_001), to: "large.txt")
    #expect(refusal(large, limit: 1_000_000)?.kind == .tooLarge)
    unsafe symlink("loop.txt", scratch.path("loop.txt"))
    #expect(refusal(scratch.path("loop.txt"))?.description.contains("leads back to itself") == true)
    if geteuid() != 0 {
      let forbidden = scratch.write("text", to: "forbidden.txt")
      unsafe chmod(forbidden, 0)
      #expect(refusal(forbidden)?.kind == .notPermitted)
    }
  }

  @Test("A file that grows while it is read is read whole, or refused as changed; never in part")
  func changes() async throws {
    let path = scratch.write("start\n", to: "growing.txt")
    let writer = Task.detached {
      for _ in 0..<300 {
        guard let handle = FileHandle(forWritingAtPath: path) else { return }
        _ = try? handle.seekToEnd()
        try? handle.write(contentsOf: Data("one more line\n".utf8))
        try? handle.close()
      }
    }
    for _ in 0..<300 {
      do {
        let text = try DocumentReader().read(contentsOf: path).text
        #expect(text.hasPrefix("start\n") && text.utf8.last == 0x0A)
      } catch let failure {
        #expect(failure.kind == .changed)
      }
    }
    await writer.value
  }

  @Test("The content tells the format before the name does")
  func formats() throws {
    func format(_ text: String, _ name: String) throws -> DocumentFormat { try read(text, name).format }
    #expect(try format("<!DOCTYPE html><html><body><p>Hello there</p>", "a.txt") == .html)
    #expect(try format("<?xml version='1.0'?>\n<!-- x -->\n<HTML><body>Hello there", "a") == .html)
    #expect(try format("<p>Hello there</p>", "a.HTM") == .html)
    #expect(try format("# Hello", "a.md") == .markdown)
    #expect(try format("# Hello", "a.txt") == .text)
    #expect(try format("# Hello", "folder.md/a") == .text)
    #expect(try DocumentReader().read(Array("# Hello".utf8), name: "-", format: .markdown).text == "Hello")
  }

  @Test func findsDocuments() throws {
    for folder in ["b", "b/deep", ".hidden"] {
      try FileManager.default.createDirectory(atPath: scratch.path(folder), withIntermediateDirectories: true)
    }
    for name in [
      "c.txt", "a.md", "b/z.html", "b/deep/y.PDF", "b/x.jpg", ".hidden/h.txt", ".h.txt", "named.log",
    ] {
      scratch.write("text", to: name)
    }
    unsafe symlink("..", scratch.path("b/up"))
    unsafe symlink("../c.txt", scratch.path("b/again.txt"))
    unsafe symlink("nowhere", scratch.path("d.txt"))
    var documents: [String] = []
    var skipped: [String] = []
    for found in DocumentFinder([scratch.folder, scratch.path("named.log"), scratch.path("none")]) {
      switch found {
      case .document(let path): documents.append(String(path.dropFirst(scratch.folder.count + 1)))
      case .other(let path): skipped.append(String(path.dropFirst(scratch.folder.count + 1)))
      case .skipped(let path, let why):
        skipped.append(String(path.dropFirst(scratch.folder.count + 1)))
        #expect(why.hasPrefix(path + " "))
      }
    }
    // What a link leads to is read where it is met first, and once.
    #expect(documents == ["a.md", "b/again.txt", "b/deep/y.PDF", "b/z.html", "named.log"])
    #expect(skipped == ["b/up", "b/x.jpg", "c.txt", "d.txt", "named.log", "none"])
  }
}
