// Exports as zip files, and zips that mean harm.
import Foundation
import Scratch
import Testing

@Suite struct ZipTests {
  let scratch = Scratch()

  private func kb(_ arguments: String..., environment: [String: String] = [:]) -> Program.Result {
    scratch.kb(arguments, environment: environment)
  }

  private func python(_ script: String) -> Program.Result {
    Program.run("/usr/bin/env", ["python3", "-c", script], in: scratch.folder)
  }

  @Test func aZipIsTheFolderPacked() {
    scratch.seeded()
    #expect(kb("export", "all", "-o", "out", "--database", "kb.sqlite").status == 0)
    #expect(kb("export", "all", "-o", "one.zip", "--database", "kb.sqlite").status == 0)
    // The same bytes, wherever and whenever.
    let other = kb(
      "export", "all", "-o", "two.zip", "--database", "kb.sqlite",
      environment: ["TZ": "Asia/Tehran", "LANG": "fa_IR.UTF-8"])
    #expect(other.status == 0 && scratch.bytes("one.zip") == scratch.bytes("two.zip"))
    let read = python(
      """
      import zipfile, os
      z = zipfile.ZipFile('one.zip')
      print(z.testzip(), sorted(z.namelist()) == sorted(os.listdir('out')))
      print(all(z.read(n) == open('out/' + n, 'rb').read() for n in z.namelist()))
      print({(i.date_time, oct(i.external_attr >> 16)) for i in z.infolist()})
      """)
    #expect(
      read.output == "None True\nTrue\n{((1980, 1, 1, 0, 0, 0), '0o100644')}\n",
      "\(read.output)\(read.errors)")
    #expect(scratch.bytes("one.zip").count < 2_000_000)
    let check = kb("export", "--check", "one.zip", "--database", "kb.sqlite")
    #expect(
      check.status == 0 && check.errors.contains("24 files as the knowledge base gives them"),
      "\(check.errors)")
    _ = kb("init", "--empty", "--database", "other.sqlite")
    let taken = kb("import", "one.zip", "--database", "other.sqlite")
    #expect(taken.status == 0 && taken.errors.hasPrefix("one.zip: added"), "\(taken.errors)")
    let names = "SELECT count(*), count(DISTINCT actor_key) FROM names"
    #expect(scratch.sqlite3("other.sqlite", names).output == scratch.sqlite3("kb.sqlite", names).output)
    // One view, and its filters, too; and what changed since is found in a zip as in a folder.
    #expect(
      kb("export", "quotes", "--speaker", "Khamenei", "-o", "q.zip", "--database", "kb.sqlite").status == 0)
    #expect(kb("export", "--check", "q.zip", "--database", "kb.sqlite").status == 0)
    let changed = python(
      """
      import zipfile
      a, b = zipfile.ZipFile('q.zip'), zipfile.ZipFile('changed.zip', 'w')
      for n in a.namelist(): b.writestr(n, a.read(n).replace(b'every agreement', b'any agreement'))
      """)
    #expect(changed.status == 0)
    let found = kb("export", "--check", "changed.zip", "--database", "kb.sqlite")
    #expect(found.status == 1 && found.output == "quotes.csv: khamenei-our-problem: differs in text\n")
  }

  /// A zip from a stranger writes nothing outside, and is refused whole.
  @Test(arguments: [
    ("z.writestr('../evil.csv', 'x')", "leads out of a folder"),
    ("z.writestr('/tmp/kb-evil.csv', 'x')", "leads out of a folder"),
    ("z.writestr('a/b/evil.csv', 'x')", "leads out of a folder"),
    ("z.writestr('a\\\\..\\\\evil.csv', 'x')", "leads out of a folder"),
    ("z.writestr('C:evil.csv', 'x')", "leads out of a folder"),
    (
      "i = zipfile.ZipInfo('link'); i.create_system = 3; i.external_attr = 0o120777 << 16; z.writestr(i, '/etc/passwd')",
      "is no plain file"
    ),
    ("z.writestr('manifest.json', '{}'); z.writestr('manifest.json', '{}')", "twice"),
    ("z.writestr('a/manifest.json', '{}'); z.writestr('b/manifest.json', '{}')", "in several folders"),
    ("z.writestr('manifest.json', b'0' * 300_000_000)", "200 times its size"),
    ("[z.writestr(f'f{n}.csv', 'x') for n in range(1100)]", "more than 1000 files"),
    ("z.writestr('content.xml', '<x/>')", "a zip without a package"),
    ("z.writestr('manifest.json', '{}')", "is not a manifest"),
  ])
  func harmIsRefused(_ entry: String, _ message: String) {
    _ = kb("init", "--empty", "--database", "kb.sqlite")
    let made = python(
      "import zipfile, warnings; warnings.simplefilter('ignore')\nz = zipfile.ZipFile('x.zip', 'w', zipfile.ZIP_DEFLATED)\n\(entry)\nz.close()"
    )
    #expect(made.status == 0, "\(made.errors)")
    let taken = scratch.kb(
      ["import", "x.zip", "--database", "kb.sqlite"], environment: ["TMPDIR": scratch.folder])
    #expect(taken.status == 1 && taken.errors.contains(message), "\(taken.errors)")
    #expect(scratch.files == ["kb.sqlite", "x.zip"], "nothing is left behind")
    #expect(scratch.sqlite3("kb.sqlite", "SELECT count(*) FROM changeset").output == "0\n")
  }

  @Test func aBrokenZipIsNoPackage() {
    scratch.seeded()
    #expect(kb("export", "quotes", "-o", "q.zip", "--database", "kb.sqlite").status == 0)
    let bytes = scratch.bytes("q.zip")
    scratch.write(Array(bytes[..<(bytes.count / 3)]), to: "cut.zip")
    let cut = kb("import", "cut.zip", "--database", "kb.sqlite")
    #expect(cut.status == 1 && cut.errors.contains("cut.zip"), "\(cut.errors)")
  }
}
