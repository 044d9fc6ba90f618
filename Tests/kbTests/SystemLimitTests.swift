// What the system holds back ends in one sentence and status 1, and the file is as it was.
import Foundation
import Scratch
import Testing

@Suite struct SystemLimitTests {
  let scratch = Scratch()

  private func limited(_ limit: String, _ words: String...) -> Program.Result {
    Program.run(
      "/bin/sh",
      ["-c", "\(limit) && exec \"$@\"", "sh", Scratch.kbBinary] + words + ["--database", "kb.sqlite"],
      in: scratch.folder, environment: ["HOME": scratch.folder, "PATH": "/usr/bin:/bin", "USER": "tester"])
  }

  @Test(
    .disabled(
      if: Sanitizer.current == .thread, "Thread Sanitizer begins with a file of its own, larger than that"))
  func aLimitOnTheSizeOfFiles() {
    scratch.seeded()
    let before = scratch.sqlite3("kb.sqlite", ".dump").output
    // (Blocks of 512 bytes.)
    for result in [
      limited("ulimit -f 20", "add", "topic", "--label", "X"),
      limited("ulimit -f 20", "backup", "copy.sqlite"),
    ] {
      #expect(result.status == 1 && result.errors.contains("ulimit -f"), "\(result.status): \(result.errors)")
      #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
    }
    #expect(scratch.sqlite3("kb.sqlite", ".dump").output == before)
    #expect(!scratch.files.contains { $0.hasPrefix(".") || $0 == "copy.sqlite" }, "\(scratch.files)")
  }

  @Test func tooFewHandles() {
    scratch.seeded()
    for count in [6, 12, 20] {
      let result = limited("ulimit -n \(count)", "search", "sanctions")
      #expect(result.status == 1 && result.errors.contains("ulimit -n 64"), "\(count): \(result.errors)")
    }
    #expect(limited("ulimit -n 64", "search", "sanctions").status == 0)
    // A low limit that may be raised is raised.
    #expect(limited("ulimit -S -n 6", "search", "sanctions").status == 0)
  }

  @Test(.disabled(if: Sanitizer.current != nil, "a sanitizer takes more than any limit leaves"))
  func tooLittleMemory() {
    scratch.seeded()
    // (How much the program itself takes differs from build to build: somewhere between, it is loaded and has too little.)
    let results = stride(from: 200_000, to: 2_000_000, by: 100_000).lazy.map {
      limited("ulimit -v \($0)", "search", "sanctions")
    }
    let loaded = results.first { $0.status != 127 && $0.status < 128 }
    #expect(
      loaded?.status == 1 && loaded?.errors.contains("ulimit -v") == true,
      "\(loaded?.errors ?? "never loaded")")
    #expect(limited("ulimit -v 4000000", "search", "sanctions").status == 0)
  }
}
