// Packages and zips that name places outside, links that lead there, and keys that look like paths.
// Unsafe: what these C functions are given, strings, lives until they return.
import Foundation
import Scratch
import Testing

@Suite struct InjectionPackageTests {
  let scratch = Scratch()

  /// A package of a small base in `out`, an empty base, and a file outside that nobody may touch or read.
  init() {
    scratch.write(InjectionImportTests.empty, to: "small.sqlite")
    _ = scratch.kb("add", "actor", "--name", "Ada", "--kind", "person", "--database", "small.sqlite")
    _ = scratch.kb("export", "all", "-o", "out", "--database", "small.sqlite")
    scratch.write(InjectionImportTests.empty, to: "kb.sqlite")
    scratch.write("key,name,kind\nsecret,Secret,person\n", to: "secret.csv")
  }

  private func text(_ name: String) -> String { String(decoding: scratch.bytes(name), as: UTF8.self) }

  /// Refused in one clean sentence, with nothing written anywhere.
  private func isRefused(_ arguments: [String], _ what: String) {
    let files = Set(scratch.files)
    let result = scratch.kb(["import"] + arguments + ["--database", "kb.sqlite"])
    #expect(
      result.status == 1 && result.errors.hasPrefix("kb: "), "\(what): \(result.status) \(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1, "\(what): \(result.errors)")
    #expect(Payload.steering(in: Array(result.errors.utf8), onTerminal: false) == [], "\(what)")
    #expect(!result.errors.contains("Secret"))
    #expect(scratch.sqlite3("kb.sqlite", "SELECT count(*) FROM actor").output == "0\n", "\(what)")
    #expect(
      Set(scratch.files).subtracting(files).isSubset(of: ["kb.sqlite-wal", "kb.sqlite-shm"]), "\(what)")
    #expect(scratch.owned == [], "\(what)")
  }

  static let places = [
    "../secret.csv", "/etc/passwd", "..", ".", "", ".hidden.csv", "sub/../../secret.csv", "./../secret.csv",
    "file:///etc/passwd", "https://a.invalid/x.csv", Payload.line, Payload.lines,
  ]

  @Test(arguments: places) func aManifestNamesItsOwnFiles(_ place: String) {
    let named = text("out/manifest.json").replacing("\"actors.csv\"", with: Payload.json(place))
    #expect(named != text("out/manifest.json"))
    scratch.write(named, to: "out/manifest.json")
    isRefused(["out"], "manifest")
    #expect(scratch.kb("export", "--check", "out", "--database", "small.sqlite").status == 1)
    // (Nor is an export put in the place of a folder that it does not know.)
    #expect(scratch.kb("export", "all", "-o", "out", "--database", "small.sqlite").status == 1)
  }

  @Test(arguments: places) func aDescriptorNamesItsOwnFiles(_ place: String) {
    try? FileManager.default.removeItem(atPath: scratch.path("out/manifest.json"))
    let resources =
      "{\"resources\":[{\"name\":\"actors\",\"path\":\(Payload.json(place))},{\"name\":\"quotes\",\"path\":\"quotes.csv\"}]}"
    scratch.write(resources, to: "out/datapackage.json")
    isRefused(["out"], "descriptor")
    // (What is called like no view is left out, with a word.)
    scratch.write(
      resources.replacing("\"actors.csv\"", with: "\"x.csv\"").replacing(
        "\"actors\"", with: Payload.json(place)),
      to: "out/datapackage.json")
    let named = scratch.kb("import", "out", "--database", "kb.sqlite")
    #expect(
      [0, 1].contains(named.status) && Payload.steering(in: Array(named.errors.utf8), onTerminal: false) == []
    )
    #expect(scratch.owned == [])
  }

  @Test(arguments: ["manifest", "descriptor", "descriptor, folder"]) func aLinkDoesNotLeadOut(_ how: String) {
    if how != "manifest" {
      try? FileManager.default.removeItem(atPath: scratch.path("out/manifest.json"))
      let path = how == "descriptor" ? "actors.csv" : "sub/secret.csv"
      scratch.write(
        "{\"resources\":[{\"name\":\"actors\",\"path\":\"\(path)\"},{\"name\":\"quotes\",\"path\":\"quotes.csv\"}]}",
        to: "out/datapackage.json")
    }
    unsafe unlink(scratch.path("out/actors.csv"))
    unsafe symlink("../secret.csv", scratch.path("out/actors.csv"))
    unsafe symlink("..", scratch.path("out/sub"))
    isRefused(["out"], how)
  }

  @Test func aProjectReadsNoTextsFromOutside() {
    unsafe mkdir(scratch.path("project"), 0o755)
    unsafe mkdir(scratch.path("project/sources"), 0o755)
    unsafe symlink("../../secret.csv", scratch.path("project/sources/t.txt"))
    for path in [
      "internal://t.txt", "internal://../../secret.csv", "/etc/hostname", "../secret.csv",
      "internal://..%2fsecret.csv",
    ] {
      scratch.write(
        "<Project xmlns=\"urn:QDA-XML:project:1.0\"><Sources><TextSource guid=\"s\" name=\"T\" plainTextPath=\"\(path)\"><PlainTextSelection guid=\"p\" name=\"its words\" startPosition=\"0\" endPosition=\"8\"/></TextSource></Sources></Project>",
        to: "project/project.qde")
      let result = scratch.kb("import", "project/project.qde", "--database", "kb.sqlite")
      #expect(result.status == 0, "\(path): \(result.errors)")
      #expect(
        scratch.sqlite3("kb.sqlite", "SELECT DISTINCT text FROM quote").output == "its words\n", "\(path)")
    }
  }

  @Test(arguments: ["../../PWNED", "/tmp/PWNED", "..", "a/b", ".x", Payload.line, Payload.lines])
  func aKeyInAPackageIsNoPath(_ key: String) {
    let quoted = "\"" + key.replacing("\"", with: "\"\"") + "\""
    let changed = text("out/actors.csv").replacing("\r\nada,", with: "\r\n\(quoted),")
    #expect(changed != text("out/actors.csv"))
    scratch.write(changed, to: "out/actors.csv")
    isRefused(["out"], "key")
  }

  @Test(arguments: [
    "../PWNED", "../../PWNED", "/tmp/PWNED", "out/../../PWNED", "..\\\\PWNED", "C:PWNED",
    "sources/../../PWNED", "a/b/PWNED",
    "\\x1b]0;PWNED\\x07", "two\\nPWNED", "link",
  ])
  func aZipIsUnpackedInItsPlace(_ name: String) {
    let made = scratch.python(
      """
      import zipfile, os
      for ending, inside in (('zip', 'manifest.json'), ('qdpx', 'project.qde')):
        with zipfile.ZipFile('bad.' + ending, 'w') as z:
          if ending == 'zip':
            for f in sorted(os.listdir('out')): z.write('out/' + f, f)
          else:
            z.writestr(inside, '<Project xmlns="urn:QDA-XML:project:1.0"></Project>')
          entry = zipfile.ZipInfo('\(name)')
          if '\(name)' == 'link': entry.external_attr = 0o120777 << 16
          z.writestr(entry, '../../PWNED')
      """)
    #expect(made.status == 0, "\(made.errors)")
    for file in ["bad.zip", "bad.qdpx"] {
      let above = Set((try? FileManager.default.contentsOfDirectory(atPath: NSTemporaryDirectory())) ?? [])
      let result = scratch.kb(
        ["import", file, "--database", "kb.sqlite"], environment: ["TMPDIR": scratch.folder])
      #expect([0, 1].contains(result.status), "\(name): \(result.errors)")
      #expect(
        Payload.steering(in: Array(result.errors.utf8), onTerminal: false) == [],
        "\(result.errors.debugDescription)")
      #expect(scratch.owned == [] && !above.contains("PWNED"))
      #expect(!FileManager.default.fileExists(atPath: "/tmp/PWNED"))
      #expect(!scratch.files.contains { $0.hasPrefix("kb-zip") })
    }
  }

  /// A link under the hidden name that a file has while it is written, laid there for the very process.
  @Test(arguments: [
    "export quotes --csv -o new.csv", "export all -o new.zip", "export all -o new", "backup new.csv",
    "backup --restore small.sqlite",
  ])
  func aLinkThatWaitsIsNotWrittenThrough(_ call: String) {
    let names = ["new.csv", "new.zip", "new", "small.sqlite", "kb.sqlite"]
    let links = names.map { "ln -s secret.csv .\($0).$$.new; ln -s secret.csv .\($0).$$.old" }
    _ = Program.run(
      "/bin/sh",
      ["-c", "\(links.joined(separator: "; ")); exec '\(Scratch.kbBinary)' \(call) --database kb.sqlite"],
      in: scratch.folder, environment: ["HOME": scratch.folder, "PATH": "/usr/bin:/bin", "USER": "tester"])
    #expect(text("secret.csv") == "key,name,kind\nsecret,Secret,person\n")
  }

  /// What stands at the place of an export is replaced; what a link there leads to in the folder is not touched.
  @Test func linksAtThePlaceOfAnExport() {
    unsafe unlink(scratch.path("out/actors.csv"))
    unsafe symlink("../secret.csv", scratch.path("out/actors.csv"))
    unsafe symlink("secret.csv", scratch.path("link.csv"))
    #expect(scratch.kb("export", "all", "-o", "out", "--database", "kb.sqlite").status == 0)
    #expect(scratch.kb("export", "quotes", "--csv", "-o", "link.csv", "--database", "kb.sqlite").status == 0)
    #expect(text("secret.csv") == "key,name,kind\nsecret,Secret,person\n")
  }
}
